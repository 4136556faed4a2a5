"""The charts of the views: switched by links, the same numbers as the lists and tables, drawn once for many readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from starlette.testclient import TestClient

from communique.archive import Archive, reviews
from communique.charts import drawing
from communique.charts.treatment import of_pair, sentence
from communique.web import chart, make
from tests.charts.strait import ACTS, act
from tests.web.conftest import BASE
from tests.web.test_pages import page, said, with_class


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web-charts") / "strait.db"
    with Archive(path, writable=True) as archive:
        archive.add(ACTS, model="m")
    return path


@pytest.fixture
def strait(path: Path) -> TestClient:
    return TestClient(make(path), base_url=BASE)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """The charts that are drawn while the test runs, none remembered from before."""
    seen: list[object] = []
    real = drawing.drawn

    def draw(of: object) -> str:
        seen.append(of)
        return real(of)  # type: ignore[arg-type]

    monkeypatch.setattr(drawing, "drawn", draw)
    chart._pictures.clear()
    yield seen
    chart._pictures.clear()


def table(root: Element) -> dict[str, list[str]]:
    """The cells of the chart's table by day."""
    (figure,) = with_class(root, "chart")
    rows = [[said(c) for c in row] for row in figure.findall("details//tbody/tr")]
    return {row[0]: row[1:] for row in rows}


def switches(root: Element) -> dict[str, tuple[str | None, str | None]]:
    (bar,) = with_class(root, "switches")
    return {said(a): (a.get("href"), a.get("aria-current")) for a in bar.iter("a")}


def test_a_pair_has_picture_sentence_and_table(strait: TestClient, path: Path) -> None:
    root = page(strait, "/pair/1/2")
    (figure,) = with_class(root, "chart")
    svg = figure.find(".//{*}svg")
    assert svg is not None
    assert (svg.get("aria-hidden"), said(figure.find("figcaption"))) == ("true", sentence(of_pair(Archive(path), 1, 2)))
    assert table(root) == {
        "14 Feb 2024": ["-", "1", "-", "-", "-"],
        "6 Feb 2024": ["-", "-", "-", "2", "2"],
        "5 Feb 2024": ["2", "-", "1", "-", "-"],
    }
    links = {a.get("href"): a.get("tabindex") for a in svg.iter("{http://www.w3.org/2000/svg}a")}
    assert links == {f"/pair/1/2?day=2024-02-{day}#day": "-1" for day in ("05", "06", "14")}
    assert set(links) == {a.get("href") for a in figure.findall("details//a")}


def test_nothing_is_loaded_and_nothing_styled_inline(strait: TestClient) -> None:
    text = strait.get("/pair/1/2?day=2024-02-06").text
    assert " style=" not in text
    assert "<script>" not in text
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', text) == []


def test_the_table_beside_adds_up_to_the_bars(strait: TestClient) -> None:
    root = page(strait, "/pair/1/2")
    (counts,) = with_class(root, "counts")
    rows = {said(r[0]): [said(c) for c in r[1:]] for r in counts.findall("tbody/tr") if len(r) > 1}
    assert rows["Verbal cooperation"] == ["1", "1", "-"]
    assert rows["Material conflict"] == ["-", "2", "-"]
    assert rows["Feared or possible"] == ["2", "-", "-"]
    assert "6 events that happened" in said(root)


def test_switches_are_links_that_keep_the_rest(strait: TestClient) -> None:
    root = page(strait, "/pair/1/2?day=2024-02-06&dir=ab&from=2024-02-01&measure=score&offset=0")
    assert switches(root) == {
        "Both ways": ("/pair/1/2?from=2024-02-01&measure=score&day=2024-02-06", None),
        "By Norland": ("/pair/1/2?from=2024-02-01&dir=ab&measure=score&day=2024-02-06", "true"),
        "By Sorland": ("/pair/1/2?from=2024-02-01&dir=ba&measure=score&day=2024-02-06", None),
        "Day": ("/pair/1/2?from=2024-02-01&dir=ab&measure=score&day=2024-02-06", "true"),
        "Week": ("/pair/1/2?from=2024-02-01&dir=ab&grain=week&measure=score&day=2024-02-06", None),
        "Events": ("/pair/1/2?from=2024-02-01&dir=ab&day=2024-02-06", None),
        "Score": ("/pair/1/2?from=2024-02-01&dir=ab&measure=score&day=2024-02-06", "true"),
    }
    hidden = {i.get("name"): i.get("value") for i in root.iter("input") if i.get("type") == "hidden"}
    assert hidden == {"dir": "ab", "measure": "score"}


def test_one_direction_and_scores(strait: TestClient) -> None:
    assert table(page(strait, "/pair/1/2?dir=ba"))["6 Feb 2024"] == ["-", "-", "-", "2", "-"]
    assert table(page(strait, "/pair/1/2?measure=score"))["6 Feb 2024"] == ["-", "-", "-", "−18", "2"]
    listed = page(strait, "/pair/1/2?dir=ba&day=2024-02-05")
    assert [said(b) for b in listed.iter("b")] == ["Sorland"]


def test_the_list_behind_a_day_and_a_week(strait: TestClient) -> None:
    root = page(strait, "/pair/1/2?day=2024-02-06")
    heading = next(h for h in root.iter("h2") if h.get("id") == "day")
    assert said(heading) == "6 Feb 20245 Feb 202414 Feb 2024all days"
    assert {a.get("rel"): a.get("href") for a in heading.iter("a")} == {
        "prev": "/pair/1/2?day=2024-02-05#day",
        "next": "/pair/1/2?day=2024-02-14#day",
        None: "/pair/1/2",
    }
    assert len(with_class(root, "go")) == 6
    week = page(strait, "/pair/1/2?grain=week&day=2024-02-05")
    assert "5 Feb 2024 to 11 Feb 2024" in said(next(h for h in week.iter("h2") if h.get("id") == "day"))
    assert len(with_class(week, "go")) == 9
    assert "Nothing counted on this day." in said(page(strait, "/pair/1/2?day=2024-02-09"))


def test_over_two_years_there_are_weeks_alone(strait: TestClient) -> None:
    root = page(strait, "/pair/1/2?from=1931-01-01&grain=day")
    assert "by week over two years" in said(root)
    assert "Day" not in switches(root)
    assert table(root)["27 Apr 1931 to 3 May 1931"] == ["-", "-", "-", "1", "-"]


def test_an_empty_pair_suggests_others(strait: TestClient) -> None:
    root = page(strait, "/pair/1/3")
    assert "Nothing between them is dated." in said(root)
    assert "/pair/1/2" in {a.get("href") for a in root.iter("a")}
    assert with_class(root, "chart") == []
    assert "nothing counts" in said(page(strait, "/pair/1/2?from=2024-03-01&to=2024-03-02"))


@pytest.mark.parametrize("query", ["dir=up", "grain=year", "measure=1", "day=x", "from=2024"])
def test_what_is_wrong_is_told(strait: TestClient, query: str) -> None:
    page(strait, f"/pair/1/2?{query}", 400)


def test_an_actor(strait: TestClient) -> None:
    root = page(strait, "/actor/3?day=2024-02-06")
    assert table(root)["6 Feb 2024"] == ["-", "-", "4", "-", "1", "1"]
    assert len(with_class(root, "lines")[-1].findall(".//tr")) == 6
    assert with_class(page(strait, "/actor/3?day=2024-02-09"), "lines") == []
    assert with_class(page(strait, "/actor/1"), "chart") == []


def test_statements_go_on_from_page_to_page(strait: TestClient) -> None:
    address, found = "/actor/3?limit=4", []
    while address:
        root = page(strait, address)
        found += [a.get("href") for a in root.iter("a") if (a.get("href") or "").startswith("/article/")]
        address = next((a.get("href", "") for a in root.iter("a") if a.get("rel") == "next"), "")
    assert len(found) == len(set(found)) == 11


def test_twenty_readers_pay_once(strait: TestClient, path: Path, drawn: list[object]) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: strait.get("/pair/1/2").text, range(20)))
    assert len(set(answers)) == 1
    assert len(drawn) == 1
    strait.get("/pair/1/2?day=2024-02-06")
    strait.get("/pair/1/2?day=2024-02-06&offset=0&limit=5")
    assert len(drawn) == 2


def test_what_is_added_or_rejected_shows_at_once(tmp_path: Path, drawn: list[object]) -> None:
    path = tmp_path / "fresh.db"
    client = TestClient(make(path), base_url=BASE)
    with Archive(path, writable=True) as archive:
        archive.add(ACTS, model="m")
        assert "6 events that happened" in client.get("/pair/1/2").text
        archive.add([act(99, date(2024, 2, 7), 1)], model="m")
        assert "7 events that happened" in client.get("/pair/1/2").text
        number = reviews.reject(archive, ACTS[3].document.id, "E1", who="T. Reader")
        assert table(page(client, "/pair/1/2"))["6 Feb 2024"] == ["-", "-", "-", "1", "2"]
        reviews.undo(archive, number)
        assert table(page(client, "/pair/1/2"))["6 Feb 2024"] == ["-", "-", "-", "2", "2"]
    assert len(drawn) == 3


def test_a_name_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "fresh.db"
    with Archive(path, writable=True) as archive:
        archive.add(ACTS, model="m")
        archive.connection.execute("UPDATE parties SET name = '<script>alert(1)</script> & \"' || name")
        archive.connection.commit()
    text = TestClient(make(path), base_url=BASE).get("/pair/1/2").text
    assert "<script>alert" not in text
    html5lib.HTMLParser(strict=True).parse(text)
