"""Blue Iris: a value about faces in an export of the registry."""

from __future__ import annotations

import pytest

from tests.examine.configs.configured import (
    devices,
    examined,
)

REGISTRY = (
    "Windows Registry Editor Version 5.00\r\n\r\n"
    "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Perspective Software\\Blue Iris\\Cameras\\gate]\r\n"
    '"ip"="10.77.4.2"\r\n'
    '"password"="hid2den"\r\n'
    '"ai_face"=dword:0000000%d\r\n'
)


@pytest.mark.parametrize(("value", "wanted"), [(1, "ambiguous"), (0, "none")])
def test_blue_iris_a_value_about_faces_is_open_where_it_is_on(value: int, wanted: str) -> None:
    text = ("\ufeff" + REGISTRY % value).encode("utf-16-le")
    assert devices(text, "bi.reg")["gate"].label == wanted
    found = examined(text, "bi.reg")
    assert found.configured[0].label == wanted
    assert "hid2den" not in found.model_dump_json()
