"""Image processing platforms of Home Assistant, and what each does with faces.

Defaults are those of the integrations' pages and, for custom components, of their repositories.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.containers.service import inverted, state_of
from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import (
    KeptThing,
    LibraryKind,
    Place,
    Scale,
    Sent,
    ThresholdUse,
    TimeUnit,
)
from auditor.examine.configs.syntax.tree import Node, Switch, dotted, switch
from auditor.examine.model import EvidenceState

DLIB_TOLERANCE = 0.6
"""https://www.home-assistant.io/integrations/dlib_face_identify/, `confidence`."""
MICROSOFT_CONFIDENCE = 80.0
"""https://www.home-assistant.io/integrations/microsoft_face_identify/, `confidence`."""
REKOGNITION_SIMILARITY = 90.0
"""https://github.com/ash16888/HASS-aws-face-rekognition, `similarity_threshold`."""
AZURE = "cognitiveservices.azure.com"
AWS = "amazonaws.com"
SIGHTHOUND = "sighthoundapi.com"

_PICTURES = Sent("home_assistant.camera_pictures", True)
_WITHOUT_FACES = Sent("home_assistant.camera_pictures", False)


@dataclass(frozen=True)
class Block:
    """One `- platform: ...` of image processing, with the cameras it looks at."""

    path: tuple[str, ...]
    node: Node
    cameras: tuple[str, ...]

    def place(self, key: str = "platform") -> Place:
        """Where a key of it stands, or the platform where that key is not written."""
        written = self.node.get(key)
        if written is None:
            return Place(path=(*self.path, "platform"), node=self.node.get("platform") or self.node)
        return Place(path=(*self.path, key), node=written)

    def text(self, key: str) -> str:
        """A value as written; empty where there is none or the file does not tell it."""
        node = self.node.get(key)
        return node.text() if node is not None else ""


Reader = Callable[[Notebook, Block], None]


def on_cameras(
    book: Notebook,
    block: Block,
    function: Function,
    state: EvidenceState,
    key: str = "platform",
    *,
    by_default: bool = False,
) -> None:
    """Note a function for every camera that the block looks at; of none, for the file."""
    for camera in block.cameras or ("",):
        place = block.place(key)
        if by_default:
            place["by_default"] = True
        place["subject"] = camera
        book.function(function, state, **place)


def _threshold(  # noqa: PLR0917 - what a threshold is made of
    book: Notebook,
    block: Block,
    key: str,
    default: float,
    scale: Scale,
    use: ThresholdUse = ThresholdUse.MATCH,
) -> None:
    written = block.node.get(key)
    value = default if written is None else written.number()
    place = block.place(key)
    for camera in block.cameras or ("",):
        place["subject"] = camera
        place["by_default"] = written is None
        book.threshold(value, use, scale, **place)


def _dlib_identify(book: Notebook, block: Block) -> None:
    """Names with pictures are the library; newer custom releases take a folder of folders."""
    on_cameras(book, block, Function.RECOGNITION, EvidenceState.ENABLED)
    _threshold(book, block, "confidence", DLIB_TOLERANCE, Scale.DISTANCE)
    faces = block.node.get("faces")
    people = len(faces.entries()) if faces is not None and faces.entries() else None
    pictures = None
    if faces is not None and people:
        pictures = sum(max(1, len(one.items())) for one in faces.entries().values())
    filled = (
        wording("home_assistant.filled_from_file")
        if people
        else wording("frame.filled_from_folders")
    )
    book.library(
        LibraryKind.KNOWN, people=people, pictures=pictures, filled=filled, **block.place("faces")
    )

    _kept_by_fork(book, block)


def _dlib_detect(book: Notebook, block: Block) -> None:
    on_cameras(book, block, Function.DETECTION, EvidenceState.ENABLED)
    _kept_by_fork(book, block)


def _kept_by_fork(book: Notebook, block: Block) -> None:
    """Faces kept by custom releases of both dlib platforms, none of which deletes them."""
    for key, thing in (
        ("keep_faces", KeptThing.FACES),
        ("keep_known_faces", KeptThing.MATCHED),
        ("keep_unknown_faces", KeptThing.UNKNOWN),
    ):
        written = block.node.get(key)
        if written is not None and switch(written) is Switch.ON:
            on_cameras(book, block, Function.FACE_CAPTURE, EvidenceState.ENABLED, key)
            book.retention(thing, None, TimeUnit.DAYS, **block.place(key))


def _microsoft_identify(book: Notebook, block: Block) -> None:
    on_cameras(book, block, Function.RECOGNITION, EvidenceState.ENABLED)
    _threshold(book, block, "confidence", MICROSOFT_CONFIDENCE, Scale.PERCENT_SIMILARITY)
    book.library(
        LibraryKind.KNOWN,
        name=block.text("group"),
        filled=wording("home_assistant.filled_by_sending"),
        **block.place("group"),
    )
    book.destination("HTTP", AZURE, _PICTURES, **block.place())


def _microsoft_detect(book: Notebook, block: Block) -> None:
    """Age and gender are asked for unless other attributes are written."""
    written = block.node.get("attributes")
    if written is not None and written.value == ():
        on_cameras(book, block, Function.DETECTION, EvidenceState.ENABLED, "attributes")
    else:
        on_cameras(
            book,
            block,
            Function.ATTRIBUTES,
            EvidenceState.ENABLED,
            "attributes",
            by_default=written is None,
        )
    book.destination("HTTP", AZURE, _PICTURES, **block.place())


def _facebox(book: Notebook, block: Block) -> None:
    on_cameras(book, block, Function.RECOGNITION, EvidenceState.ENABLED)
    if (level := block.node.get("confidence")) is not None:
        # Only the first custom releases take one.
        place = block.place("confidence")
        book.threshold(level.number(), ThresholdUse.MATCH, Scale.UNIT_SIMILARITY, **place)
    book.library(
        LibraryKind.KNOWN, filled=wording("home_assistant.filled_by_teaching"), **block.place()
    )
    _server(book, block)


def _facebox_detect(book: Notebook, block: Block) -> None:
    on_cameras(book, block, Function.DETECTION, EvidenceState.ENABLED)
    _server(book, block)


def _deepstack(book: Notebook, block: Block) -> None:
    """It recognises unless `detect_only`, and waits to be asked for a scan."""
    only = block.node.get("detect_only")
    if only is None:
        on_cameras(book, block, Function.RECOGNITION, EvidenceState.ENABLED)
    else:
        state = state_of(inverted(switch(only)))
        on_cameras(book, block, Function.RECOGNITION, state, "detect_only")
        if state is EvidenceState.DISABLED:
            on_cameras(book, block, Function.DETECTION, EvidenceState.ENABLED)
    if only is None or switch(only) is Switch.OFF:
        book.library(
            LibraryKind.KNOWN, filled=wording("home_assistant.filled_by_teaching"), **block.place()
        )
    _kept(book, block)
    _server(book, block)


def _kept(book: Notebook, block: Block) -> None:
    """Pictures kept in a folder; with a time in their names they are never overwritten."""
    crops = block.node.get("save_faces")
    if crops is not None and switch(crops) is Switch.ON:
        on_cameras(book, block, Function.FACE_CAPTURE, EvidenceState.ENABLED, "save_faces")
        book.retention(KeptThing.FACES, None, TimeUnit.DAYS, **block.place("save_faces"))
    stamped = block.node.get("save_timestamped_file")
    folder = block.node.get("save_file_folder")
    if folder is not None and stamped is not None and switch(stamped) is Switch.ON:
        place = block.place("save_timestamped_file")
        book.retention(KeptThing.SNAPSHOTS, None, TimeUnit.DAYS, **place)
    for key in ("save_file_folder", "save_faces_folder"):
        if is_public(block.text(key)):
            note_public(book, block.text(key), **block.place(key))


def is_public(folder: str) -> bool:
    """Whether Home Assistant's web server offers a folder to everybody, at `/local/`."""
    return "/config/www" in f"{folder}/" or "homeassistant/www" in folder


def note_public(book: Notebook, folder: str, **place: object) -> None:
    """That pictures in a folder are open to anyone who knows their address."""
    book.note(
        "published",
        wording("home_assistant.folder_published", folder=folder),
        **place,  # type: ignore[arg-type]
    )


def _server(book: Notebook, block: Block) -> None:
    for key in ("ip_address", "host", "endpoint", "url"):
        node = block.node.get(key)
        if node is not None:
            book.destination("HTTP", node.text(), _PICTURES, **block.place(key))


def _opencv(book: Notebook, block: Block) -> None:
    """Without a classifier it loads one for frontal faces (the integration's source)."""
    classifier = block.node.entries().get("classifier")
    if classifier is None:
        on_cameras(book, block, Function.DETECTION, EvidenceState.ENABLED, by_default=True)
        return
    for name, value in classifier.entries().items():
        file = value.get("file") or value
        if "face" in file.raw.lower() or about_faces(name):
            on_cameras(book, block, Function.DETECTION, EvidenceState.ENABLED, "classifier")
            return


def _rekognition(book: Notebook, block: Block) -> None:
    """One custom component finds objects; another of the same name compares with a collection."""
    if block.node.get("collection_id") is not None:
        on_cameras(book, block, Function.RECOGNITION, EvidenceState.ENABLED, "collection_id")
        _threshold(
            book, block, "similarity_threshold", REKOGNITION_SIMILARITY, Scale.PERCENT_SIMILARITY
        )
        book.library(
            LibraryKind.KNOWN,
            filled=wording("home_assistant.filled_by_sending"),
            **block.place("collection_id"),
        )
        _kept(book, block)
        book.destination("HTTP", AWS, _PICTURES, **block.place())
        return
    book.destination("HTTP", AWS, _WITHOUT_FACES, **block.place())


def _sighthound(book: Notebook, block: Block) -> None:
    """Persons are counted; the custom component reports faces too, with age and gender."""
    faces = block.node.get("faces")
    if faces is not None and switch(faces) is not Switch.OFF:
        on_cameras(book, block, Function.ATTRIBUTES, state_of(switch(faces)), "faces")
    elif block.node.get("state_display") is not None or block.node.get("mode") is not None:
        on_cameras(book, block, Function.DETECTION, EvidenceState.ENABLED)
    book.destination("HTTP", SIGHTHOUND, _WITHOUT_FACES, **block.place())


def _microsoft_vision(book: Notebook, block: Block) -> None:
    """Faces with age and gender where they are among the features asked for."""
    wanted = block.node.get("visual_features")
    texts = () if wanted is None else (wanted.items() or (wanted,))
    if any("faces" in one.text().lower() for one in texts):
        on_cameras(book, block, Function.ATTRIBUTES, EvidenceState.ENABLED, "visual_features")
    book.destination("HTTP", block.text("endpoint") or AZURE, _PICTURES, **block.place())


def _google_vision(book: Notebook, block: Block) -> None:
    """Objects alone (https://github.com/robmarkcole/HASS-Google-Vision)."""
    book.destination("HTTP", "vision.googleapis.com", _WITHOUT_FACES, **block.place())


def _nothing(book: Notebook, block: Block) -> None:
    del book, block


_KEYS = frozenset(
    {
        *("platform", "source", "name", "scan_interval", "confidence", "unique_id", "timeout"),
        *("faces", "model", "keep_faces", "keep_no_faces", "keep_known_faces"),
        *("keep_unknown_faces", "group", "attributes", "api_key", "azure_region"),
        *("recognition_model", "detection_model", "ip_address", "port", "username", "password"),
        *("endpoint", "url", "host", "detect_only", "save_file_folder", "save_timestamped_file"),
        *("save_faces", "save_faces_folder", "show_boxes", "always_save_latest_file"),
        *("save_file_format", "entity_namespace"),
    }
)
"""Keys that one of the face platforms takes, by their pages and repositories."""


def _unknown_keys(book: Notebook, block: Block) -> None:
    for key in block.node.entries():
        if key not in _KEYS:
            book.unknown(dotted((*block.path, key)))


PLATFORMS: dict[str, Reader] = {
    "dlib_face_identify": _dlib_identify,
    "dlib_face_detect": _dlib_detect,
    "microsoft_face_identify": _microsoft_identify,
    "microsoft_face_identity": _microsoft_identify,
    "microsoft_face_detect": _microsoft_detect,
    "facebox": _facebox,
    "facebox_face_detect": _facebox_detect,
    "deepstack_face": _deepstack,
    "opencv": _opencv,
    "amazon_rekognition": _rekognition,
    "sighthound": _sighthound,
    "microsoft_vision": _microsoft_vision,
    "google_vision": _google_vision,
    **dict.fromkeys(
        (
            *("deepstack_object", "doods", "tensorflow", "openalpr_local", "openalpr_cloud"),
            *("platerecognizer", "seven_segments", "qrcode", "classificationbox", "tagbox"),
            *("demo", "deepstack_scene", "doods2", "codeproject_ai_object", "opencv_darknet"),
        ),
        _nothing,
    ),
}
"""Image processing platforms by name."""


def read_block(book: Notebook, block: Block) -> None:
    """Note what a block of image processing does; an unknown platform leaves it open."""
    platform = block.text("platform").lower()
    reader = PLATFORMS.get(platform)
    if reader is not None:
        reader(book, block)
        if "face" in platform:
            _unknown_keys(book, block)
        return
    state = EvidenceState.PROVISIONED if about_faces(platform) else EvidenceState.MENTIONED
    on_cameras(book, block, Function.UNSTATED, state)
    book.unknown(".".join((*block.path, "platform", platform)))
