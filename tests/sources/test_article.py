"""The whole room: bytes or text to a `Document`, or a clear error."""

from __future__ import annotations

import datetime
import gzip
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from communique.record import Document
from communique.sources import SourceError, read

EXAMPLES = Path(__file__).parents[2] / "examples"
SHORT = "Truce holds for a second day\n\nThe truce between the two armies held on Friday, the mediators said."


def parts(document: Document, kind: str) -> list[str]:
    return [document.text[p.start : p.end] for p in document.parts if p.kind == kind]


def test_clean_text_keeps_its_offsets() -> None:
    source = (EXAMPLES / "ceasefire.txt").read_text(encoding="utf-8")
    document = read(source)
    assert document.text == source.strip()
    assert document.dropped == ()
    assert document.title == "Armenia and Azerbaijan agree to truce talks as each accuses the other of new shelling"
    assert document.publisher == "Meridian"
    assert document.published == datetime.date(2026, 3, 10)
    assert parts(document, "paragraph")[0] == "YEREVAN, March 10, 2026 (Meridian) —"
    assert parts(document, "paragraph")[1].startswith("Armenia and Azerbaijan agreed on Tuesday")
    assert len(document.parts) == 13


def test_page_turned_into_text_loses_its_litter() -> None:
    document = read((EXAMPLES / "border-talks.txt").read_bytes())
    assert document.title == "Guyana rejects Venezuela's call for direct border talks, saying the court must rule first"
    assert document.publisher == "Shoreline Dispatch"
    assert document.byline == "Carla Mendes and Joseph Ramdin"
    assert document.published == datetime.date(2026, 5, 6)
    assert [point.split()[0] for point in parts(document, "key_point")] == ["Guyana's", "Caracas", "Brazil"]
    assert parts(document, "caption") == ["The Essequibo river near Bartica, Guyana, in April."]
    assert len(parts(document, "paragraph")) == 10
    assert [(d.text[:24], d.why) for d in document.dropped] == [
        ("Skip to main content", "navigation"),
        ("World | Americas", "a section's name"),
        ("By Carla Mendes and Jose", "a byline"),
        ("Updated Wed, May 6, 2026", "an update line"),
        ("Share on Facebook", "a share button"),
        ("Copy link", "a share button"),
        ("Sorry, an error occurred", "a widget's error line"),
        ("(Photo by Neil Persaud /", "a photo credit"),
        ("Advertisement", "an advertisement's label"),
        ("Sign up for our newslett", "an invitation to a newsletter"),
        ("Related stories", "a block of links"),
        ("Oil output off Guyana re", "a block of links"),
        ("What is the Essequibo di", "a block of links"),
        ("Brazil reinforces its no", "a block of links"),
        ("Read the original articl", "a pointer to the original"),
    ]


def test_html_page() -> None:
    document = read((EXAMPLES / "grain-corridor.html").read_bytes())
    assert document.title == "Turkey presses Russia to let grain ships sail as Kyiv fears new strikes on Odesa"
    assert document.text.startswith(document.title + "\n\n")
    assert document.publisher == "The Meridian"
    assert document.byline == "Elif Aydin and Mark Hollis"
    assert document.published == datetime.date(2025, 9, 17)
    assert document.url == "https://meridian.example/world/2025/sep/17/turkey-russia-grain-ships-odesa"
    assert parts(document, "caption") == [
        "Cargo ships wait off the port of Odesa on Monday.",
        "Kemal Arslan at the Foreign Ministry in Ankara.",
    ]
    assert [p.kind for p in document.parts][:3] == ["title", "caption", "paragraph"]
    assert len(parts(document, "paragraph")) == 11
    reasons = {d.text: d.why for d in document.dropped}
    assert reasons["Share on X"] == "a share button"
    assert reasons["How the first grain deal fell apart"] == "outside the article"
    assert not any(words in document.text for words in ("cookies", "newsletter", "Photograph", "Related", "Topics"))


def test_arguments_go_before_what_the_input_says() -> None:
    document = read(
        (EXAMPLES / "grain-corridor.html").read_bytes(),
        published=datetime.date(2025, 9, 18),
        url="https://example.org/a",
    )
    assert document.published == datetime.date(2025, 9, 18)
    assert document.url == "https://example.org/a"


def test_date_in_the_address_is_the_last_resort() -> None:
    assert read(SHORT, url="https://example.org/2024/05/03/truce").published == datetime.date(2024, 5, 3)
    assert read(SHORT).published is None


def test_id_follows_the_clean_text() -> None:
    same = read("  " + SHORT + "\n\nAdvertisement\n")
    assert same.id == read(SHORT).id
    assert len(same.id) == 16
    assert same.id != read(SHORT + " It rained.").id


def test_encodings_give_one_text() -> None:
    text = "Envoy’s visit is put off\n\nThe envoy’s visit to Chișinău was “postponed” on Friday, his office said."
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"):
        assert read(text.encode(encoding)).text == text
    assert read(gzip.compress(text.encode())).text == text
    assert read(text.replace("\n", "\r\n").encode()).text == text


def test_damaged_bytes_are_replaced_and_told() -> None:
    data = "The minister’s visit to Kyiv was “postponed”, officials said.".encode().replace(b"Kyiv", b"Ky\xff\xfev")
    document = read(data)
    assert document.text == "The minister’s visit to Ky\ufffd\ufffdv was “postponed”, officials said."
    assert [d.why for d in document.dropped] == ["2 places are no valid utf-8 and were replaced by U+FFFD"]


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        ("", "empty", "is empty"),
        (b"\xef\xbb\xbf \n\t ", "empty", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "binary", "a PDF, not text or HTML; extract its text first"),
        (b"PK\x03\x04\x14\x00", "binary", "a zip file"),
        (b"\x89PNG\r\n\x1a\n", "binary", "a PNG image"),
        (b"news\x00\x00\x01more", "binary", "zero bytes"),
        ("news\x00more", "binary", "zero characters"),
        (gzip.compress(b"The talks were put off.")[:-9], "broken", "gzip file that can't be unpacked"),
        ("• \n\n12,000 -- 7%", "no text", "nothing readable"),
        ("Advertisement\n\nShare this article", "no text", "nothing readable"),
        ("<html><body><script>load()</script></body></html>", "no text", "no article text"),
        ("Der Minister hat am Montag gesagt, dass er nicht nach Wien reisen wird.", "not English", "in German;"),
        ("Президент заявил, что переговоры продолжатся во вторник.", "not English", "Cyrillic script"),
        ("The talks go on. " * 300, "too large", "more than 5,000 characters"),
        (gzip.compress(b"The talks go on. " * 300), "too large", "more than 5,000 bytes"),
    ],
)
def test_unusable_input_says_what_is_wrong(data: str | bytes, kind: str, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, limit=5_000)
    assert caught.value.kind == kind
    assert words in str(caught.value)


LINES = st.sampled_from(
    [
        "Talks on the border resume in Geneva",
        "GENEVA, May 4 (Reuters) - The talks on the border resumed on Monday, the envoy said.",
        "“We will not sign,” the minister said, and he left the room before the others had spoken.",
        "  • The two sides have agreed on a date for the next round.",
        "- The army denied it.",
        "•",
        "Related articles",
        "Key points",
        "By Jane Doe",
        "Oops!",
        "Advertisement",
        "Comments",
        "Soldiers at a checkpoint near Gori. (AP Photo/Jane Doe)",
        "Truce in doubt | The Meridian",
        "of the two armies",
        "",
        "",
        " \t ",
    ]
)
PAGES = st.lists(LINES, max_size=14).map("\n".join)
MARKUP = st.lists(
    st.one_of(LINES, st.sampled_from(["<p>", "</p>", "<h1>", "<ul><li>", "</div>", "<br>", "&nbsp;", "<figcaption>"])),
    max_size=14,
).map(lambda pieces: "<html><body><article>" + "".join(pieces))


def check(document: Document) -> None:
    """Every part is inside the text, none is empty or has white space around it, and they stand in order."""
    at = 0
    for part in document.parts:
        words = document.text[part.start : part.end]
        assert at <= part.start < part.end <= len(document.text)
        assert words == words.strip() != ""
        assert not document.text[at : part.start].strip()
        at = part.end
    assert at == len(document.text)


@settings(deadline=None)  # the first page imports trafilatura
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300), PAGES, MARKUP))
@example(b"\x1f\x8b\x08")
@example("\ua780")
@example("\ud800 the")
@example(b"<html><meta charset=idna><p>\xff the")
def test_any_input_is_read_or_refused(data: str | bytes) -> None:
    try:
        document = read(data)
    except SourceError:
        return
    check(document)
    assert document.text.encode()


@given(PAGES)
def test_no_word_is_lost_or_changed(text: str) -> None:
    try:
        document = read(text)
    except SourceError:
        return
    shown = document.text + "".join(d.text for d in document.dropped)
    assert sorted(c for c in shown if c.isalnum()) == sorted(c for c in text if c.isalnum())
    for part in document.parts:
        assert document.text[part.start : part.end] in text
    if not document.dropped and not any(mark in text for mark in "•-"):
        assert document.text == text.strip()


@pytest.mark.parametrize("given", [datetime.date(2026, 3, 10), "2026-03-10", "2026-03-10T08:30:00+00:00"])
def test_a_publication_date_may_be_given_as_a_date_or_as_iso_text(given: datetime.date | str) -> None:
    assert read(
        "Talks stall\n\nEnvoys of Norland left the table on Tuesday.", published=given
    ).published == datetime.date(2026, 3, 10)


def test_a_wrong_publication_date_is_named() -> None:
    with pytest.raises(SourceError, match="'10 March' is no publication date"):
        read("Talks stall\n\nEnvoys of Norland left the table on Tuesday.", published="10 March")
