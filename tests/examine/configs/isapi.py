"""Answers of Hikvision devices as the tests of their reader write them."""

from __future__ import annotations

import json
from typing import Any

from auditor.examine.model import EvidenceState, Examination
from tests.examine.configs.configured import topics

SPACE = 'version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def face_detect(enabled: str, channel: int = 1) -> str:
    return f"""{HEAD}<FaceDetect {SPACE}>
<id>{channel}</id>
<enabled>{enabled}</enabled>
<sensitivityLevel>3</sensitivityLevel>
<highlightsenabled>false</highlightsenabled>
</FaceDetect>
"""


def contrast(enable: str, libraries: str = "", threshold: int = 82) -> str:
    return f"""{HEAD}<FaceContrastList version="2.0" xmlns="http://www.std-cgi.com/ver20/XMLSchema">
<FaceContrast>
<id>1</id>
<enable>{enable}</enable>
<faceContrastType>faceContrast</faceContrastType>
<thresholdValue>{threshold}</thresholdValue>
{libraries}
<QuickContrast>
<enabled>false</enabled>
<threshold>31</threshold>
</QuickContrast>
</FaceContrast>
</FaceContrastList>
"""


LIBRARIES = f"""{HEAD}<FDLibBaseCfgList {SPACE}>
<FDLibBaseCfg>
<id>1</id>
<FDID>77AA</FDID>
<name>季票</name>
<faceLibType>ordinary</faceLibType>
<thresholdValue>64</thresholdValue>
</FDLibBaseCfg>
<FDLibBaseCfg>
<id>2</id>
<FDID>77AB</FDID>
<name>路人库</name>
<faceLibType>stranger</faceLibType>
</FDLibBaseCfg>
</FDLibBaseCfgList>
"""


def trigger(event: str, channel: int, *methods: str) -> dict[str, Any]:
    actions = [{"id": method, "notificationMethod": method} for method in methods]
    return {
        "id": f"{event}-{channel}",
        "eventType": event,
        "dynVideoInputChannelID": str(channel),
        "EventTriggerNotificationList": {"EventTriggerNotification": actions} if actions else None,
    }


def diagnostics(
    *triggers: dict[str, Any],
    able: Any = "true",  # noqa: ANN401 - it stands among answers of any form
    **more: Any,  # noqa: ANN401
) -> str:
    """A recorder as the diagnostics of a home automation hold it: answers by address."""
    answers: dict[str, Any] = {
        "System/deviceInfo": {
            "DeviceInfo": {
                "@xmlns": "http://www.isapi.org/ver20/XMLSchema",
                "model": "DS-7104X",
                "serialNumber": "DS-7104X0420199",
                "firmwareVersion": "V4.1",
            }
        },
        "System/capabilities": {
            "DeviceCap": {
                "SmartCap": {"isSupportFaceDetect": able},
                "EventCap": {"isSupportFaceContrast": able, "isSupportFaceSnap": able},
            }
        },
        "ContentMgmt/InputProxy/channels": {
            "InputProxyChannelList": {
                "InputProxyChannel": [
                    {
                        "id": "1",
                        "name": "ferry",
                        "sourceInputPortDescriptor": {"ipAddress": "10.3.0.21"},
                    },
                    {
                        "id": "2",
                        "name": "kiosk",
                        "sourceInputPortDescriptor": {"ipAddress": "10.3.0.22"},
                    },
                ]
            }
        },
        "Streaming/channels/201": {
            "StreamingChannel": {
                "id": "201",
                "channelName": "201",
                "Video": {
                    "videoInputChannelID": "2",
                    "videoResolutionWidth": "2688",
                    "videoResolutionHeight": "1520",
                },
            }
        },
        "Event/triggers": {"EventNotification": {"EventTriggerList": {"EventTrigger": triggers}}},
        **more,
    }
    answered = {address: {"response": body} for address, body in answers.items()}
    return json.dumps({"data": {"ISAPI": answered}}, indent=1)


def reader(**settings: object) -> str:
    return json.dumps({"CardReaderCfg": {"enable": True, "swipeInterval": 0, **settings}})


def states(found: Examination) -> set[EvidenceState | None]:
    return {one.state for one in topics(found, "function")}


def notes(found: Examination) -> str:
    """Everything a report would print of the exhibit."""
    return json.dumps(found.model_dump(mode="json"), ensure_ascii=False)
