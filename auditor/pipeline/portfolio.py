"""Many cases audited one after another, or several at a time, and one summary of all of them."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from auditor import __version__
from auditor.core import saved
from auditor.core.errors import ExitCode, FaceAuditError, SavedStepError
from auditor.core.text import Language
from auditor.judge.rules.rule import RuleBook
from auditor.pipeline.interruption import InterruptedAudit
from auditor.pipeline.listener import SILENCE, Listener, Message
from auditor.pipeline.portfolio_case import CaseOptions, audit_premises, failed_audit
from auditor.pipeline.portfolio_cases import PortfolioCase, portfolio_cases
from auditor.pipeline.report import outputs_named
from auditor.pipeline.rules import rule_book
from auditor.report.portfolio.changes import PortfolioChanges, portfolio_changes
from auditor.report.portfolio.model import FailedAudit, Portfolio, PremisesAudit
from auditor.report.portfolio.page import render_portfolio
from auditor.report.portfolio.table import portfolio_table

PORTFOLIO = "portfolio.json"
PAGE = "portfolio.html"
TABLE = "portfolio.csv"
MOST_JOBS = 64
"""Most cases that are audited at a time."""
CASES_PER_PROCESS = 200
"""Cases after which a process is replaced, so that what libraries never give back stays bounded."""

CaseResult = PremisesAudit | FailedAudit
_FAILURES = (
    *(ExitCode.INTERNAL_ERROR, ExitCode.INTEGRITY, ExitCode.USAGE),
    *(ExitCode.NOTHING_EXAMINED, ExitCode.OUTPUT_MISSING),
)
"""Exit codes of audits that are no result, the most urgent first; all come before findings."""


class LostProcessError(FaceAuditError):
    """The process that audited a case ended before it was done."""

    exit_code = ExitCode.INTERNAL_ERROR


@dataclass(frozen=True)
class PortfolioOptions(CaseOptions):
    """How a portfolio is audited.

    Attributes:
        jobs: how many cases are audited at a time, each in a process of its own.
        earlier: the `portfolio.json` to compare with; None takes the one in the output folder.
    """

    jobs: int = 1
    earlier: Path | None = None


@dataclass(frozen=True)
class PortfolioResult:
    """The portfolio, what changed since the earlier one (None if there is none), and the files."""

    portfolio: Portfolio
    changes: PortfolioChanges | None
    written: tuple[Path, ...]
    exit_code: ExitCode


def audit_portfolio(
    target: Path, options: PortfolioOptions, listener: Listener = SILENCE
) -> PortfolioResult:
    """Audit every case in the folder `target`, or on the list `target`, and summarise them.

    A case that fails is a row of the summary and stops no other. An entry that is the output folder
    of an audit is judged again from its saved observations, without its exhibits.

    Raises:
        FaceAuditError: there is no case, an option is wrong, or `earlier` cannot be read.
        RuleError: a rule pack is wrong.
        InterruptedAudit: the user stopped it; the audits that were completed are kept.
    """
    if not 1 <= options.jobs <= MOST_JOBS:
        raise FaceAuditError(
            f"is not a number from 1 to {MOST_JOBS}", where="--jobs", remedy="Name such a number"
        )
    outputs_named(options.outputs)
    book = rule_book(options.rules)
    cases = portfolio_cases(target, options.out)
    earlier = _earlier(options, listener)
    try:
        results = _results(cases, options, book, listener)
    except KeyboardInterrupt:
        message = Message("interrupted_portfolio", {"folder": str(options.out)})
        raise InterruptedAudit(message) from None
    portfolio = Portfolio(
        tool_version=__version__,
        audits=tuple(r for r in results if isinstance(r, PremisesAudit)),
        failed=tuple(r for r in results if isinstance(r, FailedAudit)),
    )
    changes = portfolio_changes(earlier, portfolio) if earlier else None
    return PortfolioResult(
        portfolio, changes, _write(portfolio, changes, options), _exit_code(portfolio)
    )


def _earlier(options: PortfolioOptions, listener: Listener) -> Portfolio | None:
    """The portfolio to compare with; an unreadable one in the output folder is only reported."""
    if options.earlier is not None:
        return saved.read(options.earlier, Portfolio)[0]
    last = options.out / PORTFOLIO
    if not last.is_file():
        return None
    try:
        return saved.read(last, Portfolio)[0]
    except SavedStepError as problem:
        listener.notify(Message("portfolio_not_compared", {"reason": str(problem)}))
        return None


def _results(
    cases: Sequence[PortfolioCase],
    options: PortfolioOptions,
    book: RuleBook,
    listener: Listener,
) -> list[CaseResult]:
    """The result of each case, in the order of `cases`."""
    several = options.jobs > 1
    results: dict[int, CaseResult] = {}
    for number, result in (_at_once if several else _in_turn)(cases, options, book):
        results[number] = result
        listener.notify(_message(len(results), len(cases), result, options.language))
    return [results[number] for number in range(len(cases))]


def _message(done: int, of: int, result: CaseResult, language: Language) -> Message:
    values = {"number": str(done), "count": str(of), "name": result.name}
    if isinstance(result, FailedAudit):
        return Message("portfolio_failed", {**values, "reason": result.reason[language]})
    return Message("portfolio_audited", {**values, "code": str(result.exit_code)})


def _in_turn(
    cases: Sequence[PortfolioCase], options: CaseOptions, book: RuleBook
) -> Iterator[tuple[int, CaseResult]]:
    for number, case in enumerate(cases):
        yield number, audit_premises(case, options, book)


# --- several at a time ---------------------------------------------------------------------------


class _ProcessBook:
    """The rule book of a process, loaded once and used for every case that it judges."""

    book: RuleBook | None = None


def _load_book(rules: tuple[Path, ...], book: RuleBook | None) -> None:
    _ProcessBook.book = book or rule_book(rules)


def _audit_in_process(case: PortfolioCase, options: CaseOptions) -> CaseResult:
    book = _ProcessBook.book or rule_book(options.rules)
    return audit_premises(case, options, book)


def _at_once(
    cases: Sequence[PortfolioCase], options: PortfolioOptions, book: RuleBook
) -> Iterator[tuple[int, CaseResult]]:
    """Audit several at a time. Cases whose process was lost are audited again, each alone."""
    waiting = dict(enumerate(cases))
    start = partial(_pool, options, book)
    with start(options.jobs) as pool:
        for number, result in _completed(pool, waiting, options):
            if result is not None:
                del waiting[number]
                yield number, result
    for number, case in waiting.items():
        with start(1) as pool:
            ((_, result),) = _completed(pool, {number: case}, options)
        yield number, result or failed_audit(case, _lost())


def _lost() -> LostProcessError:
    return LostProcessError(
        "the process that audited the case ended before it was done",
        why="it may have run out of memory",
        remedy="Audit the case alone with face-audit audit",
    )


def _completed(
    pool: ProcessPoolExecutor, cases: dict[int, PortfolioCase], options: CaseOptions
) -> Iterator[tuple[int, CaseResult | None]]:
    """Each case with its result as it is done; None where its process was lost."""
    futures: dict[Future[CaseResult], int] = {}
    try:
        for number, case in cases.items():
            futures[pool.submit(_audit_in_process, case, options)] = number
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except BrokenProcessPool:
                yield futures[future], None
    except BrokenProcessPool:  # while the cases were still being handed over
        yield from ((n, None) for n in cases if n not in set(futures.values()))
    except BaseException:
        pool.shutdown(wait=True, cancel_futures=True)
        raise


def _pool(options: PortfolioOptions, book: RuleBook, jobs: int) -> ProcessPoolExecutor:
    # A copy of this process has the rule book already; elsewhere each process loads its own.
    copied = sys.platform == "linux" and multiprocessing.active_children() == []
    context = multiprocessing.get_context("fork" if copied else "spawn")
    return ProcessPoolExecutor(
        jobs,
        mp_context=context,
        initializer=_load_book,
        initargs=(options.rules, book if copied else None),
    )


# --- the summary ---------------------------------------------------------------------------------


def _write(
    portfolio: Portfolio, changes: PortfolioChanges | None, options: PortfolioOptions
) -> tuple[Path, ...]:
    language = options.language
    files: tuple[tuple[str, Callable[[], bytes]], ...] = (
        (PAGE, lambda: render_portfolio(portfolio, changes, language)),
        (TABLE, lambda: portfolio_table(portfolio, changes, language).csv()),
        # Last: the next portfolio is compared with it, so that it must not come before the page.
        (PORTFOLIO, lambda: saved.encode(portfolio)),
    )
    for name, make in files:
        saved.write_whole(make(), options.out / name, options.out)
    return tuple(options.out / name for name, _ in files)


def _exit_code(portfolio: Portfolio) -> ExitCode:
    """What failed comes first, then the worst finding, then what is undecided."""
    results: tuple[CaseResult, ...] = (*portfolio.audits, *portfolio.failed)
    codes = {ExitCode(result.exit_code) for result in results}
    failed = next((code for code in _FAILURES if code in codes), None)
    return failed if failed is not None else max(codes)
