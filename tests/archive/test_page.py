"""docs/archive.md says what the archive does: its tables, options, failures, columns and examples."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import get_args

import click
import pytest
from click.testing import CliRunner

from communique.archive import Archive
from communique.archive.digest import TABLES
from communique.archive.export import VIEWS, Format
from communique.archive.layouts import LAYOUTS
from communique.commands import archive as commands
from communique.sources.bulk import CSV, FEEDS, JSON_LINES, PAGES
from communique.sources.errors import Kind
from tests.archive.readouts import FULL

PAGE = (Path(__file__).parents[2] / "docs/archive.md").read_text(encoding="utf-8")
APP = click.Group()
commands.register(APP)
COMMANDS = APP.commands
QUERIES = re.search(r"## Ten queries\n.*?```sh\n(.*?)```", PAGE, re.DOTALL)[1].splitlines()  # type: ignore[index]


def test_every_table_view_and_failure_is_named() -> None:
    hidden = {"models", "bands", "parts", "dropped", "notes", "namesakes"}
    known = {*TABLES, *VIEWS, *get_args(Kind), *get_args(Format), *PAGES, *JSON_LINES, *CSV, *FEEDS} - hidden
    assert (
        sorted(n for n in known if f"`{n}`" not in PAGE and f"--format {n}" not in PAGE and f"or {n}" not in PAGE) == []
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_options_named_there_are_options(name: str) -> None:
    assert f"communique {name}" in PAGE
    known = {o for c in COMMANDS.values() for p in c.params for o in p.opts}
    assert sorted(set(re.findall(r"--[a-z-]+\b", PAGE)) - known) == []


def test_search_options_are_all_explained() -> None:
    options = {o for p in COMMANDS["search"].params for o in p.opts if o.startswith("--")} - {"--archive"}
    assert sorted(o for o in options if o not in PAGE) == []


def test_the_ten_queries_run(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", writable=True) as archive:
        archive.add([FULL], model="m")
    assert len(QUERIES) == 10
    for query in QUERIES:
        result = CliRunner().invoke(APP, [*shlex.split(query)[1:], "--archive", str(tmp_path / "a.db")])
        assert result.exit_code == 0, query


def test_the_numbers_of_columns() -> None:
    for name, layout in LAYOUTS.items():
        head = "header" if layout.header else "no header"
        assert re.search(rf"\| {name.upper()}[^|]*\({len(layout.columns)}, {head}\)", PAGE), name
