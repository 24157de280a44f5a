"""The page in a browser: it asks for nothing, reads well on a phone, and axe finds no fault."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.core.text import LANGUAGES, Language
from auditor.report.audited import Audited
from auditor.report.difference import build_difference
from auditor.report.outputs.difference_page import render_difference
from auditor.report.outputs.letters import COMPLAINT, REQUEST
from auditor.report.outputs.letters import EVIDENCE as LETTER_EVIDENCE
from tests.report.builders.judged import findings, stated
from tests.report.builders.observations import observations
from tests.report.pdf_words import page_texts

from .conftest import Kind

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The narrowest of WCAG 1.4.10, a tablet, 1440 px at 200 % (1.4.4), a desk. The sizes of the style
# sheet are relative, so that a larger letter size works as zoom does.
WIDTHS = (320, 768, 720, 1440)
# A4 between the margins of the style sheet; Letter is wider.
PAPER = 665

WCAG = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
    "best-practice",
]

# Elements that reach out of the window and do not scroll by themselves.
_OUTSIDE = """() => {
  const width = document.documentElement.clientWidth;
  const scrolled = e => e.closest('.scroll, .contents, .hidden, .skip, .patterns, h2.quiet')
    || (e.closest('thead') && getComputedStyle(e.closest('thead')).position === 'absolute');
  return [...document.body.querySelectorAll('*')]
    .filter(e => !scrolled(e) && !e.closest('svg > *'))
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.width && (box.right > width + 0.5 || box.left < -0.5))
    .slice(0, 5).map(([e, box]) => [e.outerHTML.slice(0, 120), box.left, box.right]);
}"""
# On paper nothing scrolls.
_OUTSIDE_ON_PAPER = _OUTSIDE.replace(".scroll, ", "")
# Cells whose words are printed over the next column.
_OVER_THEIR_CELL = """() => [...document.querySelectorAll('th, td')]
    .filter(e => e.clientWidth && e.scrollWidth > e.clientWidth + 1)
    .slice(0, 5).map(e => [e.outerHTML.slice(0, 120), e.scrollWidth, e.clientWidth])"""
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_OPEN = "document.querySelectorAll('details').forEach(d => { d.open = true })"


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture(scope="module")
def heard() -> dict[str, list[str]]:
    return {"asked": [], "said": []}


@pytest.fixture(scope="module")
def opened(
    browser: Browser,
    reports: dict[Language, Path],
    language: Language,
    heard: dict[str, list[str]],
) -> Iterator[Page]:
    """One page a language, opened once."""
    context = browser.new_context(offline=True, reduced_motion="reduce")
    page = context.new_page()
    heard["asked"].clear()
    heard["said"].clear()
    page.on("request", lambda request: heard["asked"].append(request.url))
    page.on("console", lambda message: heard["said"].append(message.text))
    page.on("pageerror", lambda error: heard["said"].append(str(error)))
    page.goto(reports[language].as_uri())
    page.evaluate(_OPEN)
    yield page
    context.close()


@pytest.fixture
def page(opened: Page) -> Iterator[Page]:
    opened.set_viewport_size({"width": 1440, "height": 900})
    opened.emulate_media(media="screen", color_scheme="light")
    yield opened
    opened.evaluate(_OPEN)


def faults(page: Page, *rules: str, tags: Sequence[str] = WCAG) -> list[tuple[str, list[str]]]:
    """What axe finds by `rules`; without any, by all rules with one of `tags`, or by all."""
    from axe_playwright_python.sync_playwright import Axe

    options: dict[str, object] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    elif tags:
        options["runOnly"] = {"type": "tag", "values": list(tags)}
    violations = Axe().run(page, options=options).response["violations"]
    return [
        (fault["id"], [node["html"][:200] for node in fault["nodes"][:3]]) for fault in violations
    ]


# --- closed to the outside -----------------------------------------------------------------------


def test_it_asks_for_nothing_and_the_console_stays_empty(
    page: Page, reports: dict[Language, Path], language: Language, heard: dict[str, list[str]]
) -> None:
    asked = [url for url in heard["asked"] if not url.startswith("data:")]
    assert asked == [reports[language].as_uri()]
    assert heard["said"] == []
    assert page.evaluate("document.images[0].naturalWidth") == 480


def test_the_policy_holds_against_what_might_get_in(
    browser: Browser, reports: dict[Language, Path], tmp_path: Path
) -> None:
    whole = reports["en"].read_text(encoding="utf-8")
    broken = tmp_path / "broken.html"
    broken.write_text(
        whole.replace(
            "</main>",
            "<script>document.title = 'taken'</script>"
            "<img src='data:image/gif;base64,x' onerror=\"document.title = 'taken'\">"
            "<img src='http://127.0.0.1:9/seen'><link rel=stylesheet href='http://127.0.0.1:9/s'>"
            "<iframe src='http://127.0.0.1:9/f'></iframe>"
            "<a id=trap href=\"javascript:document.title='taken'\">x</a>"
            "<form id=send action='http://127.0.0.1:9/f'><button>x</button></form>"
            "<p id=drawn style='position: fixed'>x</p></main>",
        ),
        encoding="utf-8",
    )
    context = browser.new_context()
    page = context.new_page()
    answered: list[str] = []
    reached: list[str] = []
    page.on("response", lambda response: answered.append(response.url))
    # A request that the policy stops fails before it has anywhere to go; one that was let through
    # would be refused by the port.
    page.on(
        "requestfailed",
        lambda request: (
            reached.append(request.url) if "REFUSED" in (request.failure or "") else None
        ),
    )
    page.goto(broken.as_uri())
    page.locator("#trap").click()
    page.evaluate("document.querySelector('#send').requestSubmit()")
    page.wait_for_timeout(100)
    assert page.title() != "taken"
    assert page.url.split("#")[0].rstrip("?") == broken.as_uri()
    assert [url for url in answered if url.startswith("http")] == []
    assert reached == []
    assert page.evaluate("getComputedStyle(document.querySelector('#drawn')).position") == "static"
    context.close()


# --- everybody can read it -----------------------------------------------------------------------


def test_axe_finds_no_fault(page: Page) -> None:
    assert faults(page) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page, "target-size", "scrollable-region-focusable") == []
    page.set_viewport_size({"width": 320, "height": 900})
    page.emulate_media(color_scheme="dark")
    assert faults(page, "color-contrast", "link-in-text-block") == []


def test_nothing_reaches_out_of_the_window(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(_SIDEWAYS) <= 0, width
        assert page.evaluate(_OUTSIDE) == [], width


def test_what_scrolls_sideways_has_a_name_and_takes_the_focus(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    nameless = page.evaluate("""() => [...document.querySelectorAll('*')]
        .filter(e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX))
        .filter(e => e.scrollWidth > e.clientWidth)
        .filter(e => e.tabIndex !== 0 || e.getAttribute('role') !== 'region'
            || !(e.ariaLabel || document.getElementById(e.getAttribute('aria-labelledby'))))
        .map(e => e.outerHTML.slice(0, 120))""")
    assert nameless == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(page: Page, kind: Kind) -> None:
    page.evaluate("""() => {
        window.reached = new Set(); window.unseen = [];
        document.activeElement.blur();
        document.addEventListener('focusin', ({target}) => {
            window.reached.add(target);
            const drawn = getComputedStyle(target), box = target.getBoundingClientRect();
            if (drawn.outlineStyle === 'none' || parseFloat(drawn.outlineWidth) < 2
                || box.bottom < 0 || box.top > innerHeight)
                window.unseen.push(target.outerHTML.slice(0, 120));
        });
    }""")
    count = page.evaluate("document.querySelectorAll('a[href], summary, [tabindex]').length")
    assert count > {"report": 5, "record": 100}[kind]
    for _ in range(count):
        page.keyboard.press("Tab")
    assert page.evaluate("window.unseen") == []
    assert page.evaluate("window.reached.size") == count


def test_the_first_tab_stop_skips_to_the_report(
    browser: Browser, reports: dict[Language, Path]
) -> None:
    page = browser.new_page()
    page.goto(reports["en"].as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.close()


def test_the_keyboard_folds_and_unfolds(page: Page) -> None:
    first = page.locator("details").first
    first.locator("summary").focus()
    was = first.evaluate("d => d.open")
    page.keyboard.press("Enter")
    assert first.evaluate("d => d.open") is not was
    page.keyboard.press("Space")
    assert first.evaluate("d => d.open") is was


# --- the other way round -------------------------------------------------------------------------

# A language written from the right, made from what is there: Latin letters become Hebrew ones. What
# is quoted or is code stays.
_MIRROR = """() => {
  const alphabet = 'אבגדהוזחטיכלמנסעפצקרשתאבגד';
  document.documentElement.dir = 'rtl';
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = words.nextNode();)
    if (!node.parentElement.closest('code, q, .digest, .url, body [lang]'))
      node.data = node.data.replace(/[a-z]/gi, c => alphabet[c.toLowerCase().charCodeAt(0) - 97]);
}"""
_EDGES = """() => ['.row > h4', '.contents', '.alerts', '.finding > header', '.first .pair > *',
    '.card', '.issues tbody tr', '.flow li', '.card-parts dt', '.pairs dt', '.scroll']
  .map(s => [...document.querySelectorAll(s)].slice(0, 8).map(e => e.getBoundingClientRect())
    .map(b => [b.left, document.documentElement.clientWidth - b.right].map(Math.round)))"""


def test_a_language_from_the_right_mirrors_the_page_and_breaks_nothing(
    browser: Browser, reports: dict[Language, Path], kind: Kind
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(reports["en"].as_uri())
    page.evaluate(_OPEN)
    edges = page.evaluate(_EDGES)
    assert sum(map(len, edges)) > {"report": 5, "record": 30}[kind]
    page.evaluate(_MIRROR)
    mirrored = page.evaluate(_EDGES)
    for before, after in zip(edges, mirrored, strict=True):
        for (start, end), (left, right) in zip(before, after, strict=True):
            assert (start, end) == pytest.approx((right, left), abs=2)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(_SIDEWAYS) <= 0, width
        assert page.evaluate(_OUTSIDE) == [], width
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 900})
    assert page.evaluate(_OUTSIDE) == []
    page.close()


# --- on paper ------------------------------------------------------------------------------------


def test_paper_opens_what_is_folded_away_and_cuts_nothing_off(
    browser: Browser, reports: dict[Language, Path]
) -> None:
    page = browser.new_page(viewport={"width": PAPER, "height": 900})
    page.goto(reports["en"].as_uri())
    page.emulate_media(media="print")
    assert page.locator("details:not([open])").count() > 0
    unseen = page.evaluate("""() => [...document.querySelectorAll('details > :not(summary)')]
        .filter(e => !e.checkVisibility({contentVisibilityAuto: true}) || !e.offsetHeight)
        .map(e => e.outerHTML.slice(0, 120))""")
    assert unseen == []
    assert page.evaluate(_OUTSIDE_ON_PAPER) == []
    heads = page.evaluate("""() => [...document.querySelectorAll('thead:not(.hidden)')]
        .filter(e => getComputedStyle(e).display !== 'table-header-group')
        .map(e => e.outerHTML.slice(0, 120))""")
    assert heads == []
    page.close()


# One font that is wider than text usually is, one whose figures are, and one for Chinese. A browser
# takes another font of the kind on a machine without the named one.
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "font", ["'DejaVu Sans', sans-serif", "'DejaVu Sans Mono', monospace", "'Noto Serif CJK SC'"]
)
def test_paper_cuts_nothing_off_whatever_the_font(
    browser: Browser, reports: dict[Language, Path], font: str, language: Language
) -> None:
    # The page's own policy lets no other style in.
    context = browser.new_context(bypass_csp=True, viewport={"width": PAPER, "height": 900})
    page = context.new_page()
    page.goto(reports[language].as_uri())
    page.add_style_tag(content=f"* {{ font-family: {font} !important }}")
    page.emulate_media(media="print")
    assert page.evaluate(_OUTSIDE_ON_PAPER) == []
    assert page.evaluate(_OVER_THEIR_CELL) == []
    context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_table_is_printed_to_its_last_word(
    browser: Browser,
    reports: dict[Language, Path],
    audits: dict[Language, Audited],
    paper: str,
    kind: Kind,
) -> None:
    page = browser.new_page()
    page.goto(reports["en"].as_uri())
    last = page.evaluate("""() => [...document.querySelectorAll('table')]
        .map(t => [...t.querySelectorAll('td')].at(-1).textContent)""")
    text = plain("".join(page_texts(page.pdf(format=paper, prefer_css_page_size=False))))
    assert len(last) > {"report": 1, "record": 20}[kind]
    assert [words for words in last if plain(words)[-12:] not in text] == []
    for exhibit in audits["en"].observations.case.exhibits:
        assert exhibit.digest.value in text
    page.close()


def plain(words: str) -> str:
    """Without white space, which lines change, without ligatures, and with one kind of dash."""
    return unicodedata.normalize("NFKC", "".join(words.split())).replace("–", "‒")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_audits_side_by_side_are_whole_and_without_fault(
    browser: Browser, tmp_path: Path, language: Language, width: int
) -> None:
    judged = findings(observations(hostile=True, episodes=6))
    earlier = stated({"alternative.offered": True})
    path = tmp_path / "page.html"
    path.write_bytes(render_difference(build_difference((earlier, judged, judged), language)))
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert faults(page, tags=()) == []
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_whole_and_without_fault(
    browser: Browser,
    tmp_path: Path,
    audits: dict[Language, Audited],
    language: Language,
    width: int,
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for letter in (REQUEST, COMPLAINT, LETTER_EVIDENCE):
        path = tmp_path / letter.file
        path.write_bytes(letter.render(audits[language]))
        page.goto(path.as_uri())
        assert page.evaluate(_SIDEWAYS) <= 0
        assert faults(page, tags=()) == []
    page.close()
