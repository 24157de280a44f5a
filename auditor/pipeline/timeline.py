"""The facts of a case judged by the law of each year; nothing is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.core import saved
from auditor.core.errors import FaceAuditError, NothingExaminedError
from auditor.establish.establish import establish
from auditor.examine.model import Observations
from auditor.judge.compare.timeline import YearJudged, timeline
from auditor.judge.decide.necessity import facts_of_necessity, weigh_necessity
from auditor.judge.rules.rule import RuleBook
from auditor.pipeline.interruption import InterruptedAudit
from auditor.pipeline.listener import SILENCE, Listener
from auditor.pipeline.options import ExamineOptions
from auditor.pipeline.rules import rule_book


@dataclass(frozen=True)
class TimelineOptions:
    """Which years to judge, both included; `last` None is the present year.

    `rules` are folders of rule packs besides the shipped ones.
    """

    first: int
    last: int | None = None
    rules: tuple[Path, ...] = ()


@dataclass(frozen=True)
class TimelineResult:
    """The title of the case, every year with its verdicts, and the rules they rest on."""

    title: str
    years: tuple[YearJudged, ...]
    book: RuleBook


def judge_by_year(
    case: Path, options: TimelineOptions, listener: Listener = SILENCE
) -> TimelineResult:
    """Judge saved observations, or the case in a folder, as if it had happened in each year.

    Raises:
        FaceAuditError: the years are in the wrong order, or the case cannot be used.
        SavedStepError: the observations cannot be read.
    """
    today = date.today()
    last = options.last or today.year
    if options.first > last:
        raise FaceAuditError(
            f"begins in {options.first} and ends in {last}",
            where="--from",
            remedy="Give the earlier year with --from",
        )
    observations = _observations(case, listener)
    book = rule_book(options.rules)
    facts = establish(observations).by_id()
    necessity = weigh_necessity(observations.case.necessity, facts, book.ways)
    facts |= facts_of_necessity(necessity, facts)
    years: Sequence[YearJudged] = timeline(facts, book, range(options.first, last + 1), today)
    return TimelineResult(title=observations.case.title, years=tuple(years), book=book)


def _observations(case: Path, listener: Listener) -> Observations:
    """Saved observations, or those of a case examined into a folder that is then deleted."""
    if case.is_file():
        return saved.read(case, Observations)[0]
    # Saved observations can be judged without any examiner, so none is loaded for them.
    from auditor.examine.open_case import open_case  # noqa: PLC0415
    from auditor.pipeline.examine import examine_case  # noqa: PLC0415

    try:
        with TemporaryDirectory() as folder:
            return examine_case(case, ExamineOptions(out=Path(folder)), listener).observations
    except InterruptedAudit:
        # Its folder is gone, and so is what the message would say is kept.
        raise KeyboardInterrupt from None
    except NothingExaminedError:
        return Observations(tool_version="", case=open_case(case).case, examinations=())
