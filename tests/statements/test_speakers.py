"""Who speaks, where the words beside the cue do not say it outright."""

from __future__ import annotations

import msgspec

from communique.actors.cast import Cast
from communique.record import Actor
from communique.statements.assembly import find
from tests.statements.stage import cast
from tests.trees import document, tree


def said(
    rows: str, attributions: list[tuple[object, ...]], *actors: tuple[str, str, list[str]]
) -> list[tuple[str, ...]]:
    """The speakers of the statements of a text, in text order."""
    parse = tree(rows, attributions=attributions)
    return [s.speakers for s in find(parse, document(parse), cast(parse, *actors), ())]  # type: ignore[arg-type]


def test_whom_a_passive_is_about_does_not_speak_by_title_either() -> None:
    rows = """
        Chancellor NOUN  2 nmod:desc
        Vale       PROPN 4 nsubj:pass
        is         AUX   4 aux:pass
        accused    VERB  0 root accuse
        of         SCONJ 6 mark
        lying      VERB  4 advcl lie
        .          PUNCT 4 punct
    """
    assert said(rows, [("is accused", "Chancellor", "of lying")], ("v", "person", ["Vale"])) == [()]


def test_saying_behind_an_object_is_said_by_the_subject() -> None:
    rows = """
        Vale    PROPN 2 nsubj
        accused VERB  0 root accuse
        envoys  NOUN  2 obj envoy
        of      SCONJ 5 mark
        lying   VERB  2 advcl lie
        ,       PUNCT 7 punct
        saying  VERB  2 advcl say
        that    SCONJ 10 mark
        nobody  PRON  10 nsubj
        came    VERB  7 ccomp come
        .       PUNCT 2 punct
    """
    attributions: list[tuple[object, ...]] = [("saying", "envoys", "that nobody came")]
    assert said(rows, attributions, ("v", "person", ["Vale"]), ("e", "office", ["envoys"]))[-1] == ("v",)


def test_rumours_of_the_press_are_told_by_the_press() -> None:
    rows = """
        Vale    PROPN 2 nsubj
        denied  VERB  0 root deny
        rumours NOUN  2 obj rumour
        of      ADP   6 case
        the     DET   6 det
        Courier PROPN 3 nmod
        saying  VERB  3 acl say
        nobody  PRON  9 nsubj
        came    VERB  7 ccomp come
        .       PUNCT 2 punct
    """
    attributions: list[tuple[object, ...]] = [("saying", "Vale", "nobody came")]
    assert said(rows, attributions, ("v", "person", ["Vale"]), ("c", "outlet", ["Courier"])) == [("c",)]


def test_a_body_run_by_somebody_speaks_itself() -> None:
    rows = """
        The     DET   2 det
        Harbour PROPN 7 nsubj
        ,       PUNCT 4 punct
        run     VERB  2 acl
        by      ADP   6 case
        Vale    PROPN 4 obl:agent
        said    VERB  0 root say
        nobody  PRON  9 nsubj
        came    VERB  7 ccomp come
        .       PUNCT 7 punct
    """
    attributions: list[tuple[object, ...]] = [("said", "Vale", "nobody came")]
    assert said(rows, attributions, ("h", "organisation", ["Harbour"]), ("v", "person", ["Vale"])) == [("h",)]


def test_who_goes_on_behind_what_was_said() -> None:
    rows = """
        Vale    PROPN 2 nsubj
        told    VERB  0 root tell
        us      PRON  2 iobj we
        Norport PROPN 5 nsubj
        fell    VERB  2 ccomp fall
        but     CCONJ 7 cc
        said    VERB  5 conj say
        nobody  PRON  9 nsubj
        died    VERB  7 ccomp die
        .       PUNCT 2 punct
    """
    attributions: list[tuple[object, ...]] = [("told", "Vale", "Norport fell"), ("said", None, "nobody died")]
    assert said(rows, attributions, ("v", "person", ["Vale"]), ("n", "government", ["Norport"])) == [("v",), ("v",)]


def test_we_of_a_minister_is_his_government() -> None:
    rows = """
        "      PUNCT 3 punct
        We     PRON  3 nsubj
        demand VERB  8 ccomp
        an     DET   5 det
        answer NOUN  3 obj
        ,      PUNCT 3 punct
        "      PUNCT 3 punct
        said   VERB  0 root say
        Vale   PROPN 8 nsubj
        .      PUNCT 8 punct
    """
    parse = tree(rows, attributions=[("said", "Vale", '"We demand an answer,"'), ("demand", "We", "an answer")])
    people = cast(parse, ("v", "person", ["Vale"]))
    minister = msgspec.structs.replace(people.actors[0], sector="GOV", country="NOR")
    norland = Actor(id="n", name="Norland", kind="government", country="NOR")
    of_norland = Cast((minister, norland), people.mentions)
    assert [s.speakers for s in find(parse, document(parse), of_norland, ())] == [("v",), ("n",)]
    assert [s.speakers for s in find(parse, document(parse), people, ())] == [("v",), ("v",)]


def test_a_body_is_not_the_person_it_is_named_after() -> None:
    rows = """
        The            DET  3 det
        Vale           PROPN 3 compound
        administration NOUN  4 nsubj
        warned         VERB  0 root warn
        that           SCONJ 7 mark
        prices         NOUN  7 nsubj price
        rose           VERB  4 ccomp rise
        .              PUNCT 4 punct
    """
    parse = tree(rows, attributions=[("warned", "The Vale administration", "that prices rose")])
    people = cast(parse, ("v", "person", ["Vale"]), ("n", "government", ["administration"]))
    nominal = msgspec.structs.replace(people.by_id["n"], mentions=())
    people = Cast((people.by_id["v"], nominal), people.mentions)
    assert [s.speakers for s in find(parse, document(parse), people, ())] == [("n",)]


def test_whom_an_outlet_quotes_behind_the_verb_speaks() -> None:
    rows = """
        "        PUNCT 3 punct
        Never    ADV   3 advmod
        again    ADV   7 advmod
        ,        PUNCT 3 punct
        "        PUNCT 3 punct
        Courier  PROPN 7 nsubj
        quoted   VERB  0 root quote
        Vale     PROPN 7 nsubj
        .        PUNCT 7 punct
    """
    attributions: list[tuple[object, ...]] = [("quoted", "Courier", (0, 5))]
    assert said(rows, attributions, ("v", "person", ["Vale"]), ("c", "outlet", ["Courier"])) == [("v",)]


def test_which_without_its_noun_in_the_tree_is_the_one_just_before() -> None:
    rows = """
        Holm     PROPN 2 nsubj
        read     VERB  0 root
        Courier  PROPN 2 obj
        ,        PUNCT 6 punct
        which    PRON  6 nsubj
        claims   VERB  2 parataxis claim
        that     SCONJ 9 mark
        prices   NOUN  9 nsubj price
        rose     VERB  6 ccomp rise
        .        PUNCT 2 punct
    """
    attributions: list[tuple[object, ...]] = [("claims", None, "that prices rose")]
    assert said(rows, attributions, ("h", "person", ["Holm"]), ("c", "outlet", ["Courier"])) == [("c",)]


def test_the_name_behind_joined_titles_speaks() -> None:
    rows = """
        Captain NOUN  5 nsubj
        and     CCONJ 3 cc
        envoy   NOUN  1 conj
        Vale    PROPN 3 flat
        warned  VERB  0 root warn
        that    SCONJ 8 mark
        prices  NOUN  8 nsubj price
        rose    VERB  5 ccomp rise
        .       PUNCT 5 punct
    """
    parse = tree(rows, attributions=[("warned", "Captain and envoy Vale", "that prices rose")])
    people = cast(parse, ("c", "office", ["Captain"]), ("v", "person", ["Vale"]))
    mentions = tuple(msgspec.structs.replace(m, kind="nominal") if m.actor == "c" else m for m in people.mentions)
    found = find(parse, document(parse), Cast(people.actors, mentions), ())
    assert [s.speakers for s in found] == [("v",)]


def test_one_called_by_an_age_is_the_person_named_last() -> None:
    rows = """
        Holm   PROPN 2 nsubj
        left   VERB  0 root leave
        .      PUNCT 2 punct

        The         DET   2 det
        62-year-old NOUN  3 nsubj
        said        VERB  0 root say
        prices      NOUN  5 nsubj price
        rose        VERB  3 ccomp rise
        .           PUNCT 3 punct
    """
    attributions: list[tuple[object, ...]] = [("said", "The 62-year-old", "prices rose")]
    assert said(rows, attributions, ("h", "person", ["Holm"])) == [("h",)]


def test_no_official_is_nobody() -> None:
    rows = """
        No       DET   2 det
        official NOUN  4 nsubj
        has      AUX   4 aux have
        said     VERB  0 root say
        that     SCONJ 7 mark
        prices   NOUN  7 nsubj price
        rose     VERB  4 ccomp rise
        .        PUNCT 4 punct
    """
    attributions: list[tuple[object, ...]] = [("has said", "No official", "that prices rose")]
    assert said(rows, attributions, ("o", "office", ["official"])) == [()]


def test_members_of_an_administration_are_not_its_head() -> None:
    rows = """
        Members        NOUN  6 nsubj member
        of             ADP   5 case
        the            DET   5 det
        Vale           PROPN 5 compound
        administration NOUN  1 nmod
        said           VERB  0 root say
        prices         NOUN  8 nsubj price
        rose           VERB  6 ccomp rise
        .              PUNCT 6 punct
    """
    attributions: list[tuple[object, ...]] = [("said", "Members of the Vale administration", "prices rose")]
    assert said(rows, attributions, ("m", "office", ["Members"]), ("v", "person", ["Vale"])) == [("m",)]


def test_a_campaign_is_not_its_candidate() -> None:
    rows = """
        The      DET   3 det
        Vale     PROPN 3 compound
        campaign NOUN  4 nsubj
        said     VERB  0 root say
        prices   NOUN  6 nsubj price
        rose     VERB  4 ccomp rise
        .        PUNCT 4 punct
    """
    attributions: list[tuple[object, ...]] = [("said", "The Vale campaign", "prices rose")]
    assert said(rows, attributions, ("c", "group", ["campaign"]), ("v", "person", ["Vale"])) == [("c",)]


def test_most_of_whom_are_those_before_the_relative_clause() -> None:
    rows = """
        Reports NOUN  10 nsubj report
        by      ADP   3 case
        Courier PROPN 1 nmod
        and     CCONJ 5 cc
        Mercury PROPN 3 conj
        all     DET   9 nsubj
        of      ADP   8 case
        which   PRON  6 nmod
        said    VERB  1 acl:relcl say
        rose    VERB  0 root rise
        prices  NOUN  12 nsubj price
        fell    VERB  9 ccomp fall
    """
    attributions: list[tuple[object, ...]] = [("said", "all of which", "prices fell")]
    actors = (("c", "outlet", ["Courier"]), ("m", "outlet", ["Mercury"]))
    assert said(rows, attributions, *actors) == [("c", "m")]


def test_they_are_the_proposals_that_spoke_before() -> None:
    rows = """
        Proposals NOUN  4 nsubj proposal
        of        ADP   3 case
        Harbour   PROPN 1 nmod
        say       VERB  0 root say
        prices    NOUN  6 nsubj price
        rose      VERB  4 ccomp rise
        .         PUNCT 4 punct

        They      PRON  2 nsubj
        add       VERB  0 root add
        wages     NOUN  4 nsubj wage
        fell      VERB  2 ccomp fall
        .         PUNCT 2 punct
    """
    attributions: list[tuple[object, ...]] = [
        ("say", "Proposals of Harbour", "prices rose"),
        ("add", "They", "wages fell"),
    ]
    actors = (("h", "organisation", ["Harbour"]), ("n", "public", ["They"]))
    assert said(rows, attributions, *actors) == [("h",), ("h",)]


def test_a_source_cut_before_its_noun_is_read_with_it() -> None:
    rows = """
        Norland  PROPN 2 nsubj
        sent     VERB  0 root send
        messages NOUN  2 obj message
        ,        PUNCT 9 punct
        with     ADP   9 mark
        one      NUM   8 nummod
        phone    NOUN  8 compound
        message  NOUN  9 nsubj
        saying   VERB  2 advcl say
        prices   NOUN  11 nsubj price
        rose     VERB  9 ccomp rise
        .        PUNCT 2 punct
    """
    assert said(rows, [("saying", "one", "prices rose")], ("n", "state", ["Norland"])) == [("n",)]


def test_a_view_that_is_a_reason_is_that_of_who_acts() -> None:
    rows = """
        Norland   PROPN 2 nsubj
        abstained VERB  0 root abstain
        because   ADP   6 case
        of        ADP   3 fixed
        the       DET   6 det
        view      NOUN  2 obl
        that      SCONJ 9 mark
        prices    NOUN  9 nsubj price
        rose      VERB  6 acl rise
        .         PUNCT 2 punct
    """
    assert said(rows, [("view", [], "that prices rose")], ("n", "state", ["Norland"])) == [("n",)]
