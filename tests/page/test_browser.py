"""The page in a browser: links between words and cards, keys, alignment, nothing requested.

Runs where playwright and a Chromium are installed (`pip install playwright`, `apt-get install chromium`).
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.page.harbour import READOUT

CHROMIUM = shutil.which("chromium")
playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium")

ALIGNED = """() => {
  const row = [...document.querySelectorAll('.cards .card')], box = (node) => node.getBoundingClientRect();
  const card = document.querySelector('.card[aria-current]');
  const words = [...document.querySelectorAll(`.text [data-c~="${card.dataset.n}"]`)];
  const line = words.find((node) => !node.closest('.points')).getClientRects()[0];
  return {
    off: Math.abs(box(card.querySelector('.says')).top + 10 - (line.top + line.height / 2)),
    overlaps: row.filter((c, i) => i && box(c).top < box(row[i - 1]).bottom - 0.5).length,
  };
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("page") / "page.html"
    Path(file).write_text(READOUT.to_html(), encoding="utf-8")
    return file.as_uri()


def opened(browser: Any, address: str, **options: Any) -> tuple[Any, list[str]]:
    """The page, and a list that grows by whatever should not happen."""
    page, wrong = browser.new_context(reduced_motion="reduce", **options).new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(address)
    return page, wrong


def current(page: Any) -> str | None:
    return page.evaluate("document.querySelector('.card[aria-current]')?.dataset.ids ?? null")  # type: ignore[no-any-return]


def test_an_address_selects_its_card_and_marks_its_words(browser: Any, address: str) -> None:
    page, wrong = opened(browser, f"{address}#E2")
    assert current(page) == "S3 E2 X1"
    assert page.inner_text("#place") == "Item 3 of 6 · S3 E2 X1"
    marked = page.evaluate("[...document.querySelectorAll('[data-c].on')].map((n) => n.textContent).join('')")
    assert marked == "had claimed" + "that Norland could send 400 soldiers"
    unknown, _ = opened(browser, f"{address}#S99")
    assert unknown.inner_text("#place") == "S99 is not in this reading"
    assert wrong == []


def test_keys_walk_the_cards_and_give_the_focus_back(browser: Any, address: str) -> None:
    page, wrong = opened(browser, address, viewport={"width": 1400, "height": 900})
    seen = []
    for _ in range(6):
        page.keyboard.press("j")
        seen.append(current(page))
        measured = page.evaluate(ALIGNED)
        assert measured["overlaps"] == 0
        assert measured["off"] < 4
    assert seen == ["S1 E1 E3 P1", "S2", "S3 E2 X1", "X2", "E4", "P2"]
    assert page.url.endswith("#P2")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    assert page.is_visible("[data-ids=E4] .why dl")
    page.keyboard.press("Escape")
    assert current(page) is None
    assert page.evaluate("document.activeElement.className") == "note"
    page.keyboard.press("?")
    page.click("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert current(page) is None
    assert wrong == []


def test_words_and_cards_light_each_other(browser: Any, address: str) -> None:
    page, wrong = opened(browser, address, viewport={"width": 1400, "height": 900})
    page.hover(".text .frame:has-text('entered')")
    assert page.get_attribute(".card.near", "data-ids") == "E4"
    page.hover("[data-ids=X2] .says")
    assert page.evaluate("[...document.querySelectorAll('[data-c].near')].map((n) => n.textContent)") == [
        "a deal",
        "likely",
    ]
    page.click("mark:has-text('Norland')")
    assert current(page) == "S3 E2 X1"
    page.click("mark:has-text('Norland')")  # again: the statement around it
    assert current(page) == "S2"
    assert wrong == []


def test_a_phone_shows_a_card_as_a_sheet(browser: Any, address: str) -> None:
    page, wrong = opened(browser, address, viewport={"width": 420, "height": 900})
    page.click(".note[data-n='2']")
    box = page.evaluate("JSON.stringify(document.querySelector('[aria-current]').getBoundingClientRect())")
    top, bottom = json.loads(box)["top"], json.loads(box)["bottom"]
    assert bottom == 900
    assert top >= 900 * 0.55
    page.click("[aria-label=next]")
    assert current(page) == "S3 E2 X1"
    assert page.evaluate("document.documentElement.scrollWidth") == 420
    assert wrong == []


def test_without_scripts_an_address_opens_its_card_and_switches_work(browser: Any, address: str) -> None:
    page, wrong = opened(browser, f"{address}#E2", java_script_enabled=False, viewport={"width": 1400, "height": 900})
    assert page.is_visible("[data-ids='S3 E2 X1'] .more")
    assert not page.is_visible("[data-ids=S2] .more")
    page.click("text=Expectations")
    assert not page.is_visible("[data-ids='S3 E2 X1'] .lines .expectation")
    assert wrong == []
