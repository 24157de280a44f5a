"""Who is in a library of faces, and what that bears on."""

from __future__ import annotations

import pytest

from auditor.examine.configs.frame.people_lists import facts_of, kind_named
from auditor.examine.configs.frame.terms import LibraryKind
from auditor.vocabulary.vocabulary import definition
from tests.examine.configs.configured import examined, facts

K = LibraryKind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("惯偷黑名单", K.BLOCK_LIST),
        ("shoplifters", K.BLOCK_LIST),
        ("banned-2024", K.BLOCK_LIST),
        ("职业索赔人", K.BLOCK_LIST),
        ("在逃人员", K.WANTED),
        ("VIP客户", K.VIP),
        ("老客户回头客", K.VIP),
        ("小区业主", K.MEMBERS),
        ("gym_members", K.MEMBERS),
        ("Staff HQ", K.STAFF),
        ("陌生人库", K.STRANGERS),
        ("访客", K.VISITORS),
        ("default", None),
        ("library 1", None),
        ("remembering", None),
        ("", None),
    ],
)
def test_a_name_says_who_is_in_a_library(name: str, kind: LibraryKind | None) -> None:
    assert kind_named(name) is kind


@pytest.mark.parametrize("kind", list(LibraryKind))
def test_the_facts_of_a_library_are_known_to_the_vocabulary(kind: LibraryKind) -> None:
    for fact, value in facts_of(kind, 12).items():
        known = definition(fact).parse(value)
        if isinstance(value, tuple) and isinstance(known, tuple):
            assert sorted(known) == sorted(value)
        else:
            assert known == value


def dahua(name: str, kind: str) -> str:
    return (
        "table.VideoAnalyseRule[0][0].Class=FaceRecognition\n"
        "table.VideoAnalyseRule[0][0].Enable=true\n"
        "table.VideoAnalyseRule[0][0].Type=FaceRecognition\n"
        f"table.GroupList[0].groupName={name}\ntable.GroupList[0].groupType={kind}\n"
        "table.GroupList[0].groupSize=41\n"
    )


@pytest.mark.parametrize(
    ("name", "kind", "listed"),
    [
        ("A", "BlackListDB", "block_list"),
        ("惯偷黑名单", "WhiteListDB", "block_list"),
        ("A", "VIPDB", "vip"),
    ],
)
def test_a_group_of_a_dahua_device_is_a_list(name: str, kind: str, listed: str) -> None:
    found = facts(examined(dahua(name, kind)))
    assert found["configuration.recognition_enabled"] is True
    assert found["watchlist.lists"] == (listed,)


def hikvision(name: str, kind: str) -> str:
    return (
        "<FDLibBaseCfgList><FDLibBaseCfg><id>1</id><FDID>1</FDID>"
        f"<name>{name}</name><faceLibType>{kind}</faceLibType><libArmingType>armingLib"
        "</libArmingType><totalFaceNum>31</totalFaceNum></FDLibBaseCfg></FDLibBaseCfgList>"
    )


@pytest.mark.parametrize(
    ("name", "kind", "listed"),
    [
        ("list 1", "blackFD", ("block_list",)),
        ("员工", "blackFD", ("staff",)),
        ("VIP", "staticFD", ("vip",)),
        ("library", "staticFD", None),
    ],
)
def test_a_library_of_a_hikvision_device_is_a_list(
    name: str, kind: str, listed: tuple[str, ...] | None
) -> None:
    found = facts(examined(hikvision(name, kind)))
    assert found["configuration.recognition_enabled"] is True
    assert found.get("watchlist.lists") == listed
    assert found.get("watchlist.people_count") == (31 if listed == ("block_list",) else None)


def test_strangers_kept_without_a_limit_are_not_discarded_and_not_limited() -> None:
    text = (
        "model: arcface\nrecognition: {enabled: true, threshold: 0.5}\n"
        "known_faces_dir: people/\nsave_unknown: true\ndoor: {relay: 4}\n"
    )
    found = facts(examined(text, "config.yaml"))
    assert found["capture.unmatched_discarded"] is False
    assert found["storage.retention_limit_stated"] is False
    without = facts(examined(text.replace("save_unknown: true", "save_unknown: false")))
    assert "capture.unmatched_discarded" not in without
