"""The commented `case.yaml` that `face-audit init` writes."""

from __future__ import annotations

from auditor.case.discover import SCHEMA_FILE
from auditor.case.model import DocumentRole, Ground
from auditor.vocabulary.value import SpeakerRole
from auditor.vocabulary.vocabulary import FactDefinition, declarable, vocabulary


def case_template() -> str:
    """The text of a `case.yaml` that declares nothing yet and explains everything."""
    kinds = ", ".join(vocabulary()["premises.kind"].values)
    operators = ", ".join(vocabulary()["operator.kind"].values)
    return f"""\
# yaml-language-server: $schema={SCHEMA_FILE}
#
# A case for face-audit. Put footage, pictures, configuration files and texts next to this file, in
# any folders and under any names. Everything here is optional: what is left out is unknown, and the
# report says what would settle it. face-audit check names every mistake in this file.

title: ""

premises:
  name: ""
  # kind:          # one of: {kinds}
  city: ""
  # country: elsewhere   # outside China the findings are reasoning only; no law is applied

operator:
  name: ""
  # kind:          # one of: {operators}

# The conduct under audit. Leave out the end while it continues. A month or a year alone counts as
# its first day for the start and as its last day everywhere else.
period:
  # start: 2025-01-01
  # end: 2025-12-31

# Judge by the law in force on this date. Default: today.
# as_of: 2025-12-31

# The longest stretch of footage, in seconds, that may stay unexamined before the audit counts as
# undecided.
# largest_gap_allowed: 2

# role is one of those of a statement. What a party reports of the other side is marked so.
compiled:
  name: ""
  # role: auditor
  # on: 2025-12-31

# Files of this folder that are not exhibits.
# leave_out: [README.md]

# What is known about the files: camera, who recorded them, what a text is.
# role is one of: {", ".join(DocumentRole)}
# id is the number of the exhibit; left out, the program gives one and keeps it between audits into
# the same output folder.
exhibits: []
#  - path: footage/entrance.mp4
#    id: E-01
#    camera: entrance
#    recorded_by: the visitor
#    recorded_on: 2025-06-01
#    original_kept_at: the visitor's phone
#  - path: texts/sign.txt
#    role: notice

# What is known about the cameras named above. purpose_zone is the part of the picture in which the
# purpose needs faces; faces captured outside it are bystanders, and the report counts them. Give
# three or more corners [x, y] in order around the zone, x and y as shares from 0 to 1 of the
# picture's width and height, from its top left corner (the middle is [0.5, 0.5]). A face counts by
# its centre, so draw the zone around the faces and not around the floor. To find the numbers: audit
# the case once without a zone and read them off the scale around the picture "where faces were" in
# the report; or open a frame in a program that shows the pointer's position, and divide it by the
# picture's width and height.
cameras: []
#  - name: entrance
#    purpose: let members in
#    purpose_zone: [[0.2, 0.3], [0.8, 0.3], [0.8, 0.7], [0.2, 0.7]]
#    # How it is installed, to see what it was designed for: its stream in pixels, its horizontal
#    # field of view in degrees, the height of its lens and the distance of the line that people
#    # cross, in metres.
#    width: 1920
#    height: 1080
#    field: 90
#    mounted: 2.8
#    distance: 4

# Who states what. by.role is one of: {", ".join(SpeakerRole)}
# One person cannot give two opposite answers on one day; face-audit check names them.
# quotes tie an answer to words of an exhibit; the tool looks for them in it. Each supports one
# fact, and only if its words can state it; any other answer stays a statement.
statements: []
#  - by: {{role: visitor, name: ""}}
#    on: 2025-06-01
#    facts:
#      notice.present: yes
#      alternative.offered: no
#    quotes:
#      - {{fact: alternative.offered, words: "只能刷脸进入", read_in: chat.txt}}

# Why faces are needed, by purpose. The report lists what is not answered as "needs an answer".
# The other ways to consider for each purpose: face-audit rules necessity
necessity: []
#  - purpose: entry_control
#    by: {{role: operator}}
#    on: 2025-06-01
#    tells_people_apart: yes
#    tells_people_apart_why: The card is personal and gives unlimited entry.
#    face_needed: no
#    ways:
#      - way: card
#        rejected: yes
#        # ground is one of: {", ".join(Ground)}
#        ground: ineffective
#        why: Cards were lent to others.
#    # serves: some of {", ".join(vocabulary()["necessity.serves"].values)}
#    serves: [operator_cost]
#    # costs_to_person: some of {", ".join(vocabulary()["necessity.costs_to_person"].values)}
#    costs_to_person: [anonymity]

# Findings accepted deliberately, each for a time and on the evidence of that day. They are still
# judged and printed; a waiver that matches no finding is an error. The findings print `evidence`.
waivers: []
#  - rule: pipl-retention
#    reason: Kept until the dispute is settled.
#    approved_by: the privacy officer
#    on: 2025-06-01
#    expires: 2025-12-31
#    evidence: sha256:{"0" * 64}

# The questions. Answer any of them in a statement, by the name before the colon.
#
{_questions()}"""


def _questions() -> str:
    return "\n".join(_question(about) for about in declarable().values()) + "\n"


def _question(about: FactDefinition) -> str:
    return f"# {about.id}: {about.question.en} {about.question.zh}\n#     takes {about.takes()}"
