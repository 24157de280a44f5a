"""The observations that a Frigate configuration gives rise to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.frame.comments import comments_about_faces
from auditor.examine.configs.frame.conclusions import label_meaning, label_words
from auditor.examine.configs.frame.hosts import Reach
from auditor.examine.configs.frame.labels import strongest
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Place, shown
from auditor.examine.configs.frigate.destinations import destinations
from auditor.examine.configs.frigate.devices import device
from auditor.examine.configs.frigate.faces import (
    MIN_AREA_DEFAULT,
    THRESHOLDS,
    CameraFaces,
    Recognition,
    face_model,
    faces_of,
    gated_profiles,
    recognition_switch,
)
from auditor.examine.configs.frigate.retention import Kept, recordings_of, same, snapshots_of
from auditor.examine.configs.frigate.settings import Setting, Settings
from auditor.examine.configs.frigate.unknown import unknown_keys
from auditor.examine.configs.frigate.version import version_of
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, printable
from auditor.examine.configs.syntax.tree import Switch
from auditor.examine.model import ConfigurationSummary, EvidenceState, Label
from auditor.vocabulary.value import FactValue


@dataclass(frozen=True)
class _Book:
    """The notebook with the settings it is about."""

    settings: Settings
    notebook: Notebook

    def note(
        self,
        topic: str,
        at: Setting | None,
        words: str,
        *,
        says: Mapping[str, FactValue] | None = None,
        subject: str = "",
        state: EvidenceState | None = None,
        by_default: bool = False,
        confidence: float = 1.0,
    ) -> None:
        place = Place(
            at=self.settings.locator(at),
            subject=subject,
            by_default=by_default,
            confidence=confidence,
        )
        self.notebook.note(topic, words, says=says, state=state, **place)


def read_frigate(document: ConfigDocument) -> FormatReading:
    """Read a document that is a Frigate configuration."""
    settings = Settings(document, version_of(document.root))
    notebook = Notebook(document, "frigate", closed=True)
    book = _Book(settings, notebook)
    model = face_model(settings)
    cameras = [faces_of(settings, camera, model) for camera in settings.cameras]
    _note_version(book)
    for one in cameras:
        _note_camera(book, one)
    gated = _note_profiles(book)
    label, state = _note_headline(book, cameras, gated)
    _note_recognition(book, cameras, gated)
    _note_faces_tracked(book, cameras)
    _note_tuning(book, cameras)
    _note_retention(book, cameras)
    _note_destinations(book, cameras)
    _note_neighbours(book)
    for place in comments_about_faces(document):
        notebook.mention(document.comment_locator(*place))
    unknown, refused = unknown_keys(settings)
    return FormatReading(
        version=settings.version.words,
        summary=ConfigurationSummary(
            label=label,
            state=state,
            version=settings.version.words,
            devices=tuple(device(settings, one) for one in cameras),
        ),
        observations=tuple(notebook.observations),
        warnings=(*notebook.warnings, *refused),
        not_understood=unknown,
    )


def _note_version(book: _Book) -> None:
    version = book.settings.version
    written = book.settings.top("version")
    hints = tuple(version.hints[:6])
    words = wording("frigate.version.plain", version=version.words)
    if version.declared is None and version.hints:
        words = wording("frigate.version.hints", version=version.words, hints=hints)
    book.note("version", written, words, by_default=version.declared is None)
    if not version.readable:
        book.notebook.warnings.append(wording("frigate.version.odd"))
    low, high = version.at_least, version.at_most
    if low is not None and high is not None and low > high:
        book.notebook.warnings.append(wording("frigate.version.mixed", hints=hints))


def _note_camera(book: _Book, one: CameraFaces) -> None:
    if one.recognition.outcome is Recognition.REFUSED:
        book.notebook.warnings.append(wording("frigate.refused.warning", camera=shown(one.camera)))
        book.note(
            "configuration_error",
            one.recognition.setting,
            wording("frigate.refused.note"),
            subject=one.camera,
            state=EvidenceState.DISABLED,
        )
    book.note(
        "label",
        one.setting,
        wording(
            "frigate.label.camera",
            label=wording(f"frame.label_name.{one.label.value}"),
            reason=one.words,
        ),
        subject=one.camera,
        state=one.state,
        by_default=one.setting is None,
        confidence=one.confidence,
    )


def _note_profiles(book: _Book) -> bool:
    """Note profiles that would switch recognition on; True where one would really do so."""
    reaching = False
    for gated in gated_profiles(book.settings):
        reaching = reaching or gated.reaches
        effect = "reaches" if gated.reaches else "in_vain"
        words = wording(f"frigate.profile.{effect}", profile=shown(gated.profile))
        book.note("profile", gated.setting, words, subject=gated.camera, state=EvidenceState.GATED)
    return reaching


def _note_headline(
    book: _Book, cameras: list[CameraFaces], gated: bool
) -> tuple[Label, EvidenceState | None]:
    label = strongest([one.label for one in cameras])
    counted = {
        value: sum(1 for one in cameras if one.label is value)
        for value in Label
        if any(one.label is value for one in cameras)
    }
    if label is Label.NONE and (gated or _switched_on_in_vain(book, cameras)):
        label = Label.AMBIGUOUS
    words = label_words(label)
    if counted:
        words = wording(
            "frigate.label.whole",
            label=wording(f"frame.label_name.{label.value}"),
            meaning=label_meaning(label),
            counted=tuple(
                wording(
                    "frigate.label.counted",
                    number=number,
                    label=wording(f"frame.label_name.{key.value}"),
                )
                for key, number in counted.items()
            ),
        )
    main = next((one for one in cameras if one.label is label), None)
    setting = book.settings.top("face_recognition", "enabled") or (main.setting if main else None)
    book.note(
        "label",
        setting,
        words,
        state=main.state if main else None,
        by_default=setting is None,
        confidence=main.confidence if main else 1.0,
    )
    _note_questions(book, label)
    return label, main.state if main else None


def _switched_on_in_vain(book: _Book, cameras: list[CameraFaces]) -> bool:
    """Recognition is on for the program while no camera can use it as set, or none is listed."""
    return recognition_switch(book.settings) is not Switch.OFF and (
        not cameras or any(one.recognition.outcome is Recognition.UNMET for one in cameras)
    )


_ASKED = (Label.RECOGNITION, Label.AMBIGUOUS, Label.NONE, Label.FACE_CAPTURE)


def _note_questions(book: _Book, label: Label) -> None:
    if label in _ASKED:
        book.notebook.question(wording(f"frigate.ask.{label.value}"))


def _note_recognition(book: _Book, cameras: list[CameraFaces], gated: bool) -> None:
    on = [one.camera for one in cameras if one.recognition.outcome is Recognition.ON]
    setting = book.settings.top("face_recognition", "enabled")
    if on:
        book.note(
            "recognition",
            setting,
            wording("frigate.running.on", on=len(on), all=len(cameras)),
            says={
                "configuration.recognition_enabled": True,
                "capture.template_extracted": True,
                "capture.function": "identify_one_to_many",
                "capture.faces_detected": True,
                "collection.items": ("face",),
            },
            state=EvidenceState.ENABLED,
        )
        book.note(
            "face_library",
            setting,
            wording("frigate.library_unlimited"),
            by_default=True,
        )
        _note_attempts(book)
        return
    off = {Recognition.OFF, Recognition.REFUSED}
    if cameras and not gated and all(one.recognition.outcome in off for one in cameras):
        written = setting is not None
        book.note(
            "recognition_off",
            setting,
            wording("frigate.running.off" if written else "frigate.running.off_by_default"),
            says={"configuration.recognition_enabled": False},
            state=EvidenceState.DISABLED,
            by_default=not written,
        )


def _note_attempts(book: _Book) -> None:
    """Face pictures kept from attempts at recognition, of known people and of strangers."""
    setting = book.settings.top("face_recognition", "save_attempts")
    default, words = book.settings.version.attempts_by_default
    count = float(default) if setting is None else setting.node.number()
    if count is None:
        book.note("attempts", setting, wording("frigate.attempts.unknown"))
    elif count > 0:
        number = words if setting is None else count
        book.note(
            "attempts",
            setting or book.settings.top("face_recognition"),
            wording("frigate.attempts.kept", number=number),
            says={"storage.raw_face_images": True, "capture.unmatched_discarded": False},
            state=EvidenceState.ENABLED,
            by_default=setting is None,
        )
    else:
        book.note(
            "attempts",
            setting,
            wording("frigate.attempts.none"),
            state=EvidenceState.DISABLED,
        )


def _note_faces_tracked(book: _Book, cameras: list[CameraFaces]) -> None:
    """Faces found as objects, with or without recognition."""
    settings = book.settings
    model = face_model(settings)
    for one in cameras:
        finds = settings.tracks(one.camera, "face") is Switch.ON and model.capable
        if not finds or Switch.OFF in (
            settings.camera_on(one.camera),
            settings.detects(one.camera),
        ):
            continue
        kept = settings.on(settings.effective(one.camera, "snapshots", "enabled"), False)
        says: dict[str, FactValue] = {"capture.faces_detected": True}
        words = wording("frigate.tracked.plain", model=model.words)
        if kept is Switch.ON:
            says["storage.raw_face_images"] = True
            words = wording("frigate.tracked.kept", model=model.words)
        book.note(
            "faces_tracked",
            settings.effective(one.camera, "objects", "track"),
            words,
            says=says,
            subject=one.camera,
            state=EvidenceState.ENABLED,
            confidence=model.confidence,
        )


def _note_tuning(book: _Book, cameras: list[CameraFaces]) -> None:
    """Thresholds where recognition runs or may run; leftovers where it is off."""
    settings = book.settings
    switched = recognition_switch(settings)
    section = settings.top("face_recognition")
    if section is not None and switched is Switch.OFF:
        left = [key for key in section.node.entries() if key != "enabled"]
        if left:
            at = settings.top("face_recognition", left[0]) or section
            book.notebook.leftover(*left[:12], at=settings.locator(at))
    for one in cameras:
        own = settings.own(one.camera, "face_recognition", "min_area")
        if own is None:
            continue
        off = one.recognition.outcome in (Recognition.OFF, Recognition.REFUSED)
        book.note(
            "leftover" if off else "threshold",
            own,
            wording(f"frigate.area.{'off' if off else 'on'}", area=printable(own.node.raw, 20)),
            subject=one.camera,
            state=EvidenceState.DISABLED if off else None,
        )
    if switched is not Switch.OFF:
        _note_thresholds(book)


def _note_thresholds(book: _Book) -> None:
    settings = book.settings
    for entry in THRESHOLDS:
        setting = settings.top("face_recognition", entry.key)
        value = entry.default if setting is None else setting.node.number()
        meaning = wording(f"frigate.meaning.{entry.key}")
        if value is None:
            words = wording("frigate.value.unknown", key=entry.key, meaning=meaning)
            book.note("threshold", setting, words)
            continue
        text = f"frigate.value.{'plain' if setting else 'by_default'}"
        book.note(
            "threshold",
            setting or settings.top("face_recognition"),
            wording(text, key=entry.key, value=float(value), meaning=meaning),
            by_default=setting is None,
        )
        if not entry.low <= value <= entry.high:
            book.notebook.warnings.append(
                wording(
                    "frigate.refused.value",
                    key=entry.key,
                    value=float(value),
                    low=float(entry.low),
                    high=float(entry.high),
                )
            )
    area = settings.top("face_recognition", "min_area")
    size = settings.top("face_recognition", "model_size")
    shown_area = (
        printable(area.node.raw, 20)
        if area
        else wording("frigate.area.by_default", number=MIN_AREA_DEFAULT)
    )
    book.note(
        "threshold",
        area or settings.top("face_recognition"),
        wording("frigate.area.whole", area=shown_area),
        by_default=area is None,
    )
    model = printable(size.node.raw, 20) if size else wording("frigate.model_size.by_default")
    book.note(
        "model_size",
        size or settings.top("face_recognition"),
        wording("frigate.model_size.plain", model=model),
        by_default=size is None,
    )


def _note_retention(book: _Book, cameras: list[CameraFaces]) -> None:
    settings = book.settings
    live = [one for one in cameras if settings.camera_on(one.camera) is not Switch.OFF]
    pictures = [kept for one in live for kept in snapshots_of(settings, one.camera)]
    recordings = [kept for one in live for kept in recordings_of(settings, one.camera)]
    for kept, names in same(recordings + pictures):
        _note_kept(book, kept, names, len(cameras))
    faces = {
        one.camera
        for one in live
        if one.label in (Label.RECOGNITION, Label.FACE_CAPTURE)
        or one.recognition.outcome is Recognition.ON
    }
    # A recording shows the faces that a snapshot is cut from: the longest of all stores counts.
    of_faces = [kept for kept in recordings + pictures if kept.camera in faces]
    if of_faces:
        longest = max(of_faces, key=lambda kept: kept.days)
        names = tuple(kept.camera for kept in of_faces if kept.days == longest.days)
        days = int(longest.days) if longest.days.is_integer() else longest.days
        says: dict[str, FactValue] = {"storage.retention_days": days}
        _note_kept(book, longest, names, len(cameras), says=says)


def _note_kept(
    book: _Book,
    kept: Kept,
    names: tuple[str, ...],
    of: int,
    *,
    says: Mapping[str, FactValue] | None = None,
) -> None:
    names = tuple(dict.fromkeys(names))
    by_default = "_by_default" if kept.setting is None else ""
    text = (
        f"frigate.kept.longest{by_default}" if says else f"frigate.kept.{by_default[1:] or 'plain'}"
    )
    values = {"days": float(kept.days), "names": len(names), "of": of}
    label = {"label": kept.label} if kept.label else {}
    book.note(
        "face_picture_retention" if says else "retention",
        kept.setting,
        wording(text, what=wording(kept.what, **label), **values),
        says=says,
        subject=", ".join(shown(name) for name in names[:6]),
        by_default=kept.setting is None,
    )


def _note_destinations(book: _Book, cameras: list[CameraFaces]) -> None:
    faces = {
        one.camera
        for one in cameras
        if one.recognition.outcome is Recognition.ON or one.label is Label.FACE_CAPTURE
    }
    for one in destinations(book.settings):
        # Only pictures of cameras that deal in faces are face data that leave.
        leaves = one.pictures and one.reach is Reach.OUTSIDE and bool(faces)
        if one.cameras and not faces & set(one.cameras):
            leaves = False
        words = wording(f"frigate.reach.{one.reach.value}", words=one.words)
        book.note(
            "destination",
            one.setting,
            words if one.kind != "plus" else one.words,
            says={"sharing.internet_transfer": True} if leaves else None,
            subject=one.kind,
            state=EvidenceState.ENABLED if one.pictures else EvidenceState.PROVISIONED,
        )


def _note_neighbours(book: _Book) -> None:
    """Functions that are not about faces and yet about people."""
    settings = book.settings
    semantic = settings.top("semantic_search", "enabled")
    if semantic is not None and settings.on(semantic, False) is Switch.ON:
        book.note(
            "appearance_search",
            semantic,
            wording("frigate.appearance_search"),
            state=EvidenceState.ENABLED,
        )
    plates = settings.top("lpr", "enabled")
    if plates is not None and settings.on(plates, False) is Switch.ON:
        book.note("plates", plates, wording("frigate.plates"), state=EvidenceState.ENABLED)
    custom = settings.top("classification", "custom")
    for name in custom.node.entries() if custom is not None else ():
        objects = settings.top("classification", "custom", name, "object_config", "objects")
        on = settings.on(settings.top("classification", "custom", name, "enabled"), True)
        labels = {node.raw for node in objects.node.items()} if objects is not None else set()
        if on is not Switch.OFF and labels & {"person", "face"}:
            book.note(
                "classification",
                objects,
                wording("frigate.classifier"),
                state=EvidenceState.ENABLED,
            )
