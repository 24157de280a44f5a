"""Rules that give every verdict on the case, and the book they are in."""

from __future__ import annotations

from auditor.core.text import Text
from auditor.judge.rules.authority import Authority
from auditor.judge.rules.figure import Formula
from auditor.judge.rules.rule import Holding, Pack, PackHead, Rule, RuleBook
from tests.report.builders.words import both, digest

_LAW = Authority.model_validate(
    {
        "id": "pipl",
        "kind": "law",
        "title": both("Personal Information Protection Law", "个人信息保护法"),
        "from": "2021-11-01",
        "reading": "law_text",
        "read_at": "research notes, section 2",
        "url": "https://example.org/pipl",
    }
)
_MEASURES = Authority.model_validate(
    {
        "id": "measures-2025",
        "kind": "departmental_rule",
        "title": both("Measures on Face Recognition", "人脸识别技术应用安全管理办法"),
        "from": "2025-06-01",
        "reading": "not_read",
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
