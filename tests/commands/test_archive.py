"""The archive's commands, registered on a program of their own: what they print and how they exit."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import msgspec
import pytest
from click.testing import CliRunner

from communique.archive import Archive, Counts, adding, reviews, work
from communique.commands import archive as commands
from communique.record import decode
from tests.archive import readers
from tests.archive.readouts import FULL, article
from tests.sources.webserver import Server

APP = click.Group()
commands.register(APP)


def run(*arguments: object, given: str | None = None) -> Any:
    return CliRunner().invoke(APP, [str(a) for a in arguments], input=given)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("commands") / "news.db"
    with Archive(path, writable=True) as archive:
        archive.add([FULL, article(1)], model="m1")
    return path


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's reader stands for the model."""
    kept = adding.add
    monkeypatch.setattr(adding, "add", lambda *a, **k: kept(*a, **{**k, "reader": readers.load}))
    monkeypatch.setattr(adding, "model_name", lambda: "test model")
    assert work.load is not readers.load


def test_search_for_people(path: Path) -> None:
    result = run("search", "toll", "--kind", "statement", "--archive", path)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "2024-05-07  Dana Ruiz · reject · to reporters",
        "            Foreign Minister Dana Ruiz told reporters on Tuesday that Arvania would reject any",
        "            [toll] on the strait.",
        f"            The Harbour Post, {FULL.document.id}#S1",
        "",
        "1 of 1",
    ]


def test_search_for_programs(path: Path) -> None:
    result = run("search", "--type", "coerce", "--json", "--archive", path)
    (line,) = result.stdout.splitlines()
    hit = json.loads(line)
    assert (hit["document"], hit["label"], hit["what"], hit["state"]) == (
        FULL.document.id,
        "E1",
        "COERCE/seize",
        "happened",
    )
    result = run("search", "--from", "2024-05-08", "--csv", "--archive", path)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [r["label"] for r in rows] == ["S4", "E3", "S3", "E2", "S2"]
    result = run("search", "--actor", "no such person", "--csv", "--archive", path)
    assert result.stdout.startswith("kind,document,label,day,")
    assert result.stdout.count("\n") == 1


def test_search_shows_its_sql_which_the_sql_command_runs(path: Path) -> None:
    asked = ("search", "--pair", "Belmark", "Arvania", "--archive", path)
    shown = run(*asked, "--sql").stdout
    assert shown.rstrip().endswith(";")
    assert run("sql", shown, "--json", "--archive", path).stdout == run(*asked, "--json").stdout != ""


def test_sql_prints_columns(path: Path) -> None:
    result = run("sql", "SELECT label, act FROM statements ORDER BY id LIMIT 2", "--archive", path)
    assert result.stdout.splitlines() == ["label  act", "S1     reject", "S2     say"]
    result = run("sql", "SELECT label, medium FROM statements ORDER BY id LIMIT 2", "--csv", "--archive", path)
    assert result.stdout.splitlines() == ["label,medium", "S1,press briefing", "S2,"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("sql", "DELETE FROM documents"), "the query failed: attempt to write a readonly database"),
        (("sql", "SELECT"), "the query failed: incomplete input"),
        (("search", "--act", "say", "--type", "AID"), "nothing has all of act, type"),
        (("export", "--format", "csv", "--only", "all", "--out", "x"), "csv keeps every event with its status"),
    ],
)
def test_what_can_not_be_done_is_one_line(path: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments, "--archive", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"communique: {message}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "--act", "shout"),
        ("search", "--kind", "opinion"),
        ("search", "--quad", "5"),
        ("search", "--from", "May"),
        ("export", "--format", "xml", "--out", "x"),
        ("export", "--format", "icews", "--only", "planned", "--out", "x"),
        ("add",),
    ],
)
def test_wrong_usage_is_exit_2(path: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_missing_archive_says_how_to_make_one(tmp_path: Path) -> None:
    result = run("search", "word", "--archive", tmp_path / "none.db")
    assert result.exit_code == 1
    assert "there is no archive; `communique add SOURCE --archive" in result.stderr


def test_add_counts_and_lists_failures(reader: None, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(article(n).document.text)
    (folder / "broken.txt").write_text("nothing that can be read")
    (folder / "list.jsonl").write_text(json.dumps({"text": article(9).document.text}) + "\n{oops\n")
    path = tmp_path / "a.db"
    result = run("add", folder, "--archive", path, "--processes", 2)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"Added 4, there already 0, failed 2. {path} has 4 documents.",
        "Failed: 1 no text, 1 wrong JSON; each with its reason:",
        f'communique sql "SELECT input, kind, reason FROM failures ORDER BY id DESC" --archive {path}',
    ]
    again = run("add", "-", folder / "list.jsonl", "--archive", path, given=f"{folder}/1.txt\n\n{folder}/none.txt\n")
    assert again.stdout.splitlines()[0] == f"Added 0, there already 3, failed 1. {path} has 4 documents."
    result = run("stats", "--json", "--archive", path)
    told = json.loads(result.stdout)
    assert (told["documents"], told["statements"], told["models"]) == (4, 4, {"test model": 4})
    assert told["failures"] == {"no file": 1, "no text": 1, "wrong JSON": 1}


def test_add_needs_sources_that_exist(tmp_path: Path) -> None:
    result = run("add", tmp_path / "none.txt", "--archive", tmp_path / "a.db")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"communique: {tmp_path}/none.txt: there is no such file or folder; check the path\n"
    assert not (tmp_path / "a.db").exists()


def test_columns_are_named_by_options(reader: None, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(f'body,day,paper\n"{article(5).document.text}",2024-02-29,The Leap\n')
    arguments = ("--text-column", "body", "--published-column", "day", "--publisher-column", "paper")
    assert run("add", table, "--archive", tmp_path / "a.db", *arguments).stdout.startswith("Added 1,")


def test_watch_adds_what_is_new(reader: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("feedparser")
    monkeypatch.setattr("communique.sources.bulk_web.PAUSE", 0.0)
    server = Server()
    address = f"{server.root}/feed"
    for n in range(3):
        server.page(f"/{n}", article(n).document.text)
    server.feed((f"{server.root}/0", ""), (f"{server.root}/gone", ""), ETag='"v1"')
    rounds: list[float] = []

    def sleep(seconds: float) -> None:
        if seconds > 100:  # the pause between two rounds
            rounds.append(seconds)
            if len(rounds) == 3:
                raise KeyboardInterrupt
            if len(rounds) == 2:
                server.feed(
                    (f"{server.root}/1", ""), (f"{server.root}/0", ""), (f"{server.root}/gone", ""), ETag='"v2"'
                )

    monkeypatch.setattr(time, "sleep", sleep)
    path = tmp_path / "a.db"
    result = run("watch", address, "--every", "15m", "--archive", path)
    lines = [line for line in result.stdout.splitlines() if not line.startswith(("Failed", "communique"))]
    assert lines == [
        f"Added 1, there already 0, failed 1. {path} has 1 documents.",
        f"Added 0, there already 0, failed 0. {path} has 1 documents.",
        f"Added 1, there already 0, failed 0. {path} has 2 documents.",
        "Stopped.",
    ]
    assert all(800 < r <= 900 for r in rounds)
    with Archive(path) as archive:
        assert archive.visits() == {address: ('"v2"', None)}
    assert run("add", f"{server.root}/2", "--archive", path).stdout.startswith("Added 1,")
    server.page("/2", article(2).document.text + "\n")
    assert run("add", f"{server.root}/2", "--archive", path).stdout.startswith("Added 1,")
    server.http.shutdown()


@pytest.mark.parametrize("arguments", [("feed.rss",), ("https://f.example", "--every", "often")])
def test_watch_needs_addresses_and_times(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert run("watch", *arguments, "--archive", tmp_path / "a.db").exit_code == 2


def test_stats_for_people(path: Path) -> None:
    lines = run("stats", "--archive", path).stdout.splitlines()
    assert lines[0].split() == ["documents", "2"]
    assert "published     2024-01-02 to 2024-05-08" in lines
    assert "outlets       Paper 1 1, The Harbour Post 1" in lines


def test_export_names_its_files(path: Path, tmp_path: Path) -> None:
    result = run("export", "--format", "polecat", "--out", tmp_path / "e.tsv", "--archive", path)
    assert result.stdout.splitlines() == [f"{tmp_path}/e.tsv: 3 rows", f"{tmp_path}/e.rest.tsv: 1 rows"]


def test_every_option_has_help_and_every_command_examples() -> None:
    assert sorted(APP.commands) == ["add", "export", "reread", "search", "sql", "stats", "watch"]
    for name, command in APP.commands.items():
        assert f"\n  Examples:\n    communique {name} " in run(name, "--help").stdout
        assert [p.name for p in command.params if isinstance(p, click.Option) and not p.help] == []


def test_an_archive_is_looked_for_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("stats").stderr.startswith("communique: communique.db: there is no archive")


def test_reviews_are_taken_in_and_can_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Archive(path, writable=True) as archive:
        archive.add([FULL, article(1)], model="m1")
        reviews.correct(archive, FULL.document.id, "S1", {"act": "deny"}, who="K. Alder")
        reviews.reject(archive, FULL.document.id, "E1", who="K. Alder")

    def acts(*options: str) -> list[str]:
        found = run("search", "toll", "--kind", "statement", "--json", *options, "--archive", path)
        return [json.loads(line)["what"] for line in found.stdout.splitlines()]

    def rows(name: str, *options: str) -> bytes:
        assert run("export", "-f", "jsonl", "-o", tmp_path / name, *options, "--archive", path).exit_code == 0
        return (tmp_path / name).read_bytes()

    assert acts() == ["deny"]
    assert acts("--without-reviews") == ["reject"]
    assert acts() == ["deny"]
    assert b'"id":"E1"' not in rows("reviewed").splitlines()[0]
    assert [decode(line) for line in rows("read", "--without-reviews").splitlines()] == [FULL, article(1)]
    missing = run("search", "--without-reviews", "--archive", tmp_path / "none.db")
    assert (missing.exit_code, (tmp_path / "none.db").exists()) == (1, False)
    assert run("export", "-f", "labels", "-o", tmp_path / "labels", "--archive", path).exit_code == 0
    assert run("export", "-f", "labels", "-o", tmp_path / "l", "--without-reviews", "--archive", path).exit_code == 2
    written = sorted(p.name for p in (tmp_path / "labels").iterdir())
    assert written == [f"{FULL.document.id}.json", f"{FULL.document.id}.txt"]


def test_reread_tells_of_reviews_that_no_longer_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    with Archive(path, writable=True) as archive:
        archive.add([FULL], model="m1")
        reviews.accept(archive, FULL.document.id, "P1", who="K. Alder")
    nothing = msgspec.structs.replace(FULL, positions=())
    monkeypatch.setattr(adding, "reread", lambda kept, **_: Counts(added=kept.renew([nothing], "m2")))
    told = run("reread", "--archive", path).stdout.splitlines()[1]
    assert told.startswith("Reviews that no longer fit: 1; communique sql")


MANY = (
    "WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < 2000) SELECT printf('%0500d', v) FROM n"
)


@pytest.mark.parametrize(
    "arguments",
    [("sql", MANY, "--csv"), ("sql", MANY, "--json"), ("sql", MANY), ("search", "toll"), ("stats",)],
    ids=["csv", "json", "aligned", "search", "stats"],
)
def test_a_reader_that_stops_early_is_no_error(path: Path, arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "communique.cli", *arguments, "--archive", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        if MANY in arguments:
            process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0
