"""A set of drawn overlays: what programs draw at faces, and what others draw that looks alike.

Each form is drawn onto a head that belongs to nobody. `shows` says what a reader of the picture may
conclude; `benchmarks/drawn_overlays.py` prints the table, a test holds precision and recall.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from auditor.examine.footage.overlay.places import Area

from .pictures import GREEN, RED, WHITE, YELLOW, Drawn, scene

CYAN, BLUE, MAGENTA, ORANGE = (0, 230, 255), (40, 90, 255), (255, 0, 220), (255, 150, 0)
BLACK, GREY, NAVY = (10, 10, 10), (120, 120, 120), (16, 32, 84)
Colour = tuple[int, int, int]


class Shows(StrEnum):
    """What a picture shows, by what its words and forms can mean."""

    RECOGNITION = "recognition"
    ANALYTICS = "analytics"
    NEITHER = "neither"
    UNREADABLE = "unreadable"
    """Recognition, in a script that the reader of words does not know."""


@dataclass(frozen=True)
class DrawnForm:
    """One picture of the set.

    `named` says whether a person's name is shown as the result of a comparison of faces.
    """

    id: str
    draw: Callable[[], Drawn]
    shows: Shows
    named: bool = False


def one(height: float = 0.5) -> Drawn:
    """One head in the middle."""
    return scene((0.5, 0.45), height=height)


def two() -> Drawn:
    """Two heads."""
    return scene((0.3, 0.45), (0.7, 0.45))


# --- forms ----------------------------------------------------------------------------------------


def boxed(words: str, colour: Colour = GREEN, height: float = 0.5, width: int = 2) -> Drawn:
    """A rectangle with words above it in its colour."""
    drawn = one(height)
    at = drawn.area()
    size = 22 if height >= 0.4 else 18
    return drawn.frame(at, colour, width).text(words, (at.left, at.top - size - 10), size, colour)


def boxed_below(words: str, colour: Colour = GREEN) -> Drawn:
    """A rectangle with words below it in its colour."""
    drawn = one()
    at = drawn.area()
    return drawn.frame(at, colour).text(words, (at.left, at.bottom + 6), 22, colour)


def inside(words: str, colour: Colour = GREEN) -> Drawn:
    """A rectangle with words within its lower edge."""
    drawn = one()
    at = drawn.area()
    return drawn.frame(at, colour).text(words, (at.left + 8, at.bottom - 32), 22, colour)


def filled(words: str, colour: Colour = GREEN, *, below: bool = True) -> Drawn:
    """A rectangle with a filled label."""
    drawn = one()
    at = drawn.area()
    top = at.bottom + 3 if below else at.top - 30
    ink = BLACK if sum(colour) > 300 else WHITE
    return drawn.frame(at, colour, 3).text(words, (at.left + 4, top), 22, ink, on=colour)


def bracketed(words: str, colour: Colour = CYAN) -> Drawn:
    """Four corners with words above."""
    drawn = one()
    at = drawn.area()
    return drawn.brackets(at, colour).text(words, (at.left, at.top - 34), 22, colour)


def rounded(words: str, colour: Colour = ORANGE) -> Drawn:
    """A rounded rectangle with words above."""
    drawn = one()
    at = drawn.area()
    return drawn.rounded(at, colour).text(words, (at.left, at.top - 34), 22, colour)


def ellipse(words: str, colour: Colour = GREEN, height: float = 0.5, width: int = 3) -> Drawn:
    """An ellipse with words below."""
    drawn = one(height)
    at = drawn.area(grow=0.12)
    return drawn.ellipse(at, colour, width).text(words, (at.left, at.bottom + 8), 22, colour)


def circle(words: str, colour: Colour = YELLOW) -> Drawn:
    """A circle with words above."""
    drawn = one()
    at = drawn.area()
    x, y = at.centre
    round_ = 0.62 * max(at.width, at.height)
    place = Area(x - round_, y - round_, x + round_, y + round_)
    drawn.ellipse(place, colour, 2)
    return drawn.text(words, (at.left, place.top - 32), 22, colour)


def body(words: str, colour: Colour = GREEN) -> Drawn:
    """A rectangle around a whole person, as object trackers draw it."""
    drawn = one(0.3)
    at = drawn.area()
    place = Area(at.left - 70, at.top - 20, at.right + 70, 525)
    return drawn.frame(place, colour).text(words, (place.left, place.top - 30), 22, colour)


def both(left: str, right: str, colour: Colour = GREEN) -> Drawn:
    """Two rectangles, each with its words."""
    drawn = two()
    for which, words in enumerate((left, right)):
        at = drawn.area(which)
        drawn.frame(at, colour).text(words, (at.left, at.top - 32), 22, colour)
    return drawn


def frameless(words: str, colour: Colour = WHITE) -> Drawn:
    """Words above a head without any frame."""
    drawn = one()
    at = drawn.area()
    return drawn.text(words, (at.left, at.top - 34), 22, colour)


def card(*lines: str, framed: bool = True, colour: Colour = CYAN) -> Drawn:
    """A card to the right of a head with lines of words."""
    drawn = scene((0.3, 0.45))
    at = drawn.area()
    if framed:
        drawn.frame(at, colour)
    drawn.fill(Area(at.right + 40, 90, at.right + 400, 110 + 36 * len(lines)), NAVY)
    for number, line in enumerate(lines):
        drawn.text(line, (at.right + 56, 104 + 36 * number), 22)
    return drawn


def banner(words: str, colour: Colour = RED) -> Drawn:
    """A bar across the top of the picture."""
    drawn = one()
    drawn.fill(Area(0, 0, 960, 56), colour)
    return drawn.text(words, (40, 12), 28)


def gate(words: str, colour: Colour = (10, 120, 60)) -> Drawn:
    """A gate terminal: a head and a bar with words below."""
    drawn = one()
    drawn.fill(Area(0, 455, 960, 540), colour)
    return drawn.text(words, (300, 478), 30)


def console(*rows: tuple[str, str], title: str = "") -> Drawn:
    """A column of portraits, each with two lines of words."""
    drawn = scene((0.12, 0.2), (0.12, 0.53), (0.12, 0.86), height=0.25)
    if title:
        drawn.text(title, (420, 16), 26)
    for number, (first, second) in enumerate(rows):
        drawn.text(first, (200, 80 + 178 * number), 24)
        drawn.text(second, (200, 116 + 178 * number), 24)
    return drawn


def matched(words: str) -> Drawn:
    """Two portraits next to each other, with words between."""
    drawn = two()
    return drawn.text(words, (340, 40), 26)


def portrait(caption: str, frame: Colour = (140, 60, 10), ink: Colour = BLACK) -> Drawn:
    """A picture on a wall with a caption."""
    drawn = one()
    at = drawn.area(grow=0.2)
    drawn.frame(at, frame, 8)
    middle = (at.left + at.right) / 2
    return drawn.text(caption, (middle - 6 * len(caption), at.bottom + 18), 22, ink)


def tiles(first: str, second: str) -> Drawn:
    """Two tiles of a video call, the speaker's with a coloured edge."""
    drawn = two()
    drawn.frame(Area(20, 60, 470, 480), (35, 200, 80), 4).frame(Area(490, 60, 940, 480), GREY, 2)
    drawn.text(first, (30, 448), 20, WHITE, on=BLACK)
    return drawn.text(second, (500, 448), 20, WHITE, on=BLACK)


def lower_third(name: str, role: str) -> Drawn:
    """A name and a function, as news programmes show them."""
    drawn = one()
    drawn.text(name, (80, 420), 34, WHITE, on=(20, 40, 120))
    return drawn.text(role, (80, 468), 24, BLACK, on=WHITE)


# --- the set --------------------------------------------------------------------------------------


CARD = ("Name: Zhang Wei", "ID: 1023", "Confidence: 97.2%")
SCORE_CARD = ("Name: Maria Rossi", "ID: 4471", "Score: 0.94")
MATCH_CARD = ("Name: Omar Haddad", "Dept: Sales", "Match: 98%")
CLOCKED_IN = ("考勤打卡", "姓名：周杰", "签到时间 08:58")
CHINESE_ROWS = (("张三", "相似度 96%"), ("李四", "相似度 91%"), ("王五", "相似度 88%"))
ENGLISH_ROWS = (
    ("Anna Berg", "Similarity 96%"),
    ("Li Wei", "Similarity 91%"),
    ("Omar Said", "Similarity 88%"),
)


def _recognised(*forms: tuple[str, Callable[[], Drawn]], named: bool) -> tuple[DrawnForm, ...]:
    return tuple(DrawnForm(key, draw, Shows.RECOGNITION, named) for key, draw in forms)


NAMES = _recognised(
    ("box, name and score", lambda: boxed("Zhang Wei 96.2%")),
    ("box below, name and score", lambda: boxed_below("Laura 0.87")),
    ("inside the box, name and score", lambda: inside("Daniel (93%)")),
    ("thick box, name and distance", lambda: boxed("Oliver d=0.38", RED, width=5)),
    ("filled label, name", lambda: filled("Li Na", GREEN)),
    ("filled label above, name", lambda: filled("Maria Lopez", BLUE, below=False)),
    ("filled red label, name and score", lambda: filled("Robert 88%", RED)),
    ("brackets, Chinese name and score", lambda: bracketed("王小明 95.1%")),
    ("brackets, name and staff number", lambda: bracketed("Anna ID:20391")),
    ("rounded, name and score", lambda: rounded("Thomas 91%")),
    ("rounded, Chinese name and score", lambda: rounded("陈建国 98%")),
    ("ellipse, name and score", lambda: ellipse("Li Si 96%")),
    ("ellipse, Chinese name and score", lambda: ellipse("刘洋 93.4%", CYAN)),
    ("small ellipse, name and score", lambda: ellipse("Julia 0.91", MAGENTA, 0.35, 2)),
    ("circle, name and score", lambda: circle("Peter 94%")),
    ("circle, Chinese name and score", lambda: circle("赵敏 97%")),
    ("body box, name and score", lambda: body("Martin 0.92")),
    ("body box, Chinese name and score", lambda: body("孙丽 91%", RED)),
    ("two boxes, two names", lambda: both("Anna", "Thomas")),
    ("two boxes, a name and a stranger", lambda: both("张伟 97%", "陌生人")),
    ("Japanese name and score", lambda: boxed("田中太郎 97%")),
    ("Japanese name in letters, score", lambda: boxed("Tanaka 0.94", CYAN)),
    ("small face, name and score", lambda: boxed("Emma 0.83", GREEN, 0.25, 1)),
    ("staff number and score", lambda: boxed("工号 10293 95%")),
    ("label with a key", lambda: boxed("Name: Sofia 92%")),
    ("label with a Chinese key", lambda: boxed("姓名:张三 相似度:93%")),
    ("name before a list", lambda: boxed("VIP 赵六", ORANGE)),
    ("side card with name, number and confidence", lambda: card(*CARD)),
    ("side card without a frame", lambda: card(*SCORE_CARD, framed=False)),
    ("Chinese side card", lambda: card("姓名：李强", "工号：1047", "相似度：95%")),
    ("Japanese side card", lambda: card("氏名：佐藤健", "ID：338", "類似度：91%")),
    ("side card with a department and a match", lambda: card(*MATCH_CARD)),
    ("gate welcome in Chinese", lambda: gate("欢迎您 张三 请通行")),
    ("gate welcome with a title", lambda: gate("您好，王芳女士 请通行")),
    ("gate welcome in English", lambda: gate("Welcome, Anna Berg. Please pass")),
    ("gate hello with access granted", lambda: gate("Hello David Chen - Access granted")),
    ("attendance in Chinese", lambda: gate("张伟 打卡成功 08:59")),
    ("attendance with a status", lambda: card(*CLOCKED_IN, framed=False)),
    ("attendance in English", lambda: gate("Anna Berg - attendance marked 08:58")),
    ("console with portraits and scores", lambda: console(*CHINESE_ROWS)),
    ("console in English", lambda: console(*ENGLISH_ROWS)),
    named=True,
)  # fmt: skip

OTHERS = _recognised(
    ("unknown in English", lambda: boxed("Unknown", RED)),
    ("unknown in Spanish", lambda: boxed("Desconocido 0.41")),
    ("unknown in German", lambda: boxed_below("Unbekannt", RED)),
    ("unknown in French", lambda: bracketed("Inconnu 38%", RED)),
    ("unknown in Italian", lambda: ellipse("Sconosciuto", RED)),
    ("stranger, filled label", lambda: filled("陌生人", RED)),
    ("stranger alarm in a banner", lambda: banner("陌生人报警 东门 14:03")),
    ("stranger detected in a banner", lambda: banner("Stranger detected - Gate 2")),
    ("stranger in Japanese", lambda: boxed("未登録者", RED)),
    ("watch list hit in a banner", lambda: banner("Watchlist match: camera 3")),
    ("block list, name masked", lambda: boxed("黑名单 93%", RED)),
    ("listed person, rounded", lambda: rounded("重点人员 88%", RED)),
    ("VIP in brackets", lambda: bracketed("VIP客户", ORANGE)),
    ("white list in a circle", lambda: circle("白名单 0.95", GREEN)),
    ("unknown at a body box", lambda: body("Unknown person", RED)),
    ("verified with a distance", lambda: matched("verified: true, distance: 0.31")),
    ("two portraits and a similarity", lambda: matched("相似度 93%")),
    ("two portraits and a match score", lambda: matched("Match score: 0.87")),
    ("similarity without a frame", lambda: frameless("相似度:92.6%")),
    ("recognition succeeded in Chinese", lambda: gate("识别成功 请通行")),
    ("recognition succeeded in Japanese", lambda: gate("顔認証 成功")),
    ("face not registered", lambda: gate("Face not registered", RED)),
    ("attendance without a name", lambda: gate("考勤成功")),
    ("visit count", lambda: card("第3次到店", "上次到访 05-12")),
    ("returning customer", lambda: card("Returning customer", "Visits: 4")),
    named=False,
)  # fmt: skip

ANALYTICS = tuple(
    DrawnForm(key, draw, Shows.ANALYTICS)
    for key, draw in (
        ("gender and age in a box", lambda: boxed("Male, 34")),
        ("gender and age in Chinese", lambda: boxed("女 28岁", MAGENTA)),
        ("age key", lambda: filled("Age: 25-30", BLUE)),
        ("gender, age, emotion in an ellipse", lambda: ellipse("F 31 happy")),
        ("Chinese panel", lambda: card("性别：女", "年龄：30", "表情：开心")),
        ("emotion with a share", lambda: boxed("happy 0.93", YELLOW)),
        ("living face", lambda: boxed("REAL 0.98")),
        ("mask", lambda: boxed("with_mask 0.98")),
        ("yaw", lambda: boxed("Yaw: 12")),
        ("gaze", lambda: card("Gaze: left", "Attention: 72")),
    )
)

UNREADABLE = tuple(
    DrawnForm(key, draw, Shows.UNREADABLE)
    for key, draw in (
        ("Korean name and score", lambda: boxed("김철수 97%")),
        ("Korean name in an ellipse", lambda: ellipse("이영희 94%")),
        ("Russian name and score", lambda: boxed("Иван Петров 93%")),
        ("Russian unknown", lambda: boxed("Неизвестный", RED)),
    )
)

NEITHER = tuple(
    DrawnForm(key, draw, Shows.NEITHER)
    for key, draw in (
        ("smoking in Chinese", lambda: boxed("抽烟 0.87")),
        ("leaving a post", lambda: boxed("离岗", RED)),
        ("sleeping", lambda: filled("睡觉 0.91", RED)),
        ("driver", lambda: boxed("driver 0.91")),
        ("phone call, ellipse", lambda: ellipse("打电话 92%")),
        ("smoking in Japanese", lambda: boxed("喫煙 0.88")),
        ("smoking in Spanish", lambda: boxed("fumando 0.77")),
        ("sleeping in German", lambda: boxed("schläft 0.81")),
        ("alarm", lambda: filled("ALARM", RED)),
        ("fatigue", lambda: boxed("疲劳驾驶 0.83", RED)),
        ("running in French", lambda: body("court 0.72")),
        ("guard", lambda: boxed("保安 0.9")),
        ("nurse", lambda: bracketed("nurse 0.66")),
        ("person", lambda: boxed("Person 0.91")),
        ("persona", lambda: boxed("persona 0.93")),
        ("Cara", lambda: boxed("Cara 0.93")),
        ("visage", lambda: boxed("visage 97%")),
        ("Gesicht", lambda: filled("Gesicht 0.99", BLUE)),
        ("Japanese face", lambda: boxed("顔 0.98")),
        ("Japanese person", lambda: body("人物 0.88")),
        ("kana class", lambda: boxed("ヒト 0.91")),
        ("Russian face", lambda: boxed("лицо 0.95")),
        ("Korean face", lambda: boxed("얼굴 0.95")),
        ("track id", lambda: boxed("ID 17")),
        ("track id with a class", lambda: body("id:3 person 0.88")),
        ("numbered person", lambda: boxed("Person 3", YELLOW)),
        ("hash and number", lambda: bracketed("#17")),
        ("Chinese track", lambda: boxed("目标12 0.87")),
        ("distance", lambda: boxed("1.8 m")),
        ("distance key", lambda: boxed("dist: 2.3 m")),
        ("Chinese distance", lambda: boxed("距离 1.5米")),
        ("blur", lambda: boxed("blur 0.12")),
        ("quality", lambda: ellipse("quality: 0.82")),
        ("Chinese quality", lambda: boxed("清晰度 0.92")),
        ("score", lambda: boxed("0.998")),
        ("size", lambda: boxed("112x112")),
        ("unlisted word", lambda: boxed("zorptal 0.91")),
        ("unlisted word, filled", lambda: filled("Kestrel", BLUE)),
        ("two unlisted words", lambda: both("alfa 0.77", "bravo 0.81")),
        ("car model", lambda: boxed("mustang 0.80", RED)),
        ("player", lambda: boxed("Player 2", ORANGE)),
        ("temperature", lambda: boxed("36.5°C")),
        ("portrait with a caption", lambda: portrait("Maria Lopez")),
        ("portrait with a coloured caption", lambda: portrait("Maria Lopez", RED, RED)),
        ("portrait with a Chinese caption", lambda: portrait("鲁迅像")),
        ("profile with an age", lambda: portrait("Anna, 27")),
        ("call tiles", lambda: tiles("Anna Lindqvist", "Thomas Berg")),
        ("call tiles in Chinese", lambda: tiles("张伟", "李娜 (主持人)")),
        ("lower third", lambda: lower_third("Anna Lindqvist", "Minister of Health")),
        ("lower third in Chinese", lambda: lower_third("李建国", "市场监督管理局 局长")),
        ("subtitle with a name", lambda: frameless("Hello Anna, how are you?")),
        ("badge", lambda: card("Name: Anna Berg", "Staff ID: 10293", "Dept: Sales", framed=False)),
        ("student card", lambda: card("姓名：张三", "学号：20190412", "学院：数学", framed=False)),
        ("election", lambda: frameless("SMITH 51.2%")),
        ("wanted poster", lambda: portrait("WANTED")),
        ("greeting on a screen", lambda: gate("欢迎您 请通行")),
        ("welcome without a name", lambda: gate("Welcome to the museum")),
        ("name on a shirt", lambda: one().text("RONALDO 7", (400, 440), 34, YELLOW)),
        ("news about face recognition", lambda: banner("Police test face recognition at airport")),
        ("notice in a banner", lambda: banner("本区域采用人脸识别系统，请知悉", NAVY)),
        ("plate recognised", lambda: gate("车牌识别成功 请通行")),
        ("fingerprint attendance", lambda: gate("指纹打卡成功")),
        ("clock and camera", lambda: banner("2024-05-06 14:03:22  Camera 03 Lobby", NAVY)),
        ("plain box", lambda: one().frame(one().area())),
    )
)  # fmt: skip

DRAWN_SET: tuple[DrawnForm, ...] = (*NAMES, *OTHERS, *ANALYTICS, *UNREADABLE, *NEITHER)
