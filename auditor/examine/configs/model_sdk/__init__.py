"""Pipelines of model SDKs that name a face detector, an embedder and a database of templates.

Written after DeGirum's `degirum-face`, in its three spellings. Its match threshold is a similarity
by its documentation ("Minimum similarity score"), whatever its database counts in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import LibraryKind, Place, Scale, Sent, ThresholdUse
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node, Switch, Unknown, switch
from auditor.examine.model import EvidenceState

_DETECTORS = ("face_detector", "face_detector_model_name", "face_detection_model_name")
_EMBEDDERS = ("face_embedder", "face_reid_model_name", "embedding_model_name")
_STORES = (("db_path",), ("database", "db_path"), ("db_filename",), ("face_database_path",))
_MATCH = tuple(
    (*above, key)
    for above in ((), ("database",), ("face_embedder",))
    for key in ("cosine_similarity_threshold", "similarity_threshold")
)
_HOSTS = (
    ("hw_location",),
    ("inference_host_address",),
    ("face_detector", "inference_host_address"),
    ("face_embedder", "inference_host_address"),
)
_HERE = frozenset({"@local", "@localhost", "localhost"})
_CLOUD = "@cloud"
_CLOUD_HOST = "hub.degirum.com"
_UNDERSTOOD = frozenset(
    {
        *_DETECTORS,
        *_EMBEDDERS,
        *("db_path", "database", "db_filename", "face_database_path", "hw_location"),
        *("inference_host_address", "cosine_similarity_threshold", "similarity_threshold"),
        *("face_filters", "video_source", "alerts", "storage", "live_stream", "credence_count"),
        *("endpoint", "bucket", "access_key", "secret_key", "url_expiration_s", "clip_duration"),
        *("reid_expiration_frames", "notification_config", "notification_message"),
        *("model_zoo_url", "face_detector_model_devices", "face_reid_model_devices"),
        *("video_source_fps_override", "video_source_resolution_override", "token"),
        *("face_detection_model_zoo_url", "embedding_model_zoo_url", "landmark_model_zoo_url"),
        *("landmark_model_name", "alerting_enabled", "alerting_mode", "confirmation_type"),
        *("confirmation_frames", "clip_storage_enabled", "clip_storage_output_folder"),
        *("clip_storage_duration_seconds", "clip_storage_include_thumbnail"),
        *("streaming_enabled", "streaming_port"),
    }
)


@dataclass(frozen=True)
class ModelSdkFormat:
    """The reader of face pipelines of model SDKs."""

    id: str = "model-sdk"
    title: str = "face pipelines of model SDKs (degirum-face)"
    versions: str = "degirum-face 1"
    covers: str = (
        "Detector, embedder and database, match threshold, smallest face, camera, where inference "
        "takes place, clips kept, alerts"
    )
    documentation_url: str = "https://docs.degirum.com/degirum-face"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the root names a face detector as the SDK does, with what belongs to it."""
        if document.syntax is not Syntax.TREE or document.within:
            return False
        root = document.root
        detector = _first(root, _DETECTORS)
        if detector is None:
            return False
        node = detector[1]
        own = {"hardware", "inference_host_address", "model_zoo_url", "model_name"}
        if node.entries():
            return bool(own & set(node.entries()))
        return (
            detector[0][0] != "face_detector"
            and bool(_UNDERSTOOD - set(_DETECTORS))
            and any(key in root.entries() for key in _UNDERSTOOD - set(_DETECTORS))
        )

    def suspects(self, text: str) -> bool:
        """Whether a damaged text has a detector and an embedder."""
        return "face_detector:" in text and "face_embedder:" in text

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        root = document.root
        _pipeline(book, root)
        _thresholds(book, root)
        _camera(book, root)
        _inference(book, root)
        _kept_and_sent(book, root)
        for key in root.entries():
            if key not in _UNDERSTOOD:
                book.unknown(key)
        return book.reading()


def _first(root: Node, keys: tuple[str, ...]) -> tuple[tuple[str, ...], Node] | None:
    return next((((key,), node) for key in keys if (node := root.get(key)) is not None), None)


def _pipeline(book: Notebook, root: Node) -> None:
    detector = _first(root, _DETECTORS)
    if detector is not None:
        path, node = detector
        book.function(Function.DETECTION, EvidenceState.ENABLED, path=path, node=node)
    embedder = _first(root, _EMBEDDERS)
    store = next(((p, n) for p in _STORES if (n := root.get(*p)) is not None and n.raw), None)
    if embedder is None:
        return
    path, node = embedder
    if store is None:
        book.function(Function.RECOGNITION, EvidenceState.PROVISIONED, path=path, node=node)
        book.question(wording("model_sdk.ask_templates"))
        return
    book.function(Function.RECOGNITION, EvidenceState.ENABLED, path=path, node=node)
    book.library(LibraryKind.UNSTATED, path=store[0], node=store[1])
    book.question(wording("model_sdk.ask_database"))


def _thresholds(book: Notebook, root: Node) -> None:
    for path in _MATCH:
        node = root.get(*path)
        if node is not None:
            at = Place(path=path, node=node)
            book.threshold(node.number(), ThresholdUse.MATCH, Scale.UNIT_SIMILARITY, **at)
    smallest = root.get("face_filters", "min_face_size")
    enabled = root.get("face_filters", "enable_small_face_filter")
    if smallest is not None and (enabled is None or switch(enabled) is not Switch.OFF):
        at = Place(path=("face_filters", "min_face_size"), node=smallest)
        book.threshold(smallest.number(), ThresholdUse.SIZE, Scale.PIXELS, **at)


def _camera(book: Notebook, root: Node) -> None:
    source = root.get("video_source")
    if source is None:
        return
    book.device("video_source", path=("video_source",), node=source)
    if "://" in source.text():
        book.detail("video_source", host=source.text())


def _inference(book: Notebook, root: Node) -> None:
    """A hosted inference address means that pictures leave the site."""
    done: set[str] = set()
    for path in _HOSTS:
        node = root.get(*path)
        address = node.text() if node is not None else ""
        if node is None or not address or address.lower() in _HERE or address in done:
            continue
        done.add(address)
        host = _CLOUD_HOST if address.lower() == _CLOUD else address
        book.destination("HTTP", host, Sent("model_sdk.pictures_faces", True), path=path, node=node)


def _kept_and_sent(book: Notebook, root: Node) -> None:
    for path, node in _places(root, "endpoint"):
        if "://" in node.text() or (node.text()[:1].isalnum() and "." in node.text()):
            book.destination(
                "S3", node.text(), Sent("model_sdk.clips_faces", True), path=path, node=node
            )
        elif node.text():
            book.note("clips", wording("model_sdk.clips_kept"), path=path, node=node)
    mode = root.get("alerts", "alert_mode")
    if mode is not None and mode.text().upper() == "NONE":
        return
    for path, node in _places(root, "notification_config"):
        scheme, found, rest = node.text().partition("://")
        if isinstance(node.value, Unknown) or not found or scheme in ("console", ""):
            continue
        host = rest if scheme in ("http", "https", "json", "jsons") else scheme
        book.destination(
            scheme, host, Sent("frame.messages_perhaps_pictures", False), path=path, node=node
        )


def _places(root: Node, key: str) -> Iterator[tuple[tuple[str, ...], Node]]:
    for path, node in root.walk():
        if path[-1:] == (key,) and isinstance(node.value, str | Unknown):
            yield path, node


MODEL_SDK = ModelSdkFormat()
