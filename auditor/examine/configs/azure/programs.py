"""Programs that call Azure's or Google's face services, by their addresses and by their SDKs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.examine.configs.azure.requests import of_attributes
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.syntax.program_text import spoken

F = Function
_TAKEN_IN = re.compile(
    r"cognitiveservices\.vision\.face|cognitiveservices-face|azure[.-]ai[.-]vision[.-]face"
    r"|ai-vision-face|Azure\.AI\.Vision\.Face|ProjectOxford\.Face|projectoxford\.face"
    r"|import cognitive_face|\bFaceServiceClient\b|/face/v1\.\d",
    re.IGNORECASE,
)
_GOOGLE = re.compile(
    r"google[.-]cloud[.-]?(?:import )?[./-]?(?:vision|video-?intelligence)|ImageAnnotatorClient"
    r"|google\.cloud import (?:vision|videointelligence)|gcloud ml vision|@google-cloud/vision"
    r"|vision\.googleapis\.com|videointelligence\.googleapis\.com"
)
_ROUTES: tuple[tuple[re.Pattern[str], Function], ...] = (
    (re.compile(r"['\"/](?:identify|findsimilars?)\b(?=[?'\"/`])"), F.RECOGNITION),
    (
        re.compile(r"/(?:large)?persongroups?\b|/(?:large)?facelists?\b|/persondirectory\b", re.I),
        F.RECOGNITION,
    ),
    (re.compile(r"['\"/]verify\b(?=[?'\"/`])"), F.VERIFICATION),
    (re.compile(r"['\"/]detect\b(?=[?'\"/`])"), F.DETECTION),
    (re.compile(r"detectLiveness(?:-sessions|withVerify)?", re.I), F.LIVENESS),
)
_CALLS: tuple[tuple[re.Pattern[str], Function], ...] = (
    (
        re.compile(
            r"\bidentify(?:Async|WithHttpMessages\w*|_from_\w+|From\w+)?\s*\(|\bfind_?similar\w*\s*\("
            r"|(?:large_?)?person_?group(?:_?person)?\.\s*(?:create|add_?face|train)"
            r"|create_?(?:large_?)?person_?group\w*\s*\(|CF\.person(?:_group)?\.",
            re.I,
        ),
        F.RECOGNITION,
    ),
    (
        re.compile(r"\bverify_?face_?to\w*\s*\(|\bverify(?:Async)?\s*\(\s*face", re.I),
        F.VERIFICATION,
    ),
    (
        re.compile(
            r"\bdetect_?with_?(?:url|stream)\w*\s*\(|CF\.face\.detect\s*\(|client\.detect\w*\s*\(",
            re.I,
        ),
        F.DETECTION,
    ),
)
_GOOGLE_CALLS = re.compile(
    r"\b(?:async_)?face_?detection\s*\(|\bFACE_DETECTION\b|detect-faces\b"
    r"|annotator.{0,20}faceDetection",
    re.IGNORECASE,
)
_CELEBRITY = re.compile(r"CELEBRITY_RECOGNITION\b")
_INCLUDE = re.compile(r"include_?attributes['\"]?\s*[:=]\s*true", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"return_?face_?attributes\W", re.IGNORECASE)
_THRESHOLD = re.compile(r"confidence_?threshold\W{1,6}(0?\.\d+)", re.IGNORECASE)
_LIVES = re.compile(r"face_?id_?time_?to_?live\W{1,6}(\d+)", re.IGNORECASE)
_WHERE = re.compile(
    r"(?<![\w.-])([\w.-]+\.(?:cognitiveservices\.azure\.com|api\.cognitive\.microsoft\.com))",
    re.IGNORECASE,
)
_AROUND = 4
"""Lines over which a list of attributes goes on."""


@dataclass(frozen=True)
class Called:
    """One thing that a program calls for, with its line (from 1), column and name."""

    function: Function
    name: str
    line: int
    column: int


def takes_in(text: str) -> bool:
    """Whether a program takes one of these services in, outside comments."""
    return any(_TAKEN_IN.search(line) or _GOOGLE.search(line) for line in spoken(text))


def called(text: str) -> Iterator[Called]:
    """What a program calls for."""
    lines = spoken(text)
    azure = any(_TAKEN_IN.search(line) for line in lines)
    google = any(_GOOGLE.search(line) for line in lines)
    for number, line in enumerate(lines, start=1):
        if azure:
            yield from _of_azure(lines, number, line)
        if google:
            for found in _GOOGLE_CALLS.finditer(line):
                yield Called(F.DETECTION, found.group(), number, found.start() + 1)
            for found in _INCLUDE.finditer(line):
                yield Called(F.ATTRIBUTES, found.group(), number, found.start() + 1)
            for found in _CELEBRITY.finditer(line):
                yield Called(F.RECOGNITION, found.group(), number, found.start() + 1)


def _of_azure(lines: list[str], number: int, line: str) -> Iterator[Called]:
    for pattern, function in (*_ROUTES, *_CALLS):
        if (found := pattern.search(line)) is not None:
            yield Called(function, found.group().strip("'\"/( "), number, found.start() + 1)
    if (asked := _ATTRIBUTES.search(line)) is not None:
        words = " ".join(lines[number - 1 : number + _AROUND])
        inferred = of_attributes(re.split(r"[^A-Za-z]+", words[asked.end() :][:300]))
        function = F.ATTRIBUTES if inferred else F.DETECTION
        yield Called(function, "returnFaceAttributes", number, asked.start() + 1)


@dataclass(frozen=True)
class Told:
    """A number or address in a program, with its line and column."""

    value: float
    text: str
    line: int
    column: int


def thresholds(text: str) -> Iterator[Told]:
    """The thresholds from which a face counts as one of a group, from 0 to 1."""
    yield from _told(text, _THRESHOLD)


def lifetimes(text: str) -> Iterator[Told]:
    """The seconds for which a face id is kept."""
    yield from _told(text, _LIVES)


def addresses(text: str) -> Iterator[Told]:
    """The services' addresses that a program names."""
    for number, line in enumerate(spoken(text), start=1):
        for found in _WHERE.finditer(line):
            yield Told(0, found.group(1), number, found.start() + 1)


def _told(text: str, pattern: re.Pattern[str]) -> Iterator[Told]:
    for number, line in enumerate(spoken(text), start=1):
        for found in pattern.finditer(line):
            yield Told(float(found.group(1)), found.group(1), number, found.start() + 1)
