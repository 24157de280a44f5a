"""The case: a sales office with five exhibits, two statements and two cameras."""

from __future__ import annotations

from datetime import date

from auditor.case.model import (
    Camera,
    Case,
    DocumentRole,
    Exhibit,
    ExhibitKind,
    LeftOut,
    Operator,
    Premises,
    Provenance,
    Statement,
)
from auditor.vocabulary.value import Speaker, SpeakerRole
from tests.report.builders.words import HOSTILE, digest

AS_OF = date(2026, 6, 1)
ZONE = ((0.25, 0.3), (0.75, 0.3), (0.75, 0.8), (0.25, 0.8))


def exhibits(hostile: bool) -> tuple[Exhibit, ...]:
    odd = 'cam 2 "x" \'<b>&.mp4' if hostile else "model-table.mp4"
    return (
        Exhibit(
            id="E-01",
            path="footage/entrance.mp4",
            kind=ExhibitKind.VIDEO,
            media_type="video/mp4",
            size=48_211_904,
            digest=digest("1"),
            camera="entrance",
            purpose_zone=ZONE,
            provenance=Provenance(
                recorded_by="the operator’s recorder",
                recorded_on=date(2026, 5, 3),
                original_kept_at="sales office, cabinet 2",
            ),
        ),
        Exhibit(
            id="E-02",
            path=f"footage/{odd}",
            kind=ExhibitKind.VIDEO,
            media_type="video/mp4",
            size=20_110,
            digest=digest("2"),
            camera="model table",
        ),
        Exhibit(
            id="E-03",
            path="config/frigate.yml",
            kind=ExhibitKind.CONFIGURATION,
            media_type="application/yaml",
            size=2210,
            digest=digest("3"),
        ),
        Exhibit(
            id="E-04",
            path="门口标识.txt",
            kind=ExhibitKind.TEXT,
            media_type="text/plain",
            size=210,
            digest=digest("4"),
            role=DocumentRole.NOTICE,
        ),
        Exhibit(
            id="E-05",
            path="footage/broken.mp4",
            kind=ExhibitKind.UNKNOWN,
            media_type="application/octet-stream",
            size=12,
            digest=digest("5"),
        ),
    )


def case(hostile: bool = False) -> Case:
    return Case(
        title=HOSTILE if hostile else "Riverside Garden sales office",
        premises=Premises(name="Riverside Garden", kind="sales_office", city="Hangzhou"),
        operator=Operator(name="Riverside Property Co.", kind="private"),
        start=date(2025, 7, 1),
        as_of=AS_OF,
        statements=(
            Statement(
                by=Speaker(role=SpeakerRole.OPERATOR, name=HOSTILE if hostile else "Ms Chen"),
                on=date(2026, 5, 20),
                facts={
                    "declared.recognition_denied": True,
                    "alternative.offered": False,
                    "storage.retention_days": 365,
                    "contract.price_yuan": 1360,
                    "contract.term_days": 365,
                },
                line=12,
            ),
            Statement(
                by=Speaker(role=SpeakerRole.VISITOR),
                on=date(2026, 5, 21),
                facts={"alternative.offered": True, "consent.obtained": False},
                line=25,
            ),
        ),
        exhibits=exhibits(hostile),
        cameras=(
            Camera(
                name="entrance",
                purpose_zone=ZONE,
                purpose=HOSTILE if hostile else "watch the door",
                note=HOSTILE if hostile else "",
            ),
        ),
        left_out=(LeftOut(path=".DS_Store", reason="a file of the operating system"),),
        compiled_by="Privacy office",
        compiled_on=date(2026, 5, 30),
        largest_gap_allowed=1.5,
    )
