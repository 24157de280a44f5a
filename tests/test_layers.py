"""Imports go one way through the packages: `auditor.dev.layers` says which."""

from __future__ import annotations

from pathlib import Path

from auditor.dev.layers import check_layers


def test_no_import_runs_against_the_layers() -> None:
    check = check_layers()
    assert [str(arrow) for arrow in check.against] == []
    assert check.unplaced == ()
    assert check.circles == ()


def test_arrows_against_the_layers_circles_and_new_packages_are_reported(tmp_path: Path) -> None:
    root = tmp_path / "auditor"
    for name, text in (
        ("core/digest.py", "def run():\n    from auditor.judge import run as judge_run\n"),
        ("judge/rules/rule.py", "import auditor.judge.run\n"),
        ("examine/footage/faces.py", "from auditor.examine.configs import labels\n"),
        ("examine/configs/labels.py", "from auditor.core import digest\n"),
        ("examine/configs/frigate/faces.py", "from auditor.examine.configs.dahua import lines\n"),
        ("examine/configs/dahua/lines.py", "from auditor.examine.configs.frigate import faces\n"),
        ("judge/run.py", "from auditor.judge.rules import rule\n"),
        ("web/page.py", "from auditor.judge import run\n"),
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    check = check_layers(root)
    assert {str(arrow) for arrow in check.against} == {
        "auditor.core.digest -> auditor.judge.run",
        "auditor.judge.rules.rule -> auditor.judge.run",
        "auditor.examine.footage.faces -> auditor.examine.configs.labels",
    }
    assert "auditor.examine.configs: dahua -> frigate -> dahua" in check.circles
    assert check.unplaced == ("web",)
