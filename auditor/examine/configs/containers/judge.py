"""From containers to what is noted: known programs first, then settings, then names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from auditor.core.wording import wording
from auditor.examine.configs.containers.destinations import note_destinations, note_ports
from auditor.examine.configs.containers.programs import (
    is_another_program,
    is_core,
    is_neutral,
    known_program,
)
from auditor.examine.configs.containers.service import Gate, Service, ServiceReading
from auditor.examine.configs.containers.settings import Read, read_settings
from auditor.examine.configs.deepstream.models import function_of_model
from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.frame.labels import POSITIVE, Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import KeptThing, LibraryKind, Place, TimeUnit
from auditor.examine.configs.syntax.tree import Node, Switch
from auditor.examine.model import EvidenceState

_NAMED = re.compile(r"openface|face[-_]?(?:rec|api|net|id)", re.IGNORECASE)
_INFRASTRUCTURE = re.compile(
    r"(?:^|/)(?:postgres\w*|redis|mysql|mariadb|mongo|minio|nginx|traefik|caddy|rabbitmq|kafka"
    r"|zookeeper|etcd|milvus|qdrant|eclipse-mosquitto|pgvector|prometheus|grafana)$"
)
_MODELS = re.compile(
    r"(?<![\w./-])([\w./-]+\.(?:xml|onnx|engine|caffemodel|pb|tflite|pth?|param|blob))(?![\w.])"
    r"|--?model(?:[-_]name)?[ =]+[\"']?([\w./-]+)"
)
"""Files of models in a command, and names after an option for one."""
_UNSURE = 0.7
"""Confidence of what rests on the name of a model."""
_OPENED = (EvidenceState.ENABLED, EvidenceState.PROVISIONED)

_COMPARING = {Function.RECOGNITION, Function.VERIFICATION}


def judge(book: Notebook, services: tuple[Service, ...]) -> set[str]:
    """Note what every container says about faces; the names of those that have to do with them."""
    gated_alone = all(one.gate is Gate.PROFILE for one in services)
    judged = [(one, *_findings(one, services)) for one in services]
    on = {
        f.function
        for one, found, _ in judged
        for f in found
        if one.gate is Gate.STARTED and f.state in POSITIVE
    }
    about: set[str] = set()
    for one, found, read in judged:
        book.device(one.name, path=one.path, node=one.node)
        book.detail(one.name, kind="service")
        # A database next to a recognition server is part of it and does nothing by itself.
        if on and _INFRASTRUCTURE.search(one.repository):
            told = [f for f in found if f.function is not Function.UNSTATED]
        else:
            told = list(found)
        if one.build and not told and one.gate is Gate.STARTED:
            book.undecided(
                wording("containers.built_from_source"),
                path=one.path,
                node=one.node,
                subject=one.name,
            )
        if _note(book, one, told, alone=gated_alone):
            about.add(one.name)
            _details(book, one, read)
    if about:
        _library(book, services, started=bool(on & _COMPARING))
    elif any(is_neutral(one) for one in services):
        book.question(wording("containers.ask_program"))
    return about


def _findings(one: Service, services: tuple[Service, ...]) -> tuple[list[ServiceReading], Read]:
    program = known_program(_with_immich(one, services))
    read = read_settings(one, known=program is not None and not is_neutral(one))
    found = read.findings or _by_name(one) if program is None else [*program, *read.findings]
    if _is_part(one) and any(is_core(other) and other.gate is Gate.STARTED for other in services):
        found = []
    if program and is_another_program(one):
        found = [
            replace(f, state=EvidenceState.PROVISIONED) if f.state in POSITIVE else f for f in found
        ]
    return found, read


def _is_part(one: Service) -> bool:
    named = "compreface" in one.repository or "compreface" in one.name.lower()
    return named and not is_core(one)


def _with_immich(one: Service, services: tuple[Service, ...]) -> Service:
    """Immich's server says for both whether machine learning is on."""
    if "immich-machine-learning" not in one.repository:
        return one
    theirs = tuple(
        s for other in services for s in other.settings if s.key.startswith("IMMICH_MACHINE")
    )
    return replace(one, settings=(*one.settings, *theirs))


def _by_name(one: Service) -> list[ServiceReading]:
    """A name about faces of a program that is not known: it was set up for something of them."""
    if found := _by_models(one):
        return found
    image = one.image or one.build
    if image and (about_faces(image) or _NAMED.search(one.repository or one.build)):
        return [one.found(Function.UNSTATED, EvidenceState.PROVISIONED)]
    if about_faces(one.name) or about_faces(one.command) or any(map(about_faces, one.volumes)):
        path, node = _line(one, about_faces)
        return [ServiceReading(Function.UNSTATED, EvidenceState.PROVISIONED, path, node)]
    return []


def _by_models(one: Service) -> list[ServiceReading]:
    """What the models infer that a command gives to a program.

    What a network that makes templates is compared with is not in the command.
    """
    models = [found.group(1) or found.group(2) for found in _MODELS.finditer(one.command)]
    functions = {name: function_of_model(name.rsplit("/", 1)[-1]) for name in models}
    found = []
    for name, function in functions.items():
        if function is None:
            continue
        compares = function in (*_COMPARING, Function.REIDENTIFICATION)
        state = EvidenceState.PROVISIONED if compares else EvidenceState.ENABLED
        path, node = _line(one, re.compile(re.escape(name)).search)
        found.append(ServiceReading(function, state, path, node, confidence=_UNSURE))
    return found


def _line(
    one: Service, wanted: Callable[[str], re.Match[str] | None]
) -> tuple[tuple[str, ...], Node]:
    """The part of a container's description that shows `wanted`, the most telling first."""
    for key in ("command", "entrypoint", "args", "volumes"):
        described = one.node.get(key)
        for path, node in described.walk() if described is not None else ():
            if not node.entries() and not node.items() and wanted(node.raw):
                return (*one.path, key, *path), node
    return one.path, one.node


def _note(book: Notebook, one: Service, found: list[ServiceReading], *, alone: bool) -> bool:
    """Note findings as far as the container is started; whether any counts."""
    profile = one.gate is Gate.PROFILE and not alone
    for finding in found:
        place = Place(
            path=finding.path, node=finding.node, subject=one.name, by_default=finding.by_default
        )
        place["confidence"] = finding.confidence
        state = finding.state
        if state in _OPENED:
            state = _behind(one.gate, state, alone=alone)
        book.function(finding.function, state, **place)
    if found and profile:
        book.question(wording("containers.ask_profiles"))
    return any(f.state in _OPENED for f in found) and one.gate is Gate.STARTED


def _behind(gate: Gate, state: EvidenceState, *, alone: bool) -> EvidenceState:
    """What is left of a state behind a gate.

    A plain `up` leaves out what has a profile; where everything has one, somebody asks for one.
    """
    if gate is Gate.OFF:
        return EvidenceState.DISABLED
    if gate is Gate.PROFILE and not alone:
        return EvidenceState.GATED
    return state if gate is Gate.STARTED else EvidenceState.PROVISIONED


def _details(book: Notebook, one: Service, read: Read) -> None:
    for limit in read.limits:
        at = Place(path=limit.at.path, node=limit.at.node, subject=one.name)
        book.threshold(limit.at.number, limit.use, limit.scale, **at)
    for kept in read.kept:
        at = Place(path=kept.at.path, node=kept.at.node, subject=one.name)
        book.retention(kept.what, kept.at.number, kept.unit, **at)
    for setting in read.registering:
        book.note(
            "registering",
            wording("frame.strangers_enrolled"),
            path=setting.path,
            node=setting.node,
            subject=one.name,
        )
    if read.leftovers:
        first = read.leftovers[0]
        names = ", ".join(setting.name for setting in read.leftovers)
        book.leftover(names, path=first.path, node=first.node, subject=one.name)
    note_destinations(book, one)
    note_ports(book, one)


def _library(book: Notebook, services: tuple[Service, ...], *, started: bool) -> None:
    """What is known of the library: CompreFace may keep enrolment pictures, with no expiry."""
    for one in services:
        saved = one.first("SAVE_IMAGES_TO_DB")
        if saved is None or one.gate is not Gate.STARTED or not started:
            continue
        if saved.switch is Switch.ON:
            book.retention(
                KeptThing.ENROLLED,
                None,
                TimeUnit.DAYS,
                path=saved.path,
                node=saved.node,
                subject=one.name,
            )
        elif saved.switch is Switch.UNKNOWN:
            book.question(wording("containers.ask_pictures_kept"))
    if started:
        book.library(LibraryKind.UNSTATED, filled=wording("frame.filled_by_requests"))
        book.question(wording("containers.ask_library"))
    else:
        book.question(wording("containers.ask_use"))
