"""Pages: what the metadata says, where captions go, what is outside the article."""

from __future__ import annotations

import datetime

from communique.sources.html import Page, read_page

BODY = """
<p>The foreign ministers of both countries met in Vienna on Monday for the first time in a year, officials said.</p>
<figure><img src="a.jpg"><figcaption>The ministers in Vienna.</figcaption></figure>
<p>They agreed to meet again before the summer, although neither side would say what had been discussed.</p>
<p>A spokesman for the Austrian government called the meeting “a first step” and said that more would follow.</p>
"""


def page(head: str = "", body: str = BODY, url: str | None = None) -> Page:
    return read_page(
        f"<html><head><title>Ministers meet in Vienna</title>{head}</head><body><nav><ul><li>World</li></ul></nav>"
        f"<article><h1>Ministers meet in Vienna</h1>{body}</article></body></html>",
        url,
    )


def test_title_once_and_caption_in_its_place() -> None:
    found = page()
    assert [(u.kind, found.text[u.start : u.end][:24]) for u in found.units] == [
        ("title", "Ministers meet in Vienna"),
        ("line", "The foreign ministers of"),
        ("caption", "The ministers in Vienna."),
        ("line", "They agreed to meet agai"),
        ("line", "A spokesman for the Aust"),
    ]
    assert [(d.text, d.why) for d in found.outside] == [("World", "a section's name")]
    assert (found.publisher, found.published, found.url) == (None, None, None)


def test_json_ld() -> None:
    found = page(
        '<script type="application/ld+json">not json</script>'
        '<script type="application/ld+json">[{"@type": "BreadcrumbList"}, {"@type": ["NewsArticle"],'
        ' "headline": "Ministers meet", "datePublished": "2026-05-04T09:00:00Z",'
        ' "author": [{"name": "A B"}, {"name": "C D"}, "E F"], "publisher": {"name": "The Meridian"}}]</script>'
        '<meta property="article:published_time" content="2026-05-05">'
    )
    assert found.title == "Ministers meet"
    assert found.published == datetime.date(2026, 5, 4)
    assert found.byline == "A B, C D and E F"
    assert found.publisher == "The Meridian"


def test_odd_json_ld_is_passed_over() -> None:
    found = page(
        '<script type="application/ld+json">{"@type": "Article", "headline": 3, "author": [], "publisher": 1}</script>'
    )
    assert (found.title, found.byline, found.publisher) == ("Ministers meet in Vienna", None, None)


def test_meta_elements() -> None:
    found = page(
        '<meta property="og:site_name" content="The Meridian"><meta name="author" content="Jane Doe">'
        '<meta property="article:published_time" content="2026-05-05T08:00:00+02:00">'
    )
    assert (found.publisher, found.byline, found.published) == ("The Meridian", "Jane Doe", datetime.date(2026, 5, 5))


def test_date_of_a_marked_time_element_and_of_the_address() -> None:
    assert page(body='<time itemprop="datePublished" datetime="2026-05-06">x</time>' + BODY).published == datetime.date(
        2026, 5, 6
    )
    found = page(url="https://meridian.example/2026/05/07/vienna")
    assert (found.published, found.url) == (datetime.date(2026, 5, 7), "https://meridian.example/2026/05/07/vienna")


def test_list_items_and_breaks_are_blocks() -> None:
    found = page(
        body="<ul><li>They met on Monday in Vienna.</li></ul>" + BODY + "<p>He left early.<br><br>She stayed.</p>"
    )
    texts = [(u.kind, found.text[u.start : u.end]) for u in found.units]
    assert texts[1] == ("item", "They met on Monday in Vienna.")
    assert texts[-2:] == [("line", "He left early."), ("line", "She stayed.")]
