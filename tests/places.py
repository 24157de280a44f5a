"""Folders of the repository that tests read."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_media"
HEADS = SAMPLES / "footage_scripts" / "heads"
"""Heads rendered from a model; the script is in the folder above."""
