"""Each number beside a value is that of the search with this value alone, under the other filters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from communique.archive import Archive, ArchiveError
from communique.archive.facets import FIELDS, facets
from communique.archive.query import Query
from communique.archive.search import total
from communique.archive.store import Read
from tests.archive.readouts import FULL, article


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("facets") / "a.db", writable=True)
    body = " ".join(f"Line {n} tells of gate {n} of the dam and of what was said there." for n in range(20))
    texts = [f"{article(1).document.text} {body}", f"{article(1).document.text} {body} (Agencies)"]
    archive.add([FULL, *(article(n) for n in range(2, 20))], model="m")
    archive.add([article(1, t, publisher=f"The {n}") for n, t in enumerate(texts)], model="m")
    archive.write([Read("copy", "copy", article(3, publisher="the copyist"), ())], "m")
    return archive


QUERIES = [
    Query(),
    Query(copies=True),
    Query(words="gate"),
    Query(words="gate", kinds=("statement",), outlet=("The Copyist", "the 1")),
    Query(act=("urge",), actor=("Norland",)),
    Query(status=("happened", "possible"), recipient=("Sorland", "Belmark")),
    Query(kinds=("statement", "event", "position"), actor=("Dana Ruiz",), form=("indirect",)),
    Query(stance=("seeks",)),
    Query(words="zeppelin"),
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_number_is_that_of_the_search(archive: Archive, query: Query) -> None:
    told = facets(archive, query)
    assert told.all
    seen = 0
    for field, values in told.fields.items():
        assert [v.items for v in values] == sorted((v.items for v in values), reverse=True)
        for value in values:
            asked: Any = (int(value.value),) if field == "quad" else (value.value,)
            alone = replace(query, **{"kinds" if field == "kind" else field: asked})
            assert total(archive, alone) == value.items > 0, (field, value)
            seen += 1
    assert (seen == 0) == (query.words == "zeppelin")


def test_every_field_has_values(archive: Archive) -> None:
    every = facets(archive, Query(kinds=("statement", "event", "position"))).fields
    assert tuple(every) == FIELDS
    assert [(v.value, v.name, v.items) for v in every["kind"]] == [
        ("statement", "statement", 23),
        ("event", "event", 22),
        ("position", "position", 2),
    ]
    assert ("The 1", 2) in {(v.value, v.items) for v in every["outlet"]}
    (ruiz,) = (v for v in every["actor"] if v.name == "Dana Ruiz")
    assert total(archive, Query(actor=(ruiz.value,))) == 2


def test_of_too_many_the_newest_are_counted(archive: Archive) -> None:
    told = facets(archive, Query(), most=10)
    assert not told.all
    assert sum(v.items for v in told.fields["kind"]) == 10
    newest = {v.name for v in told.fields["outlet"]}
    assert "The Harbour Post" in newest


def test_what_has_no_answer_has_no_numbers(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="nothing has all of"):
        facets(archive, Query(act=("say",), status=("happened",)))


def test_it_needs_no_writing(archive: Archive) -> None:
    with Archive(Path(archive.path)) as reader:
        assert facets(reader, Query()).fields["kind"]
