"""Whether embedded text mentions faces.

Makers put JSON, XML and plain text of their own into user data and comments. What they mean by it
is theirs to say, so words are reported as mentioned and no fact follows from them. Only words of
the lists below are ever quoted: what is next to them may be the name of a person.
"""

from __future__ import annotations

import re

_FACE = re.compile(
    r"""(?:(?<![A-Za-z])[Ff]ace|(?<=[a-z0-9_])Face|(?<![A-Z])FACE)   # not surface, interface
        (?!(?i:book|time|ts?\b|tious))                               # not Facebook, FaceTime, facet
        (?i:s?[ _-]?(?:rect|box|id|name|lib(?:rary)?|list|snap|capture|detect(?:ion|ed)?
            |recogni[sz](?:e|ed|tion)|match|compare|score|count|num|feature|image|pic(?:ture)?)?)
        |人脸(?:抓拍|识别|比对)?|人臉|刷脸""",
    re.VERBOSE,
)
_BESIDE = re.compile(
    r"similarity|enrol(?:l?ment|led)|whitelist|blacklist|stranger|employeeno|recogni[sz](?:ed|tion)"
    r"|(?:person|user|staff|visitor)_?(?:name|id)|gender|(?<![a-z])age(?![a-z])|emotion|glasses"
    r"|(?<![a-z])mask|相似度|识别|比对|黑名单|白名单|陌生人|性别|年龄|表情|口罩|眼镜",
    re.IGNORECASE,
)
"""What systems that compare or describe faces write next to them."""
_HINTS = ("face", "人脸", "人臉", "刷脸")
"""What the first pattern cannot match without; far quicker to look for."""
_LEAST_TEXT = 4
_PRINTABLE_SHARE = 0.9
"""A text has at least so many characters, and so large a share of them can be printed."""
_SAMPLE = 4096
"""Characters from whose first ones it is decided whether data are a text."""


def as_text(data: bytes) -> str | None:
    """`data` as text, without padding; None where it is too short or is no UTF-8 text."""
    try:
        text = data.strip(b"\x00 \r\n\t").decode("utf-8")
    except UnicodeDecodeError:
        return None
    sample = text[:_SAMPLE]
    printable = sum(c.isprintable() or c in "\r\n\t" for c in sample)
    enough = len(text) >= _LEAST_TEXT and printable >= _PRINTABLE_SHARE * len(sample)
    return text if enough else None


def mentions_of_faces(text: str) -> tuple[str, ...]:
    """The words that mention faces, then those about people next to them, each once.

    Nothing where no word mentions a face.
    """
    lower = text.lower()
    if not any(hint in lower for hint in _HINTS):
        return ()
    faces = [found.group().strip(" _-") for found in _FACE.finditer(text)]
    if not faces:
        return ()
    neighbours = [found.group() for found in _BESIDE.finditer(text)]
    return tuple(dict.fromkeys((*faces, *neighbours)))
