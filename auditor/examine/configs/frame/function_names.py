"""Which function a switch acts on by its name, the innermost first.

`FACE_RECOGNITION_ENABLED` switches recognition. `COMPREFACE_DETECT_FACES` and
`recognition.alerts.enabled` switch a part of it: off, they say nothing about the whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.examine.configs.frame.labels import Function

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[\u4e00-\u9fff]+")
_FUNCTIONS: tuple[tuple[re.Pattern[str], Function], ...] = (
    (re.compile(r"liveness|spoof|活体"), Function.LIVENESS),
    (re.compile(r"gender|emotion|expression|attribute|^ages?$|性别|属性"), Function.ATTRIBUTES),
    (re.compile(r"^sav(?:e|es|ing)$|^stor(?:e|ing)$|^crop|抓拍"), Function.FACE_CAPTURE),
    (re.compile(r"verif"), Function.VERIFICATION),
    (
        re.compile(r"recogni|identif|^match|^search|compar(?!t)|^login$|^unlock|识别|比对"),
        Function.RECOGNITION,
    ),
    (re.compile(r"detect|landmark|检测"), Function.DETECTION),
)
_PRODUCTS: tuple[tuple[re.Pattern[str], Function], ...] = (
    (re.compile(r"compreface|vision_?face", re.IGNORECASE), Function.RECOGNITION),
)
"""Products that a switch without another function in its name switches as a whole."""
_COMPARES = (Function.RECOGNITION, Function.VERIFICATION)
_PLAIN = re.compile(
    r"^(?:en|dis)able[ds]?$|^us(?:e|ing)$|^activ|^on$|^off$|^is$|^requir|^autostart$|^skip$|^no$"
    r"|^without$|^feature|^module|^service|^function|^mode$|^plugin|^api$|^engine$|^flag$|^switch"
    r"|^status$|^option|^system$|^support|^pipeline$|^ai$|^faces?$|^id$|^v$|^check$|^settings?$"
    r"|^config|^state$|启用|开关|人脸"
)
"""Words that leave a name with the function it names."""
_OTHER = re.compile(
    r"^(?:blur|draw|show|display|overlay|annotat\w*|anonymi\w*|mask\w*|log\w*|debug|alert\w*"
    r"|alarm\w*|notif\w*|send|publish|export|upload|train\w*|sound|voice|record\w*|event\w*)$"
)
"""Words by which a switch acts on what is done with a result, not on the function."""


@dataclass(frozen=True)
class NamedSwitch:
    """What a switch acts on.

    Attributes:
        function: the function it names; None where it names none.
        whole: whether it switches that function itself and not a part of it.
    """

    function: Function | None
    whole: bool = True


def named_switch(*keys: str) -> NamedSwitch:
    """What the switch at the key path `keys` acts on; the innermost key that names it counts."""
    inner_plain = True
    for key in reversed(keys):
        words = [word.lower() for word in _WORD.findall(key)]
        named = _named(key, words)
        if named.function is not None or not named.whole:
            return NamedSwitch(named.function, named.whole and inner_plain)
        inner_plain = inner_plain and all(_PLAIN.search(word) for word in words)
    return NamedSwitch(None, inner_plain)


def _named(key: str, words: list[str]) -> NamedSwitch:
    for pattern, function in _FUNCTIONS:
        index = next((n for n, word in enumerate(words) if pattern.search(word)), None)
        if index is None:
            continue
        after = words[index + 1 :]
        if function in _COMPARES and any(_FUNCTIONS[-1][0].search(word) for word in after):
            return NamedSwitch(Function.DETECTION)
        other = any(_OTHER.search(word) for word in words)
        part = function in _COMPARES and not all(_PLAIN.search(word) for word in after)
        return NamedSwitch(function, not other and not part)
    if any(_OTHER.search(word) for word in words):
        return NamedSwitch(None, whole=False)
    product = next((f for pattern, f in _PRODUCTS if pattern.search(key)), None)
    return NamedSwitch(product)
