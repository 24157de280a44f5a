"""What the settings of an application make of the face services and SDKs that they name.

Recognition is on where something to compare with (a group, a library, a threshold of comparison, a
recognition function) is next to filled credentials, a switch that is on or an engine of its own.
Credentials alone leave it open, as do those that are to be filled in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Unpack

from auditor.core.locator import TextLocator
from auditor.core.wording import wording
from auditor.examine.configs.face_sdk.services import fields
from auditor.examine.configs.face_sdk.values import Given, Setting
from auditor.examine.configs.face_sdk.vocabulary import (
    CLOUDS,
    COMPARED,
    CREDENTIALS,
    FACE,
    FACE_PRODUCT,
    FIELDS,
    FOLDER,
    FUNCTIONS,
    HOST,
    LIBRARIES,
    MATCH_THRESHOLDS,
    MATCH_WORD,
    NOT_OF_A_MATCH,
    OFFLINE,
    OTHER_KEYS,
    OTHER_USE,
    PICTURES,
    SELECTORS,
    STORE,
    STRANGERS,
    SWITCHES,
    THRESHOLD_WORD,
    UNSURE_THRESHOLDS,
    VENDOR,
    VERIFY_HOST,
    vendor_of,
)
from auditor.examine.configs.frame.face_words import without_lookalikes
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import LibraryKind, Place, Scale, Sent, ThresholdUse, shown
from auditor.examine.configs.syntax.tree import Switch
from auditor.examine.model import EvidenceState

S = EvidenceState
_LOCAL = frozenset({"libpath", "sdklibpath", "modelpath", "modeldir", "enginepath", "modelsdir"})
_GIVEN = (Given.FILLED, Given.UNKNOWN)
_PERCENT = 1.5
"""Values from here count from 0 to 100: no service's 0-to-1 scale reaches it."""


@dataclass
class Block:
    """What one vendor's settings, or those of no vendor in particular, say together."""

    vendor: str
    settings: list[Setting] = field(default_factory=list)

    def having(self, keys: frozenset[str]) -> list[Setting]:
        """Its settings with one of `keys`."""
        return [one for one in self.settings if one.key in keys]


def about_faces(found: list[Setting], *, program: bool = False) -> list[Setting]:
    """The settings that belong to faces: by their keys, or as credentials next to such keys."""
    sure = [
        (
            FACE.search(without_lookalikes(one.name)) is not None
            or FACE_PRODUCT.search(one.name) is not None
            or _at_a_service(one)
        )
        and not _other(one)
        for one in found
    ]
    of_faces = [one for one, is_one in zip(found, sure, strict=True) if is_one]
    if not of_faces and not program:
        return []
    vendors = {vendor_of(one.name) for one in of_faces} - {""}
    scopes = {one.parts[:-1] for one in of_faces if _at_a_service(one)}

    def near(one: Setting) -> bool:
        if _other(one) or STORE.search(one.name):
            return False
        of_vendor = one.key in CREDENTIALS | LIBRARIES and vendor_of(one.name) in vendors
        return program or of_vendor or one.parts[:-1] in scopes

    return [one for one, is_one in zip(found, sure, strict=True) if is_one or near(one)]


def _at_a_service(one: Setting) -> bool:
    return bool(HOST.search(one.text) or VERIFY_HOST.search(one.text))


def _other(one: Setting) -> bool:
    return bool(OTHER_USE.search(one.name)) and not FACE.search(without_lookalikes(one.parts[-1]))


def note_settings(book: Notebook, found: list[Setting], on: EvidenceState) -> None:
    """Note what `found` says; `on` is the state of what is on in it."""
    chosen = next(
        (
            one
            for one in found
            if one.key in SELECTORS and (vendor_of(one.text) or one.given is Given.UNKNOWN)
        ),
        None,
    )
    off = [one for one in found if one.key in SWITCHES and one.switch is Switch.OFF]
    unknown = [
        one for one in found if one.key in SWITCHES and one.switch is Switch.UNKNOWN and one.text
    ]
    active = [one for one in found if _active(one, chosen) and not _under(one, off)]
    main = [one for one in off if _is_main(one)]
    for one in main[:1]:
        book.function(Function.RECOGNITION, S.DISABLED, path=one.path, node=one.node)
    left = [one.name for one in found if _under(one, main) and one.key in MATCH_THRESHOLDS]
    if left:
        book.leftover(", ".join(left[:4]), path=main[0].path, node=main[0].node)
    state = S.PROVISIONED if unknown and on is S.ENABLED else on
    for block in _blocks(active):
        _note_block(book, block, state)
    if not active and not main and found:
        book.function(Function.UNSTATED, S.MENTIONED, path=found[0].path, node=found[0].node)
    for one in active:
        _detail(book, one, on=not main)
        if not main and not _note_kept(book, one) and _is_strange(one):
            book.unknown(one.name)


def _is_main(one: Setting) -> bool:
    """Whether a switch is that of faces as such, not of a part of them."""
    return not any(NOT_OF_A_MATCH.search(part) for part in one.parts)


def _under(one: Setting, switches: list[Setting]) -> bool:
    """Whether a setting is next to one of `switches`, or below."""
    return any(
        one is not other and one.parts[: len(other.parts) - 1] == other.parts[:-1]
        for other in switches
        if len(other.parts) > 1
    )


def _active(one: Setting, chosen: Setting | None) -> bool:
    """Whether a setting is not in the block of a vendor that is not the selected one."""
    if chosen is None or chosen.given is Given.UNKNOWN:
        return True
    inside = vendor_of(".".join(one.parts[:-1])) or vendor_of(one.parts[-1])
    return not inside or inside == vendor_of(chosen.text)


def _blocks(found: list[Setting]) -> list[Block]:
    """The settings by vendor; those of none belong to each."""
    common = [one for one in found if not vendor_of(one.name)]
    vendors = list(dict.fromkeys(vendor_of(one.name) for one in found if vendor_of(one.name)))
    if not vendors:
        return [Block("", common)] if common else []
    return [
        Block(name, [*common, *(one for one in found if vendor_of(one.name) == name)])
        for name in vendors
    ]


def _note_block(book: Notebook, block: Block, on: EvidenceState) -> None:
    credentials = block.having(CREDENTIALS)
    filled = [one for one in credentials if one.given is Given.FILLED]
    given = [one for one in credentials if one.given in _GIVEN]
    to_fill = [one for one in credentials if one.given is Given.PLACEHOLDER]
    switched = [one for one in block.having(SWITCHES) if one.switch is Switch.ON]
    local = [one for one in block.having(_LOCAL) if one.given in _GIVEN]
    compared = _compared(block)
    sure = [one for one in compared if one.given is Given.FILLED]
    ready = switched or (filled and not to_fill)
    ready = ready or (local and not credentials) or (given and not to_fill and sure)
    _note_engine(book, block, on if ready or given else S.PROVISIONED)
    service = next((one for one in block.settings if VERIFY_HOST.search(one.text)), None)
    if service is not None:
        state = on if given else S.PROVISIONED
        book.function(Function.VERIFICATION, state, path=service.path, node=service.node)
    elif compared and ready and (sure or switched):
        one = (sure or compared)[0]
        book.function(Function.RECOGNITION, on, path=one.path, node=one.node)
        here = local or any(OFFLINE.search(other.name) for other in block.settings)
        called = any(HOST.search(other.text) for other in block.settings)
        if on is S.ENABLED and not called and not here:
            _sent(book, block.vendor, one)
    elif compared or credentials or switched or local:
        one = (compared or switched or credentials or local)[0]
        state = S.GATED if on is S.GATED else S.PROVISIONED
        if not any(e.state is S.DISABLED for e, _ in book.evidence):
            book.function(Function.RECOGNITION, state, path=one.path, node=one.node)
    elif block.settings:
        one = block.settings[0]
        book.function(Function.UNSTATED, S.MENTIONED, path=one.path, node=one.node)


def _sent(book: Notebook, vendor: str, one: Setting) -> None:
    """That a cloud's service gets the pictures, where no address is written."""
    if (host := CLOUDS.get(vendor)) is not None:
        book.destination(
            "HTTP",
            host,
            Sent("frame.face_pictures", True),
            path=one.path,
            node=one.node,
            by_default=True,
        )


def _compared(block: Block) -> list[Setting]:
    """What faces are compared with or from where on, where it is given."""
    found = [one for one in block.having(LIBRARIES) if one.given in _GIVEN]
    found += [one for one in block.settings if _is_match(one) and one.number is not None]
    found += [
        one
        for one in block.having(COMPARED)
        if one.given in _GIVEN and (one.switch is not Switch.OFF or (one.number or 0) > 0)
    ]
    return found


def _is_match(one: Setting) -> bool:
    if one.key not in MATCH_THRESHOLDS:
        own = MATCH_WORD.search(one.key) and THRESHOLD_WORD.search(one.key)
        return bool(own) and not NOT_OF_A_MATCH.search(one.parts[-1])
    return one.key not in UNSURE_THRESHOLDS or not NOT_OF_A_MATCH.search(one.name)


def _note_engine(book: Notebook, block: Block, on: EvidenceState) -> None:
    """The functions that an engine is started with (ArcSoft, FunctionConfiguration)."""
    for key, function in (
        ("supportfacerecognition", Function.RECOGNITION),
        ("supportfacedetect", Function.DETECTION),
        ("supportage", Function.ATTRIBUTES),
        ("supportgender", Function.ATTRIBUTES),
        ("supportliveness", Function.LIVENESS),
        ("supportmaskdetect", Function.ATTRIBUTES),
    ):
        for one in block.having(frozenset({key})):
            if one.switch is Switch.OFF and function is Function.RECOGNITION:
                book.function(function, S.DISABLED, path=one.path, node=one.node)
            elif one.switch is Switch.ON and function is not Function.RECOGNITION:
                book.function(function, on, path=one.path, node=one.node)
    for one in block.having(FIELDS):
        if one.given is Given.FILLED and (asked := fields(one.node)) is not None:
            book.function(asked, on, path=one.path, node=one.node)


def _note_kept(book: Notebook, one: Setting) -> bool:
    """Note where pictures of faces are put, and that strangers' are kept; whether it was that."""
    if STRANGERS.search(one.name) and one.switch is Switch.ON:
        words = wording("face_sdk.strangers_kept")
        book.note("strangers", words, path=one.path, node=one.node)
        return True
    if FOLDER.search(one.key) and PICTURES.search(one.name) and one.given is Given.FILLED:
        words = wording("face_sdk.picture_folder")
        book.note("folder", words, path=one.path, node=one.node)
        return True
    return False


def _is_strange(one: Setting) -> bool:
    """Whether a setting about faces has a key that is not known here."""
    known = (
        SELECTORS
        | SWITCHES
        | CREDENTIALS
        | LIBRARIES
        | COMPARED
        | MATCH_THRESHOLDS
        | FUNCTIONS
        | FIELDS
        | OTHER_KEYS
        | _LOCAL
    )
    return one.key not in known and "threshold" not in one.key and "callback" not in one.key


def note_details(book: Notebook, found: list[Setting]) -> None:
    """Note the thresholds, libraries and addresses of a request or program.

    Without a quote: a request in one line may name people.
    """
    for one in found:
        mark = one.node.at
        at = TextLocator(line=mark.line, column=mark.column, key=shown(one.name))
        _detail(book, one, on=True, at=at)


def note_threshold(
    book: Notebook, value: float | None, *, one_to_one: bool = False, **at: Unpack[Place]
) -> None:
    """Note a threshold of comparison; its size tells its scale."""
    scale = Scale.UNSTATED
    if value is not None:
        scale = Scale.PERCENT_SIMILARITY if value > _PERCENT else Scale.UNIT_SIMILARITY
    use = ThresholdUse.MATCH_ONE_TO_ONE if one_to_one else ThresholdUse.MATCH
    book.threshold(value, use, scale, **at)


def _detail(book: Notebook, one: Setting, *, on: bool, at: TextLocator | None = None) -> None:
    place = Place(path=one.path, node=one.node, by_default=one.by_default)
    if at is not None:
        place["at"] = at
    if _is_match(one):
        verified = "verif" in one.name.lower() or "compare" in one.name.lower()
        note_threshold(book, one.number, one_to_one=verified, **place)
    elif "threshold" in one.key and one.number is not None and NOT_OF_A_MATCH.search(one.name):
        live = "live" in one.name.lower() or "spoof" in one.name.lower()
        use = ThresholdUse.LIVENESS if live else ThresholdUse.DETECTION
        book.threshold(one.number, use, Scale.UNSTATED, **place)
    elif one.key in LIBRARIES and one.given is Given.FILLED:
        book.library(LibraryKind.UNSTATED, name=one.text, **place)
    elif on and _at_a_service(one):
        book.destination("HTTP", one.text, Sent("frame.face_pictures", True), **place)
    elif on and "callback" in one.key and one.given is Given.FILLED:
        book.destination("HTTP", one.text, Sent("face_sdk.results_about_faces", False), **place)


def note_stores(book: Notebook, found: list[Setting]) -> None:
    """Buckets for pictures that are named for faces, where the vendor keeps them."""
    for one in found:
        if STORE.search(one.name) and one.key in ("bucketname", "bucket") and FACE.search(one.text):
            vendor = vendor_of(one.name) or "cloud"
            host = {
                "aliyun": "oss.aliyuncs.com",
                "tencent": "cos.myqcloud.com",
                "huawei": "obs.myhuaweicloud.com",
            }.get(vendor, "")
            book.destination(
                wording("frame.kind.object_storage"),
                host,
                Sent("frame.face_pictures", True),
                path=one.path,
                node=one.node,
            )


def speaks_of_a_vendor(found: list[Setting]) -> bool:
    """Whether a key names a vendor, or a selector chooses one."""
    return any(
        VENDOR.search(one.name)
        or FACE_PRODUCT.search(one.name)
        or (one.key in SELECTORS and VENDOR.search(one.text))
        for one in found
    )
