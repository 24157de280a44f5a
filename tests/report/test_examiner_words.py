"""What examiners write is said in Chinese where it is known, and marked as English where not."""

from __future__ import annotations

import re

from auditor.report.examiner_words import in_chinese, sentences
from auditor.report.words import Words

FORBIDDEN = ("illegal", "违法", "非法", "犯罪")


def test_every_sentence_finds_its_own_chinese() -> None:
    for sentence in sentences():
        filled = re.sub(r"\{\w+\}", "7", sentence.english)
        found = in_chinese(filled)
        assert found is not None, sentence.english
        assert re.search(r"[\u3400-\u9fff]", found), sentence.english
        assert not any(word in found for word in FORBIDDEN)


def test_values_are_kept_and_known_values_are_said_in_chinese_too() -> None:
    said = in_chinese(
        "A face was in view in 12 frames examined, at best with 41 pixels between the "
        "eyes (usable)."
    )
    assert said == "在查看的 12 帧中可见人脸，两眼间距最大 41 像素（可用）。"


def test_a_sentence_that_is_not_known_stays_english_and_says_so() -> None:
    words = Words("zh")
    said = words.examiner("Something nobody has put into Chinese yet.")
    assert said.text == "Something nobody has put into Chinese yet."
    assert said.language == "en"


def test_quotations_are_never_put_into_chinese() -> None:
    assert Words("zh").said("Number plates are read.").text == "Number plates are read."


def test_braces_in_a_value_are_no_placeholders() -> None:
    assert in_chinese("The notice mentions: {x} {0}.") == "告知涉及：{x} {0}。"
