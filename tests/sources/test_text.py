"""Plain text's units: lines, hard-wrapped paragraphs, list items."""

from __future__ import annotations

from communique.sources.text import units

WRAPPED = """\
Ministers meet in Vienna

The foreign ministers of both countries met in Vienna on Monday for the
first time in a year and agreed to meet again before the summer, their
spokesmen said.

Neither side would say what had been
discussed.
By Jane Doe
"""


def words(text: str) -> list[tuple[str, str]]:
    return [(unit.kind, text[unit.start : unit.end]) for unit in units(text)]


def test_hard_wrapped_lines_are_one_unit() -> None:
    assert [text.split()[0] + " … " + text.split()[-1] for _, text in words(WRAPPED)] == [
        "Ministers … Vienna",
        "The … said.",
        "Neither … discussed.",
        "By … Doe",
    ]


def test_long_line_among_wrapped_ones_does_not_hide_the_width() -> None:
    text = WRAPPED.replace("By Jane Doe", "https://example.org/" + "a" * 90)
    assert len(words(text)) == 4


def test_lines_without_empty_lines_between_are_paragraphs() -> None:
    first = "The foreign ministers of both countries met in Vienna on Monday. " * 3
    second = "Neither side would say what had been discussed there. " * 3
    assert words(f"{first}\n{second}") == [("line", first.strip()), ("line", second.strip())]


def test_bullets_are_cut_off() -> None:
    assert words("  • A truce.\n  • An exchange\n    of prisoners.") == [
        ("item", "A truce."),
        ("item", "An exchange\n    of prisoners."),
    ]


def test_bullet_alone_on_its_line_marks_the_next() -> None:
    assert words("•\nA truce.\n•\n\nAn exchange.") == [("item", "A truce."), ("item", "An exchange.")]


def test_dashes_are_bullets_only_in_a_row() -> None:
    assert words("- A truce.\n- An exchange.") == [("item", "A truce."), ("item", "An exchange.")]
    assert words("– So he said.\n\nThen he left.") == [("line", "– So he said."), ("line", "Then he left.")]


def test_no_units_in_white_space() -> None:
    assert units(" \n\n\t") == []
