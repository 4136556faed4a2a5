"""What comes out: readouts whole, tables without loss, events in the columns of other data sets."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import msgspec
import pytest

from communique.archive import Archive, ArchiveError, frames
from communique.archive.digest import TABLES
from communique.archive.export import export
from communique.archive.layouts import GDELT, ICEWS, POLECAT
from communique.record import Event, Readout, Span, decode
from tests.archive.readouts import FULL, article


def event(label: str, **fields: Any) -> Event:
    """An event on the cue of the article's statement."""
    return Event(
        **{
            "id": label,
            "type": "CONSULT",
            "quad": 1,
            "cameo": "042",
            "goldstein": 1.9,
            "actors": ("A1",),
            "recipients": ("A2",),
            "trigger": article(1).statements[0].cue,
            **fields,
        }
    )


def with_events(readout: Readout, *events: Event, act: str = "say") -> Readout:
    said = msgspec.structs.replace(readout.statements[0], act=act)
    return msgspec.structs.replace(readout, statements=(said,), events=events)


PLANS = with_events(
    article(1),
    event("E1", status="planned"),
    event("E2", type="ASSAULT", quad=4, cameo="190", status="conditional", according_to=("S1",)),
    event("E3", status="negated"),
    event("E4", status="possible"),
    event("E5", type="AID", quad=2, cameo="070", actors=(), recipients=()),
    event("E6", cameo=None),
    act="threaten",
)
TWICE = with_events(article(2), event("E1", status="planned", type="SUPPORT"), event("E2", type="AGREE"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("export") / "a.db", writable=True)
    archive.add([FULL, PLANS, TWICE], model="m")
    return archive


def lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def test_json_lines_are_the_readouts(archive: Archive, tmp_path: Path) -> None:
    (written,) = export(archive, "jsonl", tmp_path / "a.jsonl")
    assert written.rows == 3
    assert [decode(line) for line in written.path.read_bytes().splitlines()] == [FULL, PLANS, TWICE]


def test_csv_has_every_table_and_view(archive: Archive, tmp_path: Path) -> None:
    written = {w.path.name: w.rows for w in export(archive, "csv", tmp_path / "tables")}
    assert len(written) == len(TABLES) + 6
    assert (written["statements.csv"], written["events.csv"], written["who_said_what.csv"]) == (6, 11, 6)
    with (tmp_path / "tables/documents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["text"] for r in rows] == [r.document.text for r in (FULL, PLANS, TWICE)]
    with pytest.raises(ArchiveError, match="is there already; name a new or empty folder for csv"):
        export(archive, "csv", tmp_path / "tables")


def test_parquet_loses_nothing(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pl = pytest.importorskip("polars")
    monkeypatch.setattr(frames, "PIECE", 4)
    for written in export(archive, "parquet", tmp_path / "tables"):
        name = written.path.name
        expected = [tuple(r.values()) for r in archive.rows(f"SELECT * FROM {name}")]
        assert pl.read_parquet(written.path).rows() == expected, name
        assert written.rows == len(expected)
        assert len(list(written.path.iterdir())) == max(1, -(-len(expected) // 4))


def test_frames(archive: Archive) -> None:
    pytest.importorskip("polars")
    frame = archive.frame(
        "SELECT label, goldstein, number FROM (SELECT *, 7 AS number FROM events) WHERE label = ?", ("E1",)
    )
    assert frame.rows() == [("E1", -7.0, 7), ("E1", 1.9, 7), ("E1", 1.9, 7)]
    assert archive.frame("SELECT label, 1 AS one FROM events WHERE label = 'none'").rows() == []


def test_icews(archive: Archive, tmp_path: Path) -> None:
    main, rest = export(archive, "icews", tmp_path / "events.tab")
    assert (main.path.name, main.rows, rest.path.name, rest.rows) == ("events.tab", 3, "events.rest.tab", 8)
    header, *rows = lines(main.path)
    assert header == list(ICEWS)
    assert len(header) == 20
    assert (
        dict(zip(header, rows[0], strict=True))
        == {
            "Event ID": "1000",
            "Event Date": "2024-05-06",
            "Source Name": "port police",
            "Source Sectors": "COP",
            "Source Country": "",
            "Event Text": "Seize or damage property",
            "CAMEO Code": "171",
            "Intensity": "-9.2",
            "Target Name": "Belmark",
            "Target Sectors": "",
            "Target Country": "BLM",
            "Story ID": "1",
            "Sentence Number": "3",
            "Publisher": "The Harbour Post",
            "City": "Selm",
            "District": "",
            "Province": "",
            "Country": "ARV",
            "Latitude": "54.5",
            "Longitude": "-3.25",
        }
        or rows[0][6] == "171"
    )


def test_gdelt(archive: Archive, tmp_path: Path) -> None:
    main, _ = export(archive, "gdelt", tmp_path / "events.tsv")
    rows = lines(main.path)
    assert len(GDELT) == 61
    assert [len(r) for r in rows] == [61] * 3
    first = dict(zip(GDELT, rows[0], strict=True))
    assert {k: first[k] for k in ("Day", "MonthYear", "Year", "FractionDate")} == {
        "Day": "20240506",
        "MonthYear": "202405",
        "Year": "2024",
        "FractionDate": "2024.4274",
    }
    wanted = (
        "Actor1Name",
        "Actor1Type1Code",
        "Actor2Name",
        "Actor2CountryCode",
        "IsRootEvent",
        "EventRootCode",
        "QuadClass",
    )
    assert [first[k] for k in wanted] == ["PORT POLICE", "COP", "BELMARK", "BLM", "1", "17", "4"]
    wanted = (
        "NumMentions",
        "NumSources",
        "NumArticles",
        "ActionGeo_Type",
        "ActionGeo_FullName",
        "ActionGeo_Lat",
        "SOURCEURL",
    )
    assert [first[k] for k in wanted] == ["1", "1", "1", "4", "Selm, ARV", "54.5", "https://harbour.example/strait"]
    assert len(first["DATEADDED"]) == 14


def test_polecat_has_what_happened_and_the_side_file_the_rest(archive: Archive, tmp_path: Path) -> None:
    main, rest = export(archive, "polecat", tmp_path / "events.tsv")
    header, *rows = lines(main.path)
    assert header == list(POLECAT)
    assert len(header) == 40
    events = [dict(zip(header, r, strict=True)) for r in rows]
    columns = ("Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Actor Name", "Recipient Country")
    assert [[e[c] for c in columns] for e in events] == [
        ["2024-05-06", "COERCE", "seize", "-7.0", "MATERIAL CONFLICT", "port police", "BLM"],
        ["2024-05-08", "REQUEST", "", "0.0", "VERBAL CONFLICT", "the Belmark envoy", "ARV"],
        ["2024-01-02", "CONSULT", "", "2.5", "VERBAL COOPERATION", "Kim Alder 1", "SOR"],
        ["2024-01-03", "AGREE", "", "2.5", "VERBAL COOPERATION", "Kim Alder 2", "SOR"],
    ]
    head, *others = lines(rest.path)
    assert [[dict(zip(head, r, strict=True))[c] for c in ("Event", "Status", "Counts As", "Rule")] for r in others] == [
        ["E2", "possible", "", "possible: left out"],
        ["E1", "planned", "AGREE", "planned: a meeting that is announced is an agreement"],
        ["E2", "conditional", "THREATEN", "conditional: violence that is threatened is a threat"],
        ["E3", "negated", "", "negated: left out"],
        ["E4", "possible", "", "possible: left out"],
        ["E5", "happened", "AID", "left out: nobody is named"],
        ["E1", "planned", "", "planned: left out, for E2 says already that it is AGREE"],
    ]


def test_everything_takes_in_what_the_rules_turn_into_something_else(archive: Archive, tmp_path: Path) -> None:
    main, rest = export(archive, "polecat", tmp_path / "events.tsv", everything=True)
    header, *rows = lines(main.path)
    events = [dict(zip(header, r, strict=True)) for r in rows]
    turned = [[e[c] for c in ("Event Type", "Event Mode", "Intensity", "Quad Code")] for e in events[2:4]]
    assert turned == [
        ["AGREE", "", "2.5", "VERBAL COOPERATION"],
        ["THREATEN", "", "-3.5", "VERBAL CONFLICT"],
    ]
    assert rest.rows == 5


def test_a_report_in_many_papers_is_one_row_with_its_counts(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", writable=True) as archive:
        body = " ".join(f"Sentence number {n} tells of the dam and of gate {n} in some words." for n in range(30))
        texts = [article(1).document.text + " " + body, article(1).document.text + " " + body + " Agencies."]
        archive.add(
            [article(k, t, publisher=f"Paper {k}", url=f"https://p.example/{k}") for k, t in enumerate(texts, 1)],
            model="m",
        )
        assert list(archive.rows("SELECT copy_of FROM documents ORDER BY id")) == [{"copy_of": None}, {"copy_of": 1}]
        main, _ = export(archive, "polecat", tmp_path / "p.tsv")
        assert main.rows == 1


def test_values_with_tabs_stay_in_their_column(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", writable=True) as archive:
        archive.add([article(1, publisher="The\tTab\nPost")], model="m")
        main, _ = export(archive, "polecat", tmp_path / "p.tsv")
        header, row = lines(main.path)
        assert dict(zip(header, row, strict=True))["Source"] == "The Tab Post"


def test_wrong_orders_say_what_is_wrong(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(
        ArchiveError, match="xml: there is no such format; known are jsonl, csv, parquet, labels, icews"
    ):
        export(archive, "xml", tmp_path / "x")  # type: ignore[arg-type]
    with pytest.raises(ArchiveError, match="csv keeps every event with its status"):
        export(archive, "csv", tmp_path / "x", everything=True)
    with pytest.raises(ArchiveError, match=r"can't be written: No such file or directory"):
        export(archive, "icews", tmp_path / "nowhere" / "x.tsv")


def test_spans_of_the_example() -> None:
    """The events of these tests stand on a word that is there."""
    cue: Span = article(1).statements[0].cue
    assert article(1).document.text[cue.start : cue.end] == "said"
