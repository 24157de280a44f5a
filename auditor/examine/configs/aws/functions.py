"""Functions that a template deploys to search faces, known by three things together.

A permission is no use, nor is a variable with a library's name. Where an identity may enrol or
search faces, the function is given a library, and it is named for searching or given a threshold,
the template is that of a deployment that recognises faces.
"""

from __future__ import annotations

import re

from auditor.examine.configs.aws.vocabulary import POLICY, plain
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.model import EvidenceState

UNSURE = 0.7
"""Confidence of what three signs together show."""
_LIBRARY = re.compile(r"collection(?:id|name|prefix|arn)?$")
_OF_FACES = re.compile(r"rek|face")
_GIVEN = frozenset({"variables", "environment", "env", "environmentvariables"})
_WORK = re.compile(
    r"(?:index|search|match|compare|comparing|recogni[sz]|identif|regist|enrol)[\w -]{0,20}faces?"
    r"|faces?[-_ ]?\w{0,6}(?:index|search|match|compar|recogni[sz]|identif|regist|login|auth)",
    re.IGNORECASE,
)
_NAMED = frozenset(
    {"handler", "codeuri", "functionname", "description", "code", "s3key", "filename", "uri"}
)
_NAMED_BY_KEY = (("resource", "aws_lambda_function"), ("functions",))
"""Under what Terraform and the Serverless Framework name a function by its key."""
_FUNCTIONS = frozenset({"AWS::Serverless::Function", "AWS::Lambda::Function"})


def deployed_use(book: Notebook, root: Node) -> None:
    """Note the use that a template's functions are deployed for, where three signs show it."""
    may = any(
        evidence.state is EvidenceState.PERMITTED
        and evidence.function in (Function.RECOGNITION, Function.VERIFICATION, Function.UNSTATED)
        for evidence, _ in book.evidence
    )
    if not may:
        return
    variables = [
        (path, node)
        for path, node in root.walk()
        if len(path) > 1 and any(plain(part) in _GIVEN for part in path[:-1])
    ]
    of_a_policy = _names_a_library(root)
    library = next(
        (
            (path, node)
            for path, node in variables
            if _LIBRARY.search(plain(path[-1]))
            and (
                of_a_policy
                or _OF_FACES.search(plain(path[-1]))
                or "rekognition_collection" in node.raw
            )
        ),
        None,
    )
    threshold = any("threshold" in plain(p[-1]) and "match" in plain(p[-1]) for p, _ in variables)
    if library is not None and (threshold or _named_for_it(root)):
        path, node = library
        book.function(
            Function.RECOGNITION, EvidenceState.ENABLED, path=path, node=node, confidence=UNSURE
        )


def _names_a_library(root: Node) -> bool:
    """Whether a policy template of SAM for enrolling or searching faces names a collection."""
    return any(
        path and plain(path[-1]) == "collectionid" and any(map(POLICY.search, path[:-1]))
        for path, _ in root.walk()
    )


def _named_for_it(root: Node) -> bool:
    """Whether a function is called after enrolling or searching faces."""
    for path, node in root.walk():
        if not path:
            continue
        if plain(path[-1]) in _NAMED and _WORK.search(node.raw):
            return True
        kind = node.get("Type")
        if kind is not None and kind.text() in _FUNCTIONS and _WORK.search(path[-1]):
            return True
        if path[:-1] in _NAMED_BY_KEY and _WORK.search(path[-1]):
            return True
    return False
