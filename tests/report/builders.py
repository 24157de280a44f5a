"""A rich case for the report, taken through the real judge: every verdict, and hostile words."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PIL import Image

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
from auditor.core.digest import Digest, digest_bytes
from auditor.core.locator import Box, MediaLocator, TextLocator
from auditor.core.text import Text
from auditor.examine.footage.link.errors import error_rate
from auditor.examine.model import (
    CaptureEpisode,
    Covering,
    DetectorBuild,
    DetectorLadder,
    EncoderErrors,
    EvidenceState,
    Examination,
    FaceMeasurement,
    FootageCoverage,
    LadderCondition,
    LadderRung,
    Linking,
    MatchingTest,
    NotCompared,
    Observation,
    Observations,
    Pose,
    RedactedStill,
    RungResult,
    TextCoverage,
    ThresholdErrors,
    Tier,
)
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.authority import Authority
from auditor.judge.rules.figure import Formula
from auditor.judge.rules.rule import Holding, Pack, PackHead, Rule, RuleBook
from auditor.judge.run import judge
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole

HOSTILE = '<script>alert(1)</script> "quoted" </style> url(http://evil.example/x)'
AS_OF = date(2026, 6, 1)


ZONE = ((0.25, 0.3), (0.75, 0.3), (0.75, 0.8), (0.25, 0.8))


def digest(word: str) -> Digest:
    return digest_bytes(word.encode())


def both(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}


# --- footage -------------------------------------------------------------------------------------

_SIZES = {
    Tier.CAPTURED: 14.0,
    Tier.MARGINAL: 25.0,
    Tier.USABLE: 44.0,
    Tier.STRONG: 72.0,
    Tier.ENROLMENT: 104.0,
}


def episode(number: int, start: float, length: float, tier: Tier, seed: int) -> CaptureEpisode:
    chance = random.Random(seed)  # noqa: S311 - places of faces, not secrets
    x, y = chance.uniform(0.2, 0.5), chance.uniform(0.3, 0.5)
    path = []
    for _ in range(max(2, int(length * 4))):
        x = min(0.98, max(0.02, x + chance.uniform(-0.01, 0.03)))
        y = min(0.98, max(0.02, y + chance.uniform(-0.01, 0.016)))
        path.append((round(x, 4), round(y, 4)))
    eyes = _SIZES[tier] + chance.uniform(-3, 3)
    return CaptureEpisode(
        id=f"C-{number:03d}",
        start=start,
        end=round(start + length, 2),
        frames=len(path),
        tier=tier,
        boundary=number % 7 == 0,
        best=FaceMeasurement(
            time=round(start + length / 2, 2),
            frame=int(start * 25),
            box=Box(x=300, y=200, width=90, height=120),
            eye_distance=eyes,
            eye_distance_in_picture=eyes * 0.95,
            pose=Pose(yaw=chance.uniform(-40, 40), roll=chance.uniform(-10, 10)),
            sharpness=120.0,
            confidence=0.93,
        ),
        path=tuple(path),
    )


def still_picture(width: int = 480, height: int = 270) -> bytes:
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    picture.paste((90, 96, 104), (200, 80, 250, 150))
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=70)
    return data.getvalue()


def footage_examination(
    exhibit: str, episodes: int, stills: tuple[RedactedStill, ...] = ()
) -> Examination:
    tiers = list(Tier)
    made = tuple(
        episode(n, round(n * 240 / max(episodes, 1), 2), 2 + n % 5, tiers[(n * 3 + n // 4) % 5], n)
        for n in range(episodes)
    )
    seen = tuple(
        Observation(
            exhibit=exhibit,
            topic="face.episode",
            locator=MediaLocator(start=e.start, end=e.end, frame=e.best.frame, box=e.best.box),
            note=f"A face with {e.best.eye_distance:.0f} px between the eyes.",
            says={"capture.faces_detected": True},
            confidence=0.9,
        )
        for e in made
    )
    return Examination(
        exhibit=exhibit,
        examiner="footage",
        format="h264",
        method=(
            ("detector", "CenterFace (ONNX), score floor 0.5"),
            ("frames looked at", "every key frame, and every 12th frame between"),
        ),
        # Judging thousands of sources takes longer than the report of them does.
        observations=seen[:300],
        episodes=made,
        stills=stills,
        coverage=FootageCoverage(
            frames_in_file=6400,
            decoded=6400,
            sampled=1602,
            with_detection=411 if made else 0,
            measured=390 if made else 0,
            duration=256.0,
            largest_gap=1.92,
            read_to_end=True,
            width=1280,
            height=720,
        ),
    )


# --- what the detector finds ---------------------------------------------------------------------


def rung(
    condition: LadderCondition,
    value: float,
    *found: int,
    yaw: float = 0.0,
    eyes: float = 40.0,
    covering: Covering = "none",
) -> LadderRung:
    """A rung at which `found` of 20 faces were found, one number for each picture size."""
    return LadderRung(
        condition=condition,
        value=value,
        covering=covering,
        eye_distance=eyes,
        yaw=yaw,
        results=tuple(
            RungResult(
                width=width,
                height=height,
                pictures=4,
                faces=20,
                found=count,
                false_hits=0,
                eye_ratio=1.08 if count else None,
                yaw_error=2.4 if count else None,
                brightness=130.0,
            )
            for (width, height), count in zip(((1280, 720), (1920, 1080)), found, strict=False)
        ),
    )


def ladder(*rungs: LadderRung) -> DetectorLadder:
    """The ladder of a detector, measured with what is at work."""
    build = DetectorBuild(
        detector="centerface",
        model="centerface.onnx sha256:0123456789abcdef",
        libraries=(("OpenCV", "5.0.0"),),
        settings=(("threshold", 0.5),),
    )
    return DetectorLadder(
        measured_with=build,
        script="benchmarks/detector_ladder.py",
        drawn_with=(("OpenCV", "5.0.0"),),
        heads=4,
        backgrounds=4,
        base_eye_distance=40.0,
        rungs=rungs
        or (
            *(rung("eye_distance", eyes, 20, 20, eyes=eyes) for eyes in (60.0, 40.0)),
            rung("eye_distance", 12.0, 20, 17, eyes=12.0),
            rung("eye_distance", 8.0, 15, 0, eyes=8.0),
            rung("yaw", 45.0, 20, 20, yaw=45.0),
            rung("yaw", 90.0, 9, 9, yaw=90.0),
            rung("yaw", 45.0, 12, 0, yaw=45.0, eyes=12.0),
            rung("covering", 0, 20, 20, covering="cap"),
            rung("covering", 0, 17, 17, covering="mask"),
            rung("covering", 0, 3, 20, covering="full_face_helmet"),
        ),
        at_work=build,
    )


# --- the case ------------------------------------------------------------------------------------


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


# --- the rules -----------------------------------------------------------------------------------

_LAW = Authority.model_validate(
    {
        "id": "pipl",
        "kind": "statute",
        "title": both("Personal Information Protection Law", "个人信息保护法"),
        "from": "2021-11-01",
        "status": "confirmed",
        "read_at": "research notes, section 2",
        "url": "https://example.org/pipl",
    }
)
_MEASURES = Authority.model_validate(
    {
        "id": "measures-2025",
        "kind": "measures",
        "title": both("Measures on Face Recognition", "人脸识别技术应用安全管理办法"),
        "from": "2025-06-01",
        "status": "unconfirmed",
        "read_at": "known in general only",
    }
)


def rule(identifier: str, severity: str, outcomes: list[dict[str, object]], **keys: object) -> Rule:
    because = {
        "violation": both(
            "Faces are recognised and no separate consent is shown.", "识别人脸，但未取得单独同意。"
        ),
        "likely_violation": both(
            "Faces are kept longer than told.", "人脸信息保存时间超过告知期限。"
        ),
        "satisfied": both("A sign is there.", "现场设有标识。"),
        "cannot_tell": both("The courts differ on it.", "各法院认识不一。"),
        "not_applicable": both("Nothing to decide.", "无需判断。"),
    }
    steps = [{"because": because[str(o["verdict"])], **o} for o in outcomes]
    return Rule.model_validate(
        {
            "id": identifier,
            "version": 1,
            "issue": "consent",
            "tests": ["T1"],
            "title": both(f"Subject of {identifier}", f"关于{identifier}"),
            "question": both(
                "Did people agree separately before their faces were used?",
                "使用人脸之前，是否取得个人的单独同意？",
            ),
            "rule": both(
                "Face information needs separate consent unless the law says otherwise.",
                "处理人脸信息应当取得个人的单独同意，法律另有规定的除外。",
            ),
            "rationale": both("A face cannot be changed.", "人脸无法更换。"),
            "applies": {"kinds": ["sales_office"], "from": "2021-11-01"},
            "authorities": [
                {
                    "authority": "pipl",
                    "pinpoint": both("art. 29", "第二十九条"),
                    "supports": both("separate consent", "单独同意"),
                },
                {"authority": "measures-2025", "pinpoint": both("art. 6", "第六条")},
            ],
            "severity": severity,
            "severity_reason": both(
                "Many people, who cannot avoid it.", "涉及人数众多且难以避免。"
            ),
            "remedy": both(
                "Switch recognition off until every visitor has agreed separately.",
                "在取得每位到访者单独同意之前关闭识别功能。",
            ),
            "outcomes": steps,
            "examples": [
                {"name": str(o["verdict"]), "facts": {}, "verdict": o["verdict"]} for o in outcomes
            ],
            **keys,
        }
    )


_RECOGNISED = {
    "any": [
        {"fact": "configuration.recognition_enabled", "is": True},
        {"fact": "capture.function", "one_of": ["identify_repeat_visitor", "identify_one_to_many"]},
    ]
}


def rules() -> tuple[Rule, ...]:
    return (
        rule(
            "separate-consent",
            "critical",
            [
                {
                    "verdict": "violation",
                    "when": {
                        "all": [_RECOGNISED, {"not": {"fact": "consent.obtained", "is": True}}]
                    },
                },
                {"verdict": "satisfied"},
            ],
            exceptions=[
                {
                    "verdict": "satisfied",
                    "when": {"fact": "purpose.public_security", "is": True},
                    "because": both("Needed for public security.", "为维护公共安全所必需。"),
                }
            ],
            unsettled=both(
                "How far a sign can stand in for consent is open.", "标识能否替代同意尚有争议。"
            ),
        ),
        rule(
            "denied-and-recognised",
            "high",
            [
                {
                    "verdict": "violation",
                    "when": {
                        "all": [
                            {"fact": "configuration.recognition_enabled", "is": True},
                            {"fact": "declared.recognition_denied", "is": True},
                        ]
                    },
                },
                {"verdict": "satisfied"},
            ],
        ),
        rule(
            "kept-too-long",
            "medium",
            [
                {
                    "verdict": "likely_violation",
                    "when": {"fact": "storage.retention_days", "more_than": 30},
                },
                {"verdict": "satisfied", "when": {"fact": "storage.retention_days", "known": True}},
            ],
        ),
        rule(
            "another-way-in",
            "high",
            [
                {"verdict": "violation", "when": {"fact": "alternative.offered", "is": False}},
                {"verdict": "satisfied", "when": {"fact": "alternative.offered", "is": True}},
            ],
        ),
        rule(
            "assessed-before-use",
            "medium",
            [
                {
                    "verdict": "violation",
                    "when": {
                        "fact": "governance.impact_assessment_on",
                        "after": {"fact": "deployment.start"},
                    },
                },
                {
                    "verdict": "satisfied",
                    "when": {"fact": "governance.impact_assessment_on", "known": True},
                },
            ],
        ),
        rule("open-in-law", "low", [{"verdict": "cannot_tell"}]),
        rule(
            "sign-there",
            "low",
            [
                {"verdict": "satisfied", "when": {"fact": "notice.present", "is": True}},
                {"verdict": "violation"},
            ],
        ),
        rule(
            "gates-only",
            "low",
            [{"verdict": "violation"}],
            applies={"kinds": ["gate"], "from": "2021-11-01"},
        ),
        rule(
            "old-law",
            "low",
            [{"verdict": "violation"}],
            applies={"kinds": ["sales_office"], "from": "2014-03-15", "until": "2021-10-31"},
        ),
        rule(
            "loss",
            "info",
            [],
            figure=Formula.PRO_RATA_CONTRACT_LOSS,
            examples=[{"name": "n", "facts": {}}],
        ),
    )


def many_rules(count: int) -> tuple[Rule, ...]:
    """Rules that all decide the case, for a report as large as one gets."""
    when = {
        "all": [
            {"fact": "capture.faces_detected", "is": True},
            {"fact": "consent.obtained", "is": False},
        ]
    }
    outcomes: list[dict[str, object]] = [
        {"verdict": "violation", "when": when},
        {"verdict": "satisfied"},
    ]
    return tuple(rule(f"rule-{n:03d}", "medium", outcomes) for n in range(count))


def book(more: tuple[Rule, ...] = ()) -> RuleBook:
    head = PackHead(
        id="test-pack",
        version="1.0",
        title=Text(en="Rules for the report’s tests", zh="报告测试用规则"),
        about=Text(en="a", zh="a"),
    )
    holdings = (
        Holding.model_validate(
            {
                "id": "H1",
                "authority": "pipl",
                "pinpoint": both("reasons, para. 3", "裁判理由第三段"),
                "on": "2022-11-20",
                "issue": both("Was consent needed?", "是否需要同意？"),
                "held": both("It was.", "需要。"),
                "rules": [{"rule": "separate-consent", "verdicts": ["violation"]}],
            }
        ),
        Holding.model_validate(
            {
                "id": "H2",
                "authority": "pipl",
                "pinpoint": both("reasons, para. 5", "裁判理由第五段"),
                "on": "2022-11-20",
                "issue": both("How much is owed?", "应赔偿多少？"),
                "held": both("1,038 yuan.", "1038 元。"),
                "rules": [{"rule": "loss", "amount": 1038}],
            }
        ),
    )
    pack = Pack(
        head=head,
        rules=(*rules(), *more),
        decided="a-case",
        decided_title=Text(en="A v. B", zh="甲诉乙"),
        holdings=holdings,
        digest=digest("pack"),
    )
    return RuleBook((pack,), {"pipl": _LAW, "measures-2025": _MEASURES})


def findings(seen: Observations, more: tuple[Rule, ...] = (), decided: bool = True) -> Findings:
    if decided:
        named = seen.case.model_copy(update={"decided_as": "a-case"})
        seen = seen.model_copy(update={"case": named})
    return judge(seen, digest("observations"), book(more), AS_OF)


def stated(facts: Mapping[str, FactValue], kind: str = "sales_office") -> Findings:
    """A case of one statement alone, without an exhibit, judged by the rules above."""
    said = Statement(by=Speaker(role=SpeakerRole.AUDITOR), on=AS_OF, facts=dict(facts), line=1)
    alone = Case(
        title="Riverside",
        premises=Premises(name="Riverside", kind=kind),
        start=date(2025, 7, 1),
        statements=(said,),
    )
    seen = Observations(tool_version="0.1.0", case=alone, examinations=())
    return findings(seen, decided=False)


def write_still(
    folder: Path, name: str = "stills/E-01-001.jpg", exhibit: str = "E-01"
) -> RedactedStill:
    data = still_picture()
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return RedactedStill(
        file=name,
        digest=digest_bytes(data),
        parent=exhibit,
        time=48.2,
        width=480,
        height=270,
        episodes=("C-004",),
        checked_by="dlib HOG",
    )


# --- linking -------------------------------------------------------------------------------------


def linking(episodes: int = 6, reason: str = "asked for by the privacy office") -> Linking:
    """Episodes of which every third could be joined; two more were not compared."""
    tests = tuple(
        MatchingTest(
            material=material,
            people=people,
            templates=60,
            eye_distance=41.5,
            closest_different=0.49,
            furthest_same=0.61,
            thresholds=tuple(
                ThresholdErrors(
                    threshold=value,
                    false_match=error_rate(wrong, 1234, 190),
                    false_non_match=error_rate(missed, 57, 20),
                )
                for value, wrong, missed in ((0.4, 0, 9), (0.45, 1, 4), (0.6, 222, 0))
            ),
        )
        for material, people in (("photographs", 22), ("clips", 8))
    )
    names = tuple(f"C-{number:03d}" for number in range(episodes))
    rows = tuple(
        tuple(0.31 if (a - b) % 3 == 0 else 0.72 + (a + b) % 7 / 100 for b in range(a))
        for a in range(episodes)
    )
    return Linking(
        reason=reason,
        errors=EncoderErrors(encoder="dlib ResNet", model="net.dat sha256:00ff", tests=tests),
        threshold=0.45,
        accepted=0.001,
        compared=names,
        distances=rows,
        joined=episodes if episodes > 3 else 0,
        groups=3 if episodes > 5 else 0,
        not_compared=(
            NotCompared(episode="C-900", why="tier"),
            NotCompared(episode="C-901", why="not_aligned"),
        ),
    )


RUN = (
    ("command", "face-audit audit sales-office"),
    ("started", "2026-06-01T08:00:00+00:00"),
    ("examine_seconds", "41.2"),
    ("python", "3.11.9"),
    ("findings.json", str(digest("findings"))),
)
