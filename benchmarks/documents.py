"""What the reader of documents finds in documents written for it, in every form people have.

    python -m benchmarks.documents [--forms text,photo] [--half held_back] [--show] [--write]

Each document of `documents.yaml` says which fields a careful person reads in it. A field that the
program claims and the person does not is an error of precision; one that it misses, of recall. What
a document denies must never be claimed. In documents that are no notices, some fields (names,
contacts, kinds, manner) are only counted where the list has them. E-mails are measured with
documents
that people send by e-mail; messages are what the reader of conversations is measured with.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from auditor.case.model import DocumentRole, Exhibit, ExhibitKind
from auditor.core.digest import digest_bytes
from auditor.examine.documents.examiner import DocumentExaminer
from auditor.examine.interface import Workbench
from auditor.examine.kind import kind_of
from auditor.examine.lazy_pictures import read_picture, with_words_in
from auditor.examine.model import Examination
from benchmarks.document_forms import FORMS

DOCUMENTS = Path(__file__).with_name("documents.yaml")
REPORT = Path(__file__).with_name("documents.md")
_TOPICS = {
    "operator_named": "name",
    "refusal_announced": "refusal",
    "retention_unlimited": "unlimited",
    "video_surveillance_only": "surveillance_only",
    "video_surveillance": "surveillance",
}
_FIELDS = frozenset(
    (
        *("face_named", "face_denied", "surveillance_only", "surveillance", "purpose", "manner"),
        *("kinds", "name", "contact", "rights", "necessity", "impact", "alternative", "refusal"),
        *("unlimited", "sharing", "change_at_will", "entry_is_consent", "bundled"),
        *("rights_excluded", "minors", "retention"),
    )
)
_ONLY_WHERE_LISTED = frozenset({"surveillance", "kinds"})
"""Words for cameras are in most documents, and "face data" may or may not be called a kind."""
_OF_NOTICES = frozenset({"manner", "name", "contact", "rights", "necessity", "impact"})
_NOTICES = frozenset({"notice", "consent_form", "privacy_policy"})
_ROLES = {
    "notice": DocumentRole.NOTICE,
    "consent_form": DocumentRole.CONSENT_FORM,
    "contract": DocumentRole.CONTRACT,
    "message": DocumentRole.MESSAGE,
    "privacy_policy": DocumentRole.PRIVACY_POLICY,
    "internal": DocumentRole.INTERNAL,
}


@dataclass
class Count:
    """Fields read rightly, claimed wrongly and missed; denials that were read the wrong way."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    inverted: int = 0
    lines: list[str] = field(default_factory=list)

    def __add__(self, other: Count) -> Count:
        """The sum of both."""
        return Count(
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.inverted + other.inverted,
            [*self.lines, *other.lines],
        )

    @property
    def precision(self) -> float:
        """The share of claimed fields that are right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of fields that were found."""
        return self.right / max(1, self.right + self.missed)


def examined(raw: bytes, ending: str, kind: str, declared: bool) -> Examination:
    """The examination of a document as an exhibit of a case."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"document{ending}"
        path.write_bytes(raw)
        exhibit_kind, media_type = kind_of(path)
        exhibit = Exhibit(
            id="E-01",
            path=path.name,
            kind=exhibit_kind,
            media_type=media_type,
            size=len(raw),
            digest=digest_bytes(raw),
            role=_ROLES.get(kind, DocumentRole.OTHER) if declared else DocumentRole.OTHER,
        )
        if exhibit_kind is ExhibitKind.IMAGE:
            nothing = Examination(exhibit="E-01", examiner="footage")
            return with_words_in(nothing, exhibit, path, declared=declared)
        return DocumentExaminer().examine(exhibit, path, Workbench(read_picture=read_picture))


def claims(examination: Examination) -> tuple[dict[str, Any], str]:
    """The fields that the program claims, and the kind of document it names."""
    fields: dict[str, Any] = {}
    kind = ""
    for observation in examination.observations:
        topic = observation.topic.removeprefix("text.")
        if topic.startswith("document_kind."):
            kind = topic.partition(".")[2]
        elif topic == "retention":
            fields.setdefault("retention", float(observation.note.split(": ")[1].split(" ")[0]))
        elif (name := _TOPICS.get(topic, topic)) in _FIELDS:
            fields[name] = True
    return fields, kind


def compared(document: dict[str, Any], fields: dict[str, Any]) -> Count:
    """`fields` against what the list says of `document`."""
    count = Count()
    wanted: dict[str, Any] = document["fields"]
    for name in _FIELDS:
        claimed, right = fields.get(name), wanted.get(name)
        if claimed is None and right is None:
            continue
        if claimed == right or (name == "retention" and _same_days(claimed, right)):
            count.right += 1
            continue
        if name == "surveillance" and "surveillance_only" in fields:
            continue
        if right is not None:
            count.missed += 1
            count.lines.append(f"missed {name}")
        if claimed is not None and _counts(name, document):
            count.wrong += 1
            count.lines.append(f"WRONG {name}={claimed}")
            count.inverted += (
                f"{name}_denied" in wanted
                or (name == "face_denied" and "face_named" in wanted)
                or (name == "face_named" and "face_denied" in wanted)
            )
    return count


def _same_days(claimed: float | None, right: float | None) -> bool:
    """Whether both are one time: a month may be counted as 30 days or as the twelfth of a year."""
    if claimed is None or right is None:
        return False
    return abs(claimed - right) <= _MONTHS_TOLERANCE * right


_MONTHS_TOLERANCE = 0.02


def _counts(name: str, document: dict[str, Any]) -> bool:
    if name == "surveillance_only" and "surveillance" in document["fields"]:
        return False
    if name in _ONLY_WHERE_LISTED and name not in document["fields"]:
        return False
    return document["kind"] in _NOTICES or name not in _OF_NOTICES


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; `--write` writes the tables next to this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", default=",".join(FORMS))
    parser.add_argument("--half", default="tuning,held_back")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    documents = yaml.safe_load(DOCUMENTS.read_text("utf-8"))
    lines: list[str] = []
    for half in options.half.split(","):
        chosen = [document for document in documents if document["half"] == half]
        lines += _tables(half, chosen, options.forms.split(","), options.show)
    print("\n".join(lines))
    if options.write:
        REPORT.write_text(_INTRODUCTION + "\n".join(lines) + "\n", encoding="utf-8")


_INTRODUCTION = """\
# The reader of documents, measured

Written by `python -m benchmarks.documents --write`; the documents are in `documents.yaml`. The
held-back half was written before the reader was changed.

"""


def _tables(
    half: str, documents: Iterable[dict[str, Any]], forms: Sequence[str], show: bool
) -> list[str]:
    by_kind: dict[str, Count] = defaultdict(Count)
    by_form: dict[str, Count] = defaultdict(Count)
    kinds: Counter[str] = Counter()
    for document in documents:
        for form in forms:
            if form == "e-mail" and document["kind"] not in _NOTICES | {"contract"}:
                continue
            make, ending = FORMS[form]
            raw = make(document["text"])
            fields, _ = claims(examined(raw, ending, document["kind"], declared=True))
            count = compared(document, fields)
            by_kind[document["kind"]] += count
            by_form[form] += count
            if show and count.lines:
                print(document["id"], form, "; ".join(count.lines))
            if form == "text":
                kinds.update([_kind_result(document, raw, ending, show)])
    total = sum(by_form.values(), Count())
    lines = [
        f"## {half}",
        "",
        "| document | precision | recall | inverted |",
        "| --- | --- | --- | --- |",
    ]
    lines += [_row(name, count) for name, count in sorted(by_kind.items())]
    lines += ["", "| form | precision | recall | inverted |", "| --- | --- | --- | --- |"]
    lines += [_row(name, count) for name, count in by_form.items()]
    lines += [_row("all", total), ""]
    lines += [
        f"Kind of document, not declared: {kinds['right']} right, {kinds['wrong']} wrong, "
        f"{kinds['open']} not said.",
        "",
    ]
    return lines


def _kind_result(document: dict[str, Any], raw: bytes, ending: str, show: bool) -> str:
    _, kind = claims(examined(raw, ending, document["kind"], declared=False))
    result = "open" if not kind else "right" if kind == document["kind"] else "wrong"
    if show and result != "right":
        print(document["id"], "kind", document["kind"], "read as", kind or "nothing")
    return result


def _row(name: str, count: Count) -> str:
    return f"| {name} | {count.precision:.3f} | {count.recall:.3f} | {count.inverted} |"


if __name__ == "__main__":
    main()
