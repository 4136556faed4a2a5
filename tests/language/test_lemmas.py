"""Lemmas by rule and by table, on words of the news."""

from __future__ import annotations

import pytest

from communique.language.lemmas import by_rule, lemma, table


@pytest.mark.parametrize(
    ("upos", "pairs"),
    [
        ("VERB", "negotiating negotiate; condemned condemn; escalates escalate; vetoed veto; denies deny; lies lie"),
        ("VERB", "stopped stop; hoped hope; compelled compel; killed kill; agreed agree; succeeded succeed; sued sue"),
        (
            "VERB",
            "urged urge; seizing seize; invaded invade; avoided avoid; visiting visit; uniting unite; argued argue",
        ),
        (
            "VERB",
            "met meet; led lead; said say; overthrew overthrow; withheld withhold; born bear; dying die; bring bring",
        ),
        ("VERB", "patrolling patrol; boycotted boycott; attacked attack; imposed impose; focused focus; added add"),
        ("AUX", "was be; 's be; has have; 'll will; did do; must must; being be"),
        ("NOUN", "ministries ministry; allies ally; crises crisis; women woman; spokesmen spokesman; troops troop"),
        (
            "NOUN",
            "viruses virus; causes cause; churches church; losses loss; leaves leaf; politics politics; status status",
        ),
        ("NOUN", "people people; children child; vetoes veto; axes axe; 1990s 1990s; meeting meeting; press press"),
        (
            "ADJ",
            "higher high; largest large; bigger big; heavier heavy; best good; former former; honest honest; free free",
        ),
        (
            "PROPN",
            "democrats democrat; ukrainians ukrainian; reuters reuters; philippines philippines; sanders sanders",
        ),
        ("PRON", "them they; us we; her her"),
        ("PART", "n't not; n’t not; to to"),
    ],
)
def test_lemmas(upos: str, pairs: str) -> None:
    for pair in pairs.split("; "):
        form, expected = pair.split()
        assert lemma(form, upos) == expected, form


def test_a_form_may_have_several_parts_of_speech() -> None:
    assert [lemma("meeting", upos) for upos in ("NOUN", "VERB")] == ["meeting", "meet"]
    assert [lemma("leaves", upos) for upos in ("NOUN", "VERB")] == ["leaf", "leave"]


@pytest.mark.parametrize("form", ["ß", "s", "", "éclairs", "'", "2022", "qaiyyumzs", "ings", "eds"])
def test_odd_forms_are_left_or_cut_but_never_emptied(form: str) -> None:
    for upos in ("VERB", "NOUN", "ADJ", "PROPN", "X"):
        assert bool(lemma(form, upos)) == bool(form)


def test_table_holds_only_what_the_rules_get_wrong() -> None:
    rows = table()
    assert 500 < len(rows) < 2000
    assert not [key for key, base in rows.items() if by_rule(*key) == base]
    assert all(form == form.lower() and base == base.lower() and upos.isupper() for (form, upos), base in rows.items())
