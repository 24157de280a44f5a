"""Reading hostile, damaged and unusual YAML and JSON."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.digest import digest_bytes
from auditor.core.errors import ExhibitError
from auditor.examine.configs.examiner import ConfigurationExaminer, recognise
from auditor.examine.configs.frame.hosts import Reach, reach_of
from auditor.examine.configs.registry import matches
from auditor.examine.configs.syntax import yaml as yaml_source
from auditor.examine.configs.syntax.json import read_json
from auditor.examine.configs.syntax.source import read_source
from auditor.examine.configs.syntax.tree import Switch, Unknown, switch
from auditor.examine.configs.syntax.yaml import read_yaml
from auditor.examine.interface import Workbench
from auditor.examine.model import Examination
from auditor.examine.shared.text import MAX_BYTES, decode

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(12)
)
HOSTILE = {
    "billion laughs": LAUGHS,
    "merged laughs": "a: &a {k: 1}\n"
    + "".join(
        f"b{n}: &b{n} {{x: [{', '.join(['*a' if n == 0 else f'*b{n - 1}'] * 9)}]}}\n"
        for n in range(9)
    ),
    "brackets": "a: " + "[" * 50_000,
    "braces": "a: " + "{" * 50_000,
    "dashes": "- " * 50_000,
    "indents": "\n".join(" " * depth + "a:" for depth in range(500)),
    "its own parent": "a: &a {b: *a}\n",
    "missing alias": "a: *b\n",
    "tab": "a:\n\tb: 1\n",
    "open quote": "a: 'b\n",
    "control character": "a: b\x07\n",
    "keys without end": "\n".join(f"k{n}: 1" for n in range(yaml_source.MAX_EVENTS)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_yaml_is_refused_with_its_place(name: str) -> None:
    with pytest.raises(ExhibitError, match=r"bad\.yml:\d+:\d+: "):
        read_yaml(HOSTILE[name], "bad.yml")


def test_billion_laughs_are_counted_before_they_are_built() -> None:
    tracemalloc.start()
    with pytest.raises(ExhibitError, match="aliases"):
        read_yaml(LAUGHS, "bad.yml")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20 * 1024 * 1024


def test_aliases_within_reason_are_followed() -> None:
    (root,) = read_yaml("a: &a {k: [1, 2]}\nb: [*a, *a]\nc: {<<: *a, z: 1}\n", "x").documents
    pair = root.get("b")
    assert pair is not None
    first, second = pair.items()
    assert [node.number() for node in first.entries()["k"].items()] == [1, 2]
    assert first is second
    merged = root.get("c")
    assert merged is not None
    assert set(merged.entries()) == {"k", "z"}


def test_a_key_beside_a_merge_wins_wherever_it_stands() -> None:
    (root,) = read_yaml("b: &b {on: 1}\nx: {on: 2, <<: *b}\ny: {<<: [*b], on: 3}\n", "x").documents
    for key, value in (("x", "2"), ("y", "3")):
        node = root.get(key, "on")
        assert node is not None
        assert node.raw == value


def test_unknown_tags_stay_opaque() -> None:
    (root,) = read_yaml("a: !secret pw\nb: !include x.yaml\nc: !!str 1\n", "x").documents
    assert root.entries()["a"].value == Unknown("!secret pw")
    assert isinstance(root.entries()["b"].value, Unknown)
    assert root.entries()["c"].value == "1"


def test_documents_of_a_stream_and_places() -> None:
    reading = read_yaml("a: 1\n---\nb:\n  c: 2\n---\n", "x")
    assert len(reading.documents) == 2
    node = reading.documents[1].get("b", "c")
    assert node is not None
    assert node.key_mark is not None
    assert (node.key_mark.line, node.key_mark.column) == (4, 3)
    assert (node.mark.line, node.mark.column) == (4, 6)


def test_a_key_that_stands_twice_counts_last_and_is_reported() -> None:
    reading = read_yaml("a: 1\na: 2\n", "x")
    assert reading.documents[0].entries()["a"].raw == "2"
    assert "Line 2" in reading.warnings[0]


def test_json_as_people_paste_it() -> None:
    node, warnings = read_json('{// x\n \'a\': [True, None, 1.5,], "b": "\\u4eba", "b": 2,}', "x")
    assert [item.value for item in node.entries()["a"].items()] == [True, None, 1.5]
    assert node.entries()["b"].value == 2
    mark = node.entries()["a"].key_mark
    assert mark is not None
    assert mark.line == 2
    assert warnings


@pytest.mark.parametrize(
    "text", ["{", '{"a": }', '{"a" 1}', "[1 2]", '{"a": 1} x', "[" * 999, '{"a": "b']
)
def test_damaged_json_has_a_place(text: str) -> None:
    with pytest.raises(ExhibitError, match=r"x:1:\d+: "):
        read_json(text, "x")


def test_switches() -> None:
    (root,) = read_yaml("a: yes\nb: 'off'\nc: ${X:-no}\nd: <yes>\ne: 2\nf: [1]\n", "x").documents
    read = [switch(node) for node in root.entries().values()]
    assert read == [
        Switch.ON,
        Switch.OFF,
        Switch.OFF,
        Switch.UNKNOWN,
        Switch.UNKNOWN,
        Switch.UNKNOWN,
    ]


@pytest.mark.parametrize(
    ("address", "reach"),
    [
        ("10.0.0.1", Reach.INSIDE),
        ("http://[fd00::1]:8080/x", Reach.INSIDE),
        ("169.254.1.1:80", Reach.INSIDE),
        ("localhost:11434", Reach.INSIDE),
        ("mosquitto", Reach.INSIDE),
        ("nas.lan", Reach.INSIDE),
        ("mqtt.home.svc.cluster.local", Reach.INSIDE),
        ("mqtt://u:p@ss@broker.example.org:8883/x", Reach.PUBLIC),
        ("mqtt.shop-home.example.com", Reach.PUBLIC),
        ("https://faces.oss-cn-hangzhou.aliyuncs.com/x", Reach.OUTSIDE),
        ("amazonaws.com.shop.example", Reach.PUBLIC),
        ("api.telegram.org", Reach.OUTSIDE),
        ("8.8.8.8", Reach.OUTSIDE),
        ("{FRIGATE_HOST}", Reach.UNKNOWN),
        ("http://${HOST}/", Reach.UNKNOWN),
        ("", Reach.UNKNOWN),
    ],
)
def test_inside_and_outside(address: str, reach: Reach) -> None:
    assert reach_of(address) is reach


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("letter.txt", "Dear Sir: our cameras: they have no ffmpeg.\n"),
        ("empty.yml", ""),
        ("film.mp4", "\0\0\0\x20ftypisom\0\0cameras:"),
        ("helm.yaml", "{{- if .Values.face }}\na: 1\n{{- end }}\n"),
    ],
)
def test_what_is_not_a_known_format_is_none(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert recognise(path) is None


def test_a_letter_that_quotes_a_few_lines_stays_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    quoted = "```yaml\ncameras: {gate: {ffmpeg: {inputs: [{path: x}]}}}\n```\n"
    path.write_text("We write to you about the cameras.\n" * 9 + quoted, encoding="utf-8")
    assert recognise(path) is None
    path.write_text("This is our file:\n\n" + quoted * 2, encoding="utf-8")
    assert recognise(path) == "frigate"


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.yml"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    assert recognise(path) is None
    with pytest.raises(ExhibitError, match="larger than 8 MiB"):
        examine(path)


def test_a_folder_and_a_missing_file_are_no_configuration(tmp_path: Path) -> None:
    assert recognise(tmp_path) is None
    assert recognise(tmp_path / "none.yml") is None


def examine(path: Path) -> Examination:
    exhibit = Exhibit(
        id="E-01",
        path=path.name,
        kind=ExhibitKind.CONFIGURATION,
        media_type="text/plain",
        size=0,
        digest=digest_bytes(b""),
    )
    return ConfigurationExaminer().examine(exhibit, path, Workbench())


SEED = b"""\
face_recognition: {enabled: true}
mqtt: {host: broker, password: x}
record: {enabled: true, retain: {days: 3}}
cameras:
  gate: &g
    ffmpeg: {inputs: [{path: 'rtsp://a:b@10.0.0.5/1', roles: [detect]}]}
    objects: {track: [person, face]}
  yard: {<<: *g, detect: {enabled: no}}
"""


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_damage_anywhere_is_an_examination_or_an_exhibit_error(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    raw = bytearray(SEED)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(raw)))
        length = data.draw(st.integers(0, 12))
        raw[start : start + length] = data.draw(
            st.one_of(
                st.binary(max_size=8),
                st.sampled_from(
                    [b"", b"\n", b"\t", b"{", b"[", b": ", b"- ", b"*g", b"null", b"\0", b"#"]
                ),
            )
        )
    path = tmp_path_factory.getbasetemp() / "hostile.yml"
    path.write_bytes(bytes(raw))
    recognise(path)
    try:
        result = examine(path)
    except ExhibitError:
        return
    assert result.model_dump_json()


@settings(max_examples=120, deadline=None)
@given(raw=st.binary(max_size=400))
def test_any_bytes_are_an_examination_or_an_exhibit_error(
    raw: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.yml"
    path.write_bytes(raw)
    recognise(path)
    try:
        examine(path)
    except ExhibitError:
        return


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=8),
        st.just("{FRIGATE_X}"),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
SECTIONS = st.sampled_from(
    [
        "face_recognition",
        "record",
        "snapshots",
        "objects",
        "detect",
        "genai",
        "mqtt",
        "go2rtc",
        "model",
        "detectors",
        "profiles",
        "review",
        "notifications",
        "classification",
        "version",
        "cameras",
        "lpr",
    ]
)
KEYS = st.sampled_from(
    [
        "enabled",
        "retain",
        "days",
        "default",
        "objects",
        "track",
        "genai",
        "provider",
        "host",
        "streams",
        "path",
        "labelmap",
        "custom",
        "face_recognition",
        "alerts",
        "publish",
    ]
)


@settings(max_examples=120, deadline=None)
@given(
    top=st.dictionaries(SECTIONS, st.one_of(VALUES, st.dictionaries(KEYS, VALUES, max_size=3))),
    camera=st.dictionaries(SECTIONS, st.one_of(VALUES, st.dictionaries(KEYS, VALUES, max_size=3))),
)
def test_values_of_any_type_in_any_place(top: dict[str, object], camera: dict[str, object]) -> None:
    import json

    whole = {**top, "cameras": {"gate": {**camera, "ffmpeg": {"inputs": []}}, "odd": top}}
    source = read_source(decode(json.dumps(whole).encode()), "x.json", "E-01")
    found = matches(source)
    assert found
    for entry, document in found:
        reading = entry.read(document)
        # Odd values may speak of another product, too; every format says one thing of the whole.
        label = f"{entry.id}.label"
        headline = [one for one in reading.observations if one.topic == label and not one.subject]
        assert len(headline) == 1


def test_the_head_of_opencvs_yaml_is_passed_over() -> None:
    (document,) = read_yaml("# a program's\n%YAML:1.0\n---\nReID:\n  kind: 2\n", "t").documents
    assert document.get("ReID", "kind") is not None
    (document,) = read_yaml("%YAML:1.0\nReID:\n  kind: 2\n", "t").documents
    node = document.get("ReID")
    assert node is not None
    assert node.at.line == 2
