"""Roles, names and contrast, by axe-core: each view and each state of the article, light and dark, wide and as a phone.

Runs where playwright, axe-playwright-python (it brings axe-core) and a Chromium are installed.
"""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
pytest.importorskip("playwright.sync_api")
pytest.importorskip("axe_playwright_python.base")

import uvicorn
from axe_playwright_python.base import AXE_SCRIPT
from playwright import sync_api as playwright

from communique.archive import Archive, listing, reviews
from communique.archive.store import Read
from communique.web import make
from communique.web.desk import Desk
from communique.web.reviews import WHO
from tests.archive.readouts import FULL, article
from tests.page.harbour import READOUT

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium")

HOME = f"/article/{FULL.document.id}"
VIEWS = {  # the address, and what shows that the view is there
    "articles": ("/", ".items li"),
    "article": (HOME, ".card"),
    "card": (f"{HOME}#S1", ".card[aria-current] .verdicts"),
    "card of an event": (f"{HOME}#E1", ".card[aria-current] .chip"),
    "decided": (f"{HOME}#E2", ".card.gone"),
    "corrected": (f"{HOME}#P1", ".corrected"),
    "form": (f"{HOME}?correct=S1#S1", "form.correct"),
    "form of an expectation": (f"{HOME}?correct=X1#X1", "form.correct [name='X1.probability.low']"),
    "new item": (f"{HOME}?new=event&words=seized", "form.correct.new"),
    "not here": (f"{HOME}#S99", ".notice a"),
    "draft": (f"/draft/{READOUT.document.id}", ".offer"),
    "actors": ("/actor", "table"),
    "actor": ("/actor/{alder}?day=2024-01-04", ".chart svg"),
    "pairs": ("/pair", "table"),
    "pair": ("/pair/{envoy}/{arvania}", ".chart svg"),
    "pair by scores": ("/pair/{police}/{belmark}?measure=score&grain=week&dir=ab", ".chart svg"),
    "search": ("/search", "form.search"),
    "found": ("/search?q=talks", ".results li"),
    "filtered": ("/search?actor=Ruiz&kind=statement&act=reject", ".results li"),
    "nothing found": ("/search?q=whaling&act=reject", ".results .lead"),
    "add": ("/add", "form.add"),
    "refused": ("/search?from=yesterday", "[role=alert]"),
    "no such page": ("/nowhere", "[role=alert]"),
}
PARTIES = {
    "alder": "Kim Alder",
    "envoy": "the Belmark envoy",
    "arvania": "Arvania",
    "police": "port police",
    "belmark": "Belmark",
}
CALL = "Envoy Kim Alder of Norland said on Friday that Sorland should open gate {} of the dam."
NARROW = ("articles", "card", "form", "actor", "pair", "found", "add")
FAULTS = """async (only) => {
  const options = { resultTypes: ['violations'], ...(only && { runOnly: { type: 'rule', values: [only] } }) };
  const { violations } = await axe.run(document, options);
  return violations.flatMap((v) => v.nodes.map((n) =>
    `${v.id} (${v.impact}): ${n.target.join(' ')}: ${n.any.concat(n.all, n.none).map((c) => c.message).join('; ')}`));
}"""


class Served(NamedTuple):
    """Where the server is, and the numbers of the parties that addresses name."""

    base: str
    parties: dict[str, int]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over an archive with items accepted, corrected and rejected; a draft waits at its desk."""
    path = tmp_path_factory.mktemp("access") / "a.db"
    document, who = FULL.document.id, "K. Alder"
    with Archive(path, writable=True) as archive:
        archive.add([FULL, *(article(n, CALL.format(n)) for n in range(9))], model="m")
        reviews.accept(archive, document, "S3", who=who)
        reviews.reject(archive, document, "E2", who=who)
        reviews.correct(archive, document, "P1", {"stance": "opposes"}, who=who)
        parties = {n: listing.parties(archive, name, limit=1)[0].number for n, name in PARTIES.items()}
    desk = Desk(path)
    desk.hold(Read("harbour.html", "0" * 64, READOUT, ()))
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make(path, desk=desk), log_level="error", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield Served(f"http://127.0.0.1:{listener.getsockname()[1]}", parties)
    server.should_exit = True
    thread.join(30)
    listener.close()


def faults(page: Any) -> list[str]:
    """What axe finds in light, and of contrast in dark: the theme changes nothing but colours."""
    page.evaluate(AXE_SCRIPT)
    light = page.evaluate(FAULTS, None)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(FAULTS, "color-contrast")
    page.emulate_media(color_scheme="light")
    return [*light, *(f"dark: {told}" for told in dark)]


@pytest.fixture(scope="module")
def wide(browser: Any, served: Served) -> Any:
    return opened(browser, served, 1400)


@pytest.fixture(scope="module")
def narrow(browser: Any, served: Served) -> Any:
    return opened(browser, served, 420)


def opened(browser: Any, served: Served, width: int) -> Any:
    """A page of a visitor who has given a name, for view after view."""
    context = browser.new_context(reduced_motion="reduce", viewport={"width": width, "height": 900})
    context.add_cookies([{"name": WHO, "value": "K.%20Alder", "url": served.base}])
    context.set_default_timeout(30_000)  # milliseconds
    return context.new_page()


def go(page: Any, served: Served, view: str) -> None:
    """Opens a view and waits for what makes it that view."""
    address, shown = VIEWS[view]
    page.goto(served.base + address.format(**served.parties))
    page.wait_for_selector(shown)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view(wide: Any, served: Served, view: str) -> None:
    go(wide, served, view)
    assert faults(wide) == []


@pytest.mark.parametrize("view", NARROW)
def test_a_view_on_a_phone(narrow: Any, served: Served, view: str) -> None:
    go(narrow, served, view)
    assert faults(narrow) == []


def test_the_keys_and_the_question_for_a_name(browser: Any, served: Served) -> None:
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.goto(f"{served.base}{HOME}#S1")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_selector("dialog[open] #who")
    assert faults(page) == []


@pytest.mark.parametrize("width", [1400, 420])
def test_the_page_in_one_file(browser: Any, tmp_path: Path, width: int) -> None:
    file = tmp_path / "page.html"
    file.write_text(READOUT.to_html(), encoding="utf-8")
    page = browser.new_context(reduced_motion="reduce", viewport={"width": width, "height": 900}).new_page()
    for address in (file.as_uri(), f"{file.as_uri()}#E2"):
        page.goto(address)
        assert faults(page) == []
