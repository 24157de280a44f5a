"""The observations that a Frigate configuration gives rise to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from auditor.core.locator import FileLocator, Locator
from auditor.examine.configs.frame.comments import comments_about_faces
from auditor.examine.configs.frame.hosts import Reach
from auditor.examine.configs.frame.labels import MEANING, strongest
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
    shown,
)
from auditor.examine.configs.frigate.retention import Kept, recordings_of, same, snapshots_of
from auditor.examine.configs.frigate.settings import Setting, Settings
from auditor.examine.configs.frigate.unknown import unknown_keys
from auditor.examine.configs.frigate.version import version_of
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, printable
from auditor.examine.configs.syntax.tree import Switch
from auditor.examine.model import ConfigurationSummary, EvidenceState, Label, Observation
from auditor.vocabulary.value import FactValue


@dataclass
class _Notebook:
    """Collects observations of one document."""

    settings: Settings
    observations: list[Observation] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def note(
        self,
        topic: str,
        at: Setting | Locator | None,
        words: str,
        *,
        says: Mapping[str, FactValue] | None = None,
        subject: str = "",
        state: EvidenceState | None = None,
        by_default: bool = False,
        confidence: float = 1.0,
    ) -> None:
        locator = self.settings.locator(at) if at is None or isinstance(at, Setting) else at
        self.observations.append(
            Observation(
                exhibit=self.settings.document.exhibit,
                topic=f"frigate.{topic}",
                locator=locator,
                note=words,
                says=dict(says or {}),
                subject=shown(subject),
                state=state,
                by_default=by_default,
                confidence=confidence,
            )
        )


def read_frigate(document: ConfigDocument) -> FormatReading:
    """Read a document that is a Frigate configuration."""
    settings = Settings(document, version_of(document.root))
    book = _Notebook(settings)
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
        book.note(
            "mention",
            document.comment_locator(*place),
            "A comment speaks of faces; a comment switches nothing.",
            state=EvidenceState.MENTIONED,
        )
    unknown, refused = unknown_keys(settings)
    return FormatReading(
        version=settings.version.words,
        summary=ConfigurationSummary(
            label=label,
            state=state,
            version=settings.version.words,
            devices=tuple(device(settings, one) for one in cameras),
        ),
        observations=tuple(book.observations),
        warnings=(*book.warnings, *refused),
        not_understood=unknown,
    )


def _note_version(book: _Notebook) -> None:
    version = book.settings.version
    written = book.settings.top("version")
    hints = ", ".join(version.hints[:6])
    words = f"The configuration is for Frigate {version.words}"
    if version.declared is None and version.hints:
        words += f" (from the keys {hints})"
    book.note("version", written, words + ".", by_default=version.declared is None)
    if not version.readable:
        book.warnings.append(
            'The value of "version" is not one that Frigate writes; its default rules were read as '
            "for a file without one."
        )
    low, high = version.at_least, version.at_most
    if low is not None and high is not None and low > high:
        book.warnings.append(
            f"Keys of different versions stand side by side ({hints}); a program of one version "
            "refuses the other's."
        )


def _note_camera(book: _Notebook, one: CameraFaces) -> None:
    if one.recognition.outcome is Recognition.REFUSED:
        book.warnings.append(
            f'Camera "{shown(one.camera)}": face recognition is on here and off at the global '
            "level; Frigate refuses to start with this file."
        )
        book.note(
            "configuration_error",
            one.recognition.setting,
            "Face recognition is on for the camera and off for the program, which then refuses to "
            "start.",
            subject=one.camera,
            state=EvidenceState.DISABLED,
        )
    book.note(
        "label",
        one.setting,
        f"{one.label.value}: {one.words}.",
        subject=one.camera,
        state=one.state,
        by_default=one.setting is None,
        confidence=one.confidence,
    )


def _note_profiles(book: _Notebook) -> bool:
    """Note profiles that would switch recognition on; True where one would really do so."""
    reaching = False
    for gated in gated_profiles(book.settings):
        reaching = reaching or gated.reaches
        words = (
            f'The profile "{shown(gated.profile)}" switches face recognition on for this camera '
            "while somebody has it active; ask which profile is active, and when."
        )
        if not gated.reaches:
            words = (
                f'The profile "{shown(gated.profile)}" switches face recognition on for this '
                "camera, which has no effect as the rest of the file stands."
            )
        book.note("profile", gated.setting, words, subject=gated.camera, state=EvidenceState.GATED)
    return reaching


def _note_headline(
    book: _Notebook, cameras: list[CameraFaces], gated: bool
) -> tuple[Label, EvidenceState | None]:
    label = strongest([one.label for one in cameras])
    counted = {
        value: sum(1 for one in cameras if one.label is value)
        for value in Label
        if any(one.label is value for one in cameras)
    }
    if label is Label.NONE and (gated or _switched_on_in_vain(book, cameras)):
        label = Label.AMBIGUOUS
    words = f"{label.value}: {MEANING[label]}"
    if counted:
        words += " (cameras: " + ", ".join(f"{n} {key.value}" for key, n in counted.items()) + ")"
    main = next((one for one in cameras if one.label is label), None)
    setting = book.settings.top("face_recognition", "enabled") or (main.setting if main else None)
    book.note(
        "label",
        setting,
        words + ".",
        state=main.state if main else None,
        by_default=setting is None,
        confidence=main.confidence if main else 1.0,
    )
    _note_questions(book, label)
    return label, main.state if main else None


def _switched_on_in_vain(book: _Notebook, cameras: list[CameraFaces]) -> bool:
    """Recognition is on for the program while no camera can use it as set, or none is listed."""
    return recognition_switch(book.settings) is not Switch.OFF and (
        not cameras or any(one.recognition.outcome is Recognition.UNMET for one in cameras)
    )


_QUESTIONS: dict[Label, str] = {
    Label.RECOGNITION: (
        "The face library is not in the file. Ask for the list of folders under clips/faces with "
        "the number of people and pictures, and who subscribes to its events."
    ),
    Label.AMBIGUOUS: (
        "Ask for the running configuration (/api/config), the active profile and the values of "
        "variables, to tell whether recognition runs."
    ),
    Label.NONE: (
        "Another program may recognise faces in this one's pictures. Ask what subscribes to "
        "frigate/events or reads its latest pictures."
    ),
    Label.FACE_CAPTURE: (
        "Ask what subscribes to frigate/events: another program may compare the faces captured."
    ),
}


def _note_questions(book: _Notebook, label: Label) -> None:
    if (question := _QUESTIONS.get(label)) is not None:
        book.note("question", FileLocator(), question)


def _note_recognition(book: _Notebook, cameras: list[CameraFaces], gated: bool) -> None:
    on = [one.camera for one in cameras if one.recognition.outcome is Recognition.ON]
    setting = book.settings.top("face_recognition", "enabled")
    if on:
        book.note(
            "recognition",
            setting,
            f"Face recognition is on and runs on {len(on)} of {len(cameras)} cameras.",
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
            "The face library has no setting that limits how long it is kept.",
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
            "Face recognition is switched off."
            if written
            else "Face recognition is off, which is the default, and nothing here switches it on.",
            says={"configuration.recognition_enabled": False},
            state=EvidenceState.DISABLED,
            by_default=not written,
        )


def _note_attempts(book: _Notebook) -> None:
    """Face pictures kept from attempts at recognition, of known people and of strangers."""
    setting = book.settings.top("face_recognition", "save_attempts")
    default, words = book.settings.version.attempts_by_default
    count = float(default) if setting is None else setting.node.number()
    if count is None:
        book.note("attempts", setting, "How many face pictures are kept cannot be told.")
    elif count > 0:
        number = words if setting is None else f"{count:g}"
        book.note(
            "attempts",
            setting or book.settings.top("face_recognition"),
            f"Up to {number} face pictures from attempts at recognition are kept, of strangers as "
            "well as of known people, without a limit in time.",
            says={"storage.raw_face_images": True},
            state=EvidenceState.ENABLED,
            by_default=setting is None,
        )
    else:
        book.note(
            "attempts",
            setting,
            "No face pictures from attempts at recognition are kept.",
            state=EvidenceState.DISABLED,
        )


def _note_faces_tracked(book: _Notebook, cameras: list[CameraFaces]) -> None:
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
        words = f"Faces are detected as objects ({model.words})"
        if kept is Switch.ON:
            says["storage.raw_face_images"] = True
            words += " and kept as snapshots"
        book.note(
            "faces_tracked",
            settings.effective(one.camera, "objects", "track"),
            words + ".",
            says=says,
            subject=one.camera,
            state=EvidenceState.ENABLED,
            confidence=model.confidence,
        )


def _note_tuning(book: _Notebook, cameras: list[CameraFaces]) -> None:
    """Thresholds where recognition runs or may run; leftovers where it is off."""
    settings = book.settings
    switched = recognition_switch(settings)
    section = settings.top("face_recognition")
    if section is not None and switched is Switch.OFF:
        left = [key for key in section.node.entries() if key != "enabled"]
        if left:
            names = ", ".join(shown(key) for key in left[:12])
            at = settings.top("face_recognition", left[0]) or section
            words = f"Prepared and switched off: {names} stand beside a switch that is off."
            book.note("leftover", at, words, state=EvidenceState.DISABLED)
    for one in cameras:
        own = settings.own(one.camera, "face_recognition", "min_area")
        if own is None:
            continue
        off = one.recognition.outcome in (Recognition.OFF, Recognition.REFUSED)
        book.note(
            "leftover" if off else "threshold",
            own,
            f"Smallest face on this camera: {printable(own.node.raw, 20)} square pixels of the "
            f"detect stream{', beside a switch that is off' if off else ''}.",
            subject=one.camera,
            state=EvidenceState.DISABLED if off else None,
        )
    if switched is not Switch.OFF:
        _note_thresholds(book)


def _note_thresholds(book: _Notebook) -> None:
    settings = book.settings
    for entry in THRESHOLDS:
        setting = settings.top("face_recognition", entry.key)
        value = entry.default if setting is None else setting.node.number()
        if value is None:
            book.note("threshold", setting, f"{entry.key}: not a number here ({entry.meaning}).")
            continue
        book.note(
            "threshold",
            setting or settings.top("face_recognition"),
            f"{entry.key} is {value:g}{'' if setting else ' by default'} ({entry.meaning}).",
            by_default=setting is None,
        )
        if not entry.low <= value <= entry.high:
            book.warnings.append(
                f"{entry.key} is {value:g}, outside {entry.low:g} to {entry.high:g}; Frigate "
                "refuses to start with this file."
            )
    area = settings.top("face_recognition", "min_area")
    size = settings.top("face_recognition", "model_size")
    shown_area = printable(area.node.raw, 20) if area else f"{MIN_AREA_DEFAULT} by default"
    book.note(
        "threshold",
        area or settings.top("face_recognition"),
        f"min_area is {shown_area} (smallest face in square pixels of the detect stream).",
        by_default=area is None,
    )
    model = printable(size.node.raw, 20) if size else "small, by default"
    book.note(
        "model_size",
        size or settings.top("face_recognition"),
        f"The recognition model is {model}; every size compares faces.",
        by_default=size is None,
    )


def _note_retention(book: _Notebook, cameras: list[CameraFaces]) -> None:
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
    book: _Notebook,
    kept: Kept,
    names: tuple[str, ...],
    of: int,
    *,
    says: Mapping[str, FactValue] | None = None,
) -> None:
    names = tuple(dict.fromkeys(names))
    words = f"{kept.what[0].upper()}{kept.what[1:]}: {kept.days:g} days"
    if kept.setting is None:
        words += " by default"
    if says:
        words = f"The longest time that pictures showing faces are kept is {kept.days:g} days"
    book.note(
        "face_picture_retention" if says else "retention",
        kept.setting,
        f"{words} ({len(names)} of {of} cameras).",
        says=says,
        subject=", ".join(shown(name) for name in names[:6]),
        by_default=kept.setting is None,
    )


def _note_destinations(book: _Notebook, cameras: list[CameraFaces]) -> None:
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
        where = {
            Reach.INSIDE: "on the site",
            Reach.OUTSIDE: "outside the site",
            Reach.UNKNOWN: "at a place this file does not tell",
        }[one.reach]
        book.note(
            "destination",
            one.setting,
            f"{one.words} It lies {where}." if one.kind != "plus" else one.words,
            says={"sharing.internet_transfer": True} if leaves else None,
            subject=one.kind,
            state=EvidenceState.ENABLED if one.pictures else EvidenceState.PROVISIONED,
        )


def _note_neighbours(book: _Notebook) -> None:
    """Functions that are not about faces and yet about people."""
    settings = book.settings
    semantic = settings.top("semantic_search", "enabled")
    if semantic is not None and settings.on(semantic, False) is Switch.ON:
        book.note(
            "appearance_search",
            semantic,
            "Pictures of tracked objects can be searched by description, which finds people by "
            "their appearance; it is no face recognition.",
            state=EvidenceState.ENABLED,
        )
    plates = settings.top("lpr", "enabled")
    if plates is not None and settings.on(plates, False) is Switch.ON:
        book.note("plates", plates, "Number plates are read.", state=EvidenceState.ENABLED)
    custom = settings.top("classification", "custom")
    for name in custom.node.entries() if custom is not None else ():
        objects = settings.top("classification", "custom", name, "object_config", "objects")
        on = settings.on(settings.top("classification", "custom", name, "enabled"), True)
        labels = {node.raw for node in objects.node.items()} if objects is not None else set()
        if on is not Switch.OFF and labels & {"person", "face"}:
            book.note(
                "classification",
                objects,
                "A classifier of the operator's own sorts pictures of people; ask for its classes.",
                state=EvidenceState.ENABLED,
            )
