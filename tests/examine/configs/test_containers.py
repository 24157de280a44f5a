"""Compose, Kubernetes and variables: what is really started, and what only could be."""

from __future__ import annotations

import pytest

from auditor.core.wording import in_language
from tests.examine.configs.configured import devices, examined, label, topics

CORE = """\
services:
  face-core: {image: "${registry:-exadel/}compreface-core:1.2.0", environment: [ML_PORT=3000]}
  face-api: {image: "${registry:-exadel/}compreface-api:1.2.0", environment: [A=true]}
"""
DEEPSTACK = """\
services:
  nvr: {image: ghcr.io/blakeblackshear/frigate:stable}
  ai: {image: deepquestai/deepstack, environment: {VISION-FACE: "True"}}
"""
WORKLOAD = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: faces}
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: core
          image: registry.internal/exadel/compreface-core:1.2.0
"""


def test_a_recognition_server_that_is_started_is_recognition() -> None:
    assert label(CORE) == "recognition"
    assert set(devices(CORE)) == {"face-core", "face-api"}


def test_only_the_pages_of_it_leave_it_open() -> None:
    assert label("services:\n  ui: {image: exadel/compreface-fe:1.2.0}\n") == "ambiguous"


@pytest.mark.parametrize(
    ("value", "expected"), [("True", "recognition"), ("False", "none"), ("${FACES}", "ambiguous")]
)
def test_deepstack_serves_faces_only_where_its_variable_says_so(value: str, expected: str) -> None:
    assert label(DEEPSTACK.replace('"True"', f'"{value}"')) == expected


def test_without_the_variable_it_serves_none() -> None:
    assert label(DEEPSTACK.replace(', environment: {VISION-FACE: "True"}', "")) == "none"


def test_behind_a_profile_a_plain_start_leaves_it_out_and_that_is_said() -> None:
    text = DEEPSTACK.replace("deepstack,", "deepstack, profiles: [lab],")
    assert label(text) == "none"
    assert any("not started by default" in one.note for one in topics(examined(text), "function"))


def test_a_double_negative_switches_the_faces_of_a_photo_library_off() -> None:
    text = "services:\n  album: {image: photoprism/photoprism:latest, environment: {A: b}}\n"
    assert label(text) == "recognition"
    assert label(text.replace("A: b", 'PHOTOPRISM_DISABLE_FACES: "true"')) == "none"


def test_a_server_whose_modules_are_chosen_later_is_open() -> None:
    text = "services:\n  ai: {image: codeproject/ai-server, environment: {A: b}}\n"
    assert label(text) == "ambiguous"
    on = text.replace("A: b", '"Modules:FaceProcessing:AutoStart": "true"')
    assert label(on) == "recognition"
    assert label(on.replace('"true"', '"false"')) == "none"


def test_a_model_is_named_by_variables() -> None:
    variables = "[DET_NAME=scrfd, REC_NAME=None]"
    text = f"services:\n  i: {{image: x/insightface-rest, environment: {variables}}}\n"
    assert label(text) == "detection_only"
    assert label(text.replace("REC_NAME=None", "REC_NAME=w600k_r50")) == "recognition"


def test_an_orchestrator_and_a_name_are_open() -> None:
    for image in ("jakowenko/double-take", "acme/face-recognition", "ghcr.io/immich-app/immich-ml"):
        assert label(f"services:\n  x: {{image: {image}}}\n") == "ambiguous"


def test_recorders_and_databases_are_neutral() -> None:
    assert (
        label("services:\n  n: {image: blakeblackshear/frigate}\n  d: {image: postgres}\n")
        == "none"
    )


def test_a_commented_service_is_none() -> None:
    text = "services:\n  n: {image: nginx}\n#  f: {image: exadel/compreface-core}\n"
    assert label(text) == "none"


def test_a_workload_with_no_copies_is_off() -> None:
    assert label(WORKLOAD) == "recognition"
    assert label(WORKLOAD.replace("replicas: 1", "replicas: 0")) == "none"


def test_variables_of_a_client_and_switches() -> None:
    client = "COMPREFACE_URL=http://10.0.0.4:8000\nCOMPREFACE_API_KEY=6f1c-hid-den\nPORT=80\n"
    assert label(client) == "recognition"
    assert "6f1c-hid-den" not in examined(client).model_dump_json()
    assert label("FACE_RECOGNITION_ENABLED=false\nFACE_TOLERANCE=0.6\nPORT=1\n") == "none"
    assert label("FACE_RECOGNITION_ENABLED=true\nFACE_TOLERANCE=0.6\nPORT=1\n") == "recognition"
    assert label("FACE_RECOGNITION_ENABLED=${F}\nFACE_TOLERANCE=0.6\nPORT=1\n") == "ambiguous"
    assert label("INTERFACE=eth0\nSURFACE=3\nPORT=1\n") == "ambiguous"


def test_a_tolerance_is_a_distance() -> None:
    text = "FACE_RECOGNITION_ENABLED=true\nFACE_TOLERANCE=0.6\nPORT=1\n"
    assert any("distance" in one.note for one in topics(examined(text), "threshold"))


def test_compreface_keeps_enrolment_pictures_without_expiry() -> None:
    text = "registry=exadel/\nsave_images_to_db=true\npostgres_password=hid-den-pw\n"
    assert label(text) == "ambiguous"
    assert any("without a limit" in one.note for one in topics(examined(text), "retention"))


@pytest.mark.parametrize("text", ["services: {x: 3, y: {image: [1]}}\n", "kind: Pod\nspec: 4\n"])
def test_odd_types_are_no_traceback(text: str) -> None:
    examined(text + "a: {b: {c: d}}\n")


def test_the_server_of_many_modules_takes_the_older_servers_variable() -> None:
    text = (
        "services:\n  ai:\n    image: codeproject/ai-server\n    environment: [VISION-FACE={on}]\n"
    )
    assert label(text.replace("{on}", "True")) == "recognition"
    assert label(text.replace("{on}", "False")) == "none"


def test_the_first_orchestrator_took_its_services_from_variables() -> None:
    text = (
        "services:\n  dt:\n    image: jakowenko/double-take:{tag}\n"
        "    environment: {DETECTORS: facebox, FACEBOX_URL: 'http://10.0.0.4:8080'}\n"
    )
    assert label(text.replace("{tag}", "0.10.2")) == "recognition"
    assert label(text.replace("{tag}", "latest")) == "ambiguous"


def test_deepstack_started_by_its_own_command() -> None:
    command = 'start /b "" "C:\\DeepStack\\deepstack.exe" --VISION-FACE {on} --PORT 82\n'
    assert label(command.format(on="True"), "run.bat") == "recognition"
    assert label(command.format(on="False"), "run.bat") == "none"
    assert label("deepstack --VISION-DETECTION True --PORT 82\n", "run.bat") == "none"


def test_a_mail_server_that_is_off_is_no_destination() -> None:
    text = (
        "registry=exadel/\npostgres_domain=compreface-postgres-db\nemail_host=mail.example.org\n"
        "enable_email_server={on}\nsave_images_to_db=true\n"
    )
    assert topics(examined(text.format(on="false"), ".env"), "destination") == []
    assert len(topics(examined(text.format(on="true"), ".env"), "destination")) == 1


def test_every_sentence_has_its_chinese() -> None:
    for text in (CORE, DEEPSTACK, WORKLOAD):
        for one in examined(text).observations:
            assert in_language(one.note, "zh") is not None, one.note


CHART = """\
replicaCount: 1
core:
  repository: exadel/compreface-core
  pullPolicy: Always
  tag: 1.2.0
  replicas: 1
ingress: {enabled: false}
"""


def test_values_with_the_repository_beside_its_tag_are_read() -> None:
    assert devices(CHART)["core"].label == "recognition"
    assert label(CHART.replace("  replicas: 1", "  replicas: 0")) == "none"
    assert label(CHART.replace("exadel/compreface-core", "library/postgres")) == "none"


ALBUM = """\
immich:
  persistence: {library: {existingClaim: photos}}
  machine-learning:
    enabled: %s
"""


def test_immichs_chart_starts_machine_learning_unless_told_not_to() -> None:
    assert label(ALBUM % "true") == "ambiguous"
    assert label(ALBUM % "false") == "none"
    assert label("immich:\n  persistence: {library: {existingClaim: photos}}\n") == "ambiguous"


def test_a_release_of_a_known_chart_leaves_its_values_open() -> None:
    text = (
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: camera-ai}\n"
        "spec: {source: {path: charts/stable/%s, repoURL: 'https://charts.example'}}\n"
    )
    assert label(text % "deepstack") == "ambiguous"
    assert label(text % "mosquitto") == "none"


def test_an_image_that_is_all_template_is_told_by_what_stands_around_it() -> None:
    text = (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Values.name }}\nspec:\n"
        "  template:\n    spec:\n      containers:\n        - name: main\n"
        "          image: {{ .Values.repository }}:{{ .Values.tag }}\n---\n"
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: %s\n"
    )
    assert label(text % "compreface-core") == "ambiguous"
    assert label(text % "user-interface") == "none"


def test_smartface_compares_where_its_matcher_is_started() -> None:
    text = (
        "services:\n  cam: {image: '${REGISTRY}sf-cam:${V}'}\n"
        "  matcher: {image: '${REGISTRY}sf-matcher:${V}'}\n"
    )
    assert {n: d.label.value for n, d in devices(text).items()} == {
        "cam": "ambiguous",
        "matcher": "recognition",
    }
    assert label(text.replace("  matcher: {", "  matcher: {scale: 0, ")) == "ambiguous"


def test_the_variables_of_a_script_reach_its_docker_run() -> None:
    text = (
        "#!/bin/bash\nIMAGE='insightface-rest'\nTAG='v0.6'\nrec_model=%s\nextract=True\n"
        "det_model=scrfd_10g\n\nfor i in 1 2; do\n    ((p++))\n    docker stop x\n"
        "    docker run -d \\\n        -e REC_NAME=$rec_model \\\n"
        "        -e DEF_EXTRACT_EMBEDDING=${extract} \\\n        $IMAGE:$TAG\ndone\n"
    )
    assert label(text % "glintr100") == "recognition"
    assert label(text % "None") == "detection_only"


def test_the_comment_beside_a_threshold_tells_its_scale() -> None:
    text = "# %s\nFACE_MATCH_THRESHOLD=0.45\nPORT=1\nHOST=a\n"
    for words, scale in (
        ("Matching threshold (cosine similarity)", "higher is stricter"),
        ("Cosine distance: lower = stricter", "lower is stricter"),
        ("tune this", "does not state"),
    ):
        (threshold,) = topics(examined(text % words), "threshold")
        assert scale in threshold.note
    below = "FACE_MATCH_THRESHOLD=0.6\n# Lower = stricter matching\nPORT=1\nHOST=a\n"
    assert "lower is stricter" in topics(examined(below), "threshold")[0].note


def test_a_switch_of_mail_is_no_address() -> None:
    text = (
        "registry=exadel/\npostgres_db=frs\nsave_images_to_db=true\nemail_host=mail.example.com\n"
        "enable_email_server=%s\n"
    )
    assert not topics(examined(text % "false"), "destination")
    (sent,) = topics(examined(text % "true"), "destination")
    assert "mail.example.com" in sent.note
    assert len(topics(examined(text % "true"), "function")) == 1
