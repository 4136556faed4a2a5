"""The commands `review`: decisions kept, listed, undone; wrong ones leave everything as it was."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from communique.archive import Archive, reviews
from communique.commands import review as commands
from communique.record import Readout
from tests.archive.readouts import FULL, article, at

APP = click.Group()
commands.register(APP)
ID = FULL.document.id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with Archive(path, writable=True) as archive:
        archive.add([FULL, article(1)], model="m")
    return path


def run(path: Path, *words: str, given: str = "", who: str | None = "K. Alder") -> Result:
    options = ["--archive", str(path)] + (["--who", who] if who and words[0] not in ("list", "undo") else [])
    return CliRunner().invoke(APP, ["review", *words, *options], input=given)


def present(path: Path) -> Readout:
    with Archive(path) as archive:
        return archive.readout(ID)


def test_decisions_are_kept_listed_and_undone(path: Path) -> None:
    assert run(path, "accept", ID, "S1", "E1").output == (f"1  {ID}#S1 accept, K. Alder\n2  {ID}#E1 accept, K. Alder\n")
    answer = run(path, "correct", ID, "S1", "act=deny", 'speakers=["A5"]', "medium=null")
    assert answer.output == f"3  {ID}#S1 correct speakers, act, medium, K. Alder\n"
    statement = present(path).statements[0]
    assert (statement.act, statement.speakers, statement.medium) == ("deny", ("A5",), None)
    assert run(path, "reject", ID, "E2").exit_code == 0
    assert "E2" not in {e.id for e in present(path).events}
    lines = run(path, "list", ID).output.splitlines()
    assert lines[0].split() == ["id", "document", "label", "verdict", "changed", "who", "made", "undone", "fits"]
    assert [line.split()[2:4] for line in lines[1:]] == [
        ["S1", "accept"], ["E1", "accept"], ["S1", "correct"], ["E2", "reject"],
    ]  # fmt: skip
    assert run(path, "undo", "3", "4").output.endswith(f"4  {ID}#E2 reject, K. Alder (undone)\n")
    assert present(path) == FULL
    told = [json.loads(line) for line in run(path, "list", "--json").output.splitlines()]
    assert [t["undone"] is None for t in told] == [True, True, False, False]
    assert told[2]["before"]["act"] == "reject"


def test_json_lines(path: Path) -> None:
    new = {"kind": "position", "fields": {"holder": "A2", "stance": "opposes", "issue": at("talks")}}
    lines = [
        {"document": ID, "verdict": "reject", "item": "E1"},
        {"document": ID, "verdict": "add", "who": "J. Vale", **new},
        {"document": article(1).document.id, "verdict": "accept", "item": "S1"},
        {"document": ID, "verdict": "correct", "item": "S1", "changes": {"act": "warn"}},
    ]
    answer = run(path, "apply", "-", given="\n".join(map(json.dumps, lines)) + "\n\n")
    assert answer.output.splitlines()[1] == f"2  {ID}#P3 add, J. Vale"
    readout = present(path)
    assert readout.statements[0].act == "warn"
    assert (readout.positions[-1].id, readout.positions[-1].stance) == ("P3", "opposes")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ({"document": ID, "verdict": "reject", "item": "E9"}, f"line 2: {ID} has no item E9"),
        ({"document": "none", "verdict": "reject", "item": "E1"}, "there is no document none"),
        ({"document": ID, "verdict": "praise", "item": "E1"}, "a decision has a verdict"),
        ({"document": ID, "verdict": "add", "kind": "mood", "fields": {}}, "a decision has a verdict"),
        ({"document": ID, "verdict": "accept", "item": "E1", "colour": 1}, "'colour' is none of"),
        ({"document": ID, "verdict": "correct", "item": "S1", "changes": {"act": "sing"}}, "this is no statement"),
        ("no line", "line 2 is no JSON object"),
    ],
)
def test_a_wrong_line_keeps_nothing(path: Path, line: object, why: str) -> None:
    good = {"document": ID, "verdict": "reject", "item": "E2"}
    answer = run(path, "apply", "-", given=f"{json.dumps(good)}\n{json.dumps(line)}\n")
    assert answer.exit_code == 1
    assert why in answer.output
    assert present(path) == FULL
    with Archive(path) as archive:
        assert reviews.reviews(archive) == []


def test_wrong_usage(path: Path, tmp_path: Path) -> None:
    assert "there is no review 9" in run(path, "undo", "9").output
    assert "is not of the form FIELD=VALUE" in run(path, "correct", ID, "S1", "act").output
    assert "is no item's label" in run(path, "accept", ID, "sentence").output
    assert "needs the name" in run(path, "accept", ID, "S1", who=" ").output
    gone = run(tmp_path / "gone.db", "accept", ID, "S1")
    assert gone.exit_code == 1
    assert "there is no archive" in gone.output
    assert not (tmp_path / "gone.db").exists()


def test_the_name_is_the_login_where_none_is_given(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "kalder")
    monkeypatch.delenv("COMMUNIQUE_REVIEWER", raising=False)
    assert run(path, "accept", ID, "S1", who=None).output.endswith("accept, kalder\n")
    monkeypatch.setenv("COMMUNIQUE_REVIEWER", "J. Vale")
    assert run(path, "accept", ID, "S2", who=None).output.endswith("accept, J. Vale\n")
