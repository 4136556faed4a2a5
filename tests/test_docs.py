"""The pages say what the program does: every command, option, field and version."""

import re
import tomllib
from pathlib import Path

import click
import msgspec
import pytest

from communique import __version__, record
from communique.cli import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODEBOOK = (ROOT / "docs/codebook.md").read_text(encoding="utf-8")
with click.Context(app) as context:
    COMMANDS = {name: command for name in app.list_commands(context) if (command := app.get_command(context, name))}
TABLES = [record.Document, record.Actor, record.Statement, record.Event, record.Expectation, record.Position]
SHARED_FIELDS = {"id", "why", "confidence"}  # told once, for all tables


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_are_documented(name: str) -> None:
    assert f"communique {name}" in README
    assert COMMANDS[name].help
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name} has no help"


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.__name__)
def test_the_codebook_has_every_field(table: type[msgspec.Struct]) -> None:
    section = CODEBOOK.split(f"\n## {table.__name__.lower()}")[1].split("\n## ")[0]
    fields = {f.encode_name for f in msgspec.structs.fields(table)} - SHARED_FIELDS
    assert [f for f in sorted(fields) if f"`{f}`" not in section] == []


def test_every_code_is_in_the_codebook() -> None:
    codes: set[str] = set()
    for name in ("ActorKind", "MentionKind", "PartKind", "StatementKind", "Act", "Medium", "Status", "Stance"):
        codes |= set(vars(record)[name].__args__)
    assert sorted(c for c in codes if not re.search(rf"\b{c}\b", CODEBOOK)) == []


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    assert f"\n## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_bare_machine_runs_the_lines_of_the_readme() -> None:
    ours = (ROOT / ".ci/run").read_text(encoding="utf-8")
    first, second = re.findall(r"```sh\n(.+)\n```", README)[:2]
    for line in re.split(r"; | && ", f"{first}; {second}"):
        assert line in ours.splitlines()


def test_the_output_in_the_readme_is_of_the_example_it_names() -> None:
    command, shown = re.findall(r"<!-- output: (.+?) -->\n```\n(.*?)```", README, re.DOTALL)[0]
    example = (ROOT / command.split()[-1]).read_text(encoding="utf-8")
    assert " ".join(shown.split("\n\n")[0].split()).startswith(example.splitlines()[0])


def test_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
