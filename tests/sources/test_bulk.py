"""Many articles from files: what is taken, in which order, under which names, and what is said of the rest."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from communique import sources
from communique.sources import SourceError
from communique.sources.bulk import Bulk
from communique.sources.bulk_records import Columns, Input, Item, Unreadable


def items(*given: object, **options: object) -> list[Item]:
    return list(Bulk([str(g) for g in given], **options))  # type: ignore[arg-type]


def names(found: list[Item], folder: Path) -> list[str]:
    return [i.name.removeprefix(f"{folder}/") for i in found]


def test_a_folder_gives_its_articles_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.html", "a/1.htm.gz", "README.md", "picture.png", ".hidden.txt", ".git/x.txt", "a.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    found = items(tmp_path)
    assert names(found, tmp_path) == ["a/1.htm.gz", "a/2.html", "a.txt", "b.txt"]
    assert found[2] == Input(name=f"{tmp_path}/a.txt", data=b"a.txt", position=len("a/1.htm.gz" + "a/2.html" + "a.txt"))
    assert Bulk([str(tmp_path)]).size == found[-1].position == 28


def test_patterns_and_named_files(tmp_path: Path) -> None:
    for name in ("b.html", "a.html", "note.md"):
        (tmp_path / name).write_text(name)
    assert names(items(tmp_path / "*.html"), tmp_path) == ["a.html", "b.html"]
    assert names(items(tmp_path / "note.md", tmp_path / "b.html"), tmp_path) == ["note.md", "b.html"]
    for missing in ("none.txt", "*.csv"):
        with pytest.raises(SourceError, match="there is no such file or folder; check the path"):
            Bulk([str(tmp_path / missing)])


def test_paths_may_come_on_standard_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A")
    bulk = Bulk(["-"], lines=[f"{tmp_path}/a.txt\n", "\n", f"{tmp_path}/gone.txt\n"])
    assert bulk.size is None
    first, second = bulk
    assert isinstance(first, Input)
    assert first.data == b"A"
    assert isinstance(second, Unreadable)
    assert (second.kind, second.reason) == (
        "no file",
        "can't be opened: No such file or directory; is it there, and may it be read?",
    )


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    (tmp_path / "huge.txt").write_bytes(b"x" * 5000)
    (huge,) = items(tmp_path, limit=1000)
    assert isinstance(huge, Input)
    assert len(huge.data) == 1001
    with pytest.raises(SourceError, match="more than 1,000 bytes"):
        sources.read(huge.data, limit=1000)


@pytest.mark.parametrize("packed", [False, True])
def test_json_lines(tmp_path: Path, packed: bool) -> None:
    lines = [
        json.dumps({"text": "Body one.", "title": "One", "date": "2024-02-29T10:00:00Z", "url": "https://a.example/1"}),
        json.dumps({"content": "Two\n\nBody two.", "headline": "Two", "outlet": "The Post", "published": None}),
        "{broken",
        "",
        "[1, 2]",
        json.dumps({"text": " ", "title": "No text"}),
        json.dumps({"text": "Body.", "date": "the other day"}),
        json.dumps({"text": "x" * 3000}),
        json.dumps({"html": "<p>Six</p>", "title": "Six", "pubdate": 20240301}),
    ]
    data = "\n".join(lines).encode()
    path = tmp_path / ("a.jsonl.gz" if packed else "a.ndjson")
    path.write_bytes(gzip.compress(data) if packed else data)
    found = items(path, limit=2000)
    assert names(found, path.parent) == [f"{path.name}#{n}" for n in (1, 2, 3, 5, 6, 7, 8, 9)]
    one, two, *bad, six = found
    size = path.stat().st_size
    assert one == Input(
        name=f"{path}#1",
        data="One\n\nBody one.",
        published=date(2024, 2, 29),
        url="https://a.example/1",
        position=one.position,
    )
    assert two == Input(name=f"{path}#2", data="Two\n\nBody two.", publisher="The Post", position=two.position)
    assert [(b.kind, b.reason.split(" (")[0].split(";")[0]) for b in bad if isinstance(b, Unreadable)] == [
        ("wrong JSON", "this line is no JSON"),
        ("wrong JSON", "this line is JSON but no object"),
        ("no text", "none of the columns text, content, body, article, html, maintext has text here"),
        ("wrong date", "no day can be read from 'the other day'"),
        ("too large", "this line has more than 2,000 bytes"),
    ]
    assert six == Input(name=f"{path}#9", data="<p>Six</p>", published=date(2024, 3, 1), position=size)
    assert [i.position for i in found] == sorted(i.position for i in found)


def test_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        "\ufeffTitle,Text,Date,Source\n"
        '"Dam, open","First line.\n\nSecond ""line"".",14/02/2022,Post\n'
        "No,,2022-01-01,Post\n".encode()
        + b"Old,Caf\xe9 politics,,\n"
        + b"Last,Text with\x00zero,2022/03/04,\n"
    )
    first, second, third, last = items(path)
    assert isinstance(first, Input)
    assert (first.data, first.published) == ('Dam, open\n\nFirst line.\n\nSecond "line".', date(2022, 2, 14))
    assert first.publisher == "Post"
    assert isinstance(second, Unreadable)
    assert (second.name, second.kind) == (f"{path}#2", "no text")
    assert isinstance(third, Input)
    assert third.data == b"Old\n\nCaf\xe9 politics"
    assert isinstance(last, Input)
    assert (last.data, last.published) == ("Last\n\nText with\ufffdzero", date(2022, 3, 4))


def test_columns_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("id\tcorpus\ttext\n1\tRight\tWrong\n")
    (found,) = items(path, columns=Columns(text=("corpus",)))
    assert isinstance(found, Input)
    assert found.data == "Right"


def test_a_file_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    lines = b"".join(json.dumps({"text": f"Text {n} " + "abc " * n}).encode() + b"\n" for n in range(3000))
    whole = gzip.compress(lines)
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    *taken, end = items(tmp_path)
    assert len(taken) > 1000
    assert all(isinstance(i, Input) for i in taken[:-1])
    assert isinstance(end, Unreadable)
    assert end.name == f"{tmp_path}/a.jsonl.gz"
    assert end.kind == "broken"
    assert end.reason.startswith("breaks off (")


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Lighthouse</title>
<item><title>Ferry &amp; dam</title><link>https://l.example/1</link><guid>1</guid>
<pubDate>Wed, 14 Feb 2024 09:00:00 GMT</pubDate><description>&lt;p&gt;The ferry sails.&lt;/p&gt;</description></item>
<item><title>Again</title><link>https://l.example/1</link><guid>1</guid><description>The same.</description></item>
<item><title>Only a link</title><link>https://l.example/2</link><guid>2</guid></item>
</channel></rss>"""


def test_feeds(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    (tmp_path / "a.rss").write_text(FEED)
    (tmp_path / "b.xml").write_text("<note>no feed</note>")
    first, second, third = items(tmp_path)
    assert isinstance(first, Input)
    assert (first.name, first.url, first.published, first.publisher) == (
        f"{tmp_path}/a.rss#1",
        "https://l.example/1",
        date(2024, 2, 14),
        "The Lighthouse",
    )
    assert isinstance(first.data, str)
    assert "<h1>Ferry &amp; dam</h1><p>The ferry sails.</p>" in first.data
    assert isinstance(second, Unreadable)
    assert (second.name, second.kind) == (f"{tmp_path}/a.rss#3", "no text")
    assert isinstance(third, Unreadable)
    assert third.reason.startswith("this is no RSS or Atom feed")


def record(address: str, body: bytes, kind: str = "text/html", status: int = 200) -> bytes:
    http = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789abc>\r\n"
        f"WARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_web_archives(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    records = [
        record("https://w.example/1", b"<html>One</html>"),
        record("https://w.example/logo", b"\x89PNG", "image/png"),
        record("https://w.example/gone", b"<html>Gone</html>", status=404),
        record("https://w.example/huge", b"<html>" + b"x" * 3000),
        record("https://w.example/2", b"<html>" + b"Two" * 300 + b"</html>"),
    ]
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    (tmp_path / "b.warc.gz").write_bytes(b"".join(map(gzip.compress, records))[:-30])
    (tmp_path / "c.warc").write_bytes(b"this is no web archive" * 40)
    one, huge, two, *packed, broken, nothing = items(tmp_path, limit=2000)
    assert isinstance(one, Input)
    assert (one.name, one.data, one.url) == ("https://w.example/1", b"<html>One</html>", "https://w.example/1")
    assert isinstance(huge, Unreadable)
    assert (huge.name, huge.kind) == ("https://w.example/huge", "too large")
    assert isinstance(two, Input)
    assert [i.name for i in packed] == ["https://w.example/1", "https://w.example/huge"]
    assert isinstance(broken, Unreadable)
    assert (broken.name, broken.kind) == (f"{tmp_path}/b.warc.gz", "broken")
    assert isinstance(nothing, Unreadable)
    assert nothing.reason.startswith("this is no WARC file")


def test_parquet(tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame(
        {"text": [f"Text {n}" for n in range(600)], "date": [date(2024, 1, 1)] * 600, "other": list(range(600))}
    )
    frame.write_parquet(tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and nothing behind it")
    *found, broken = items(tmp_path)
    assert [i.data for i in found if isinstance(i, Input)] == [f"Text {n}" for n in range(600)]
    assert found[-1].name == f"{tmp_path}/a.parquet#600"
    assert isinstance(found[0], Input)
    assert found[0].published == date(2024, 1, 1)
    assert isinstance(broken, Unreadable)
    assert broken.reason.startswith("this is no Parquet file")


def test_a_library_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("communique.sources.bulk_extras.import_module", nowhere)
    (tmp_path / "a.warc").write_bytes(b"")
    (tmp_path / "b.rss").write_bytes(b"")
    (tmp_path / "c.parquet").write_bytes(b"")
    assert [i.reason for i in items(tmp_path) if isinstance(i, Unreadable)] == [
        "this needs fastwarc: pip install 'communique[warc]'",
        "this needs feedparser: pip install 'communique[feeds]'",
        "this needs polars: pip install 'communique[frames]'",
    ]


def test_packed_files_of_any_shape(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Text {n}"}).encode() + b"\n" for n in range(5000)]
    members = gzip.compress(b"".join(lines[:2000])) + gzip.compress(b"") + gzip.compress(b"".join(lines[2000:]))
    (tmp_path / "a.jsonl.gz").write_bytes(members + b"\0" * 512)
    assert [i.data for i in items(tmp_path) if isinstance(i, Input)] == [f"Text {n}" for n in range(5000)]
    damaged = bytearray(members)
    damaged[-5] ^= 1  # the length of the last member
    (tmp_path / "a.jsonl.gz").write_bytes(damaged)
    *taken, end = items(tmp_path)
    assert len(taken) > 4900
    assert isinstance(end, Unreadable)
    assert "incorrect" in end.reason
