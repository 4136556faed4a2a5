"""The pictures: what is drawn where, in which colours, as which files."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest

from communique.archive import Archive
from communique.charts import drawing, frame
from communique.charts.pair import draw_pair
from communique.charts.palette import PALETTES, Palette
from communique.charts.saving import save
from communique.charts.speaking import of_actor
from communique.charts.speech import draw_actor
from communique.charts.treatment import of_pair

LIGHT = PALETTES["light"]


def bars(svg: str, colour: str) -> list[tuple[float, float]]:
    """The tops and heights of the bars of a colour in pixels, in the order of time."""
    shape = rf'<path d="M[\d.]+,([\d.]+)h[\d.]+v([\d.]+)h-[\d.]+Z" fill="{colour}"'
    return [(float(top), float(height)) for top, height in re.findall(shape, svg)]


def rows(part: Any, key: str) -> list[dict[str, Any]]:
    """The rows of data in time that have a column, wherever they are in the definition."""
    if isinstance(part, dict) and key in part and "from" in part:
        return [part]
    below = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [r for p in below for r in rows(p, key)]


@pytest.fixture
def pair(archive: Archive) -> Any:
    return archive.chart_pair("NOR", "SOR").to_dict()


def test_the_definition_is_valid_and_has_the_numbers(pair: Any) -> None:
    pieces = [(r["from"][:10], r["class"], r["low"], r["high"]) for r in rows(pair, "class")]
    assert pieces == [
        ("2024-02-05", "verbal cooperation", 0, 2),
        ("2024-02-05", "verbal conflict", 0, -1),
        ("2024-02-06", "material conflict", 0, -2),
        ("2024-02-14", "material cooperation", 0, 1),
    ]
    assert [(r["from"][:10], r["acts"]) for r in rows(pair, "acts") if r.get("from") and r["acts"]] == [
        ("2024-02-06", 2)
    ]
    assert pair["description"].startswith("Norland and Sorland, 5 Feb 2024 to 14 Feb 2024: 6 events")
    (line,) = (x for x in pair["vconcat"][1]["layer"] if x["mark"]["type"] == "line")
    assert line["mark"]["strokeDash"] == [3, 2]
    assert "fill" not in line["mark"]


def test_what_is_material_is_next_to_the_line(archive: Archive) -> None:
    chart = archive.chart_pair("NOR", "SOR", grain="week").to_dict()
    pieces = [(r["class"], r["low"], r["high"]) for r in rows(chart, "class")]
    assert pieces[1:3] == [("material conflict", 0, -2), ("verbal conflict", -2, -3)]


def test_an_svg_has_the_bars_and_says_what_it_shows(archive: Archive) -> None:
    svg = drawing.svg(archive.chart_pair("NOR", "SOR"))
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert (root[0].text or "").startswith("Norland and Sorland, 5 Feb 2024")
    up, down = bars(svg, LIGHT.coop2), bars(svg, LIGHT.conf)
    ((top, height),), ((zero, depth),) = up, down  # two events each
    assert (round(top + height, 1), round(height, 1)) == (round(zero, 1), round(depth, 1))
    assert "http" not in svg.replace("http://www.w3.org/", "")
    assert "style=" not in svg
    assert drawing.svg(archive.chart_pair("NOR", "SOR", theme="dark")).count(PALETTES["dark"].paper) == 1


def test_a_name_is_text(archive: Archive) -> None:
    numbers = of_pair(archive, 1, 2)._replace(a="<script>&", b="x" * 300)
    svg = drawing.svg(draw_pair(numbers))
    ElementTree.fromstring(svg)
    assert "<script" not in svg


@pytest.mark.parametrize("name", ["pair.svg", "pair.png", "pair.html", "pair.json"])
def test_files(archive: Archive, tmp_path: Path, name: str) -> None:
    told = save(of_pair(archive, 1, 2), tmp_path / name)
    assert told.startswith("Norland and Sorland")
    data = (tmp_path / name).read_bytes()
    if name.endswith("png"):
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
    elif name.endswith("json"):
        assert json.loads(data)["$schema"].startswith("https://vega.github.io/schema/vega-lite/v6")
    elif name.endswith("html"):
        root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(data.decode())
        cells = ["".join(c.itertext()) for c in root.findall(".//tbody/tr")[0]]
        assert cells == ["14 Feb 2024", "-", "1", "-", "-", "-"]
        assert "var(--coop)" in data.decode()
        assert "http" not in re.sub(r"http://www.w3.org/[\w/]+|http-equiv", "", data.decode())


def test_other_files_are_refused(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"ends in \.svg, \.png, \.html, \.json"):
        save(of_pair(archive, 1, 2), tmp_path / "pair.pdf")


def test_the_page_has_links_for_days_and_its_own_colours(archive: Archive) -> None:
    svg = drawing.drawn(draw_pair(of_pair(archive, 1, 2), theme="page", day=date(2024, 2, 6), linked=True))
    assert re.findall(r'xlink:href="([^"]+)"', svg) == [f"{frame.DAY}2024-02-{d}" for d in ("05", "06", "14")]
    assert not re.findall(r'(?:fill|stroke)="#(?!000)[0-9a-f]{3,6}"', svg)
    assert svg.count('fill="var(--line)"') == 2  # the band goes through both


def test_an_actor_has_a_dot_for_each_day_and_family(archive: Archive) -> None:
    chart = archive.chart_actor("Kim Alder").to_dict()
    assert [(r["family"], r["statements"]) for r in rows(chart, "family")] == [
        (d.family, d.statements) for d in of_actor(archive, 3).dots
    ]
    ElementTree.fromstring(drawing.svg(draw_actor(of_actor(archive, 1))))


@pytest.mark.parametrize(
    ("low", "high", "whole", "expected"),
    [
        (-7, 4, True, [-6, -4, -2, 0, 2, 4]),
        (0, 0, True, [0]),
        (-1, 0, True, [-1, 0]),
        (-0.5, 0.7, False, [-0.4, -0.2, 0, 0.2, 0.4, 0.6]),
        (-1700, 900, True, [-1500, -1000, -500, 0, 500]),
    ],
)
def test_lines_of_an_axis_are_round(low: float, high: float, whole: bool, expected: list[float]) -> None:
    assert frame.steps(low, high, 6, whole=whole) == expected


def test_the_colours_are_those_of_the_page() -> None:
    styles = "".join(
        files(home).joinpath(name).read_text(encoding="utf-8")
        for home, name in (("communique.page", "base.css"), ("communique.charts", "chart.css"))
    )
    for field in Palette._fields:
        values = re.findall(rf"--{field}: (#[0-9a-f]+)", styles)
        light, *dark = values
        assert light == getattr(PALETTES["light"], field)
        assert set(dark) == {getattr(PALETTES["dark"], field)}


# Machado, Oliveira and Fernandes (2009), full strength.
BLIND = {
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("blindness", BLIND)
def test_classes_stay_apart_for_the_colour_blind(theme: str, blindness: str) -> None:
    p = PALETTES[theme]  # type: ignore[index]
    seen = [_seen(c, BLIND[blindness]) for c in (p.coop, p.coop2, p.conf, p.conf2)]
    for one, other in combinations(seen, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.12


def _seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> list[float]:
    rgb = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in rgb]
    found = [min(1.0, max(0.0, sum(m * v for m, v in zip(row, linear, strict=True)))) for row in matrix]
    return [12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in found]
