"""Who is the same across articles: by link or by name, role and country; seen, joined and split again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from communique.archive import Archive, ArchiveError
from communique.archive.identities import fold, forms, identity, name_key
from communique.archive.query import Query
from communique.archive.search import hits
from communique.record import Actor, Link, Mention, Readout
from tests.archive.readouts import article

NAME = (Mention(kind="name", start=6, end=14),)


def actor(**fields: Any) -> Actor:
    return Actor(**{"id": "A1", "name": "Kim Alder", "kind": "person", "mentions": NAME, **fields})


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"role": "envoy", "country": "NOR"}, "person|kim alder|envoy|NOR"),
        ({"role": "envoy"}, "person|kim alder|envoy|"),
        ({"country": "NOR"}, "person|kim alder||NOR"),
        ({}, None),
        ({"role": "envoy", "country": "NOR", "mentions": ()}, "person|kim alder|envoy|NOR"),
        ({"country": "NOR", "mentions": ()}, None),
        ({"kind": "organisation"}, "organisation|kim alder||"),
        ({"kind": "organisation", "mentions": (Mention(kind="nominal", start=0, end=3),)}, None),
        ({"kind": "government", "mentions": (Mention(kind="metonym", start=0, end=3),)}, "government|kim alder||"),
        ({"kind": "office", "role": "envoy", "country": "NOR"}, "office|kim alder|envoy|NOR"),
        ({"kind": "office", "role": "envoy"}, None),
        ({"kind": "public", "role": "voters", "country": "NOR"}, None),
    ],
)  # fmt: skip
def test_what_tells_a_party(fields: dict[str, Any], key: str | None) -> None:
    assert name_key(actor(**fields)) == key
    assert identity(actor(**fields), "d1") == ((key, "name") if key else ("d1/A1", "alone"))


def test_a_link_tells_all() -> None:
    linked = actor(link=Link(source="wikidata", id="Q5"))
    assert identity(linked, "d1") == identity(linked, "d2") == ("wikidata:Q5", "link")


def test_names_are_compared_without_case_and_accents() -> None:
    assert fold("  Şule   ÖZGÜR-Straße ") == "sule ozgur-strasse"
    text = "Envoy Şule Özgür, Ozgur, she, the envoy"
    spans = (("name", 6, 16), ("name", 18, 23), ("pronoun", 25, 28), ("nominal", 30, 39), ("name", 6, 16))
    mentions = tuple(Mention(kind=k, start=s, end=e) for k, s, e in spans)  # type: ignore[arg-type]
    assert list(forms(actor(name="Şule Özgür", mentions=mentions), text)) == ["sule ozgur", "ozgur"]


def spoken(number: int, **fields: Any) -> Readout:
    """An article in which an actor with these fields speaks."""
    made = article(number)
    speaker = msgspec.structs.replace(made.actors[0], name="Kim Alder", **fields)
    return msgspec.structs.replace(made, actors=(speaker, made.actors[1]))


def speakers(archive: Archive) -> list[int]:
    """The party of each article's speaker."""
    rows = archive.rows(
        "SELECT i.party FROM actors a JOIN identities i ON i.id = a.identity WHERE a.label = 'A1' ORDER BY a.document"
    )
    return [r["party"] for r in rows]


LINKED, OTHER = Link(source="wikidata", id="Q1"), Link(source="wikidata", id="Q2")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "a.db", writable=True)


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 1)])
def test_a_name_belongs_to_its_only_linked_bearer(archive: Archive, order: tuple[int, ...]) -> None:
    linked = {2: {"link": LINKED}}
    archive.add([spoken(n, **linked.get(n, {})) for n in order], model="m")
    assert len(set(speakers(archive))) == 1
    members = archive.rows("SELECT rule, actors FROM merges ORDER BY rule")
    assert [tuple(r.values()) for r in members] == [("link", 1), ("name", 2)]
    archive.add([spoken(4, link=OTHER)], model="m")
    own = dict(zip((*order, 4), speakers(archive), strict=True))
    assert own[1] == own[3]
    assert len(set(own.values())) == 3
    assert list(archive.rows("SELECT * FROM merges")) == []


def test_joining_and_splitting_by_hand_stays(archive: Archive) -> None:
    archive.add([spoken(1), spoken(2, role="minister"), spoken(3, country="BLM")], model="m")
    first, second, third = speakers(archive)
    archive.join(second, first)
    archive.join(third, first)
    assert speakers(archive) == [first] * 3
    assert [h.label for h in hits(archive, Query(actor=(f"#{first}",), kinds=("statement",)))] == ["S1"] * 3
    archive.add([spoken(4, role="minister")], model="m")
    assert speakers(archive) == [first] * 4
    minister = next(archive.rows("SELECT identity FROM merges WHERE key = 'person|kim alder|minister|NOR'"))
    assert archive.split(minister["identity"]) == second
    assert speakers(archive) == [first, second, first, second]
    archive.add([spoken(5, role="minister", link=LINKED)], model="m")
    assert speakers(archive)[1] == second
    for wrong in (lambda: archive.join(999, first), lambda: archive.split(999)):
        with pytest.raises(ArchiveError, match=r"there is no (party|identity) 999"):
            wrong()


def test_hand_made_joins_of_a_linked_party_take_its_names_along(archive: Archive) -> None:
    archive.add([spoken(1), spoken(2, link=LINKED), spoken(3, role="sailor", link=OTHER)], model="m")
    assert speakers(archive)[0] == speakers(archive)[1]
    archive.join(speakers(archive)[1], speakers(archive)[2])
    assert len(set(speakers(archive))) == 1


def test_persons_of_one_name_can_be_told_apart(archive: Archive) -> None:
    archive.add([spoken(1, country="NOR"), spoken(2, country="BLM")], model="m")
    assert len(set(speakers(archive))) == 2
    assert len(list(hits(archive, Query(actor=("kim alder",), kinds=("statement",))))) == 2
