"""The same as JSON: records, pages, readings, errors."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import openapi_spec_validator
import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from communique.archive import Archive, ArchiveError, Query, dyads, hits, listing, profile, quoting
from communique.archive.facets import facets
from communique.archive.store import Entry, Failed
from communique.archive.work import Job
from communique.record import decode, encode
from communique.sources.bulk_records import Input
from communique.web import api, make
from communique.web.desk import HELD, Desk
from communique.web.search import LABELS
from tests.archive.readouts import article as written
from tests.web.conftest import BASE, EXAMPLES

CEASEFIRE = (EXAMPLES / "ceasefire.txt").read_bytes()
NOTE = "Norland's prime minister Ada Berg said on Monday that the strait would stay open. She urged Sorland to talk."


@pytest.fixture(scope="module")
def archive(examples: Path) -> Archive:
    return Archive(examples)


@pytest.fixture(scope="module")
def reader(examples: Path) -> Desk:
    """One desk for all tests, so that the model is loaded once."""
    return Desk(examples)


@pytest.fixture(scope="module")
def reading(examples: Path, reader: Desk) -> TestClient:
    return TestClient(make(examples, desk=reader), base_url=BASE)


def test_articles_and_one_of_them(client: TestClient, archive: Archive) -> None:
    told = client.get("/api/article?limit=2").json()
    assert (told["total"], told["offset"], told["limit"], told["next"]) == (3, 0, 2, "/api/article?limit=2&offset=2")
    rest = client.get(told["next"]).json()
    assert rest["next"] is None
    documents = [a["document"] for a in (*told["items"], *rest["items"])]
    assert documents == [a.document for a in listing.articles(archive, limit=9)]
    answer = client.get(f"/api/article/{documents[0]}")
    assert answer.headers["content-type"] == "application/json"
    assert decode(answer.content) == archive.readout(documents[0])


def test_an_actor(client: TestClient, archive: Archive) -> None:
    (first, *_) = client.get("/api/actor?limit=1").json()["items"]
    assert first["name"] == listing.parties(archive, limit=1)[0].name
    told = client.get(f"/api/actor/{first['number']}").json()
    expected = profile.profile(archive, first["number"])
    assert (told["party"], told["statements"]) == (first, expected.statements)
    assert client.get(told["items"]).status_code == 200
    assert {"acts", "addressed", "relayed", "names"} <= told.keys()


def test_a_pair(client: TestClient, archive: Archive) -> None:
    (pair, *_) = client.get("/api/pair").json()["items"]
    told = client.get(f"/api/pair/{pair['a']}/{pair['b']}").json()
    cells = dyads.between(archive, pair["a"], pair["b"])
    assert sum(c["events"] for c in told["cells"]) == sum(c.events for c in cells)
    assert client.get(told["items"]).json()["total"] == sum(c.events for c in cells)


def test_a_search_in_pages(client: TestClient, archive: Archive) -> None:
    address, found = "/api/search?q=talks&limit=4", []
    while address:
        told = client.get(address).json()
        assert len(told["items"]) <= 4
        found += told["items"]
        address = told["next"]
    expected = list(hits(archive, Query(words="talks", limit=None)))
    assert [(i["document"], i["label"]) for i in found] == [(h.document, h.label) for h in expected]
    assert told["total"] == len(expected)
    for item in found:
        text = archive.readout(item["document"]).document.text
        assert item["text"] == text[item["start"] : item["stop"]]
        assert all(item["text"][s["start"] : s["end"]].lower().startswith("talk") for s in item["found"])
        assert item["words"]


@pytest.mark.parametrize(
    ("address", "status", "why"),
    [
        ("/api/none", 404, "Nothing is at this address."),
        ("/api/article/none", 404, "There is no article none in this archive."),
        ("/api/actor/99999", 404, "There is no actor 99999 in this archive."),
        ("/api/pair/1/x", 404, "There is no actor x in this archive."),
        ("/api/search?act=shout", 400, "act is none of"),
        ("/api/search?q=!", 400, "has no word to search for"),
        ("/api/read", 405, "This can't be done here."),
    ],
)
def test_errors_are_json(client: TestClient, address: str, status: int, why: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert why in answer.json()["error"]


@pytest.mark.parametrize("query", ["q=talks", "kind=statement&newest=1", "kind=statement&kind=event&kind=position"])
def test_every_row_is_exported_in_each_form(client: TestClient, archive: Archive, query: str) -> None:
    every = list(_rows(client, f"/api/search?{query}&newest=1&limit=7"))
    assert len(every) == client.get(f"/api/search?{query}").json()["total"] > 10
    lines = client.get(f"/api/export?format=ndjson&{query}")
    assert lines.headers["content-type"] == "application/x-ndjson"
    assert lines.headers["content-disposition"] == 'attachment; filename="communique.ndjson"'
    assert [json.loads(line) for line in lines.text.splitlines()] == every
    table = list(csv.DictReader(io.StringIO(client.get(f"/api/export?format=csv&{query}").text)))
    shown = [{k: "" if v is None else str(v) for k, v in row.items() if k in table[0]} for row in every]
    assert table == shown
    assert {"document", "label", "start", "stop", "words"} <= table[0].keys()


def test_parquet_has_the_same_rows(client: TestClient) -> None:
    polars = pytest.importorskip("polars")
    told = client.get("/api/export?format=parquet&q=talks")
    assert told.headers["content-type"] == "application/vnd.apache.parquet"
    frame = polars.read_parquet(io.BytesIO(told.content))
    every = list(_rows(client, "/api/search?q=talks&newest=1"))
    assert frame.rows(named=True) == [{k: row[k] for k in frame.columns} for row in every]
    assert frame.schema["start"] == polars.Int64


def test_an_export_of_nothing_and_what_is_wrong(client: TestClient) -> None:
    assert client.get("/api/export?format=ndjson&q=zeppelin").content == b""
    assert client.get("/api/export?format=csv&q=zeppelin").text.startswith("kind,document,label,")
    for query, why in (
        ("format=xls", "format is none of csv, ndjson"),
        ("", "format is none of"),
        ("format=csv&q=!", "has no word"),
        ("format=ndjson&act=say&status=happened", "nothing has all"),
    ):
        answer = client.get(f"/api/export?{query}")
        assert answer.status_code == 400
        assert why in answer.json()["error"]


def test_an_export_is_of_one_moment_and_needs_little_memory(fresh: Path) -> None:
    with Archive(fresh, writable=True) as archive:
        archive.add([written(n) for n in range(500)], model="m")
        found = quoting.every(archive, Query(words="gate"), page=50)
        tracemalloc.start()
        first, most = [next(found) for _ in range(60)], tracemalloc.get_traced_memory()[1]
        rest = sum(1 for _ in found)
        assert tracemalloc.get_traced_memory()[1] < 2 * most
        tracemalloc.stop()
    assert len({(q.hit.document, q.hit.label) for q in first}) + rest == 1000


def test_numbers_by_field(client: TestClient, archive: Archive) -> None:
    told = client.get("/api/facets?q=talks&kind=statement").json()
    assert told["all"] is True
    fields = facets(archive, Query(words="talks", kinds=("statement",))).fields
    assert told["fields"] == json.loads(msgspec.json.encode(fields))


def test_the_description_is_valid_and_has_every_route(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()
    openapi_spec_validator.validate(told)
    assert told["openapi"] == "3.1.0"
    described = {(method.upper(), path) for path, of in told["paths"].items() for method in of}
    assert described == {(m, r.path) for r in api.ROUTES for m in (r.methods or ()) if m != "HEAD"}


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/api/article", "/api/article?limit=2"),
        ("/api/article/{document}", "/api/article/{document}"),
        ("/api/actor", "/api/actor?name=a"),
        ("/api/actor/{party}", "/api/actor/1"),
        ("/api/pair", "/api/pair"),
        ("/api/pair/{a}/{b}", "/api/pair/{a}/{b}"),
        ("/api/search", "/api/search?q=talks&limit=3"),
        ("/api/facets", "/api/facets?q=talks"),
    ],
)
def test_answers_are_as_described(client: TestClient, path: str, address: str) -> None:
    told = client.get("/api/openapi.json").json()
    (first, *_) = client.get("/api/article").json()["items"]
    (pair, *_) = client.get("/api/pair").json()["items"]
    answer = client.get(address.format(document=first["document"], a=pair["a"], b=pair["b"])).json()
    schema = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {**schema, "components": told["components"]}
    jsonschema.validate(answer, whole, jsonschema.Draft202012Validator)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"items": 3}, whole, jsonschema.Draft202012Validator)


def test_parameters_described_are_those_understood(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()["paths"]["/api/search"]["get"]["parameters"]
    names = {p["name"] for p in told}
    assert {n for n in LABELS if n not in names} == set()
    for parameter in told:
        codes = parameter["schema"].get("items", {}).get("enum", [])
        for code in codes:
            assert client.get(f"/api/search?{parameter['name']}={code}").status_code == 200


def _rows(client: TestClient, address: str | None) -> Iterator[dict[str, Any]]:
    while address:
        told = client.get(address).json()
        yield from told["items"]
        address = told["next"]


def test_reading_equals_the_reader(reading: TestClient, archive: Archive) -> None:
    answer = reading.post("/api/read", content=CEASEFIRE, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 200
    readout = decode(answer.content)
    assert encode(readout) == encode(archive.readout(readout.document.id))
    by_object = reading.post(
        "/api/read", json={"text": NOTE, "published": "2024-05-08", "publisher": "The Post"}
    ).json()
    by_body = reading.post("/api/read?published=2024-05-08&publisher=The+Post", content=NOTE).json()
    assert by_object == by_body
    assert by_object["document"]["publisher"] == "The Post"
    assert by_object["document"]["published"] == "2024-05-08"
    assert by_object["statements"]
    assert len(archive) == 3


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        (
            {"text": "Le ministre a déclaré lundi que les négociations ne sont pas finies et continueront."},
            422,
            "French",
        ),
        ({"text": " "}, 400, "Give one of the three"),
        ({}, 400, "Give one of the three"),
        ({"text": NOTE, "address": "http://news.example/"}, 400, "Give one of the three"),
        ({"text": NOTE, "published": "Monday"}, 400, "Published is no day"),
        ({"words": NOTE}, 400, "words is none of text"),
        ({"text": 3}, 400, "The body is no JSON object of strings"),
        ([NOTE], 400, "The body is no JSON object of strings"),
        ({"text": NOTE, "url": "x" * 3000}, 400, "too long"),
    ],
)
def test_what_can_t_be_read(reading: TestClient, body: object, status: int, why: str) -> None:
    answer = reading.post("/api/read", json=body)
    assert answer.status_code == status
    assert why in answer.json()["error"]


def test_adding_keeps(fresh: Path, reader: Desk) -> None:
    client = TestClient(make(fresh, desk=Desk(fresh, load=_shared(reader))), base_url=BASE)
    answer = client.post("/api/add", json={"text": NOTE, "published": "2024-05-08"})
    told = answer.json()
    assert (answer.status_code, told["new"]) == (201, True)
    assert told["article"] == f"/article/{told['document']}"
    assert client.get(told["article"]).status_code == 200
    again = client.post("/api/add", json={"text": NOTE, "published": "2024-05-08"})
    assert (again.status_code, again.json()) == (200, {**told, "new": False})
    with Archive(fresh) as archive:
        assert len(archive) == 4


def test_a_text_is_shown_then_kept_if_wanted(fresh: Path, reader: Desk) -> None:
    client = TestClient(make(fresh, desk=Desk(fresh, load=_shared(reader))), base_url=BASE)
    given = {"text": NOTE, "published": "2024-05-08", "publisher": "The Post"}
    shown = client.post("/add", data=given, files={"file": ("", b"")})
    assert shown.url.path.startswith("/draft/")
    assert "Read, not kept yet." in shown.text
    assert 'id="S1"' in shown.text
    document = shown.url.path.removeprefix("/draft/")
    with Archive(fresh) as archive:
        assert not listing.holds(archive, document)
    kept = client.post(f"/draft/{document}/keep")
    assert (kept.url.path, kept.status_code) == (f"/article/{document}", 200)
    with Archive(fresh) as archive:
        assert archive.readout(document).document.publisher == "The Post"
        assert next(archive.rows("SELECT input FROM appearances ORDER BY id DESC"))["input"] == "pasted text"
    assert client.get(f"/draft/{document}").url.path == f"/article/{document}"
    assert client.post(f"/draft/{document}/keep").status_code == 404


def test_an_archive_that_can_t_be_written_says_so(fresh: Path, reader: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ArchiveError("the archive can't be written: database is locked")

    client = TestClient(make(fresh, desk=Desk(fresh, load=_shared(reader))), base_url=BASE)
    shown = client.post("/add", data={"text": NOTE}, files={"file": ("", b"")})
    monkeypatch.setattr(Archive, "write", refuse)
    answer = client.post(f"{shown.url.path}/keep")
    assert answer.status_code == 503
    assert "The archive can&#x27;t be written now; try again later." in answer.text
    monkeypatch.undo()
    assert client.post(f"{shown.url.path}/keep").status_code == 200  # it was still held


def test_a_file_is_read_and_forgotten(fresh: Path, reader: Desk) -> None:
    desk = Desk(fresh, load=_shared(reader))
    client = TestClient(make(fresh, desk=desk), base_url=BASE)
    shown = client.post("/add", files={"file": ("note.txt", NOTE.encode())}, data={"text": ""})
    document = shown.url.path.removeprefix("/draft/")
    entry = desk.held(document)
    assert entry is not None
    assert entry.input == "note.txt"
    forgotten = client.post(f"/draft/{document}/forget")
    assert forgotten.url.path == "/add"
    assert client.get(f"/draft/{document}").status_code == 404


def test_the_form_says_what_was_wrong_and_keeps_the_rest(reading: TestClient) -> None:
    answer = reading.post("/add", data={"text": "", "publisher": "The <Post>"}, files={"file": ("", b"")})
    assert answer.status_code == 400
    assert "Give one of the three: an address, a file or a text." in answer.text
    assert 'value="The &lt;Post&gt;"' in answer.text
    answer = reading.post("/add", files={"file": ("a.bin", bytes(range(256)) * 20)})
    assert answer.status_code == 422
    assert "It can&#x27;t be read:" in answer.text


def test_the_desk_holds_the_last_readings(examples: Path, reader: Desk) -> None:
    entry = reader.read(Input(name="x", data="Norland said it would talk."))
    assert not isinstance(entry, Failed)
    for n in range(HELD + 5):
        readout = replace(entry.readout, document=replace(entry.readout.document, id=str(n)))
        reader.hold(entry._replace(readout=readout))
    assert reader.held("4") is None
    assert reader.held("5") is not None


def _shared(desk: Desk) -> Callable[[], Callable[[Job], Entry]]:
    """A loader that gives the reader of a desk that has one."""

    def read(job: Job) -> Entry:
        assert isinstance(job.given, Input)
        return desk.read(job.given)

    return lambda: read
