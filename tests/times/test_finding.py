"""Times found and resolved, on sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communique.language.parse import Parse
from communique.times import TimeMention, find
from tests.trees import tree

WEDNESDAY = date(2022, 2, 16)


def said(words: str, verb: str = "met") -> Parse:
    """ "Ministers met WORDS." with the last word as head; a leading preposition becomes its case."""
    forms = words.split(" ")
    rows = ["Ministers NOUN 2 nsubj", f"{verb} VERB 0 root"]
    head = len(forms) + 2
    for k, form in enumerate(forms):
        number = form[0].isdigit()
        preposition = form.lower() in ("on", "in", "since", "by", "before", "until", "after", "within", "from", "for")
        upos = "ADP" if preposition else "NUM" if number else "PUNCT" if form == "," else "NOUN"
        relation = "obl" if k + 3 == head else "case" if preposition else "punct" if form == "," else "dep"
        rows.append(f"{form} {upos} {2 if k + 3 == head else head} {relation}")
    return tree("\n".join([*rows, ". PUNCT 2 punct"]))


def days(mention: TimeMention) -> tuple[str, str, str]:
    """First day, last day and relation of a mention."""
    w = mention.when
    return str(w.from_), str(w.to), w.relation


ABSOLUTE = [
    ("on February 14 , 2022", "February 14, 2022", "2022-02-14", "2022-02-14"),
    ("on 14 February 2022", "14 February 2022", "2022-02-14", "2022-02-14"),
    ("on 14/02/2022", "14/02/2022", "2022-02-14", "2022-02-14"),
    ("on 2022-02-14", "2022-02-14", "2022-02-14", "2022-02-14"),
    ("in March 2003", "March 2003", "2003-03-01", "2003-03-31"),
    ("in 2014", "2014", "2014-01-01", "2014-12-31"),
    ("in the 1990s", "the 1990s", "1990-01-01", "1999-12-31"),
    ("in the summer of 2021", "the summer of 2021", "2021-06-01", "2021-08-31"),
    ("in late 2021", "late 2021", "2021-10-01", "2021-12-31"),
    ("in mid - 2021", "mid - 2021", "2021-05-01", "2021-08-31"),
    ("in the first half of 2008", "the first half of 2008", "2008-01-01", "2008-06-30"),
    ("in early March 2020", "early March 2020", "2020-03-01", "2020-03-10"),
]


@pytest.mark.parametrize(("words", "text", "first", "last"), ABSOLUTE)
@pytest.mark.parametrize("published", [WEDNESDAY, None])
def test_absolute_times_resolve_with_and_without_a_day_of_publication(
    words: str, text: str, first: str, last: str, published: date | None
) -> None:
    (mention,) = find(said(words), published)
    assert mention.when.text == text
    assert days(mention) == (first, last, "on")


RELATIVE = [
    ("on Monday", "met", "2022-02-14", "2022-02-14"),
    ("on Wednesday", "met", "2022-02-16", "2022-02-16"),
    ("last Friday", "met", "2022-02-11", "2022-02-11"),
    ("next Tuesday", "met", "2022-02-22", "2022-02-22"),
    ("yesterday", "met", "2022-02-15", "2022-02-15"),
    ("last week", "met", "2022-02-07", "2022-02-13"),
    ("this week", "met", "2022-02-14", "2022-02-16"),
    ("last month", "met", "2022-01-01", "2022-01-31"),
    ("earlier this month", "met", "2022-02-01", "2022-02-16"),
    ("last year", "met", "2021-01-01", "2021-12-31"),
    ("three days ago", "met", "2022-02-13", "2022-02-13"),
    ("two weeks ago", "met", "2022-01-30", "2022-02-05"),
    ("two years ago", "met", "2020-01-01", "2020-12-31"),
    ("in the past two weeks", "met", "2022-02-02", "2022-02-16"),
    ("in November", "met", "2021-11-01", "2021-11-30"),
    ("on December 24", "met", "2021-12-24", "2021-12-24"),
    ("last winter", "met", "2020-12-01", "2021-02-28"),
    ("last weekend", "met", "2022-02-12", "2022-02-13"),
    ("on Christmas Eve", "met", "2021-12-24", "2021-12-24"),
]


@pytest.mark.parametrize(("words", "verb", "first", "last"), RELATIVE)
def test_relative_times_are_counted_from_the_day_of_publication(words: str, verb: str, first: str, last: str) -> None:
    (mention,) = find(said(words, verb), WEDNESDAY)
    assert days(mention) == (first, last, "on")


@pytest.mark.parametrize("words", ["on Monday", "yesterday", "last week", "three days ago", "in November", "last year"])
def test_without_a_day_of_publication_nothing_is_guessed(words: str) -> None:
    (mention,) = find(said(words), None)
    assert (mention.when.from_, mention.when.to) == (None, None)
    assert mention.when.text == words.removeprefix("on ").removeprefix("in ")


RELATIONS = [
    ("since late 2021", ("2021-10-01", "2022-02-16", "since")),
    ("since Monday", ("2022-02-14", "2022-02-16", "since")),
    ("before March 2021", ("None", "2021-03-01", "before")),
    ("after Monday", ("2022-02-14", "2022-02-16", "after")),
    ("by 2010", ("None", "2010-12-31", "by")),
    ("until Friday", ("None", "2022-02-18", "by")),
    ("from March to June 2006", ("2006-03-01", "2006-06-30", "on")),
]


@pytest.mark.parametrize(("words", "expected"), RELATIONS)
def test_the_preposition_gives_the_relation(words: str, expected: tuple[str, str, str]) -> None:
    (mention,) = find(said(words), WEDNESDAY)
    assert days(mention) == expected


def test_a_future_clause_takes_the_coming_weekday() -> None:
    parse = tree("""
        They  PRON  3 nsubj
        will  AUX   3 aux
        meet  VERB  0 root
        on    ADP   5 case
        Monday PROPN 3 obl
        .     PUNCT 3 punct
    """)
    (mention,) = find(parse, WEDNESDAY)
    assert days(mention) == ("2022-02-21", "2022-02-21", "on")


def test_within_looks_ahead() -> None:
    parse = tree("""
        Troops  NOUN  3 nsubj
        must    AUX   3 aux
        leave   VERB  0 root
        within  ADP   6 case
        48      NUM   6 nummod
        hours   NOUN  3 obl
        .       PUNCT 3 punct
    """)
    (mention,) = find(parse, WEDNESDAY)
    assert days(mention) == ("2022-02-16", "2022-02-18", "by")


def test_that_year_is_the_last_year_named() -> None:
    parse = tree("""
        In       ADP   2 case
        2014     NUM   4 obl
        rebels   NOUN  4 nsubj
        rose     VERB  0 root
        .        PUNCT 4 punct

        They     PRON  5 nsubj
        have     AUX   5 aux
        ,        PUNCT 5 punct
        often    ADV   5 advmod
        fought   VERB  0 root
        since    ADP   8 case
        that     DET   8 det
        year     NOUN  5 obl
        .        PUNCT 5 punct
    """)
    first, second = find(parse, WEDNESDAY)
    assert days(first) == ("2014-01-01", "2014-12-31", "on")
    assert days(second) == ("2014-01-01", "2022-02-16", "since")


def test_a_clause_that_bounds_another_is_a_time_of_its_own() -> None:
    parse = tree("""
        Envoys    NOUN  2 nsubj
        arrived   VERB  0 root
        before    SCONJ 7 mark
        the       DET   5 det
        talks     NOUN  7 nsubj
        will      AUX   7 aux
        end       VERB  2 advcl
        on        ADP   9 case
        Friday    PROPN 7 obl
        .         PUNCT 2 punct
    """)
    clause, friday = find(parse, WEDNESDAY)
    assert (clause.when.text, days(clause)) == ("the talks will end on Friday", ("None", "2022-02-18", "before"))
    assert parse.tokens[clause.head].text == "end"
    assert (friday.when.text, days(friday)) == ("Friday", ("2022-02-18", "2022-02-18", "on"))


def test_a_dated_event_that_ends_bounds_a_clause() -> None:
    parse = tree("""
        It        PRON  3 nsubj
        could     AUX   3 aux
        happen    VERB  0 root
        before    SCONJ 7 mark
        the       DET   6 det
        Olympics  PROPN 7 nsubj
        end       VERB  3 advcl
        .         PUNCT 3 punct
    """)
    (mention,) = find(parse, WEDNESDAY)
    assert (mention.when.text, days(mention)) == ("the Olympics end", ("None", "2022-02-20", "before"))


NO_TIMES = [
    "They PRON 3 nsubj\nmay AUX 3 aux\nagree VERB 0 root",
    "Crowds NOUN 2 nsubj\nmarch VERB 0 root\nagain ADV 2 advmod",
    "Resolution NOUN 3 nsubj\n1929 NUM 1 nummod\npassed VERB 0 root",
    "About ADV 2 advmod\n2000 NUM 3 nummod\npeople NOUN 4 nsubj\nfled VERB 0 root",
    "A DET 3 det\nsecond ADJ 3 amod\nvote NOUN 4 nsubj\nfailed VERB 0 root",
    "Olena PROPN 4 nsubj\n, PUNCT 3 punct\n34 NUM 1 appos\nspoke VERB 0 root",
    "It PRON 2 nsubj\nruns VERB 0 root\nevery DET 4 det\nFriday PROPN 2 obl",
]


@pytest.mark.parametrize("notation", NO_TIMES)
def test_what_is_no_time(notation: str) -> None:
    assert find(tree(notation), WEDNESDAY) == ()


def test_a_person_named_may_is_no_month() -> None:
    parse = tree(
        """
        Critics  NOUN  2 nsubj
        wrote    VERB  0 root
        to       ADP   4 case
        May      PROPN 2 obl
        .        PUNCT 2 punct
        """,
        names=[("May", "PER")],
    )
    assert find(parse, WEDNESDAY) == ()


TEXT = """Monday last next this the of in on since before by until from to and May March 3 14 31 2014 1990s week weeks
days year ago earlier later late early end half first two a few , - summer Christmas today night 10:30 p.m. then"""
WORDS = st.sampled_from(TEXT.split())


@example(["Monday", "since", ","], None)
@given(st.lists(WORDS, min_size=1, max_size=12), st.none() | st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_any_words_give_times_inside_the_text(words: list[str], published: date | None) -> None:
    parse = said(" ".join(words))
    for mention in find(parse, published):
        when = mention.when
        assert 0 <= mention.first <= mention.head < mention.last <= len(parse.tokens)
        assert parse.text[when.start : when.end] == when.text
        assert parse.chars(mention.first, mention.last) == (when.start, when.end)
        assert when.from_ is None or when.to is None or when.from_ <= when.to
