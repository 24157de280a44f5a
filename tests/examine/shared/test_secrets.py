"""A secret put into a line never survives being quoted."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.examine.shared.secrets import REMOVED, blank_secrets

TEMPLATES = [
    "password: {}",
    "  password: '{}'",
    'mqtt: {{host: 10.0.0.2, user: nvr, password: "{}"}}',
    '"api_key": "{}",',
    "FRIGATE_RTSP_PASSWORD={}",
    "  - path: rtsp://admin:{}@10.0.0.5:554/main",
    "  - path: rtsp://{}@10.0.0.5/main",
    "# old cam rtsp://admin:{}@[fe80::1]:554/h264?x=1",
    "# the password is {}",
    "# passwd {}",
    "Authorization: Bearer {}",
    "authorization = Basic {}",
    "jdbc:mysql://db:3306/faces?user=root&password={}",
    "jdbc:postgresql://root:{}@db/faces",
    "aws_secret_access_key = {}",
    "client-secret: {}",
    "recognition_api_key: {}",
    "sdk-key={}",
    "activeKey: {}",
    "https://api.telegram.org/bot123456789:{}/sendMessage",
    "https://hooks.slack.com/services/{}",
    "https://open.feishu.cn/open-apis/bot/v2/hook/{}",
    "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={}",
    "<password>{}</password>",
    "<ns:userPassword xmlns='x'>{}</ns:userPassword>",
    "密码：{}",
    "序列号: {}",
    '{{\\"token\\": \\"{}\\"}}',
    "rtsp://10.0.0.5/user=admin_password={}_channel=1.sdp",
    '  - {{name: FRIGATE_MQTT_TOKEN, value: "{}"}}',
]
SECRET = st.text(
    alphabet=string.ascii_letters + string.digits + "@:/!#$%&*+-=?^_.~;|", min_size=8, max_size=40
).filter(lambda text: any(char.isalnum() for char in text))


def test_the_key_of_a_live_stream_goes_and_its_host_stays() -> None:
    blanked = blank_secrets("- rtmps://live.example.net/live2/abcd-efgh-ijkl  # on Sundays")
    assert blanked == f"- rtmps://live.example.net/live2/{REMOVED}  # on Sundays"


@pytest.mark.parametrize("template", TEMPLATES)
@settings(max_examples=60, deadline=None)
@given(secret=SECRET)
def test_no_secret_survives(template: str, secret: str) -> None:
    if "://" in template and ("hook" in template or "bot1" in template):
        secret = "".join(char for char in secret if char.isalnum() or char in "_-") + "Abcdefgh"
    blanked = blank_secrets(template.format(secret))
    assert secret not in blanked
    assert REMOVED in blanked
    # Not in part either, as far as a part would help anyone.
    middle = secret[1:-1]
    assert middle not in blanked or middle in template


@given(st.binary(min_size=24, max_size=64))
def test_long_keys_stand_alone(raw: bytes) -> None:
    for text in (raw.hex(),):
        assert text not in blank_secrets(f"id: {text} # face")


@pytest.mark.parametrize(
    "line",
    [
        "-----BEGIN RSA PRIVATE KEY----- MIIEpAIBAAKCAQEA",
        "x: AKIAIOSFODNN7EXAMPLE",
        "t: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0.SflKxwRJSM",
        "id: 123e4567-e89b-12d3-a456-426614174000",
        "cam: 00:1A:2b:3c:4D:5e",
        "cam: 00-1A-2b-3c-4D-5e",
        "face: Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MEFCQ0RFRg==",
        "host: 52.18.4.9",
        "vector: 0.12345, -0.23456, 0.34567, 0.45678, 0.56789, 0.67891, 0.78912, 0.89123, 0.9",
    ],
)
def test_secrets_known_by_their_shape(line: str) -> None:
    _, value = line.split(" ", 1)
    assert value not in blank_secrets(line)


@pytest.mark.parametrize(
    "line",
    [
        "face_recognition: {enabled: true, model_size: large}",
        "host: 192.168.1.20",
        "path: rtsp://10.77.0.21:554/Streaming/Channels/101",
        "path: rtsp://10.77.0.21:554/cam/user@site",
        "storage: /media/frigate/clips/faces/train/2024-05-06/12-00-00",
        "# recognise faces at the front door only",
        "objects: {track: [person, face]}",
        "version: 0.16-0",
        "bypass: true",
        "keyframe: 25",
        "monkey: 1",
    ],
)
def test_what_is_no_secret_stays(line: str) -> None:
    assert blank_secrets(line) == line


def test_the_host_behind_the_last_at_sign_stays() -> None:
    assert blank_secrets("rtsp://user:pa@ss@10.0.0.5/x") == f"rtsp://{REMOVED}@10.0.0.5/x"


def test_prose_that_speaks_of_passwords_stays() -> None:
    line = "You may also enter with a card, password or code."
    assert blank_secrets(line, prose=True) == line


def test_a_long_name_before_an_equals_sign_is_no_key_in_base64() -> None:
    line = "FACE_SERVICE_SFACE_MODEL_PATH=models/sface.onnx"
    assert blank_secrets(line) == line
    assert "QUJD" not in blank_secrets("blob: QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=")
