"""The plan of action as a table: what an audit asks for, and what the officer filled in.

The table is a file that people work in. Made again with the earlier file, it keeps their columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.core.text import LANGUAGES, Language
from auditor.report.action_view import ActionRow
from auditor.report.audited import Audited
from auditor.report.catalogue import catalogue
from auditor.report.kept_plan import KeptPlan, KeptRow
from auditor.report.locale import Catalogue
from auditor.report.outputs.tables import Cell, Table
from auditor.report.plan_columns import OFFICER_COLUMNS, PLAN_COLUMNS


def plan_table(audited: Audited) -> Table:
    """Steps, deletions and open questions in the order of the plan.

    With an earlier plan, what is no longer asked follows, then the rows the officer added.
    """
    report = audited.report
    kept = audited.kept or KeptPlan()
    return _PlanTable(report.language, kept, again=audited.kept is not None).table(report.actions)


class _PlanTable:
    """One table in the making.

    Args:
        language: the language of the new table.
        kept: the earlier plan, empty if there is none.
        again: whether there is an earlier plan, so that rows can be new.
    """

    def __init__(self, language: Language, kept: KeptPlan, *, again: bool) -> None:
        self.t = catalogue(language)
        self.kept = kept
        self.again = again

    def table(self, actions: tuple[ActionRow, ...]) -> Table:
        heads = (*(self.t.say(f"plan_head.{name}") for name in PLAN_COLUMNS), *self.kept.own_heads)
        return Table(self.t.say("table.actions"), heads, tuple(self._rows(actions)))

    def _rows(self, actions: tuple[ActionRow, ...]) -> Iterator[tuple[Cell, ...]]:
        earlier = self.kept.by_id()
        for action in actions:
            row = earlier.pop(action.id, None)
            yield self._line(self._asked(action, row), row)
        matched = {action.id for action in actions}
        added = []
        for row in self.kept.rows:
            if row.id in matched:
                # Only the first row of an id is the program's; a copy of it is the officer's.
                matched.discard(row.id)
            elif earlier.pop(row.id, None) is not None:
                yield self._line(self._no_longer_asked(row), row)
            else:
                added.append(row)
        for row in added:
            yield self._line({**row.cells, "asked": self.t.say("plan_asked.own")}, row)

    def _line(self, cells: Mapping[str, Cell], row: KeptRow | None) -> tuple[Cell, ...]:
        own = row.own if row else {}
        program = (cells.get(name, "") for name in PLAN_COLUMNS)
        return (*program, *(own.get(head, "") for head in self.kept.own_heads))

    def _asked(self, action: ActionRow, row: KeptRow | None) -> dict[str, Cell]:
        t = self.t
        cells: dict[str, Cell] = {
            "id": action.id,
            "asked": t.say("plan_asked.new" if self.again and row is None else "plan_asked.asked"),
            "rank": action.rank,
            "issue": "\n".join(action.issues),
            "action": action.what,
            "change": action.change,
            "remedies": action.remedies,
            "due": action.due,
            "status": t.say("plan_status.open"),
            "evidence": action.evidence,
            "kind": action.kind_word,
            "severity": action.severity_word,
            "result": action.verdict_word,
            "subject": "\n".join(action.about),
            "in_plan": self._yes_or_no(action),
            "who": action.who,
            "deadline": action.deadline,
            "rules": "\n".join(action.findings),
            "authority": "\n".join(action.authorities),
        }
        if row is not None:
            filled_in = {name: row.cells.get(name, "") for name in OFFICER_COLUMNS}
            if _status_of(filled_in["status"]) is not None:
                filled_in["status"] = t.say("plan_status.open")
            cells |= {name: text for name, text in filled_in.items() if text}
        return cells

    def _yes_or_no(self, action: ActionRow) -> str:
        if not action.change:
            return ""
        return self.t.say("table.yes" if action.in_plan else "table.no")

    def _no_longer_asked(self, row: KeptRow) -> dict[str, Cell]:
        """The earlier row as it was; a status that nobody changed says that it is not needed."""
        status = row.cells.get("status", "")
        if not status or _status_of(status) is not None:
            status = self.t.say("plan_status.no_longer_asked")
        asked = self.t.say("plan_asked.no_longer_asked")
        return {**row.cells, "asked": asked, "status": status, "rank": ""}


def _status_of(text: str) -> str | None:
    """The code of a status that this program wrote, in any language; None for another text."""
    for language in LANGUAGES:
        for code in ("open", "no_longer_asked"):
            if text == _status_word(catalogue(language), code):
                return code
    return None


def _status_word(t: Catalogue, code: str) -> str:
    return t.say(f"plan_status.{code}")
