"""The table of litter: its rows, and the articles' own words that must pass."""

from __future__ import annotations

import re

import pytest

from communique.sources.litter import match, rules


def test_every_row_has_a_cue_in_lower_case_and_a_pattern() -> None:
    for rule in rules():
        assert all(cue == cue.lower() for cue in rule.cues)
        re.compile(rule.pattern)
        assert rule.why or rule.does == "caption"


@pytest.mark.parametrize(
    ("line", "does", "name"),
    [
        ("Oops!", "drop", None),
        ("Something went wrong. Please try again later.", "drop", None),
        ("Share this article", "drop", None),
        ("12 Comments · 3 Shares", "drop", None),
        ("Facebook | X | WhatsApp | Email", "drop", None),
        ("We use cookies to make this site work.", "drop", None),
        ("Please enable JavaScript to watch this video.", "drop", None),
        ("Subscribe to our newsletter", "drop", None),
        ("Follow us on Telegram for more", "drop", None),
        ("Story continues below advertisement", "drop", None),
        ("READ MORE: What the truce means", "drop", None),
        ("5 min read", "drop", None),
        ("2 hours ago", "drop", None),
        ("* * *", "drop", None),
        ("Read the original article on The Meridian", "publisher", "The Meridian"),
        ("This story was originally published by The Meridian.", "publisher", "The Meridian"),
        ("The post Truce in doubt appeared first on The Meridian.", "publisher", "The Meridian"),
        ("Copyright 2026 The Meridian. All rights reserved.", "owner", "The Meridian"),
        ("© 2026 The Meridian", "owner", "The Meridian"),
        ("Last updated: 14 February 2022", "updated", None),
        ("Key takeaways", "key_points", None),
        ("Desk | Updated: 29-03-2022 00:26 IST", "published", None),
        ("January 11, 2013 / 4:52 PM", "published", None),
        ("Fri Jan 11, 2013 1:56pm EST", "published", None),
        ("by admin January 23, 2026", "published", None),
        ("Photo: Meridian Pictures", "drop", None),
        ("Photo: Soldiers of both sides wait at the checkpoint near Gori.", "caption", None),
        ("FILE - The president speaks to soldiers in May.", "caption", None),
    ],
)
def test_litter(line: str, does: str, name: str | None) -> None:
    found = match(line, "top")
    assert found is not None
    assert (found.does, found.name) == (does, name)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By JANE DOE and Olu Adé-Smith", "JANE DOE and Olu Adé-Smith"),
        ("By Jane Doe, diplomatic correspondent", "Jane Doe"),
        ("By Jane Doe | The Meridian", "Jane Doe"),
        ("By JANE DOE   |   22 January 2015   |   2:55 am", "JANE DOE"),
        ("By Jane Doe January 23, 2026", "Jane Doe"),
        ("Author: Jane Doe / AP", "Jane Doe"),
    ],
)
def test_bylines(line: str, name: str) -> None:
    found = match(line, "top")
    assert found is not None
    assert (found.does, found.name) == ("byline", name)


def test_reporters_at_the_end_are_a_byline() -> None:
    found = match("(Reporting by Jane Doe in Kyiv; Editing by Tom Roe)", "tail")
    assert found is not None
    assert (found.does, found.name) == ("byline", "Jane Doe in Kyiv")


@pytest.mark.parametrize(
    "line",
    [
        "The ministers will share the costs of the mission.",
        "Subscribers to the treaty were told on Monday.",
        "By Monday, the army had left the town.",
        "By Sunday Evening",
        "Please try again, the envoy told both sides.",
        "He was updated on the talks by his staff.",
        "Something went wrong in the talks, a diplomat said.",
        "Follow the money, the prosecutor told the court.",
        "Cookies were served at the talks.",
        "More on the talks would follow, he said, and more soldiers were sent.",
        "Ukraine's minister urged Europe to join the sanctions.",
        "More than 40 states have signed.",
        "]]",
    ],
)
def test_articles_words_pass(line: str) -> None:
    assert match(line, "tail") is None
    assert match(line, "top") is None


def test_place_matters() -> None:
    assert match("Politics", "tail") is None
    assert match("Comments", "top") is not None
    long = "We use cookies. " * 40
    assert match(long, "top") is None
