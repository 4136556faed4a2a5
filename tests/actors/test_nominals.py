"""Common nouns: unnamed officials, groups and crowds, and nouns that mean somebody named."""

from __future__ import annotations

from communique.actors import find
from communique.actors.cast import Cast
from communique.language.parse import Parse
from tests.trees import document, tree


def read(rows: str, **annotations: object) -> tuple[Parse, Cast]:
    parse = tree(rows, **annotations)  # type: ignore[arg-type]
    return parse, find(parse, document(parse), ())


def kinds(rows: str, **annotations: object) -> list[tuple[str, str, str | None, str | None]]:
    _, cast = read(rows, **annotations)
    meant = {m.actor for m in cast.mentions}
    return [(a.name, a.kind, a.country, a.sector) for a in cast.actors if a.id in meant]


def test_officials_and_troops_of_a_country() -> None:
    rows = """
        Polish    ADJ  2 amod
        officials NOUN 3 nsubj
        met       VERB 0 root
        Czech     ADJ  5 amod
        troops    NOUN 3 obj troop
    """
    assert kinds(rows) == [("Polish officials", "office", "POL", "GOV"), ("Czech troops", "group", "CZE", "MIL")]


def test_thousands_of_protesters_are_protesters() -> None:
    rows = """
        Thousands  NOUN 4 nsubj
        of         ADP  3 case
        protesters NOUN 1 nmod
        marched    VERB 0 root
        .          PUNCT 4 punct

        The        DET  2 det
        protesters NOUN 3 nsubj
        left       VERB 0 root
        .          PUNCT 3 punct
    """
    parse, cast = read(rows)
    (crowd,) = cast.actors
    assert (crowd.kind, crowd.sector) == ("public", "CVL")
    assert [parse.text[m.start : m.end] for m in crowd.mentions] == ["Thousands of protesters", "The protesters"]


def test_the_alliance_is_nato() -> None:
    rows = """
        NATO     PROPN 2 nsubj
        met      VERB  0 root
        .        PUNCT 2 punct

        The      DET   2 det
        alliance NOUN  3 nsubj
        agreed   VERB  0 root
        .        PUNCT 3 punct
    """
    parse, cast = read(rows, names=[("NATO", "ORG")])
    (nato,) = cast.actors
    assert [parse.text[m.start : m.end] for m in nato.mentions] == ["NATO", "The alliance"]


def test_the_government_is_the_country_s() -> None:
    rows = """
        Peru       PROPN 2 nsubj
        protested  VERB  0 root
        .          PUNCT 2 punct

        The        DET   3 det
        Peruvian   ADJ   3 amod
        government NOUN  4 nsubj
        left       VERB  0 root
        .          PUNCT 4 punct
    """
    parse, cast = read(rows, names=[("Peru", "LOC"), ("Peruvian", "MISC")])
    (peru,) = cast.actors
    assert (peru.name, peru.kind, peru.code) == ("Peru", "government", "PERGOV")
    assert [parse.text[m.start : m.end] for m in peru.mentions] == ["Peru", "The Peruvian government"]


def test_every_source_is_somebody() -> None:
    rows = """
        A        DET  3 det
        senior   ADJ  3 amod
        official NOUN 8 nsubj
        who      PRON 5 nsubj
        asked    VERB 3 acl:relcl
        for      ADP  7 case
        silence  NOUN 5 obl
        said     VERB 0 root
        it       PRON 10 nsubj
        ended    VERB 8 ccomp
    """
    source = "A senior official who asked for silence"
    _, cast = read(rows, attributions=[("said", source, "it ended")])
    (official,) = cast.actors
    assert (official.name, official.kind) == ("senior official", "office")
    assert cast.within(0, 7) == (official.id,)


def test_reports_are_no_actor_where_their_maker_is_named() -> None:
    rows = """
        Reports  NOUN  4 nsubj report
        by       ADP   3 case
        Reuters  PROPN 1 nmod
        differed VERB  0 root
    """
    assert kinds(rows, names=[("Reuters", "ORG")]) == [("Reuters", "outlet", "GBR", "JRN")]


def test_products_dates_and_events_are_nobody() -> None:
    rows = """
        The       DET  2 det
        summit    NOUN 3 nsubj
        delayed   VERB 0 root
        the       DET  5 det
        rocket    NOUN 3 obj
        until     ADP  7 case
        Tuesday   PROPN 3 obl
    """
    nominals = [("summit", "event"), ("rocket", "object"), ("Tuesday", "time")]
    assert kinds(rows, nominals=nominals) == []


def test_some_people_are_not_those_who_were_counted() -> None:
    rows = """
        12     NUM  2 nummod
        people NOUN 3 nsubj:pass
        died   VERB 0 root
        .      PUNCT 3 punct

        {}
        people NOUN 3 nsubj
        cheered VERB 0 root
        .      PUNCT 3 punct
    """
    assert len(read(rows.format("Some DET 2 det"), nominals=[("people", "person")])[1].actors) == 2
    assert len(read(rows.format("The DET 2 det"), nominals=[("people", "person")])[1].actors) == 1


def test_an_office_in_a_headline_is_the_one_who_holds_it() -> None:
    rows = """
        Judge  NOUN 2 nsubj
        stops  VERB 0 root stop
        road   NOUN 2 obj

        Judge  NOUN  2 nmod:desc
        Vale   PROPN 3 nsubj
        ruled  VERB  0 root rule
        .      PUNCT 3 punct
    """
    _, cast = read(rows.replace("\n\n", "\n#par\n"), names=[("Vale", "PER")])
    assert [(a.name, len(a.mentions)) for a in cast.actors] == [("Vale", 2)]


def test_initials_behind_the_mean_the_body() -> None:
    rows = """
        Green    PROPN 3 compound
        Harbour  PROPN 3 compound
        Movement PROPN 4 nsubj
        left     VERB  0 root
        .        PUNCT 4 punct

        The      DET   2 det
        GHM      PROPN 3 nsubj
        said     VERB  0 root say
        so       ADV   3 advmod
        .        PUNCT 3 punct
    """
    annotated = {
        "names": [("Green Harbour Movement", "ORG"), ("GHM", "LOC")],
        "attributions": [("said", "The GHM", "so")],
    }
    _, cast = read(rows, **annotated)
    assert [(a.name, len(a.mentions)) for a in cast.actors] == [("Green Harbour Movement", 2)]


def test_someone_who_spoke_is_the_source() -> None:
    rows = """
        Someone PRON  4 nsubj
        near    ADP   3 case
        Norport PROPN 1 nmod
        said    VERB  0 root say
        it      PRON  6 nsubj
        fell    VERB  4 ccomp fall
        .       PUNCT 4 punct

        The     DET   2 det
        source  NOUN  3 nsubj
        left    VERB  0 root
        .       PUNCT 3 punct
    """
    _, cast = read(rows, nominals=[("Someone", "person"), ("source", "person")])
    assert [(a.name, a.kind, len(a.mentions)) for a in cast.actors] == [("Someone near Norport", "public", 2)]


def test_who_has_no_name_is_called_by_the_fullest_phrase() -> None:
    rows = """
        Protesters NOUN 2 nsubj
        marched    VERB 0 root
        .          PUNCT 2 punct

        The        DET  3 det
        angry      ADJ  3 amod
        protesters NOUN 4 nsubj
        left       VERB 0 root
        .          PUNCT 4 punct
    """
    _, cast = read(rows)
    assert [(a.name, len(a.mentions)) for a in cast.actors] == [("angry protesters", 2)]


def test_the_government_of_a_name_that_no_table_knows_is_not_that_of_the_country_spoken_of() -> None:
    rows = """
        Poland     PROPN 2 nsubj
        closed     VERB  0 root close
        ports      NOUN  2 obj port

        Sorland    PROPN 3 nmod:poss
        's         PART  1 case
        government NOUN  4 nsubj
        objected   VERB  0 root object
    """
    found = kinds(rows, attributions=[("objected", "Sorland's government", "ports")])
    assert ("Sorland's government", "group", None, "GOV") in found


def test_an_administration_is_not_of_the_only_country_named() -> None:
    rows = """
        The            DET   3 det
        Vale           PROPN 3 compound
        administration NOUN  4 nsubj
        accused        VERB  0 root
        Iran           PROPN 4 obj
    """
    said = [("accused", "The Vale administration", "Iran")]
    found = kinds(rows, names=[("Vale", "ORG")], attributions=said)
    assert ("Vale administration", "government", None, "GOV") in found


def test_the_source_is_one_who_was_cited() -> None:
    rows = """
        Holm     PROPN 2 nsubj
        cited    VERB  0 root cite
        an       DET   4 det
        official NOUN  2 obj
        .        PUNCT 2 punct

        The      DET   2 det
        source   NOUN  3 nsubj
        left     VERB  0 root
        .        PUNCT 3 punct
    """
    parse, cast = read(rows, attributions=[("left", "The source", [])])
    (official,) = [a for a in cast.actors if a.kind == "office"]
    assert [parse.text[m.start : m.end] for m in official.mentions] == ["an official", "The source"]


def test_most_of_whom_is_no_actor() -> None:
    rows = """
        Miners PROPN 5 nsubj miner
        most   ADJ   5 nsubj
        of     ADP   4 case
        whom   PRON  2 nmod
        left   VERB  0 root leave
    """
    assert "most of whom" not in [name for name, *_ in kinds(rows, attributions=[("left", "most of whom", [])])]


def test_the_council_is_the_one_with_that_name() -> None:
    rows = """
        Water      PROPN 2 compound
        Council    PROPN 3 nsubj
        called     VERB  0 root call
        Flood      PROPN 5 compound
        Commission PROPN 3 obj
        .          PUNCT 3 punct

        The        DET   2 det
        council    NOUN  3 nsubj
        left       VERB  0 root leave
        .          PUNCT 3 punct
    """
    names = [("Water Council", "ORG"), ("Flood Commission", "ORG")]
    parse, cast = read(rows, names=names, nominals=[("council", "organization")])
    council = next(a for a in cast.actors if a.name == "Water Council")
    assert [parse.text[m.start : m.end] for m in council.mentions] == ["Water Council", "The council"]


def test_the_men_are_those_who_were_counted() -> None:
    rows = """
        Seven    NUM   2 nummod
        pirates  NOUN  3 nsubj pirate
        left     VERB  0 root leave
        .        PUNCT 3 punct

        The      DET   2 det
        men      NOUN  3 nsubj man
        returned VERB  0 root return
        .        PUNCT 3 punct
    """
    parse, cast = read(rows)
    (pirates,) = cast.actors
    assert [parse.text[m.start : m.end] for m in pirates.mentions] == ["Seven pirates", "The men"]


def test_a_diplomat_ends_before_the_outlet_that_he_spoke_to() -> None:
    rows = """
        said     VERB  0 root say
        a        DET   3 det
        diplomat NOUN  1 nsubj
        to       ADP   7 case
        the      DET   7 det
        Courier  PROPN 7 compound
        agency   NOUN  3 nmod
    """
    said = [("said", "a diplomat to the Courier agency", [])]
    assert next(n for n, *_ in kinds(rows, names=[("Courier", "ORG")], attributions=said)) == "diplomat"


def test_a_noun_with_a_name_that_tells_is_a_body() -> None:
    rows = """
        Mission PROPN 2 compound
        control NOUN  3 nsubj
        told    VERB  0 root tell
        him     PRON  3 iobj
        prices  NOUN  6 nsubj price
        rose    VERB  3 ccomp rise
    """
    assert "Mission control" in [n for n, *_ in kinds(rows, nominals=[("control", "abstract")])]


def test_half_of_the_miners_are_many_and_do_not_name_all() -> None:
    rows = """
        Miners PROPN 2 nsubj miner
        left   VERB  0 root leave
        .      PUNCT 2 punct

        Half   NOUN  5 nsubj half
        of     ADP   4 case
        the    DET   4 det
        miners NOUN  1 nmod miner
        said   VERB  0 root say
        they   PRON  7 nsubj
        left   VERB  5 ccomp leave
        .      PUNCT 5 punct
    """
    parse, cast = read(rows, attributions=[("said", "Half of the miners", "they left")])
    (miners,) = cast.actors
    assert miners.name == "Miners"
    assert [parse.text[m.start : m.end] for m in miners.mentions] == ["Miners", "Half of the miners", "they"]


def test_a_participle_that_ends_the_source_says_who_they_are() -> None:
    rows = """
        Miners  NOUN 6 nsubj miner
        working VERB 1 acl work
        for     ADP  5 case
        the     DET  5 det
        city    NOUN 2 obl
        said    VERB 0 root say
        so      ADV  6 advmod
    """
    found = kinds(rows, attributions=[("said", "Miners working for the city", "so")])
    assert "Miners working for the city" in [name for name, *_ in found]
