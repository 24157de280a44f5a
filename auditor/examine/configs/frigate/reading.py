"""The observations that a Frigate configuration gives rise to."""

from __future__ import annotations

from auditor.core.wording import wording
from auditor.examine.configs.frame.comments import comments_about_faces
from auditor.examine.configs.frame.conclusions import label_meaning, label_words
from auditor.examine.configs.frame.labels import strongest
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import shown
from auditor.examine.configs.frigate.book import FrigateBook
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
from auditor.examine.configs.frigate.settings import Settings
from auditor.examine.configs.frigate.surroundings import (
    note_destinations,
    note_neighbours,
    note_retention,
)
from auditor.examine.configs.frigate.unknown import unknown_keys
from auditor.examine.configs.frigate.version import version_of
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, printable
from auditor.examine.configs.syntax.tree import Switch
from auditor.examine.model import ConfigurationSummary, EvidenceState, Label
from auditor.vocabulary.value import FactValue


def read_frigate(document: ConfigDocument) -> FormatReading:
    """Read a document that is a Frigate configuration."""
    settings = Settings(document, version_of(document.root))
    notebook = Notebook(document, "frigate", closed=True)
    book = FrigateBook(settings, notebook)
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
    note_retention(book, cameras)
    note_destinations(book, cameras)
    note_neighbours(book)
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


def _note_version(book: FrigateBook) -> None:
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


def _note_camera(book: FrigateBook, one: CameraFaces) -> None:
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


def _note_profiles(book: FrigateBook) -> bool:
    """Note profiles that would switch recognition on; True where one would really do so."""
    reaching = False
    for gated in gated_profiles(book.settings):
        reaching = reaching or gated.reaches
        effect = "reaches" if gated.reaches else "in_vain"
        words = wording(f"frigate.profile.{effect}", profile=shown(gated.profile))
        book.note("profile", gated.setting, words, subject=gated.camera, state=EvidenceState.GATED)
    return reaching


def _note_headline(
    book: FrigateBook, cameras: list[CameraFaces], gated: bool
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


def _switched_on_in_vain(book: FrigateBook, cameras: list[CameraFaces]) -> bool:
    """Recognition is on for the program while no camera can use it as set, or none is listed."""
    return recognition_switch(book.settings) is not Switch.OFF and (
        not cameras or any(one.recognition.outcome is Recognition.UNMET for one in cameras)
    )


_ASKED = (Label.RECOGNITION, Label.AMBIGUOUS, Label.NONE, Label.FACE_CAPTURE)


def _note_questions(book: FrigateBook, label: Label) -> None:
    if label in _ASKED:
        book.notebook.question(wording(f"frigate.ask.{label.value}"))


def _note_recognition(book: FrigateBook, cameras: list[CameraFaces], gated: bool) -> None:
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
        book.note("face_library", setting, wording("frigate.library_unlimited"), by_default=True)
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


def _note_attempts(book: FrigateBook) -> None:
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
            "attempts", setting, wording("frigate.attempts.none"), state=EvidenceState.DISABLED
        )


def _note_faces_tracked(book: FrigateBook, cameras: list[CameraFaces]) -> None:
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


def _note_tuning(book: FrigateBook, cameras: list[CameraFaces]) -> None:
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


def _note_thresholds(book: FrigateBook) -> None:
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
