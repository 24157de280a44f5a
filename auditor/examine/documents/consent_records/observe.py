"""Records of consent as observations: numbers and places, and nobody's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from auditor.case.model import DocumentRole, Exhibit
from auditor.examine.document_model import ConsentCount
from auditor.examine.documents.consent_records.count import (
    counted,
    is_captured_after_withdrawal,
    is_captured_before,
)
from auditor.examine.documents.consent_records.records import (
    Answer,
    ConsentRow,
    ConsentTable,
    consent_tables,
)
from auditor.examine.documents.readers.model import DocumentText
from auditor.examine.documents.tables.grid import Cell, place_of
from auditor.examine.model import Observation
from auditor.vocabulary.value import FactValue

MAX_ROWS_NAMED = 5
"""Most rows named as examples of a number."""
_FACE = re.compile(r"face|facial|biometric|人脸|刷脸|人像", re.IGNORECASE)


@dataclass(frozen=True)
class ConsentReading:
    """What was read: observations, numbers, and how the columns were understood."""

    observations: tuple[Observation, ...]
    counts: tuple[ConsentCount, ...]
    warnings: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()


def read_consent_records(exhibit: Exhibit, document: DocumentText) -> ConsentReading | None:
    """The records of consent in `document`; None where it holds none."""
    declared = exhibit.role is DocumentRole.CONSENT_RECORD
    tables = consent_tables(document, declared=declared)
    if not tables:
        return None
    observations: list[Observation] = []
    warnings: list[str] = []
    for table in tables:
        count = counted(table)
        speaks_of_faces = declared or _is_of_faces(table)
        if not speaks_of_faces:
            warnings.append("The record of consent does not say that it is about faces.")
        observations += _Notes(exhibit, document, table, count, speaks_of_faces).all()
        if table.unknown:
            warnings.append(f"Columns that were not understood: {', '.join(table.unknown)}.")
    return ConsentReading(
        tuple(observations), tuple(map(counted, tables)), tuple(dict.fromkeys(warnings))
    )


def _is_of_faces(table: ConsentTable) -> bool:
    return any(_FACE.search(column.heading) for column in table.columns.values())


@dataclass(frozen=True)
class _Notes:
    exhibit: Exhibit
    document: DocumentText
    table: ConsentTable
    count: ConsentCount
    of_faces: bool

    def all(self) -> Iterator[Observation]:
        """Every observation, the numbers first."""
        count = self.count
        yield self._note(
            "consent_records",
            f"A record of consent was read: {count.records} records, {count.given} with consent, "
            f"{count.refused} without, {count.blank} with nothing recorded, {count.unclear} not "
            f"understood. {self._columns()}",
            None,
            {"consent.record_kept": True} if count.given and self.of_faces else {},
        )
        yield from self._captures()
        if count.withdrawn:
            yield self._note(
                "consent_withdrawn",
                f"In {count.withdrawn} records consent was withdrawn.",
                lambda row: row.withdrawn,
            )
        if count.asked_by:
            yield self._note("consent_asked_by", self._asked_by(), None)
        if count.cameras:
            counts = "; ".join(f"{name} {number}" for name, number in count.cameras)
            yield self._note("consent_places", f"Records by camera or place: {counts}.", None)

    def _captures(self) -> Iterator[Observation]:
        count = self.count
        if count.captured is None:
            if count.refused or count.blank:
                yield self._note(
                    "consent_no_capture",
                    "The record has no time of capture, so it does not show whether the faces of "
                    "people without consent were taken.",
                    None,
                )
            return
        if count.captured_refused:
            yield self._note(
                "consent_refused_captured",
                f"In {count.captured_refused} records a face was taken although consent was "
                "not given.",
                lambda row: (
                    row.answer is Answer.REFUSED
                    and (row.captured is not None or row.captured_last is not None)
                ),
                {"consent.obtained": False},
            )
        if count.captured_before:
            timed = [
                row
                for row in self.table.rows
                if row.answer is Answer.GIVEN and row.captured and row.consented_at
            ]
            yield self._note(
                "consent_after_capture",
                f"In {count.captured_before} of {len(timed)} records with consent and both times "
                "a face was taken before consent was given.",
                is_captured_before,
                {"consent.timing": "after"} if count.captured_before == len(timed) else {},
            )
        if count.captured_after_withdrawal:
            yield self._note(
                "consent_captured_after_withdrawal",
                f"In {count.captured_after_withdrawal} records a face was taken after consent was "
                "withdrawn.",
                is_captured_after_withdrawal,
                {"storage.deletion_triggers": ("consent_withdrawn",)},
            )

    def _note(
        self,
        topic: str,
        words: str,
        which: Callable[[ConsentRow], bool] | None,
        facts: Mapping[str, FactValue] | None = None,
    ) -> Observation:
        rows = [row for row in self.table.rows if which is not None and which(row)]
        if rows:
            lines = ", ".join(str(row.line) for row in rows[:MAX_ROWS_NAMED])
            words = f"{words} Lines: {lines}{', ...' if len(rows) > MAX_ROWS_NAMED else ''}."
        heading = self.table.columns.get("consent") or self.table.columns["consented_at"]
        place = (
            place_of(self.document, rows[0].cell, rows[0].line)
            if rows
            else place_of(self.document, self._heading_cell(heading.heading), 1, heading.heading)
        )
        return Observation(
            exhibit=self.exhibit.id,
            topic=f"text.{topic}",
            locator=place,
            note=words,
            says=dict(facts or {}) if self.of_faces else {},
            confidence=0.9 if self.document.certain else 0.7,
        )

    def _heading_cell(self, heading: str) -> Cell:
        return Cell(heading, max(0, self.document.text.find(heading)))

    def _columns(self) -> str:
        pairs = [
            f"{name.replace('_', ' ')} = {c.heading}" for name, c in self.table.columns.items()
        ]
        return f"Columns were read as: {'; '.join(pairs)}."

    def _asked_by(self) -> str:
        named = dict(self.count.asked_by)
        if set(named) == {"*"}:
            return f"Consent was asked for by {named['*']} different people or ways."
        counts = "; ".join(f"{name} {number}" for name, number in named.items())
        none = self.count.records - sum(named.values())
        return f"Consent was asked for by way of: {counts}; for {none} records none is stated."
