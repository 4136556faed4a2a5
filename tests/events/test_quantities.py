"""Counts with their bounds."""

from __future__ import annotations

import pytest

from communique.events.quantities import quantities
from tests.trees import tree


def counted(words: str, tags: str = "") -> tuple[str, float | None, float | None, float | None, str, bool]:
    """The one quantity of a noun phrase whose last word is the head and whose numerals hang on it."""
    forms = words.split()
    rows = []
    for k, form in enumerate(forms, 1):
        last = k == len(forms)
        number = form.replace(",", "").replace(".", "").isdigit() or form in ("two", "dozen", "million", "twenty")
        tag, relation = ("NUM", "nummod") if number else ("ADV", "advmod")
        rows.append(f"{form} NOUN 0 root" if last else f"{form} {tag} {len(forms)} {relation}")
    parse = tree("\n".join(rows))
    (q,) = quantities(parse, [len(forms) - 1], frozenset())
    return parse.text[q.start : q.end], q.value, q.low, q.high, q.unit, q.approximate


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("12 people", ("12", 12, None, None, "people", False)),
        ("roughly 130,000 troops", ("130,000", 130000, None, None, "troops", True)),
        ("at least 40 civilians", ("40", None, 40, None, "civilians", False)),
        ("more than two dozen arrests", ("two dozen", None, 24, None, "arrests", False)),
        ("up to 300 soldiers", ("300", None, None, 300, "soldiers", False)),
        ("fewer than 50 rebels", ("50", None, None, 50, "rebels", False)),
        ("1.5 million refugees", ("1.5 million", 1500000, None, None, "refugees", False)),
        ("20 to 30 tanks", ("20 to 30", None, 20, 30, "tanks", False)),
    ],
)
def test_a_count_with_its_bounds(words: str, expected: tuple[object, ...]) -> None:
    assert counted(words) == expected


def test_a_vague_number_is_a_lower_bound_of_what_it_is_of() -> None:
    parse = tree("""
        Hundreds NOUN 0 root
        of       ADP  3 case
        miners   NOUN 1 nmod
    """)
    (q,) = quantities(parse, [0], frozenset())
    assert (q.low, q.value, q.unit, q.approximate) == (200, None, "miners", True)


def test_days_of_a_date_are_no_count() -> None:
    parse = tree("""
        12   NUM   2 nummod
        May  PROPN 0 root
    """)
    assert quantities(parse, [1], frozenset({0, 1})) == ()
