"""Whole sentences through the room, with attributions as the tagger gives them."""

import msgspec

from communique import statements
from communique.record import Statement
from communique.statements.assembly import find
from tests.statements.stage import cast, texts
from tests.trees import document, tree


def one(found: tuple[Statement, ...]) -> Statement:
    assert len(found) == 1
    return found[0]


def test_the_room_exports_find() -> None:
    assert statements.find is find


def test_an_outlet_behind_the_sentence_is_a_relay_and_no_statement() -> None:
    parse = tree(
        """
        Vale     PROPN 2 nsubj
        said     VERB  0 root say
        the      DET   4 det
        talks    NOUN  6 nsubj talk
        were     AUX   6 cop be
        over     ADJ   2 ccomp
        ,        PUNCT 2 punct
        the      DET   9 det
        Courier  PROPN 10 nsubj
        reported VERB  2 parataxis report
        .        PUNCT 2 punct
        """,
        attributions=[
            ("said", "Vale", "the talks were over", 0.9),
            ("reported", "the Courier", "Vale said the talks were over", 0.8),
        ],
    )
    found = one(find(parse, document(parse), cast(parse, ("v", "person", ["Vale"]), ("c", "outlet", ["Courier"])), ()))
    assert texts(parse, found) == ("Vale", "said", ["the talks were over"])
    assert (found.id, found.speakers, found.relay, found.act, found.kind) == ("S1", ("v",), ("c",), "say", "indirect")


def test_an_outlet_before_its_report_speaks_and_hands_on() -> None:
    parse = tree(
        """
        The      DET   2 det
        Courier  PROPN 3 nsubj
        reported VERB  0 root report
        that     SCONJ 6 mark
        Vale     PROPN 6 nsubj
        denied   VERB  3 ccomp deny
        the      DET   8 det
        deal     NOUN  6 obj
        .        PUNCT 3 punct
        """,
        attributions=[("reported", "The Courier", "that Vale denied the deal"), ("denied", "Vale", "the deal")],
    )
    people = cast(parse, ("v", "person", ["Vale"]), ("c", "outlet", ["Courier"]))
    outer, inner = find(parse, document(parse), people, ())
    assert (outer.speakers, outer.act, outer.parent) == (("c",), "say", None)
    assert (inner.speakers, inner.act, inner.parent, inner.relay) == (("v",), "deny", "S1", ("c",))
    assert inner.polarity == "denied"


def test_whom_is_urged_and_on_what_day() -> None:
    parse = tree(
        """
        Norland  PROPN 4 nmod:poss
        's       PART  1 case
        foreign  ADJ   4 amod
        minister NOUN  5 nsubj
        urged    VERB  0 root urge
        Vale     PROPN 5 obj
        to       PART  8 mark
        resign   VERB  5 xcomp
        .        PUNCT 5 punct
        """,
        attributions=[("urged", "Norland's foreign minister", "to resign")],
    )
    people = cast(parse, ("n", "state", ["Norland"]), ("m", "person", ["minister"]), ("v", "person", ["Vale"]))
    found = one(find(parse, document(parse), people, ()))
    assert (found.speakers, found.addressees, found.act) == (("m",), ("v",), "urge")
    assert texts(parse, found) == ("Norland's foreign minister", "urged", ["to resign"])


def test_a_participle_without_a_source_takes_the_subject_above_it() -> None:
    parse = tree(
        """
        Norland  PROPN 2 nsubj
        walked   VERB  0 root walk
        out      ADV   2 advmod
        ,        PUNCT 5 punct
        blaming  VERB  2 advcl blame
        the      DET   7 det
        council  NOUN  5 obj
        for      ADP   10 case
        the      DET   10 det
        delay    NOUN  5 obl
        .        PUNCT 2 punct
        """,
        attributions=[("blaming", None, "for the delay")],
    )
    people = cast(parse, ("n", "state", ["Norland"]), ("c", "organisation", ["council"]))
    found = one(find(parse, document(parse), people, ()))
    assert (found.speakers, found.source, found.act, found.addressees) == (("n",), None, "blame", ("c",))


def test_a_quotation_that_runs_on_is_one_statement() -> None:
    parse = tree(
        """
        "        PUNCT 4 punct
        We       PRON  4 nsubj
        are      AUX   4 cop be
        ready    ADJ   7 ccomp
        ,        PUNCT 4 punct
        "        PUNCT 4 punct
        said     VERB  0 root say
        Vale     PROPN 7 nsubj
        .        PUNCT 7 punct

        "        PUNCT 4 punct
        The      DET   3 det
        door     NOUN  5 nsubj
        is       AUX   5 cop be
        open     ADJ   0 root
        to       ADP   7 case
        all      PRON  5 obl
        .        PUNCT 5 punct
        "        PUNCT 5 punct
        """,
        attributions=[("said", "Vale", '"We are ready,"')],
    )
    found = one(find(parse, document(parse), cast(parse, ("v", "person", ["Vale"])), ()))
    assert texts(parse, found) == ("Vale", "said", ['"We are ready,"', '"The door is open to all."'])
    assert (found.kind, found.act) == ("direct", "offer")


def test_a_claim_not_to_do_something_is_a_denial() -> None:
    parse = tree(
        """
        The      DET   2 det
        ministry NOUN  3 nsubj
        claims   VERB  0 root claim
        it       PRON  7 nsubj
        does     AUX   7 aux do
        not      PART  7 advmod
        plan     VERB  3 ccomp
        to       PART  9 mark
        pay      VERB  7 xcomp
        .        PUNCT 3 punct
        """,
        attributions=[("claims", "The ministry", "it does not plan to pay")],
    )
    found = one(find(parse, document(parse), cast(parse, ("m", "organisation", ["ministry", "it"])), ()))
    assert (found.act, found.polarity) == ("deny", "affirmed")


def test_first_person_inside_a_quotation_is_the_one_who_speaks() -> None:
    parse = tree(
        """
        "        PUNCT 3 punct
        We       PRON  3 nsubj
        asked    VERB  9 ccomp ask
        for      ADP   5 case
        help     NOUN  3 obl
        ,        PUNCT 3 punct
        "        PUNCT 3 punct
        Vale     PROPN 9 nsubj
        said     VERB  0 root say
        .        PUNCT 9 punct
        """,
        attributions=[("said", "Vale", '"We asked for help,"'), ("asked", "We", "for help")],
    )
    outer, inner = find(parse, document(parse), cast(parse, ("v", "person", ["Vale"])), ())
    assert (outer.id, outer.speakers, outer.parent) == ("S1", ("v",), None)
    assert (inner.id, inner.speakers, inner.parent, inner.act) == ("S2", ("v",), "S1", "ask")


def test_a_statement_speaks_for_its_maker() -> None:
    parse = tree(
        """
        A         DET   2 det
        statement NOUN  6 nsubj
        by        ADP   5 case
        the       DET   5 det
        ministry  NOUN  2 nmod
        said      VERB  0 root say
        the       DET   8 det
        dam       NOUN  9 nsubj
        held      VERB  6 ccomp hold
        .         PUNCT 6 punct
        """,
        attributions=[("said", "A statement by the ministry", "the dam held")],
    )
    found = one(find(parse, document(parse), cast(parse, ("m", "organisation", ["ministry"])), ()))
    assert (found.speakers, found.medium) == (("m",), "statement")


def test_a_sourceless_passive_has_no_speaker() -> None:
    parse = tree(
        """
        Norland  PROPN 3 nsubj:pass
        is       AUX   3 aux:pass be
        expected VERB  0 root expect
        to       PART  5 mark
        sign     VERB  3 xcomp
        .        PUNCT 3 punct
        """,
        attributions=[("is expected", None, "to sign")],
    )
    found = one(find(parse, document(parse), cast(parse, ("n", "state", ["Norland"])), ()))
    assert (found.speakers, found.act, found.source) == ((), "predict", None)


def test_a_headline_that_the_body_repeats_is_left_out() -> None:
    parse = tree(
        """
        Vale     PROPN 2 nsubj
        promises VERB  0 root promise
        reform   NOUN  2 obj
        #par
        Vale     PROPN 2 nsubj
        promised VERB  0 root promise
        a        DET   4 det
        reform   NOUN  2 obj
        .        PUNCT 2 punct
        """,
        attributions=[("promises", "Vale", "reform"), ("promised", "Vale#2", "a reform")],
    )
    people = cast(parse, ("v", "person", ["Vale", "Vale#2"]))
    found = one(find(parse, document(parse, ["title"]), people, ()))
    assert texts(parse, found) == ("Vale", "promised", ["a reform"])


def test_a_clause_that_the_tagger_missed_is_found_by_the_tree() -> None:
    parse = tree(
        """
        The      DET   2 det
        minister NOUN  5 nsubj
        has      AUX   5 aux have
        also     ADV   5 advmod
        said     VERB  0 root say
        the      DET   7 det
        road     NOUN  9 nsubj
        is       AUX   9 cop be
        closed   ADJ   5 ccomp
        .        PUNCT 5 punct
        """
    )
    found = one(find(parse, document(parse), cast(parse, ("m", "office", ["minister"])), ()))
    assert texts(parse, found) == ("The minister", "has also said", ["the road is closed"])
    assert (found.speakers, found.confidence) == (("m",), 0.4)


def test_what_another_is_said_to_hope_is_a_statement_of_its_own_but_not_ones_own_hope() -> None:
    text = """
        Vale   PROPN 2 nsubj
        said   VERB  0 root say
        {who}  {upos} 4 nsubj
        hoped  VERB  2 ccomp hope
        to     PART  6 mark
        win    VERB  4 xcomp
        .      PUNCT 2 punct
        """
    parse = tree(text.format(who="Holt", upos="PROPN"), attributions=[("said", "Vale", "Holt hoped to win")])
    people = cast(parse, ("v", "person", ["Vale"]), ("h", "person", ["Holt"]))
    outer, inner = find(parse, document(parse), people, ())
    assert texts(parse, inner) == ("Holt", "hoped", ["to win"])
    assert (inner.speakers, inner.parent, outer.parent) == (("h",), "S1", None)
    own = tree(text.format(who="he", upos="PRON"), attributions=[("said", "Vale", "he hoped to win")])
    assert one(find(own, document(own), cast(own, ("v", "person", ["Vale", "he"])), ())).parent is None


def test_who_is_told_something_inside_a_statement_is_its_addressee() -> None:
    parse = tree(
        """
        Vale      PROPN 2 nsubj
        said      VERB  0 root say
        Norland   PROPN 6 nsubj:pass
        had       AUX   6 aux have
        been      AUX   6 aux:pass be
        asked     VERB  2 ccomp ask
        to        PART  8 mark
        withdraw  VERB  6 xcomp
        .         PUNCT 2 punct
        """,
        attributions=[("said", "Vale", "Norland had been asked to withdraw")],
    )
    people = cast(parse, ("v", "person", ["Vale"]), ("n", "state", ["Norland"]))
    _, inner = find(parse, document(parse), people, ())
    assert texts(parse, inner) == (None, "had been asked", ["to withdraw"])
    assert (inner.speakers, inner.act, inner.addressees, inner.parent) == ((), "ask", ("n",), "S1")


def test_who_is_to_do_what_is_demanded_is_the_addressee() -> None:
    parse = tree(
        """
        Vale      PROPN 2 nsubj
        demanded  VERB  0 root demand
        that      SCONJ 5 mark
        Norland   PROPN 5 nsubj
        withdraw  VERB  2 ccomp
        .         PUNCT 2 punct
        """,
        attributions=[("demanded", "Vale", "that Norland withdraw")],
    )
    people = cast(parse, ("v", "person", ["Vale"]), ("n", "state", ["Norland"]))
    assert one(find(parse, document(parse), people, ())).addressees == ("n",)


def test_an_unnamed_speaker_is_not_the_body_that_the_name_beside_stands_for() -> None:
    parse = tree(
        """
        A      DET   3 det
        UN     PROPN 3 appos
        worker NOUN  4 nsubj
        said   VERB  0 root say
        it     PRON  7 nsubj
        was    AUX   7 cop be
        over   ADJ   4 ccomp
        .      PUNCT 4 punct
        """,
        attributions=[("said", "A UN worker", "it was over")],
    )
    people = cast(parse, ("u", "organisation", ["UN"]), ("w", "office", ["worker"]))
    assert one(find(parse, document(parse), people, ())).speakers == ("w",)


def test_a_relay_holds_for_what_the_same_speaker_goes_on_to_say() -> None:
    parse = tree(
        """
        Vale    PROPN 2 nsubj
        told    VERB  0 root tell
        Courier PROPN 2 obj
        it      PRON  6 nsubj
        was     AUX   6 cop be
        over    ADJ   2 ccomp
        .       PUNCT 2 punct

        She     PRON  2 nsubj
        added   VERB  0 root add
        nobody  PRON  4 nsubj
        cared   VERB  2 ccomp care
        .       PUNCT 2 punct
        """,
        attributions=[("told", "Vale", "it was over"), ("added", "She", "nobody cared")],
    )
    people = cast(parse, ("v", "person", ["Vale", "She"]), ("c", "outlet", ["Courier"]))
    first, second = find(parse, document(parse), people, ())
    assert (first.relay, first.addressees, second.relay, second.addressees) == (("c",), ("c",), ("c",), ())


def test_who_is_quoted_speaks_and_the_outlet_that_quotes_hands_on() -> None:
    parse = tree(
        """
        Vale    PROPN 3 nsubj:pass
        is      AUX   3 aux:pass be
        quoted  VERB  0 root quote
        by      ADP   6 case
        the     DET   6 det
        Courier PROPN 3 obl:agent
        as      SCONJ 8 mark
        saying  VERB  3 advcl say
        the     DET   10 det
        talks   NOUN  11 nsubj talk
        failed  VERB  8 ccomp fail
        .       PUNCT 3 punct
        """,
        attributions=[("is quoted", "the Courier", "as saying the talks failed")],
    )
    people = cast(parse, ("v", "person", ["Vale"]), ("c", "outlet", ["Courier"]))
    found = one(find(parse, document(parse), people, ()))
    assert texts(parse, found)[1:] == ("saying", ["the talks failed"])
    assert (found.speakers, found.relay) == (("v",), ("c",))


def test_an_outlet_in_an_interview_is_told_and_hands_on() -> None:
    parse = tree(
        """
        Vale      PROPN 2 nsubj
        said      VERB  0 root say
        in        ADP   5 case
        an        DET   5 det
        interview NOUN  2 obl
        with      ADP   8 case
        the       DET   8 det
        Courier   PROPN 2 obl
        it        PRON  11 nsubj
        was       AUX   11 cop be
        over      ADJ   2 ccomp
        .         PUNCT 2 punct
        """,
        attributions=[("said", "Vale", "it was over")],
    )
    people = cast(parse, ("v", "person", ["Vale"]), ("c", "outlet", ["Courier"]))
    found = one(find(parse, document(parse), people, ()))
    assert (found.addressees, found.relay, found.medium) == (("c",), ("c",), "interview")


def test_those_spoken_to_the_outlet_between_and_denial_come_from_what_the_model_reads() -> None:
    parse = tree(
        """
        Vale      PROPN 2 nsubj
        repeated  VERB  0 root repeat
        before    ADP   5 case
        the       DET   5 det
        board     NOUN  2 obl
        on        ADP   7 case
        Bayline   PROPN 2 obl
        that      SCONJ 10 mark
        Norland   PROPN 10 nsubj
        withdrew  VERB  2 ccomp withdraw
        .         PUNCT 2 punct
        """,
        attributions=[("repeated", "Vale", "that Norland withdrew")],
    )
    people = cast(parse, ("v", "person", ["Vale"]), ("b", "organisation", ["board"]), ("o", "outlet", ["Bayline"]))
    read = msgspec.structs.replace(parse.attributions[0], addressees=((3, 5),), relays=((6, 7),), denied=0.9)
    told = one(find(msgspec.structs.replace(parse, attributions=(read,)), document(parse), people, ()))
    assert (told.addressees, told.relay, told.polarity) == (("b",), ("o",), "denied")
    plain = one(find(parse, document(parse), people, ()))
    assert (plain.addressees, plain.polarity) == ((), "affirmed")


def test_they_told_us_is_told_inside_though_nobody_knows_who_they_are() -> None:
    rows = """
        "       PUNCT 3 punct
        They    PRON  3 nsubj
        said    VERB  10 ccomp say
        all     DET   5 det
        roads   NOUN  6 nsubj road
        reopen  VERB  3 ccomp
        ,       PUNCT 3 punct
        "       PUNCT 3 punct
        Vale    PROPN 10 nsubj
        said    VERB  0 root say
        .       PUNCT 10 punct
    """
    parse = tree(rows, attributions=[((9, 10), [(8, 9)], [(0, 8)])])
    outer, inner = find(parse, document(parse), cast(parse, ("v", "person", ["Vale"])), ())
    assert (outer.speakers, outer.parent) == (("v",), None)
    assert (inner.speakers, inner.parent, texts(parse, inner)[1:]) == ((), outer.id, ("said", ["all roads reopen"]))


def test_an_outlet_that_quotes_another_saying_so_has_a_statement_round_his() -> None:
    rows = """
        The     DET   2 det
        Courier PROPN 3 nsubj
        quoted  VERB  0 root quote
        Vale    PROPN 3 obj
        saying  VERB  3 advcl say
        the     DET   7 det
        talks   NOUN  8 nsubj talk
        failed  VERB  5 ccomp fail
        .       PUNCT 3 punct
    """
    parse = tree(rows, attributions=[("quoted", "The Courier", (3, 8)), ("saying", "Vale", "the talks failed")])
    people = cast(parse, ("v", "person", ["Vale"]), ("c", "outlet", ["Courier"]))
    outer, inner = find(parse, document(parse), people, ())
    assert (outer.speakers, texts(parse, outer)[1:]) == (("c",), ("quoted", ["Vale saying the talks failed"]))
    assert (inner.speakers, inner.relay, inner.parent) == (("v",), ("c",), outer.id)


def test_a_quotation_comes_before_the_topic_of_its_cue() -> None:
    parse = tree(
        """
        "        PUNCT 5 punct
        We       PRON  5 nsubj we
        will     AUX   5 aux will
        stay     VERB  5 xcomp stay
        put      VERB  9 ccomp put
        ,        PUNCT 5 punct ,
        "        PUNCT 5 punct
        Vale     PROPN 9 nsubj
        said     VERB  0 root say
        of       ADP   12 case
        the      DET   12 det
        talks    NOUN  9 obl talk
        ,        PUNCT 9 punct
        according VERB 9 obl accord
        to       ADP   14 fixed
        the      DET   17 det
        Courier  PROPN 14 obl
        .        PUNCT 9 punct
        """,
        attributions=[("according to", "the Courier", '"We will stay put," Vale said of the talks', 0.9)],
    )
    people = cast(parse, ("v", "person", ["Vale"]), ("c", "outlet", ["Courier"]))
    found = one(find(parse, document(parse), people, ()))
    assert (found.speakers, found.kind, found.relay) == (("v",), "direct", ("c",))
    assert texts(parse, found)[2] == ['"We will stay put,"']


def test_what_we_are_saying_is_no_statement_inside_what_is_said() -> None:
    parse = tree(
        """
        "        PUNCT 6 punct
        What     PRON  4 obj what
        we       PRON  4 nsubj we
        say      VERB  6 csubj say
        is       AUX   6 cop be
        enough   ADJ   9 ccomp enough
        "        PUNCT 6 punct
        Vale     PROPN 9 nsubj
        said     VERB  0 root say
        .        PUNCT 9 punct
        """,
        attributions=[("said", "Vale", '"What we say is enough"', 0.9), ("say", "we", "is enough", 0.8)],
    )
    found = one(find(parse, document(parse), cast(parse, ("v", "person", ["Vale"])), ()))
    assert found.speakers == ("v",)


def test_what_we_told_others_before_is_a_statement_inside_what_is_said() -> None:
    parse = tree(
        """
        "        PUNCT 3 punct
        We       PRON  3 nsubj we
        told     VERB  9 ccomp tell
        them     PRON  3 iobj they
        it       PRON  7 nsubj
        had      AUX   7 aux have
        failed   VERB  3 ccomp fail
        "        PUNCT 3 punct
        said     VERB  0 root say
        Vale     PROPN 9 nsubj
        .        PUNCT 9 punct
        """,
        attributions=[("said", "Vale", '"We told them it had failed"', 0.9)],
    )
    outer, inner = find(parse, document(parse), cast(parse, ("v", "person", ["Vale"])), ())
    assert (inner.parent, inner.speakers) == (outer.id, ("v",))
    assert texts(parse, inner)[1:] == ("told", ["it had failed"])


def test_we_are_not_saying_is_no_statement_of_its_own_by_the_tree_either() -> None:
    rows = """
        "      PUNCT 5 punct
        We     PRON  5 nsubj
        are    AUX   5 aux be
        not    PART  5 advmod
        saying VERB  12 ccomp say
        it     PRON  8 nsubj
        is     AUX   8 cop be
        over   ADJ   5 ccomp
        ,      PUNCT 5 punct
        "      PUNCT 5 punct
        Vale   PROPN 12 nsubj
        said   VERB  0 root say
        .      PUNCT 12 punct
    """
    parse = tree(rows, attributions=[("said", "Vale", "We are not saying it is over")])
    assert len(find(parse, document(parse), cast(parse, ("v", "person", ["Vale"])), ())) == 1
