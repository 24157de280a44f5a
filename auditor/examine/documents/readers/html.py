"""HTML as a visitor sees it: no comments, scripts or hidden elements; entities decoded."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from auditor.examine.documents.readers.model import (
    SOFT_BREAK,
    DocumentForm,
    DocumentText,
    TextWithPlaces,
)
from auditor.examine.documents.readers.pictures import (
    ORNAMENT_PIXELS,
    EmbeddedPictures,
)
from auditor.examine.interface import ReadPicture
from auditor.examine.shared.text import DecodedText

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_HIDING_RULES = 200
"""Most rules of a page's own style sheet that are applied."""
MAX_NODES = 400_000
"""Most nodes visited; a long policy has some ten thousand."""

_UNSEEN = frozenset(
    "head title style script template noscript datalist rp rt object embed iframe frame "  # noqa: SIM905
    "audio video canvas svg math map -comment -doctype".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption "  # noqa: SIM905
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section "
    "summary table tbody tfoot thead tr caption ul".split()
)
_CELLS = frozenset({"td", "th"})
_STRUCK = frozenset({"del", "s", "strike"})
_NOT_TEXT = {
    "script": "scripts, which may add words to the page",
    "iframe": "frames, whose content is a page of its own",
    "frame": "frames, whose content is a page of its own",
    "object": "embedded objects",
    "embed": "embedded objects",
    "canvas": "drawings",
    "svg": "drawings",
    "video": "films",
}
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![-\w])opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)"
    r"|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|$|!)|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_STYLE_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}")
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK = re.compile(r" *([\n\t\u2028]) *")

_OPENING = re.compile(
    r"(?:\s|<!--.{0,4000}?-->|<\?xml[^>]{0,300}\?>)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING_TAG = re.compile(
    r"</(?:p|div|span|b|i|strong|em|h[1-6]|li|ul|ol|table|tr|td|font|a|section)\s*>|<br\s*/?>",
    re.IGNORECASE,
)
_FRAGMENT_TAGS = 2
_ENTITY = re.compile(
    r"&(?:#\d{2,7}|#x[0-9a-f]{2,6}|nbsp|amp|lt|gt|quot|apos|middot|hellip|[lr][sd]quo|[mn]dash);",
    re.IGNORECASE,
)


def is_page(text: str) -> bool:
    """Whether `text` begins as a page of HTML does."""
    return _OPENING.match(text[:20_000]) is not None


def is_fragment(text: str) -> bool:
    """Whether `text` has the tags of a page, as a copied part of one has."""
    closing = _CLOSING_TAG.finditer(text[:200_000])
    return sum(1 for _ in zip(range(_FRAGMENT_TAGS), closing, strict=False)) >= _FRAGMENT_TAGS


def has_entities(text: str) -> bool:
    """Whether characters in `text` are written as character references of HTML."""
    return _ENTITY.search(text) is not None


FindPicture = Callable[[str], bytes | None]
"""The picture that an address in a page names, where the file itself holds it."""


def read_html(
    decoded: DecodedText,
    read_picture: ReadPicture | None = None,
    find_picture: FindPicture | None = None,
) -> DocumentText:
    """The visible text of a page; each block is one line, and words of pictures come last."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - only for documents

    tree = LexborHTMLParser(decoded.text)
    root = tree.root
    page = _VisibleText(_hidden_by_rules(tree) if root is not None else frozenset())
    if root is not None:
        page.collect(root)
    text = TextWithPlaces()
    text.add(page.text())
    pictures = EmbeddedPictures(read_picture)
    elsewhere = _add_pictures(page.addresses, find_picture, pictures, text)
    not_read = page.not_read()
    if elsewhere:
        not_read = (
            *not_read,
            "The page has pictures that are not in the file; they were not read.",
        )
    return DocumentText(
        text=text.text,
        form=DocumentForm.HTML,
        encoding=decoded.encoding,
        notes=(*decoded.notes, *page.notes(), *pictures.notes()),
        not_read=(*not_read, *pictures.not_read()),
        certain=decoded.certain and pictures.certain,
        paragraphs=True,
        marks=tuple(text.marks),
        confidence=pictures.mean,
    )


def _add_pictures(
    addresses: list[str],
    find_picture: FindPicture | None,
    pictures: EmbeddedPictures,
    text: TextWithPlaces,
) -> bool:
    """Read the pictures of a page; whether some are not in the file."""
    elsewhere = False
    for number, address in enumerate(addresses, start=1):
        raw = _data_of(address)
        if raw is None and find_picture is not None:
            raw = find_picture(address)
        if raw is None:
            elsewhere = True
            continue
        if not pictures.places and not text.text.endswith("\n"):
            text.add("\n")
        pictures.add(text, raw, f"picture {number}")
    return elsewhere


def _data_of(address: str) -> bytes | None:
    """The picture in an address of the scheme `data` (RFC 2397); None for any other address."""
    head, comma, data = address.strip().partition(",")
    if not comma or not head.lower().startswith("data:") or not head.lower().endswith(";base64"):
        return None
    try:
        return base64.b64decode("".join(data.split()))
    except binascii.Error:
        return b""


def _hidden_by_rules(tree: object) -> frozenset[int]:
    """Identities of the elements that a style sheet in the page hides on every medium."""
    hidden: set[int] = set()
    rules = 0
    for style in tree.css("style"):  # type: ignore[attr-defined]
        sheet = _STYLE_COMMENT.sub("", style.text_content or style.text(deep=True) or "")
        for rule in _STYLE_RULE.finditer(_without_media(sheet)):
            if not _HIDING_STYLE.search(rule.group(2)):
                continue
            rules += 1
            if rules > MAX_HIDING_RULES:
                return frozenset(hidden)
            try:
                matching = tree.css(rule.group(1).strip())  # type: ignore[attr-defined]
            except Exception:  # noqa: S112 - a selector the parser does not know hides nothing
                continue
            hidden.update(node.mem_id for node in matching)
    return frozenset(hidden)


def _without_media(sheet: str) -> str:
    """`sheet` without blocks such as `@media print`, which hold on some screens only."""
    kept: list[str] = []
    depth = skip_from = 0
    for piece in re.split(r"([{}])", sheet):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(0, depth - 1)
            if skip_from and depth < skip_from:
                skip_from = 0
                continue
        elif piece.strip().startswith("@") and not skip_from:
            skip_from = depth + 1
        if not skip_from:
            kept.append(piece)
    return "".join(kept)


class _VisibleText:
    """The visible words of a page, and what in it is not words."""

    def __init__(self, hidden: frozenset[int]) -> None:
        self._hidden_nodes = hidden
        self._pieces: list[str] = []
        self._not_text: dict[str, None] = {}
        self.addresses: list[str] = []
        self._hidden = self._struck = 0
        self._nodes = 0

    def collect(self, root: LexborNode) -> None:
        """Visit every node without recursion: a hostile page may be nested without end."""
        stack: list[Iterator[LexborNode | str]] = [iter([root])]
        while stack:
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
            elif isinstance(node, str):
                self._pieces.append(node)
            elif self._nodes > MAX_NODES:
                self._not_text["the rest of a page with too many elements"] = None
                return
            else:
                self._nodes += 1
                children = self._visit(node)
                if children is not None:
                    stack.append(children)

    def _visit(self, node: LexborNode) -> Iterator[LexborNode | str] | None:
        tag = (node.tag or "").lower()
        if tag == "-text":
            self._pieces.append(_SPACE.sub(" ", node.text_content or ""))
            return None
        if (words := _NOT_TEXT.get(tag)) is not None:
            self._not_text[words] = None
        if tag == "img" and not _is_ornament(node) and not self._is_hidden(node):
            self.addresses.append(node.attributes.get("src") or "")
        if tag in _UNSEEN:
            return None
        if self._is_hidden(node):
            self._hidden += bool((node.text(deep=True) or "").strip())
            return None
        if tag in _STRUCK:
            self._struck += bool((node.text(deep=True) or "").strip())
            return None
        if tag == "br":
            self._pieces.append(SOFT_BREAK)
            return None
        edge = "\n" if tag in _BLOCKS else "\t" if tag in _CELLS else ""
        return _between(edge, node)

    def _is_hidden(self, node: LexborNode) -> bool:
        attributes = node.attributes
        if "hidden" in attributes or node.mem_id in self._hidden_nodes:
            return True
        if node.tag == "input" and (attributes.get("type") or "").lower() == "hidden":
            return True
        return bool(_HIDING_STYLE.search(attributes.get("style") or ""))

    def text(self) -> str:
        """One line for each block; empty blocks are left out."""
        joined = _SPACE_RUN.sub(" ", "".join(self._pieces).replace("\xa0", " "))
        lines = (line.strip(" \t\u2028") for line in _AROUND_BREAK.sub(r"\1", joined).split("\n"))
        return "\n".join(line for line in lines if line)

    def notes(self) -> tuple[str, ...]:
        """What was left out although it is written in the file."""
        notes = []
        if self._hidden:
            notes.append("Words in elements that the page hides were left out.")
        if self._struck:
            notes.append("Words that are struck out were left out.")
        return tuple(notes)

    def not_read(self) -> tuple[str, ...]:
        """What a visitor may see and the reader does not."""
        return tuple(f"The page has {words}; they were not read." for words in self._not_text)


_SPACE_RUN = re.compile(r" {2,}")


def _is_ornament(node: LexborNode) -> bool:
    for side in ("width", "height"):
        value = (node.attributes.get(side) or "").removesuffix("px")
        if value.isdigit() and len(value) < 5 and int(value) <= ORNAMENT_PIXELS:  # noqa: PLR2004
            return True
    return False


def _between(edge: str, node: LexborNode) -> Iterator[LexborNode | str]:
    """`edge`, the children of `node`, and `edge` again."""
    if edge:
        yield edge
    yield from node.iter(include_text=True)
    if edge:
        yield edge
