"""What each unit of a page becomes."""

from __future__ import annotations

import datetime

from communique.sources.clean import Clean, clean
from communique.sources.text import units

BODY = "The foreign ministers of both countries met in Vienna on Monday and agreed to meet again."


def run(*blocks: str) -> Clean:
    source = "\n\n".join(blocks)
    return clean(source, units(source))


def kinds(found: Clean) -> list[tuple[str, str]]:
    return [(p.kind, found.text[p.start : p.end]) for p in found.parts]


def test_first_line_without_a_full_stop_is_the_title() -> None:
    found = run("Ministers meet in Vienna", BODY)
    assert kinds(found) == [("title", "Ministers meet in Vienna"), ("paragraph", BODY)]
    assert found.title == "Ministers meet in Vienna"


def test_title_may_end_in_an_abbreviation_or_a_question_mark() -> None:
    assert run("Iran sends its envoy to the U.S.", BODY).title == "Iran sends its envoy to the U.S."
    assert run("Will the truce hold?", BODY).title == "Will the truce hold?"


def test_sentence_or_lone_line_is_no_title() -> None:
    assert kinds(run("The envoy left.", BODY)) == [("paragraph", "The envoy left."), ("paragraph", BODY)]
    assert kinds(run("Ministers meet in Vienna")) == [("paragraph", "Ministers meet in Vienna")]
    assert run("Vienna, he said, would host the talks; nobody else would, he added:", BODY).title is None


def test_site_behind_the_title_is_dropped_and_names_the_publisher() -> None:
    found = run("Ministers meet in Vienna | The Meridian", BODY)
    assert found.title == "Ministers meet in Vienna"
    assert found.house == "The Meridian"
    assert found.text == f"Ministers meet in Vienna\n\n{BODY}"


def test_bullets_before_the_body_are_key_points_and_later_ones_are_not() -> None:
    found = run("Ministers meet in Vienna", "• They met on Monday.\n• They will meet again.", BODY, "• A truce by May.")
    assert kinds(found) == [
        ("title", "Ministers meet in Vienna"),
        ("key_point", "They met on Monday."),
        ("key_point", "They will meet again."),
        ("paragraph", BODY),
        ("paragraph", "A truce by May."),
    ]


def test_lines_under_a_summary_heading_are_key_points() -> None:
    found = run("Ministers meet in Vienna", "Key points\nThey met on Monday.\nThey will meet again.", BODY)
    assert [words for kind, words in kinds(found) if kind == "key_point"] == [
        "They met on Monday.",
        "They will meet again.",
    ]
    assert [d.text for d in found.dropped] == ["Key points"]


def test_menu_is_no_summary() -> None:
    found = run("• Politics\n• The economy", "Ministers meet in Vienna", "• They will meet again.", BODY)
    assert kinds(found)[0] == ("title", "Ministers meet in Vienna")
    assert kinds(found)[1] == ("key_point", "They will meet again.")
    assert [d.why for d in found.dropped] == ["a section's name", "a menu's entry"]


def test_title_once_more_and_lines_above_the_byline() -> None:
    title = "Ministers meet in Vienna"
    found = run(title, "Talks in Austria", title.title(), "By Jane Doe, May 4, 2026", BODY)
    assert [kind for kind, _ in kinds(found)] == ["title", "paragraph", "paragraph"]
    assert [d.why for d in found.dropped] == ["the title once more", "a byline"]
    assert (found.byline, found.published) == ("Jane Doe", datetime.date(2026, 5, 4))


def test_label_above_the_title() -> None:
    headline = "Ministers of both countries meet in Vienna"
    found = run("Border Watch", headline, BODY)
    assert kinds(found) == [("title", headline), ("paragraph", BODY)]
    assert [(d.text, d.why) for d in found.dropped] == [("Border Watch", "a label above the title")]
    assert run("Truce holds", BODY).title == "Truce holds"


def test_agency_alone_on_a_line_names_the_house() -> None:
    found = run("Ministers meet in Vienna", "Associated Press", BODY, "AFP")
    assert found.house == "Associated Press"
    assert [d.why for d in found.dropped] == ["an agency's name"] * 2


def test_list_alone_is_no_summary() -> None:
    assert [kind for kind, _ in kinds(run("• A truce by May.", "• An exchange of prisoners."))] == ["paragraph"] * 2


def test_dateline_is_a_part_of_its_own_on_the_first_paragraph_only() -> None:
    found = run("VIENNA, May 4, 2026 (AFP) - " + BODY, "GENEVA — " + BODY)
    assert [words for _, words in kinds(found)] == ["VIENNA, May 4, 2026 (AFP) -", BODY, "GENEVA — " + BODY]
    assert found.house == "Agence France-Presse"
    assert found.published == datetime.date(2026, 5, 4)
    assert found.text == "VIENNA, May 4, 2026 (AFP) - " + BODY + "\n\nGENEVA — " + BODY


def test_publication_line_goes_before_dateline_and_update() -> None:
    found = run(
        "Ministers meet in Vienna",
        "Updated 6 May 2026 09:10 GMT\nPublished 4 May 2026 18:00 GMT",
        "VIENNA, May 3, 2026 (AFP) - " + BODY,
    )
    assert found.published == datetime.date(2026, 5, 4)
    assert [d.why for d in found.dropped] == ["an update line", "a publication line"]


def test_caption_loses_its_credit() -> None:
    found = run("Ministers meet in Vienna", "The two ministers shake hands on Monday. REUTERS/Jane Doe", BODY)
    assert kinds(found)[1] == ("caption", "The two ministers shake hands on Monday.")
    assert [(d.text, d.why) for d in found.dropped] == [("REUTERS/Jane Doe", "a photo credit")]


def test_agency_in_a_sentence_is_no_credit() -> None:
    sentence = "The picture was bought by Getty Images."
    assert kinds(run(BODY, sentence)) == [("paragraph", BODY), ("paragraph", sentence)]


def test_links_end_at_the_next_sentence() -> None:
    found = run(BODY, "Related articles\nTruce in doubt after shelling\nWho are the mediators?", "He left. " + BODY)
    assert found.text == f"{BODY}\n\nHe left. {BODY}"
    assert [d.why for d in found.dropped] == ["a block of links"] * 3


def test_pointer_to_the_original_counts_behind_links() -> None:
    found = run(BODY, "More stories", "Truce in doubt after shelling", "Read the original article on The Meridian")
    assert found.publisher == "The Meridian"


def test_everything_behind_the_comments_goes() -> None:
    found = run(BODY, "Comments (2)", "I was there and it was nothing like this.", "Nonsense.")
    assert found.text == BODY
    assert [d.why for d in found.dropped] == [
        "the readers' comments",
        "behind the end of the article",
        "behind the end of the article",
    ]


def test_copyright_line_names_the_house_after_the_dateline() -> None:
    line = "© 2026 The Meridian. All rights reserved."
    assert run(BODY, line).house == "The Meridian"
    assert run("VIENNA (Reuters) - " + BODY, line).house == "Reuters"
