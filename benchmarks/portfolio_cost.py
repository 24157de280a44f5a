"""What a portfolio costs for each case beyond examining it, and how its memory grows.

    python -m benchmarks.portfolio_cost --cases 1000

Each case is a statement, a notice and a configuration with two cameras. Exhibits are examined in a
worker process, so that the processor time of this process is what everything else costs: loading,
digests, judging by the whole rule book, the report, the record, the log and the summary.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
from pathlib import Path

from auditor.case.model import Exhibit
from auditor.pipeline.listener import Message
from auditor.pipeline.portfolio import PortfolioOptions, audit_portfolio

KINDS = ("retail", "sales_office", "gym", "residential", "gate", "workplace", "school")
CONFIGURATION = """\
mqtt: {enabled: false}
face_recognition: {enabled: true}
cameras:
  door: {ffmpeg: {inputs: [{path: 'rtsp://10.0.0.5/1', roles: [detect]}]}}
  till: {ffmpeg: {inputs: [{path: 'rtsp://10.0.0.6/1', roles: [detect]}]}}
"""


def write_case(folder: Path, number: int) -> None:
    """A small case; one in four has no notice, one in three another way in."""
    folder.mkdir()
    told, other_way = str(number % 4 > 0).lower(), str(number % 3 == 0).lower()
    (folder / "case.yaml").write_text(
        f"title: Shop {number}\n"
        f"premises: {{name: Shop {number}, kind: {KINDS[number % len(KINDS)]}, city: Hangzhou}}\n"
        "period: {start: 2025-07-01, end: 2025-12-31}\nas_of: 2026-01-15\n"
        "statements:\n  - by: {role: operator, name: Manager}\n    on: 2025-12-31\n"
        f"    facts: {{notice.present: {told}, alternative.offered: {other_way}}}\n",
        encoding="utf-8",
    )
    (folder / "notice.txt").write_text("本区域有人脸识别系统，用于会员识别。\n", encoding="utf-8")
    (folder / "frigate.yml").write_text(CONFIGURATION, encoding="utf-8")


class Meter:
    """A listener that prints time and memory now and then."""

    def __init__(self, every: int) -> None:
        self.every, self.done = every, 0

    def begin(self, exhibits: int) -> None:
        """Nothing is measured here."""

    def advance(self, exhibit: Exhibit, done: float, total: float) -> None:
        """Nothing is measured here."""

    def end(self) -> None:
        """Nothing is measured here."""

    def notify(self, message: Message) -> None:
        """Print what was used up to this case."""
        self.done += message.id == "portfolio_audited"
        if message.id == "portfolio_failed" or self.done % self.every == 0:
            print(f"{self.done:6} cases {used()}", flush=True)


def used() -> str:
    """Processor time of this process and of its workers, and the largest memory of this one."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    below = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (
        f"own {own.ru_utime + own.ru_stime:8.1f} s, workers "
        f"{below.ru_utime + below.ru_stime:8.1f} s, largest memory {own.ru_maxrss / 1024:6.0f} MiB"
    )


def main() -> None:
    """Audit the cases and print the cost of each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "cases"
        root.mkdir()
        for number in range(asked.cases):
            write_case(root / f"shop-{number:05}", number)
        before = os.times()
        options = PortfolioOptions(out=Path(folder) / "out", jobs=asked.jobs)
        result = audit_portfolio(root, options, Meter(max(1, asked.cases // 10)))
        after = os.times()
        own = after.user - before.user + after.system - before.system
        below = (
            after.children_user
            - before.children_user
            + after.children_system
            - before.children_system
        )
        sizes = ", ".join(f"{path.name} {path.stat().st_size:,}" for path in result.written)
    print(f"{len(result.portfolio.audits)} audited, {len(result.portfolio.failed)} not")
    print(f"each case: {own / asked.cases:.3f} s beyond examining, {below / asked.cases:.3f} s in")
    print(f"workers; load {os.getloadavg()[0]:.1f}; bytes: {sizes}")


if __name__ == "__main__":
    main()
