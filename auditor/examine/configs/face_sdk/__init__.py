"""Settings of applications that call a face service or SDK: Baidu, Tencent, Alibaba and others.

A selector (`face.provider`) makes one vendor's block active, the others are only mentioned. A
switch that is off ends it; credentials with a group, a match threshold or a recognition function
make recognition; credentials alone leave it open. A Spring document for a profile that is not the
active one waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.labels import Function
from auditor.examine.configs.notebook import Notebook, Place, Scale, Sent, ThresholdUse
from auditor.examine.configs.source import ConfigDocument, Syntax
from auditor.examine.configs.tree import Node, Switch, dotted, switch
from auditor.examine.model import EvidenceState

S = EvidenceState
_VENDORS = re.compile(
    r"baidu|(?<![a-z])aip(?![a-z])|tencent|(?<![a-z])iai(?![a-z])|facebody|aliyun|alibaba|megvii"
    r"|facepp|faceplusplus|arcsoft|arcface|sensetime|seetaface|huawei|(?<![a-z])frs(?![a-z])",
    re.IGNORECASE,
)
_HOSTS = re.compile(
    r"aip\.baidubce\.com/rest/2\.0/face|iai\.(?:intl\.)?tencentcloudapi\.com"
    r"|facebody\.[\w-]+\.aliyuncs\.com|api-(?:cn|us)\.faceplusplus\.com|face\.[\w-]+\.myhuaweicloud"
)
_FACE = re.compile(r"(?<![a-z])face(?![a-z])|face(?=[-_A-Z])|arcface|人脸", re.ASCII)
_SELECTOR = frozenset({"provider", "type", "vendor", "apiname", "engine", "supplier"})
_SWITCH = frozenset({"enable", "enabled", "on", "active", "open"})
_CREDENTIAL = frozenset(
    {
        *("appid", "apikey", "secretkey", "secretid", "accesskeyid", "accesskeysecret", "sdkkey"),
        *("activekey", "apisecret", "accesskey", "appkey"),
    }
)
_COMPARED = frozenset(
    {
        *("groupid", "groupids", "groupidlist", "dbname", "facedb", "facesettoken", "outerid"),
        *("facesetname", "matchthreshold", "facematchthreshold", "acceptscore", "identifyscore"),
        *("supportfacerecognition", "comparepoolsize", "facelibrary"),
    }
)
_THRESHOLD = frozenset({"matchthreshold", "facematchthreshold", "acceptscore", "similarity"})
_ATTRIBUTES = frozenset({"supportage", "supportgender"})
_BLANK = re.compile(r"x{3,}|your[-_ ].*|你的.*|<.*>|\*+|todo.*", re.IGNORECASE)
_ACTIVE = re.compile(
    r"profiles[.:]\s*(?:\{?\s*active|active)\s*[:=]\s*([\w,\- ]+)|^\s*active:\s*(\w+)"
)


@dataclass(frozen=True)
class FaceSdkFormat:
    """The reader of applications' settings for face services and SDKs."""

    id: str = "face-sdk"
    title: str = "Applications of Baidu, Tencent, Alibaba, Face++, Huawei and ArcSoft face services"
    versions: str = "Spring YAML and properties, and settings in common use"
    covers: str = (
        "The selected vendor, switches, credentials filled or blank, groups and match thresholds, "
        "attributes, endpoints, profiles that are not active"
    )
    documentation_url: str = "https://ai.baidu.com/ai-doc/FACE/jk37c1sne"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether a key names a vendor or SDK of faces beside a key about faces, or its host."""
        if document.syntax not in (Syntax.TREE, Syntax.PAIRS) or document.within:
            return False
        values = list(_values(document.root))
        if any(_HOSTS.search(node.text()) for _, node in values):
            return True
        about = [path for path, _ in values if _FACE.search(dotted(path))]
        vendors = any(_VENDORS.search(dotted(path)) for path, _ in values) or any(
            _VENDORS.search(node.text()) for path, node in values if _plain(path[-1]) in _SELECTOR
        )
        spring = bool({"spring", "server"} & {path[0].split(".")[0] for path, _ in values})
        return (bool(about) and (vendors or spring)) or any(
            re.match(r"arcsoft|arcface", dotted(path).lstrip(".")) for path, _ in values
        )

    def suspects(self, text: str) -> bool:
        """Nothing is guessed of a damaged one."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        waits = _waits(document)
        book = Notebook(document, self.id, closed=waits)
        values = [v for v in _values(document.root) if _counts(v[0])]
        off = [v for v in values if _plain(v[0][-1]) in _SWITCH and switch(v[1]) is Switch.OFF]
        chosen = next(
            (node.text().lower() for path, node in values if _plain(path[-1]) in _SELECTOR), ""
        )
        active = [v for v in values if _active(dotted(v[0]), chosen)]
        for path, node in off[:1]:
            book.function(Function.RECOGNITION, S.DISABLED, path=path, node=node)
        if not off:
            _use(book, active, S.GATED if waits else S.ENABLED)
        for path, node in active:
            _details(book, path, node, on=not off)
        return book.reading()


def _plain(key: str) -> str:
    return re.split(r"[.\[]", key)[-1].replace("-", "").replace("_", "").lower()


def _values(root: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    for path, node in root.walk():
        if path and not node.entries() and not node.items():
            # Lines before the first section of a list of pairs stand under an empty name.
            named = tuple(part for part in path if part)
            if named:
                yield named, node


def _counts(path: tuple[str, ...]) -> bool:
    """Whether a setting belongs to faces or one of the vendors."""
    name = dotted(path)
    return bool(path) and bool(_FACE.search(name) or _VENDORS.search(name))


def _active(name: str, chosen: str) -> bool:
    """Whether a setting is not in the block of a vendor that is not the selected one."""
    found = _VENDORS.search(name)
    return not chosen or found is None or found.group().lower() in chosen or chosen in name.lower()


def _filled(node: Node) -> bool:
    text = (node.text() or "").strip()
    return bool(text) and not _BLANK.fullmatch(text)


def _use(book: Notebook, values: list[tuple[tuple[str, ...], Node]], on: S) -> None:
    keys = {_plain(path[-1]): (path, node) for path, node in values if _filled(node)}
    compared = [keys[key] for key in sorted(_COMPARED & set(keys)) if not _is_off(keys[key][1])]
    credentials = sorted(_CREDENTIAL & set(keys))
    switched = [v for k, v in keys.items() if k in _SWITCH and switch(v[1]) is Switch.ON]
    if compared and (credentials or switched):
        path, node = compared[0]
        book.function(Function.RECOGNITION, on, path=path, node=node)
    elif compared or credentials or switched:
        path, node = (compared or switched or [keys[credentials[0]]])[0]
        state = S.GATED if on is S.GATED else S.PROVISIONED
        book.function(Function.RECOGNITION, state, path=path, node=node)
    elif values:
        path, node = values[0]
        book.function(Function.UNTOLD, S.MENTIONED, path=path, node=node)
    for key in sorted(_ATTRIBUTES & set(keys)):
        path, node = keys[key]
        if switch(node) is Switch.ON:
            book.function(Function.ATTRIBUTES, on, path=path, node=node)


def _is_off(node: Node) -> bool:
    return switch(node) is Switch.OFF and node.number() is None


def _details(book: Notebook, path: tuple[str, ...], node: Node, *, on: bool) -> None:
    at = Place(path=path, node=node)
    if _plain(path[-1]) in _THRESHOLD:
        value = node.number()
        scale = Scale.UNTOLD
        if value is not None:
            scale = Scale.PERCENT_SIMILARITY if value > 1 else Scale.UNIT_SIMILARITY
        book.threshold(value, ThresholdUse.MATCH, scale, **at)
    elif on and _HOSTS.search(node.text()):
        book.destination("HTTP", node.text(), Sent("Face pictures", True), **at)


def _waits(document: ConfigDocument) -> bool:
    """Whether the document is for a Spring profile that is not the active one."""
    spring = document.root.get("spring")
    if spring is None:
        return False
    own = spring.get("config", "activate", "on-profile") or spring.get("profiles")
    if own is None or not own.text():
        return False
    found = next((m for line in document.lines if (m := _ACTIVE.search(line))), None)
    named = (found.group(1) or found.group(2) or "") if found is not None else ""
    return own.text() not in {name.strip() for name in named.split(",")}


FACE_SDK = FaceSdkFormat()
