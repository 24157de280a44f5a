"""What was examined in the case: footage, a configuration, a notice and a broken file."""

from __future__ import annotations

from auditor.core.locator import TextLocator
from auditor.examine.model import (
    EvidenceState,
    Examination,
    FootageCoverage,
    Observation,
    Observations,
    RedactedStill,
    TextCoverage,
)
from tests.report.builders.case import case
from tests.report.builders.detector import ladder
from tests.report.builders.footage import footage_examination
from tests.report.builders.words import HOSTILE


def observations(
    stills: tuple[RedactedStill, ...] = (), hostile: bool = False, episodes: int = 34
) -> Observations:
    quote = HOSTILE if hostile else "face_recognition:\n  enabled: true"
    return Observations(
        tool_version="0.1.0",
        case=case(hostile),
        examinations=(
            footage_examination("E-01", episodes, stills),
            footage_examination("E-02", 0).model_copy(
                update={
                    "warnings": ("The file breaks off after 21.4 s: moov atom incomplete.",),
                    "coverage": FootageCoverage(
                        frames_in_file=None,
                        decoded=534,
                        sampled=130,
                        with_detection=0,
                        measured=0,
                        duration=21.4,
                        largest_gap=0.9,
                        read_to_end=False,
                        width=640,
                        height=360,
                    ),
                }
            ),
            Examination(
                exhibit="E-03",
                examiner="configuration",
                format="Frigate 0.16",
                method=(("parsed as", "YAML 1.2, secrets blanked"),),
                observations=(
                    Observation(
                        exhibit="E-03",
                        topic="frigate.recognition",
                        locator=TextLocator(
                            line=14, column=3, key="cameras.entrance.face_recognition", quote=quote
                        ),
                        note="Recognition is switched on for this camera.",
                        says={
                            "configuration.recognition_enabled": True,
                            "capture.template_extracted": True,
                            "capture.function": "identify_repeat_visitor",
                        },
                        subject="entrance",
                        state=EvidenceState.ENABLED,
                    ),
                    Observation(
                        exhibit="E-03",
                        topic="frigate.retention",
                        locator=TextLocator(line=31, key="snapshots.retain", quote="default: 10"),
                        note="Snapshots are kept for 10 days.",
                        subject="entrance",
                        state=EvidenceState.PERMITTED,
                        by_default=True,
                    ),
                ),
                coverage=TextCoverage(lines=58, encoding="utf-8", not_understood=("go2rtc.x",)),
            ),
            Examination(
                exhibit="E-04",
                examiner="documents",
                observations=(
                    Observation(
                        exhibit="E-04",
                        topic="text.video_only",
                        locator=TextLocator(line=1, quote="您已进入视频监控区域"),
                        note="The sign speaks of video surveillance and not of faces.",
                        says={"notice.present": True, "notice.items": ()},
                    ),
                ),
                coverage=TextCoverage(lines=1, encoding="utf-8"),
            ),
            Examination(
                exhibit="E-05",
                examiner="footage",
                error="the container cannot be opened: invalid data found",
            ),
        ),
        ladders=(ladder(),),
    )
