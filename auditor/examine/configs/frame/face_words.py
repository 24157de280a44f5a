"""Words about faces in names, keys and comments. A word switches nothing: it is a mention."""

from __future__ import annotations

import re

_NOT_ABOUT_FACES = re.compile(
    r"face the camera|clip face|(?:user|outward|public|internet)[- _]?facing|user[- _]face"
    r"|typeface|clock face|face of the (?:building|clock)|facebook(?:research)?|interface|surface"
    r"|(?<![A-Za-z])preface|fac(?:et(?:s|ed|ing)?|ades?)(?![A-Za-z])|hugging[ _-]?face|coalface"
    r"|font[-_]face|face[-_](?:cull|mesh|normal)",
    re.IGNORECASE,
)
_FACES = re.compile(
    r"(?<![a-z])faces?(?![a-z])|face_\w+|(?<![a-z])[a-z]+_face(?![a-z])|(?<![A-Z])Faces?(?=[A-Z])"
    r"|(?<=[a-z])Faces?(?![a-z])|(?<![A-Za-z])(?:FACES?|Faces?)(?![A-Za-z])"
    r"|(?i:face(?:recogni|detect|match|verif|compar|capture|librar)\w*)"
    r"|(?i:facial|compreface|facebox|double[-_ ]?take|deepstack|insightface|arcface|arcsoft"
    r"|facenet|deepface|retinaface|scrfd|yunet|sface|mtcnn|blazeface|adaface|cosface"
    r"|magface|sphereface|seetaface|vggface|antelopev2|buffalo_[lms]|w600k_r50|glintr100"
    r"|haarcascade_frontalface|shape_predictor_68|lbfmodel|fdlib|known_persons?)"
    r"|(?<!\w)\w*人[脸臉]\w*|刷[脸臉]|顔認証|얼굴|(?i:gesichtserkennung|reconnaissance faciale"
    r"|reconocimiento facial|reconhecimento facial|riconoscimento facciale|распознавани\w+ лиц"
    r"|yüz tanıma|nhận diện khuôn mặt|pengenalan wajah)|التعرف على الوجه"
)


def without_lookalikes(text: str) -> str:
    """`text` with words that only hold the letters (interface, surface) blanked, length kept."""
    return _NOT_ABOUT_FACES.sub(lambda word: " " * len(word.group()), text)


def about_faces(text: str) -> re.Match[str] | None:
    """The first word about faces in `text`; None where there is none.

    Words that only hold the letters (interface, surface, Facebook) are passed over.
    """
    # Blanked to the same length, so that the place of what is found is that in `text`.
    return _FACES.search(without_lookalikes(text))
