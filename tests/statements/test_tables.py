"""The tables load, and say what they should of some well-known words."""

from typing import get_args

import pytest

from communique.record import Act, Medium
from communique.statements import acts, cues, media, speakers
from tests.trees import tree

CODES = get_args(Act)


def test_every_act_of_the_codebook_has_cues() -> None:
    rows = [row for group in cues.table().values() for row in group]
    assert {row.act for row in rows} == set(CODES)
    assert len(rows) > 800
    assert all(row.words and row.words == tuple(w.lower() for w in row.words) for row in rows)


def test_the_smaller_tables_load() -> None:
    assert {p.act for group in acts.phrases().values() for p in group} <= set(CODES)
    assert set(media.table().values()) <= set(get_args(Medium))
    assert set(speakers.roles().values()) == {"written", "partitive"}


@pytest.mark.parametrize(
    ("cue", "act", "words"),
    [
        ("has VERB make VERB demand NOUN", "demand", ("make", "demand")),
        ("go VERB on ADP to PART request VERB", "ask", ("request",)),
        ("express VERB his PRON concern NOUN", "say", ("express", "concern")),
        ("put VERB heavy ADJ pressure NOUN on ADP", "urge", ("put", "pressure", "on")),
        ("call VERB on ADP", "urge", ("call", "on")),
        ("call VERB", "say", ("call",)),
        ("fire VERB back ADV with ADP accusation NOUN", "accuse", ("accusation",)),
        ("accord VERB to ADP", "say", ("accord", "to")),
        ("sail VERB to ADP", None, None),
    ],
)
def test_the_row_that_says_most_wins(cue: str, act: str | None, words: tuple[str, ...] | None) -> None:
    tokens = cue.split()
    rows = [
        f"{form} {upos} {0 if i == 0 else 1} {'root' if i == 0 else 'dep'} {form}"
        for i, (form, upos) in enumerate(zip(tokens[::2], tokens[1::2], strict=True))
    ]
    parse = tree("\n".join(rows))
    found = cues.match(parse, 0, len(parse.tokens))
    assert (found and found.row.act, found and found.row.words) == (act, words)
