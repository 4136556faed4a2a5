"""The page as one file: valid, self-contained, safe, and true to the article."""

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

import communique
from communique.page import to_frame, to_html
from communique.page.cards import deal
from communique.record import Document, Readout
from tests.page.harbour import READOUT

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LIMIT = 300_000  # bytes of a page of an article


@pytest.fixture(scope="module")
def example() -> Readout:
    return communique.read((EXAMPLES / "ceasefire.txt").read_bytes())


def parsed(page: str) -> Element:
    """The tree of a page; raises where the HTML is not valid."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)  # type: ignore[no-any-return]


def words(node: Element) -> str:
    """The text of an element without note numbers and words for screen readers."""
    own = node.text or ""
    for child in node:
        if not {"note", "unseen"} & set(child.get("class", "").split()):
            own += words(child)
        own += child.tail or ""
    return own


def check(readout: Readout) -> Element:
    page = to_html(readout)
    assert len(page.encode()) < LIMIT
    tree, text = parsed(page), readout.document.text
    ids = Counter(i for node in tree.iter() if (i := node.get("id")))
    assert [i for i, n in ids.items() if n > 1] == []
    for node in tree.iter():
        for name in ("href", "aria-details", "aria-labelledby", "for"):
            if (target := node.get(name)) and (name != "href" or target.startswith("#")):
                assert target.removeprefix("#") in ids
    shown = [(int(n.get("data-start", "")), int(n.get("data-end", "")), n) for n in tree.iter() if n.get("data-start")]
    assert [words(n) for _, _, n in shown] == [text[start:end] for start, end, _ in shown]
    assert "".join("".join(words(n) for _, _, n in shown).split()) == "".join(text.split())
    for card in deal(readout):
        over = {i for s in card.spans for i in range(s.start, s.end)}
        over |= {i for e in card.events for m in e.mentions for i in range(m.start, m.end)}
        marked = "".join(words(n) for n in tree.iter() if str(card.number) in n.get("data-c", "").split())
        wanted = "".join(text[i] for i in sorted(over) if any(start <= i < end for start, end, _ in shown))
        assert marked == wanted
        assert all(i in ids for i in card.ids)
    return tree


def test_the_page_is_valid_and_every_mark_covers_its_words() -> None:
    check(READOUT)


def test_an_article_that_was_read(example: Readout) -> None:
    tree = check(example)
    assert len(list(tree.iter("article"))) == len(deal(example)) > 20


def test_the_page_loads_nothing(example: Readout) -> None:
    for readout in (READOUT, example):
        page = to_html(readout)
        for node in parsed(page).iter():
            assert node.tag not in ("link", "img", "iframe", "object", "embed", "base", "audio", "video", "form_")
            assert not {"src", "srcset", "action", "data", "poster", "ping", "style"} & set(node.keys())
        style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)[0]
        assert "url(" not in style
        assert "@import" not in style


def test_no_script_but_ours_can_run() -> None:
    page = to_html(READOUT)
    tree = parsed(page)
    (script,) = tree.iter("script")
    (style,) = tree.iter("style")
    (policy,) = (n.get("content", "") for n in tree.iter("meta") if n.get("http-equiv") == "Content-Security-Policy")
    for node in (script, style):
        assert b64encode(sha256((node.text or "").encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "alert" not in (script.text or "")
    for node in tree.iter():
        assert not any(name.startswith("on") for name in node.keys())  # noqa: SIM118  children, not keys, are what an element iterates over
        assert not node.get("href", "").startswith("javascript")


def test_only_web_addresses_lead_out() -> None:
    def links(url: str) -> list[str]:
        readout = Readout(document=Document(id="d", text="Words.", url=url))
        hrefs = (n.get("href", "") for n in parsed(to_html(readout)).iter("a"))
        return [h for h in hrefs if not h.startswith("#")]

    assert links("https://example.org/a?b=1&c=<") == ["https://example.org/a?b=1&c=<"]
    for url in ("javascript:alert(1)", "data:text/html,x", "//example.org", "http://[", "file:///etc/passwd"):
        assert links(url) == []


def test_the_reasons_are_on_the_cards() -> None:
    (card,) = (n for n in parsed(to_html(READOUT)).iter("article") if n.get("data-ids") == "S3 E2 X1")
    why = next(n for n in card.iter("details"))
    assert [words(n) for n in why.iter("dt")] == ["S3", "E2", "X1"]
    assert [words(n) for n in why.iter("dd")] == ["no reason kept", "send -> MOBILIZE", "no reason kept"]


def test_frames_tell_the_status_by_their_style_and_in_words() -> None:
    frames = [n for n in parsed(to_html(READOUT)).iter("span") if n.get("class", "").startswith("frame ")]
    told = [(n.get("class"), "".join(n.itertext())) for n in frames]
    assert told[:4] == [
        ("frame solid", "urged"),
        ("frame dashed", "possible: could send 400 soldiers"),
        ("frame struck", "denied: raid"),
        ("frame solid", "entered Port Alder"),
    ]


def test_an_article_without_items_is_shown_in_full() -> None:
    empty = Readout(document=Document(id="d", text="Rain fell.\n\nIt stopped."), notes=("The publisher is not named.",))
    page = to_html(empty)
    parsed(page)
    assert "Nothing attributed or done was found in this text." in page
    assert "Rain fell." in page
    assert "<h1>Untitled</h1>" in page


def test_a_notebook_shows_the_page_in_a_frame() -> None:
    frame = to_frame(READOUT)
    assert frame.startswith("<iframe ")
    assert unescape(re.findall(r'srcdoc="([^"]*)"', frame)[0]) == to_html(READOUT)
    assert 'sandbox="allow-scripts' in frame
    assert READOUT._repr_html_() == frame
    assert READOUT.to_html() == to_html(READOUT)
