"""How long AWS keeps streams, records and pictures, and where a stream processor writes.

Hours of a video stream, 0 of which is not kept at all (CreateStream, DataRetentionInHours); hours
of a data stream, 24 by default (RetentionPeriodHours); days of logs; lifecycle rules of buckets.
"""

from __future__ import annotations

import re

from auditor.examine.configs.aws.vocabulary import REGION, plain
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import KeptThing, Sent, TimeUnit
from auditor.examine.configs.syntax.template_values import Values
from auditor.examine.configs.syntax.tree import Node

_KEPT = {
    "dataretentioninhours": (KeptThing.RECORDINGS, TimeUnit.HOURS),
    "retentionperiodhours": (KeptThing.QUEUE, TimeUnit.HOURS),
    "retentionindays": (KeptThing.RECORDS, TimeUnit.DAYS),
}
_OF_FACES = re.compile(r"face|selfie|portrait|photo|enrol|picture|image", re.IGNORECASE)
_EXPIRY = frozenset({"expirationindays", "days"})


def note_storage(book: Notebook, root: Node, values: Values) -> None:
    """Note what the resources of a tree keep and send."""
    for path, node in root.walk():
        if not path or path[0] in ("variable", "Parameters", "output", "Outputs"):
            continue
        key = plain(path[-1])
        if key in _KEPT:
            what, unit = _KEPT[key]
            _keep(book, (path, node), values.number(node), what, unit)
        elif key == "retentionperiod" and "aws_kinesis_stream" in path:
            _keep(book, (path, node), values.number(node), KeptThing.QUEUE, TimeUnit.HOURS)
        elif key in _EXPIRY and _expires(path) and _of_faces(root, path):
            _keep(book, (path, node), values.number(node), KeptThing.FACES, TimeUnit.DAYS)
        elif key in ("arn", "snstopicarn") and (found := REGION.search(node.raw)) is not None:
            if any(plain(part) in _OUTPUTS for part in path[:-1]):
                host = f"{found.group(1)}.amazonaws.com"
                book.destination("AWS", host, _sent(book), path=path, node=node)
        elif key in ("bucket", "bucketname") and any(plain(p) == "s3destination" for p in path):
            book.destination("AWS", "s3.amazonaws.com", _sent(book), path=path, node=node)


_OUTPUTS = frozenset({"output", "kinesisdatastream", "notificationchannel"})


def _sent(book: Notebook) -> Sent:
    """What a stream processor writes: labels of things, unless it searches faces."""
    if book.evidence:
        return Sent("aws.pictures_or_records", True)
    return Sent("aws.results_analysis", False)


def _keep(
    book: Notebook,
    at: tuple[tuple[str, ...], Node],
    told: tuple[float | None, bool],
    what: KeptThing,
    unit: TimeUnit,
) -> None:
    number, by_default = told
    if number is not None:
        path, node = at
        book.retention(what, number, unit, path=path, node=node, by_default=by_default)


def _expires(path: tuple[str, ...]) -> bool:
    keys = {plain(part) for part in path}
    if plain(path[-1]) == "days":
        return "expiration" in keys
    return "rules" in keys or "lifecycleconfiguration" in keys


def _of_faces(root: Node, path: tuple[str, ...]) -> bool:
    """Whether a bucket or the rule itself is named for pictures of faces."""
    if _OF_FACES.search(".".join(path)):
        return True
    node: Node | None = root
    near: list[Node] = []
    for key in path[:-1]:
        if node is None:
            return False
        if key.startswith("["):
            items = node.items()
            node = items[int(key[1:-1])] if int(key[1:-1]) < len(items) else None
        else:
            node = node.entries().get(key)
        if node is not None:
            near.append(node)
    return any(
        plain(p[-1]) in ("prefix", "id", "bucket", "bucketname") and _OF_FACES.search(n.raw)
        for one in near[-4:]
        for p, n in one.walk()
        if p
    )
