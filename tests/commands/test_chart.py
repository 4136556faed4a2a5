"""The command `chart`: what it prints, which file it writes, how it fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

pytest.importorskip("altair")

from communique.archive import Archive
from communique.commands import chart
from tests.charts.strait import ACTS

APP = click.Group()
chart.register(APP)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("chart") / "strait.db"
    with Archive(path, writable=True) as archive:
        archive.add(ACTS, model="m")
    return path


def run(*arguments: object) -> Any:
    return CliRunner().invoke(APP, ["chart", *(str(a) for a in arguments)])


def test_a_pair(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "pair.svg"
    result = run("pair", "NOR", "Sorland", "--archive", path, "--out", out, "--direction", "ba", "--theme", "dark")
    assert result.stdout == (
        "Sorland toward Norland, 5 Feb 2024 to 14 Feb 2024: 3 events that happened, 1 cooperative and 2 conflictual;"
        " most on 6 Feb 2024 (2).\n"
    )
    assert ">Sorland toward Norland: events a day<" in out.read_text(encoding="utf-8")


def test_a_time_in_weeks(path: Path, tmp_path: Path) -> None:
    given = ("--from", "2024-02-05", "--to", "2024-02-11", "--grain", "week", "--measure", "score")
    result = run("pair", "NOR", "SOR", "-a", path, "-o", tmp_path / "pair.html", *given)
    assert result.stdout.startswith(
        "Norland and Sorland, 5 Feb 2024 to 11 Feb 2024: scores add up to 5 for cooperation"
    )


def test_an_actor(path: Path, tmp_path: Path) -> None:
    result = run("actor", "kim", "-a", path, "-o", tmp_path / "kim.png")
    assert result.stdout.startswith("Kim Alder, 5 Feb 2024 to 14 Feb 2024: 11 statements")
    assert (tmp_path / "kim.png").read_bytes()[1:4] == b"PNG"


@pytest.mark.parametrize(
    ("given", "why", "code"),
    [
        (("pair", "NOR", "Zzz"), "nobody here has the name Zzz", 1),
        (("pair", "NOR", "Norland"), "one and the same", 2),
        (("actor", "kim", "-o", "kim.pdf"), "ends in .svg, .png, .html, .json", 2),
        (("actor", "kim", "-o", "none/kim.svg"), "none/kim.svg: No such file", 1),
    ],
)
def test_what_is_wrong_is_told(path: Path, tmp_path: Path, given: tuple[str, ...], why: str, code: int) -> None:
    result = run(given[0], "-a", path, "-o", tmp_path / "a.svg", *given[1:])
    assert (result.exit_code, why in result.stderr) == (code, True)
    assert not (tmp_path / "a.svg").exists()
