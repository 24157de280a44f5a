"""Calls of Rekognition in scripts and programs: the command line, and SDKs of any language.

A call in a comment is none. A call in a program that is submitted as it runs is a use; whether the
program runs is not for the file to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.examine.configs.aws.vocabulary import (
    ACTION,
    CALLS,
    LIBRARY_CALLS,
    PROCESSOR_CALLS,
    call_named,
    plain,
)
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.syntax.program_text import spoken
from auditor.examine.model import EvidenceState

S = EvidenceState
_AROUND = 14
"""Lines around a call in which its arguments stand."""
_PROGRAM = re.compile(
    r"(?:client|resource)\(\s*[bru]?['\"]rekognition['\"]|client-rekognition|AWS\.Rekognition\("
    r"|(?:services|service)[./]rekognition|RekognitionClient\b|aws-rekognition\b|aws_rekognition\b"
    r"|\bAmazonRekognition\w*\b|aws\.rekognition\.|Amazon\.Rekognition\b|aws-sdk-rekognition"
    r"|Aws\\+Rekognition"
    r"|service[\s=:]+['\"]rekognition['\"]|['\"]rekognition:[A-Z*]"
)
"""How a program takes Rekognition in: boto3, the SDKs for JavaScript, Java, Go, .NET, PHP and Ruby,
and the CDK."""
_COMMAND = re.compile(
    r"\baws(?:\.exe|\.cmd)?(?:\s+--[\w-]+(?:[\s=][^\s-]\S*)?)*\s+rekognition\s+([a-z-]+)"
)
_AT_START = re.compile(
    rf"^[ \t>$#%]*(?:sudo\s+|if\s+!?\s*|\w+=[\"'$(]*\s*|RUN\s+)?{_COMMAND.pattern}", re.MULTILINE
)
_INVOKED = re.compile(r"(?:[.>:&]|new\s+|::)\s*([A-Za-z_]{8,40})\s*(?:\(|\{|\.builder)")
_TASK = re.compile(r":aws-sdk:rekognition:(\w+)")
_ALL = re.compile(r"(?i:attributes?)\b[^\n]{0,40}?\bALL\b")
_SEARCH = re.compile(r"\bface_?search(?:_?settings)?\b", re.IGNORECASE)
_HOME = re.compile(r"\bconnected_?home(?:_?settings)?\b|\bLabelDetection\b", re.IGNORECASE)
_THRESHOLD = re.compile(
    r"(?:(face[_-]?match)|(similarity))[_-]?threshold\W{1,8}(\d+(?:\.\d+)?)", re.IGNORECASE
)
_REGION = re.compile(r"region(?:_name)?\W{1,6}([a-z]{2}-[a-z]+(?:-[a-z]+)?-\d)\b", re.IGNORECASE)
_HOURS = re.compile(r"data[_-]?retention[_-]?in[_-]?hours\W{1,6}(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """One thing that a script or program does, with its line (from 1) and column."""

    function: Function
    state: EvidenceState
    line: int
    column: int
    name: str


@dataclass(frozen=True)
class Number:
    """A number that a script or program gives: a threshold or hours."""

    value: float
    line: int
    column: int
    one_to_one: bool = False


def is_script(text: str) -> bool:
    """Whether a text has commands of Rekognition, each at the head of a line."""
    return _AT_START.search(text) is not None


def is_program(text: str) -> bool:
    """Whether a text takes Rekognition in as programs do, outside comments."""
    return any(_PROGRAM.search(line) for line in spoken(text))


def said(text: str) -> Iterator[Said]:
    """What the commands and calls in `text` do."""
    lines = spoken(text)
    program = any(_PROGRAM.search(line) for line in lines)
    search = any(_SEARCH.search(line) for line in lines)
    home = any(_HOME.search(line) for line in lines)
    for number, line in enumerate(lines, start=1):
        found = [(m.start(1), plain(m.group(1))) for m in _COMMAND.finditer(line)]
        found += [(m.start(1), plain(m.group(1))) for m in _TASK.finditer(line)]
        if program:
            found += [(m.start(1), call_named(m.group(1))) for m in _INVOKED.finditer(line)]
        for column, name in found:
            if (call := _call(name, lines, number, search=search, home=home)) is not None:
                yield Said(*call, number, column + 1, name)
        for permitted in ACTION.finditer(line):
            if (function := permitted_function(permitted.group(1))) is not None:
                yield Said(function, S.PERMITTED, number, permitted.start() + 1, permitted.group())


def _call(
    name: str, lines: list[str], number: int, *, search: bool, home: bool
) -> tuple[Function, EvidenceState] | None:
    if name in PROCESSOR_CALLS:
        if search:
            return Function.RECOGNITION, S.ENABLED
        return None if home else (Function.RECOGNITION, S.PROVISIONED)
    if name in LIBRARY_CALLS or name == "cfncollection":
        return Function.RECOGNITION, S.PROVISIONED
    function = CALLS.get(name)
    if function is None:
        return None
    around = "\n".join(lines[max(0, number - 1 - _AROUND) : number + _AROUND])
    if function is Function.DETECTION and _ALL.search(around):
        function = Function.ATTRIBUTES
    return function, S.ENABLED


def permitted_function(action: str) -> Function | None:
    """What an identity that may call `action` could do."""
    return CALLS.get(plain(action)) or (Function.RECOGNITION if "*" in action else None)


def thresholds(text: str) -> Iterator[Number]:
    """The thresholds of comparison that the calls in `text` are given, from 0 to 100."""
    for number, line in enumerate(spoken(text), start=1):
        for found in _THRESHOLD.finditer(line):
            yield Number(
                float(found.group(3)), number, found.start() + 1, one_to_one=bool(found.group(2))
            )


def hours_kept(text: str) -> Iterator[Number]:
    """The hours for which the video streams that `text` makes are kept."""
    for number, line in enumerate(spoken(text), start=1):
        for found in _HOURS.finditer(line):
            yield Number(float(found.group(1)), number, found.start() + 1)


def region(text: str) -> str:
    """The region that `text` names; empty where it names none."""
    found = _REGION.search(text)
    return found.group(1) if found is not None else ""
