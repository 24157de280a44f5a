"""A folder as a visitor keeps it, without a case file: what the audit of it gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.pipeline.audit import audit
from auditor.pipeline.options import AuditOptions
from tests.conftest import CaseMaker

SIGN = """温馨提示
您已进入视频监控区域
本售楼处24小时视频监控
杭州湖畔置业有限公司
监督电话 0571-8000 0000
"""
CHAT = """2026-05-16 18:03 与置业顾问小林的微信聊天
我：小林你好，朋友推荐的98折还可以给我吗？
小林：李哥，抱歉，这个折扣给不了了
小林：人脸系统显示您2月份自己来过，属于自访客户，渠道优惠就没有了
我：我没登记过，怎么会有记录？
小林：我们案场门口有人脸识别，进门就会抓拍人脸
我：从来没人跟我说过要采集人脸，请把我的照片删掉
小林：删不了，后台在总部
"""
STRANGER = """阿明：听说那个楼盘有人脸识别
小红：他们都有，进门就抓拍人脸
阿明：那优惠也没了
小红：对，他们系统识别到我来过
"""
_ADVERSE = {"breach", "likely_breach", "not_shown"}


def issues(case: Path, out: Path) -> tuple[dict[str, str], int]:
    """The status of every issue, and the number of questions."""
    audit(case, AuditOptions(out=out))
    findings = json.loads((out / "findings.json").read_text("utf-8"))
    return {issue["issue"]: issue["state"] for issue in findings["issues"]}, len(
        findings["questions"]
    )


@pytest.mark.slow  # judges by the whole rule book
def test_a_sign_and_a_chat_are_enough_for_a_result(make_case: CaseMaker, tmp_path: Path) -> None:
    case = make_case(sign_dot_txt=SIGN, chat_dot_txt=CHAT)
    statuses, questions = issues(case, tmp_path / "out")
    assert len([status for status in statuses.values() if status in _ADVERSE]) >= 3
    assert questions <= 8


@pytest.mark.slow  # judges by the whole rule book
def test_what_strangers_say_accuses_nobody(make_case: CaseMaker, tmp_path: Path) -> None:
    statuses, _ = issues(make_case(chat_dot_txt=STRANGER), tmp_path / "out")
    assert not _ADVERSE & set(statuses.values())
