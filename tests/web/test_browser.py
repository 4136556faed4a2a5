"""The served article in a browser: check, correct and reject by mouse and by keys alone, addresses, nothing foreign.

Runs where playwright and a Chromium are installed (`pip install playwright`, `apt-get install chromium`).
"""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
pytest.importorskip("playwright.sync_api")

import uvicorn
from playwright import sync_api as playwright

from communique.archive import Archive, listing, reviews
from communique.record import decode, encode
from communique.web import make
from communique.web.reviews import WHO
from tests.archive.readouts import FULL, article, at

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium")
READING = encode(decode(encode(FULL)))
EXAMPLES = Path(__file__).parents[2] / "examples"
WIDE = {"width": 1400, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with Archive(path, writable=True) as archive:
        archive.add([FULL, article(1)], model="m")
    return path


@pytest.fixture
def base(path: Path) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make(path), log_level="error", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(30)
    listener.close()


def opened(browser: Any, base: str, address: str, who: str = "K.%20Alder", **options: Any) -> tuple[Any, list[str]]:
    """The page, and a list that grows by whatever should not happen."""
    context, wrong = browser.new_context(**{"reduced_motion": "reduce", "viewport": WIDE, **options}), []
    if who:
        context.add_cookies([{"name": WHO, "value": who, "url": base}])
    context.set_default_timeout(30_000)  # milliseconds
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("request", lambda request: None if request.url.startswith(base) else wrong.append(request.url))
    page.goto(f"{base}{address}")
    return page, wrong


HOME = f"/article/{FULL.document.id}"


def current(page: Any) -> str | None:
    found: str | None = page.evaluate("document.querySelector('.card[aria-current]')?.dataset.ids ?? null")
    return found


def overlaps(page: Any) -> int:
    found: int = page.evaluate(
        """() => { const row = [...document.querySelectorAll('.cards .card')].map((c) => c.getBoundingClientRect());
        return row.filter((b, i) => i && b.top < row[i - 1].bottom - 0.5).length; }"""
    )
    return found


def present(path: Path) -> Any:
    with Archive(path) as archive:
        assert encode(reviews.reading(archive, FULL.document.id)) == READING
        return archive.readout(FULL.document.id)


def test_a_speaker_is_corrected_and_found_in_search(browser: Any, base: str, path: Path) -> None:
    page, wrong = opened(browser, base, f"{HOME}#S1")
    page.click(".card[aria-current] .correct-it")
    page.click("form.correct .pick summary >> nth=0")
    page.uncheck("[name='S1.speakers'][value=A1]")
    page.check("[name='S1.speakers'][value=A5]")
    assert page.inner_text("form.correct .changed .was") == "was Ruiz"
    page.select_option("[name='S1.act']", "deny")
    page.click("form.correct .save")
    page.wait_for_selector(".card[aria-current] .corrected")
    assert current(page).split()[0] == "S1"
    assert page.inner_text(".card[aria-current] .says").startswith("the Belmark envoy denied")
    assert "1 of " in page.inner_text("#checked")
    assert overlaps(page) == 0
    page.reload()
    assert page.inner_text(".card[aria-current] .says").startswith("the Belmark envoy denied")
    page.goto(f"{base}/search?actor=the+Belmark+envoy&kind=statement&act=deny")
    assert page.locator(f".items a[href='{HOME}#S1']").count() == 1
    assert present(path).statements[0].speakers == ("A5",)
    assert wrong == []


def test_an_event_is_rejected_and_the_pair_changes(browser: Any, base: str, path: Path) -> None:
    with Archive(path) as archive:
        a, b = (listing.parties(archive, name, limit=1)[0].number for name in ("the Belmark envoy", "Arvania"))
    page, wrong = opened(browser, base, f"/pair/{a}/{b}")
    chart = page.inner_text("main")
    page.goto(f"{base}{HOME}#E3")
    number = page.get_attribute(".card[aria-current]", "data-n")
    page.click(".card[aria-current] [value=reject]")
    page.wait_for_selector(".card.gone[aria-current]")
    assert page.locator(f"[data-c~='{number}']").count() == 0
    assert page.locator(f".note[data-n='{number}']").count() == 0
    assert overlaps(page) == 0
    assert "E3" not in {e.id for e in present(path).events}
    page.goto(f"{base}/pair/{a}/{b}")
    assert page.inner_text("main") != chart
    page.goto(f"{base}{HOME}#E3")
    page.click(".card.gone[aria-current] .undo button")
    page.wait_for_selector(".card[aria-current]:not(.gone)")
    assert present(path).events == FULL.events
    page.goto(f"{base}/pair/{a}/{b}")
    assert page.inner_text("main") == chart
    assert wrong == []


def test_by_the_keyboard_alone(browser: Any, base: str, path: Path) -> None:
    page, wrong = opened(browser, base, HOME, who="")
    page.keyboard.press("u")
    first = current(page)
    page.keyboard.press("a")
    page.wait_for_selector("dialog[open] #who")  # asked once
    assert page.evaluate("document.activeElement.id") == "who"
    page.keyboard.type("K. Alder")
    page.keyboard.press("Enter")
    page.wait_for_selector(".card[aria-current] .sign")
    assert page.inner_text("#checked").startswith("1 of ")
    assert current(page) == first
    page.keyboard.press("u")
    assert current(page) != first
    page.keyboard.press("x")
    page.wait_for_selector(".card.gone[aria-current]")
    page.keyboard.press("z")
    page.wait_for_selector(".card[aria-current]:not(.gone)")
    page.goto(f"{base}{HOME}#X1")
    page.wait_for_selector(".card[aria-current][data-ids~=X1]")
    page.keyboard.press("e")
    page.wait_for_selector("form.correct")
    assert page.evaluate("document.activeElement.closest('form').className") == "correct"
    page.focus("[name='X1.probability.low']")
    page.keyboard.press("Control+A")
    page.keyboard.type("30")
    page.keyboard.press("a")  # a letter in a field is no key
    page.keyboard.press("Backspace")
    assert page.locator("form.correct").count() == 1
    page.keyboard.press("Escape")
    page.wait_for_selector(".card[aria-current] .verdicts")
    assert page.evaluate("document.activeElement === document.querySelector('.card[aria-current]')")
    page.keyboard.press("e")
    page.focus("[name='X1.probability.low']")
    page.keyboard.press("Control+A")
    page.keyboard.type("10")
    assert page.inner_text("form.correct .changed .was") == "was 5–30 %"
    page.keyboard.press("Enter")
    page.wait_for_selector(".card[aria-current] .corrected")
    assert present(path).expectations[0].probability.low == 0.1
    page.keyboard.press("z")
    page.wait_for_selector(".card[aria-current]:not(:has(.corrected))")
    assert present(path).expectations == FULL.expectations
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert current(page) is not None
    assert wrong == []


def test_words_are_marked_for_a_field_and_for_a_new_item(browser: Any, base: str, path: Path) -> None:
    page, wrong = opened(browser, base, f"{HOME}#E1")
    page.keyboard.press("e")
    page.wait_for_selector("[name='E1.trigger']")
    page.locator(".field:has([name='E1.trigger']) .pick-words").click()
    mark(page, "eized about 2")  # halves of words are made whole
    assert page.input_value("[name='E1.trigger']") == "seized about 20"
    page.keyboard.press("Enter")
    page.wait_for_selector(".card[aria-current] .corrected")
    trigger = next(e for e in present(path).events if e.id == "E1").trigger
    assert FULL.document.text[trigger.start : trigger.end] == "seized about 20"
    page.keyboard.press("Escape")
    mark(page, "atrol ship")
    page.click(".offer-new >> text=position")
    page.wait_for_selector("form.correct.new")
    assert page.input_value("[name='new.issue']") == "patrol ships"
    page.select_option("[name='new.holder']", "A2")
    page.select_option("[name='new.stance']", "opposes")
    page.click("form.correct.new .save")
    page.wait_for_selector(".card[aria-current] .added")
    new = present(path).positions[-1]
    assert (new.id, new.holder, new.stance) == ("P3", "A2", "opposes")
    assert {"start": new.issue.start, "end": new.issue.end} == at("patrol ships")
    assert wrong == []


MARK = """(words) => {
  const walker = document.createTreeWalker(document.querySelector('.body'), NodeFilter.SHOW_TEXT);
  const range = document.createRange(), nodes = [];
  let text = '';
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest('.note, .unseen')) continue;
    nodes.push([walker.currentNode, text.length]);
    text += walker.currentNode.data;
  }
  const start = text.indexOf(words), end = start + words.length;
  const first = nodes.findLast(([, at]) => at <= start), last = nodes.findLast(([, at]) => at < end);
  range.setStart(first[0], start - first[1]);
  range.setEnd(last[0], end - last[1]);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  first[0].parentElement.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
}"""
NAMELESS = """() => {
  const found = document.querySelectorAll('button, select, textarea, a, input:not([type=hidden])');
  return [...found].filter((n) => {
    const told = !['SELECT', 'TEXTAREA'].includes(n.tagName) && n.textContent.trim();
    return !(told || n.labels?.length || n.ariaLabel || n.title);
  }).map((n) => n.outerHTML);
}"""
SMALL = """() => [...document.querySelectorAll('form.correct :is(button, select), .verdicts .act')].filter((n) => {
  const box = n.getBoundingClientRect();
  return box.width && box.height < 24;
}).map((n) => n.outerHTML)"""


def mark(page: Any, words: str) -> None:
    """Marks words of the text as a drag with the mouse does."""
    page.evaluate(MARK, words)
    page.wait_for_timeout(50)


def test_addresses_of_items_words_and_switches(browser: Any, base: str) -> None:
    page, wrong = opened(browser, base, f"{HOME}#S1+E1")
    assert current(page).split()[0] == "S1"
    assert "E1" in page.get_attribute(".card.with", "data-ids").split()
    page.goto(f"{base}{HOME}#S99")
    assert page.inner_text(".notice").startswith("S99 is not in this reading")
    span = at("patrol ships")
    page.goto(f"{base}{HOME}#t={span['start']}-{span['end']}")
    assert page.evaluate("[...CSS.highlights.get('pointed')][0].toString()") == "patrol ships"
    assert page.locator(".notice").count() == 0
    page.goto(f"{base}{HOME}#t=5000-5001")
    assert "There are no words 5000-5001" in page.inner_text(".notice")
    page.goto(f"{base}{HOME}?show=events,expectations&order=unsure#E1")
    assert not page.is_checked("#show-statements")
    assert page.is_checked("#order-sure")
    assert "E1" in current(page).split()
    page.check("#order-text")
    assert current(page) is not None
    assert page.url.endswith("?show=events,expectations#E1")
    page.check("#show-statements")
    page.check("#show-positions")
    assert page.url.endswith(f"{HOME}#E1")
    page.uncheck("#show-positions")
    page.keyboard.press("a")
    page.wait_for_selector(".card[aria-current] .sign")
    assert not page.is_checked("#show-positions")
    assert wrong == []


def test_two_visitors_and_a_server_that_is_gone(browser: Any, base: str, path: Path) -> None:
    page, wrong = opened(browser, base, f"{HOME}#S1")
    page.keyboard.press("e")
    page.wait_for_selector("form.correct")
    page.select_option("[name='S1.act']", "deny")
    with Archive(path, writable=True) as archive:
        reviews.correct(archive, FULL.document.id, "S1", {"medium": "letter"}, who="J. Vale")
    page.click("form.correct .save")
    page.wait_for_selector("form.correct [role=alert]")
    assert "changed meanwhile" in page.inner_text("form.correct [role=alert]")
    assert present(path).statements[0].act == "reject"
    assert [w for w in wrong if "409" not in w] == []
    page.context.set_offline(True)
    page.click("form.correct .save")
    page.wait_for_selector("#place:has-text('Not kept')")


@pytest.mark.parametrize("options", [{"viewport": {"width": 420, "height": 900}}, {"color_scheme": "dark"}, {}])
def test_everything_has_a_name_and_fits(browser: Any, base: str, options: dict[str, Any]) -> None:
    page, wrong = opened(browser, base, f"{HOME}?correct=S1#S1", **options)
    page.evaluate("document.querySelectorAll('form.correct details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth === document.documentElement.clientWidth")
    assert page.evaluate(NAMELESS) == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((n) => n.id)")
    assert len(ids) == len(set(ids))
    assert page.evaluate(SMALL) == []
    assert wrong == []


def test_without_scripts(browser: Any, base: str, path: Path) -> None:
    page, wrong = opened(browser, base, f"{HOME}#S1", java_script_enabled=False)
    page.click(".card:has(:target) .verdicts [value=accept]")
    assert page.inner_text("#checked").startswith("1 of ")
    page.click(".card:has(:target) .correct-it")
    page.select_option("[name='S1.act']", "warn")
    page.click("form.correct .save")
    assert present(path).statements[0].act == "warn"
    page.click("#undo-last")
    page.click("#undo-last")
    assert present(path) == decode(READING)
    assert page.inner_text("#checked").startswith("0 of ")
    assert wrong == []


def test_an_article_is_pasted_read_and_kept(browser: Any, base: str, path: Path) -> None:
    page, wrong = opened(browser, base, "/add")
    page.fill("#text", (EXAMPLES / "border-talks.txt").read_text(encoding="utf-8"))
    page.fill("#publisher", "Harbour Post")
    page.click("form.add button")
    page.wait_for_selector(".offer")
    assert page.locator(".cards .card").count() > 10
    assert "Harbour Post" in page.inner_text("body")
    page.click(".offer button >> nth=0")
    page.wait_for_url(f"{base}/article/*")
    page.hover(".cards .card >> nth=1")
    number = page.locator(".cards .card >> nth=1").get_attribute("data-n")
    assert page.locator(f".text [data-c~='{number}']").count() >= 1
    with Archive(path) as archive:
        assert len(list(archive.rows("SELECT id FROM documents WHERE publisher = 'Harbour Post'"))) == 1
    assert wrong == []
