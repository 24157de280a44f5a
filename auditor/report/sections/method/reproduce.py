"""How to get the same results: the commands, what they need, what they must give."""

from __future__ import annotations

import shlex

from auditor.judge.decide.findings import Findings
from auditor.record.reproduce import Reproduce
from auditor.report.parts import Pair
from auditor.report.words import Words


def reproduce_pairs(words: Words, findings: Findings, known: Reproduce) -> tuple[Pair, ...]:
    """The block as labels and values."""
    judged = ("face-audit", "judge", "observations.json", "--as-of", str(findings.as_of))
    return (
        *(
            (words.pair(words.say("reproduce.from_case"), shlex.join(known.command)),)
            if known.command
            else ()
        ),
        words.pair(words.say("reproduce.from_observations"), shlex.join(judged)),
        words.pair(words.say("reproduce.version"), known.tool_version),
        *(
            words.pair(words.say("reproduce.model", name=one.name), str(one.digest))
            for one in known.models
        ),
        *(
            words.pair(words.say("reproduce.pack", name=one.name), str(one.digest))
            for one in known.packs
        ),
        *(
            words.pair(words.say("reproduce.expected", name=one.name), str(one.digest))
            for one in known.expected
        ),
    )
