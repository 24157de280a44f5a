"""How the cost of reading a configuration grows with its size, hostile lines included.

    python -m benchmarks.configuration_cost

For each kind of text the same work is timed on one size and on twice that size, side by side. A
ratio near 2 is linear; 4 would be quadratic, and a hostile file could then stall an audit.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from auditor.examine.configs.syntax.yaml import read_yaml
from auditor.examine.shared.secrets import blank_secrets

ROUNDS = 5
"""Each size is timed so often, and the least of the times is taken."""

LINES = {
    "user info": "a@",
    "password": "password",
    "address": "://",
    "numbers": "0.12345,",
    "quotes": "'\"",
    "path": "x/",
}


def cameras(count: int) -> str:
    """A Frigate configuration of `count` cameras."""
    each = (
        f"  cam_{n}: {{ffmpeg: {{inputs: [{{path: 'rtsp://10.0.0.{n}/m', roles: [detect]}}]}}}}\n"
        for n in range(count)
    )
    return "cameras:\n" + "".join(each)


def seconds(work: Callable[[str], object], text: str) -> float:
    """The least processor time of `ROUNDS` runs of `work` on `text`, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work(text)
        times.append(time.process_time() - start)
    return min(times)


def compare(name: str, work: Callable[[str], object], small: str, large: str) -> None:
    """Print the time of the small text, and the ratio of the large one's to it."""
    once, twice = seconds(work, small), seconds(work, large)
    print(f"{name:20} {once * 1000:8.2f} ms, x {twice / once:.1f} for twice the size")


def main() -> None:
    """Print the ratios."""
    for name, piece in LINES.items():
        compare(f"secrets, {name}", blank_secrets, piece * 2000, piece * 4000)
    compare("YAML, 50 cameras", lambda text: read_yaml(text, "a"), cameras(50), cameras(100))


if __name__ == "__main__":
    main()
