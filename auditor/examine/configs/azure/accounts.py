"""Accounts that Azure sets up for faces: Terraform, resource templates, Bicep and the command line.

An account of kind Face is set up for nothing else; one of all kinds (CognitiveServices, AIServices)
may serve for faces. Neither is a use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.syntax.hcl import blocks
from auditor.examine.configs.syntax.program_text import spoken
from auditor.examine.configs.syntax.template_values import Values
from auditor.examine.configs.syntax.tree import Node, Unknown
from auditor.examine.model import EvidenceState

S = EvidenceState
ACCOUNT = "azurerm_cognitive_account"
_KINDS = {
    "face": Function.RECOGNITION,
    "cognitiveservices": Function.UNSTATED,
    "aiservices": Function.UNSTATED,
}
_TYPE = re.compile(r"Microsoft\.CognitiveServices/accounts\b", re.IGNORECASE)
_INDEXER = re.compile(r"Microsoft\.VideoIndexer/accounts\b|azurerm_video_indexer_account")
_PARAMETER = re.compile(r"\[parameters\('(\w+)'\)\]")
_BICEP = re.compile(r"^[ \t]*(?:resource|module)\s+\w+\s+'", re.MULTILINE)
_BICEP_KIND = re.compile(r"^[ \t]*kind:\s*(?:'(\w+)'|(\w+))\s*$")
_BICEP_PARAMETER = re.compile(r"^[ \t]*param\s+(\w+)\s+\w+\s*=\s*'?([\w.-]+)'?")
_BICEP_HEAD = re.compile(
    r"^[ \t]*(?:resource|module)\s+\w+\s+'([^']+)'\s*=\s*"
    r"(?:if\s*\(\s*(!?)\s*(\w+)\s*\))?"
)
_ROLE = re.compile(
    r"Cognitive Services Face \w+|9894cab4-e18a-44aa-828b-cb588cd6f2d7", re.IGNORECASE
)
"""The role that may recognise faces, by name or id (Azure built-in roles for AI)."""
_COMMAND = re.compile(r"\baz\s+cognitiveservices\s+account\s+create\b")
_COMMAND_KIND = re.compile(r"--kind[\s=]+['\"]?(\w+)")
_CREATED = re.compile(r"New-AzCognitiveServicesAccount\b")
_AROUND = 8
"""Lines over which a command goes on."""


@dataclass(frozen=True)
class Account:
    """One account or permission, where it stands and how far it goes."""

    function: Function
    state: EvidenceState
    path: tuple[str, ...] = ()
    node: Node | None = None
    line: int = 0
    column: int = 1


def of_terraform(root: Node) -> Iterator[Account]:
    """The accounts that a Terraform file deploys."""
    values = Values(root)
    for kind, name, body in blocks(root, "resource"):
        path = ("resource", kind, name)
        gate = values.gate(body)
        if kind == ACCOUNT and (written := body.entries().get("kind")) is not None:
            told, _ = values.of(written)
            open_kind = told is None or (isinstance(told.value, Unknown))
            function = Function.UNSTATED if open_kind else _kind(told.text() if told else "")
            if function is not None:
                yield Account(function, gate or S.PROVISIONED, (*path, "kind"), written)
        elif _INDEXER.fullmatch(kind) or kind == "azurerm_ai_services":
            yield Account(Function.UNSTATED, gate or S.PROVISIONED, path, body)
        elif kind == "azapi_resource" and (made := body.get("type")) is not None:
            if _TYPE.search(made.raw):
                yield from _inner_kind(path, body)
        elif (role := body.get("role_definition_name")) is not None and _ROLE.search(role.raw):
            yield Account(Function.UNSTATED, S.PERMITTED, (*path, "role_definition_name"), role)


def _inner_kind(path: tuple[str, ...], body: Node) -> Iterator[Account]:
    for inner, node in body.walk(path):
        if (found := re.search(r"kind\"?\s*=\s*\"(\w+)\"", node.raw)) is not None:
            kind = found.group(1)
        else:
            kind = node.text() if inner[-1] == "kind" else ""
        if (function := _kind(kind)) is not None:
            yield Account(function, S.PROVISIONED, inner, node)


def of_template(root: Node) -> Iterator[Account]:
    """The accounts that a resource template (ARM, JSON) deploys."""
    parameters = root.entries().get("parameters")
    for path, node in root.walk():
        made = node.get("type")
        if made is None:
            continue
        if _INDEXER.search(made.text()):
            yield Account(Function.UNSTATED, S.PROVISIONED, (*path, "type"), made)
        written = node.get("kind")
        if written is None or not _TYPE.fullmatch(made.text()):
            continue
        kind = written.text()
        if (found := _PARAMETER.fullmatch(kind)) is not None:
            default = parameters.get(found.group(1), "defaultValue") if parameters else None
            kind = default.text() if default is not None else "CognitiveServices"
        condition = node.get("condition")
        off = condition is not None and condition.text() == "false"
        state = S.DISABLED if off else S.PROVISIONED
        if (function := _kind(kind)) is not None:
            yield Account(function, state, (*path, "kind"), written)


def _kind(text: str) -> Function | None:
    return _KINDS.get(text.lower())


def is_script(text: str) -> bool:
    """Whether `text` is Bicep, or a script that makes accounts."""
    bicep = _BICEP.search(text) is not None and "Microsoft." in text
    return bicep or _COMMAND.search(text) is not None or _CREATED.search(text) is not None


def of_script(text: str) -> Iterator[Account]:
    """The accounts that Bicep or a script of the command line makes."""
    lines = spoken(text)
    given = {m.group(1): m.group(2) for line in lines if (m := _BICEP_PARAMETER.match(line))}
    state: EvidenceState = S.PROVISIONED
    of_cognition = False
    for number, line in enumerate(lines, start=1):
        if (head := _BICEP_HEAD.match(line)) is not None:
            of_cognition = "CognitiveServices" in head.group(1)
            state = _guarded(head, given)
        if of_cognition and (kind := _BICEP_KIND.match(line)) is not None:
            word = kind.group(1) or given.get(kind.group(2), "CognitiveServices")
            if (function := _kind(word)) is not None:
                yield Account(function, state, line=number, column=kind.start() + 1)
        if (role := _ROLE.search(line)) is not None:
            yield Account(Function.UNSTATED, S.PERMITTED, line=number, column=role.start() + 1)
        if _COMMAND.search(line) or _CREATED.search(line):
            around = " ".join(lines[number - 1 : number + _AROUND])
            made = _COMMAND_KIND.search(around) or re.search(r"-Type\s+['\"]?(\w+)", around)
            if made is not None and (function := _kind(made.group(1))) is not None:
                yield Account(function, S.PROVISIONED, line=number)


def _guarded(head: re.Match[str], given: dict[str, str]) -> EvidenceState:
    """What a condition in Bicep makes of a resource."""
    if head.group(3) is None:
        return S.PROVISIONED
    default = given.get(head.group(3))
    if default not in ("true", "false"):
        return S.GATED
    return S.PROVISIONED if (default == "true") != bool(head.group(2)) else S.DISABLED
