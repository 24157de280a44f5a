"""`.env` files: settings by name, of programs that the file does not name.

Every program reads such a file, so that it is tried after all others, and a file without a word
about faces says nothing but that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.containers.destinations import note_destinations
from auditor.examine.configs.containers.programs import known_program
from auditor.examine.configs.containers.service import Service, Setting
from auditor.examine.configs.containers.settings import Read, read_settings
from auditor.examine.configs.frame.comments import comments_about_faces
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import KeptThing, Place, Scale, TimeUnit
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node, Switch
from auditor.examine.model import EvidenceState

LEAST = 3
"""Fewest variables in a file that is taken for one by their form alone."""

_NAME = re.compile(r"[A-Z][A-Z0-9]*(?:[_-]+[A-Z0-9]+)*|Modules[:_]+[\w:]+")
_COMPREFACE = frozenset(
    {
        *("registry", "save_images_to_db", "postgres_username", "postgres_password"),
        *("postgres_domain", "postgres_port", "postgres_db", "enable_email_server"),
        *("email_host", "email_username", "email_password", "email_from"),
        *("compreface_api_java_options", "compreface_admin_java_options", "uwsgi_processes"),
        *("uwsgi_threads", "max_file_size", "max_request_size", "max_detect_size"),
        *("connection_timeout", "read_timeout"),
    }
)
"""CompreFace's own variables (its "Configuration" page)."""
_LOWER = re.compile(r"distance|lower\s*(?:=|is|means)?\s*(?:more\s+)?strict|距离|距離", re.I)
_HIGHER = re.compile(r"similarity|higher\s*(?:=|is|means)?\s*(?:more\s+)?strict|相似度", re.I)
_PROGRAMS = (
    (re.compile(r"PHOTOPRISM_(?:DISABLE_(?:FACES|TENSORFLOW)|FACE_)"), "photoprism/photoprism"),
    (re.compile(r"VISION_FACE$"), "deepquestai/deepstack"),
    (re.compile(r"MODULES_FACEPROCESSING_"), "codeproject/ai-server"),
    (re.compile(r"MB_FACEBOX_"), "machinebox/facebox"),
    (re.compile(r"DEF_EXTRACT_(?:EMBEDDING|GA)$"), "insightface-rest"),
)
"""Programs that a variable belongs to by its name."""


@dataclass(frozen=True)
class EnvironmentFormat:
    """The reader of `.env` files."""

    id: str = "environment"
    title: str = "Environment files (.env)"
    versions: str = "any"
    covers: str = (
        "Switches for faces by name, also double negatives, thresholds, times, stores, clients of "
        "CompreFace, the variables of known programs, destinations"
    )
    documentation_url: str = "https://docs.docker.com/compose/how-tos/environment-variables/"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether it has variables alone, in capitals or CompreFace's own, and no sections."""
        if document.syntax is not Syntax.PAIRS or document.embedded:
            return False
        if set(document.root.entries()) != {""}:
            return False
        names = list(_variables(document))
        own = len(_COMPREFACE & set(names)) > 1
        return all(_NAME.fullmatch(name) or (own and _own(name)) for name in names) and (
            own or len(names) >= LEAST or _speaks(document)
        )

    def suspects(self, text: str) -> bool:
        """Lines are read one by one; none is too damaged."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False, partial=True)
        one = _service(document)
        program = _program(one)
        decided = None if program is None else known_program(program)
        read = read_settings(one, known=bool(decided))
        # The server's own variables are told of below, as one.
        found = [
            *(decided or []),
            *(one for one in read.findings if not _COMPREFACE & set(one.path)),
        ]
        if not found:
            # Faces are on in PhotoPrism unless a variable that may be elsewhere says otherwise.
            photos = [s for s in one.settings if s.key.startswith("PHOTOPRISM_")][:1]
            open_ = EvidenceState.PROVISIONED
            found = [one.found(Function.RECOGNITION, open_, setting) for setting in photos]
        for finding in found:
            book.function(
                finding.function,
                finding.state,
                path=finding.path,
                node=finding.node,
                by_default=finding.by_default,
                confidence=finding.confidence,
            )
        _measures(book, read)
        own = _compreface(book, document)
        if found or own:
            note_destinations(book, one)
            book.question(wording("environment.ask_program"))
        else:
            book.question(wording("environment.ask_silent"))
        for place in comments_about_faces(document):
            book.mention(document.comment_locator(*place))
        return book.reading()


def _variables(document: ConfigDocument) -> dict[str, Node]:
    section = document.root.entries().get("")
    return section.entries() if section is not None else {}


def _own(name: str) -> bool:
    return name in _COMPREFACE or name.upper() == name or name.endswith(("_VERSION", "-volume"))


def _service(document: ConfigDocument) -> Service:
    """The variables as those of one program; of one written twice, the last counts."""
    settings = [
        Setting(name, (name,), node.items()[-1] if node.items() else node)
        for name, node in _variables(document).items()
    ]
    return Service(name="", path=(), node=document.root, settings=tuple(settings))


def _program(one: Service) -> Service | None:
    """The known program that a variable belongs to."""
    for pattern, image in _PROGRAMS:
        if any(pattern.match(setting.key) and not setting.empty for setting in one.settings):
            return Service("", (), one.node, image=image, settings=one.settings)
    return None


def _speaks(document: ConfigDocument) -> bool:
    one = _service(document)
    read = read_settings(one, known=False)
    return bool(read.findings or read.limits or read.kept) or _program(one) is not None


def _measures(book: Notebook, read: Read) -> None:
    for limit in read.limits:
        scale = limit.scale
        if scale is Scale.UNSTATED:
            scale = _told_beside(book.document, limit.at.node.mark.line) or scale
            if scale is Scale.UNIT_SIMILARITY and (limit.at.number or 0) > 1:
                scale = Scale.PERCENT_SIMILARITY
        book.threshold(limit.at.number, limit.use, scale, path=limit.at.path, node=limit.at.node)
    for kept in read.kept:
        book.retention(kept.what, kept.at.number, kept.unit, path=kept.at.path, node=kept.at.node)
    for setting in read.registering:
        book.note(
            "registering", wording("frame.strangers_enrolled"), path=setting.path, node=setting.node
        )
    if read.leftovers:
        names = ", ".join(setting.name for setting in read.leftovers)
        book.leftover(names, path=read.leftovers[0].path, node=read.leftovers[0].node)


def _is_compreface(document: ConfigDocument) -> bool:
    """Whether there are several of its variables: one alone may be anybody's."""
    return len(_COMPREFACE & set(_variables(document))) > 1


def _told_beside(document: ConfigDocument, line: int) -> Scale | None:
    """The scale of a threshold as the comment above it, next to it or below it tells."""
    lines = document.lines
    above = line - 2
    near = [lines[line - 1].partition("#")[2]]
    while above >= 0 and lines[above].lstrip().startswith("#"):
        near.append(lines[above])
        above -= 1
    below = line
    while len(near) == 1 and below < len(lines) and lines[below].lstrip().startswith("#"):
        near.append(lines[below])
        below += 1
    words = " ".join(near)
    if _LOWER.search(words):
        return Scale.DISTANCE
    return Scale.UNIT_SIMILARITY if _HIGHER.search(words) else None


def _compreface(book: Notebook, document: ConfigDocument) -> bool:
    """The variables of a recognition server, which say nothing of whether it is started."""
    variables = _variables(document)
    if not _is_compreface(document):
        return False
    name = next(name for name in variables if name in _COMPREFACE)
    place = Place(path=(name,), node=variables[name])
    book.function(Function.RECOGNITION, EvidenceState.PROVISIONED, **place)
    saved = variables.get("save_images_to_db")
    if saved is not None and Setting("", (), saved).switch is Switch.ON:
        book.retention(
            KeptThing.ENROLLED, None, TimeUnit.DAYS, path=("save_images_to_db",), node=saved
        )
    return True


ENVIRONMENT = EnvironmentFormat()
