"""The command line: what it prints and how it exits."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from communique import __version__, language, reading
from communique.cli import app
from communique.record import Document, Readout, Span, Statement, decode

TEXT = "The mayor of Lund said the bridge would stay shut."
READOUT = Readout(
    document=Document(id="d", text=TEXT, title="Bridge shut", published=date(2024, 5, 6)),
    statements=(
        Statement(
            id="S1",
            source=Span(start=0, end=17),
            cue=Span(start=18, end=22),
            content=(Span(start=23, end=49),),
            why="cue “said”",
        ),
    ),
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """The documents that were given to a reader that always answers the same."""
    given: list[Document] = []

    def answer(document: Document, model: object) -> Readout:
        given.append(document)
        return READOUT

    monkeypatch.setattr(language, "load", object)
    monkeypatch.setattr(reading, "read_document", answer)
    return given


def run(*arguments: str, given: bytes | None = None) -> Any:
    return CliRunner().invoke(app, arguments, input=given, prog_name="communique")


def test_read_prints_for_people(asked: list[Document], tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    result = run("read", str(article))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Bridge shut",
        "6 May 2024",
        "",
        "SAID",
        "S1  The mayor of Lund said",
        "    the bridge would stay shut",
    ]
    assert [d.text for d in asked] == [TEXT]


def test_standard_input_date_and_json(asked: list[Document]) -> None:
    result = run("read", "-", "--json", "--published", "2024-05-06", given=TEXT.encode())
    assert result.exit_code == 0
    assert decode(result.stdout_bytes) == READOUT
    assert result.stdout.count("\n") == 1
    assert [d.published for d in asked] == [date(2024, 5, 6)]


@pytest.mark.usefixtures("asked")
def test_explain_and_verbose() -> None:
    result = run("read", "-", "--explain", "-v", given=TEXT.encode())
    assert "    why: cue “said”" in result.stdout.splitlines()
    assert result.stderr.startswith("communique: loaded in ")


@pytest.mark.usefixtures("asked")
def test_html_is_written_to_a_file_or_to_standard_output(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("read", "-", "--html", str(page), given=TEXT.encode())
    assert (result.exit_code, result.output) == (0, "")
    assert page.read_text(encoding="utf-8") == READOUT.to_html()
    assert run("read", "-", "--html", "-", given=TEXT.encode()).stdout == READOUT.to_html()
    both = run("read", "-", "--json", "--html", str(page), given=TEXT.encode())
    assert decode(both.stdout_bytes) == READOUT


@pytest.mark.usefixtures("asked")
def test_a_page_that_cannot_be_written_is_exit_1(tmp_path: Path) -> None:
    nowhere = tmp_path / "missing" / "page.html"
    result = run("read", "-", "--html", str(nowhere), given=TEXT.encode())
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"communique: {nowhere}: No such file or directory\n"


def test_unusable_input_is_one_line_and_exit_1() -> None:
    result = run("read", "-", given=b"")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("communique: -: ")
    assert result.stderr.count("\n") == 1


def test_a_missing_file_is_exit_1(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.txt"
    result = run("read", str(missing))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"communique: {missing}: No such file or directory\n"


@pytest.mark.parametrize(
    "arguments", [("read",), ("read", "-", "--published", "May"), ("read", "-", "--pages"), ("write", "-")]
)
def test_wrong_usage_is_exit_2(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage:" in result.stderr


def test_schema_is_json() -> None:
    result = run("schema")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["$ref"] == "#/$defs/Readout"


def test_the_schema_of_an_archive_makes_one() -> None:
    result = run("schema", "--archive")
    assert result.exit_code == 0
    assert result.stdout.startswith("-- The archive of communique.")
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(result.stdout)
        assert database.execute("SELECT count(*) FROM who_said_what").fetchone() == (0,)


def test_the_commands_of_the_archive_are_there() -> None:
    with click.Context(app) as context:
        there = {
            "add",
            "chart",
            "export",
            "read",
            "reread",
            "review",
            "schema",
            "search",
            "serve",
            "sql",
            "stats",
            "watch",
        }
        assert there == set(app.list_commands(context))
    assert "Find statements and events." in run("search", "--help").stdout


@pytest.mark.parametrize("arguments", [("--version",), ("read", "-")])
def test_a_cold_start_imports_no_archive(arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "communique.cli", *arguments]
    done = subprocess.run(command, input=b"", capture_output=True, check=False, timeout=60)
    imported = {line.rsplit(b"|")[-1].strip().decode() for line in done.stderr.splitlines()}
    assert "communique.commands.output" in imported
    assert [
        m for m in sorted(imported) if re.match(r"communique\.archive|communique\.commands\.archive|rensa|sqlite3", m)
    ] == []


def test_version() -> None:
    assert run("--version").stdout == f"communique {__version__}\n"


@pytest.mark.parametrize("command", [(), ("read",), ("schema",), ("add",)])
def test_help(command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_read_help_has_examples() -> None:
    assert "communique read --published 2022-02-14 article.txt" in run("read", "--help").stdout


def test_completion_is_offered() -> None:
    command = [sys.executable, "-m", "communique.cli"]
    environment = {
        **os.environ,
        "_COMMUNIQUE_COMPLETE": "zsh_complete",
        "COMP_WORDS": "communique re",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[:2] == ["plain", "read"]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\xff\xfe" * 400, b"   \n\n "])
def test_bad_input_shows_no_traceback(data: bytes) -> None:
    """A real process, from its start to its exit."""
    command = [sys.executable, "-m", "communique.cli", "read", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.startswith(b"communique: -: ")
    assert done.stderr.count(b"\n") == 1
