"""Reviews over the page: forms without scripts, the same as JSON, who may, and what search and pair show then."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import html5lib
import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx2")

from starlette.testclient import TestClient

from communique.archive import Archive, listing, reviews
from communique.record import decode, encode
from communique.web import make
from communique.web.reviews import WHO
from tests.archive.readouts import FULL, article, at
from tests.web.hostile import READOUT as HOSTILE

BASE = "http://127.0.0.1:8000"
ID = FULL.document.id
HOME = f"/article/{ID}"
READING = encode(decode(encode(FULL)))  # with numbers as JSON has them
API = f"/api/article/{ID}/reviews"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with Archive(path, writable=True) as archive:
        archive.add([FULL, article(1), HOSTILE], model="m")
    return path


@pytest.fixture
def client(path: Path) -> TestClient:
    client = TestClient(make(path), base_url=BASE)
    client.cookies.set(WHO, "K.%20Alder")
    return client


def tree(page: str) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def said(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def of_class(root: Any, name: str) -> list[Any]:
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


def card(root: Any, label: str) -> Any:
    (found,) = [e for e in of_class(root, "card") if label in e.get("data-ids").split()]
    return found


def sent(form: Any, **changed: str | list[str]) -> tuple[str, dict[str, list[str]]]:
    """What a browser without scripts would send; `changed` are fields by their names, with __ for the points."""
    fields: dict[str, list[str]] = {}
    for e in form.iter():
        name = e.get("name")
        if not name or (e.get("type") == "checkbox" and e.get("checked") is None) or e.tag == "button":
            continue
        value = e.get("value") or ""
        if e.tag == "textarea":
            value = (e.text or "").removeprefix("\n").replace("\n", "\r\n")
        elif e.tag == "select":
            options = list(e.iter("option"))
            value = next((o for o in options if o.get("selected") is not None), options[0]).get("value")
        fields.setdefault(name, []).append(value)
    for name, value in changed.items():
        fields[name.replace("__", ".")] = [value] if isinstance(value, str) else value
    return form.get("action"), fields


def post(client: TestClient, form: Any) -> None:
    action, fields = sent(form)
    assert client.post(action, data=fields).status_code == 200


def corrected(client: TestClient, label: str, **changed: str | list[str]) -> Any:
    """The answer to a form of corrections in which some fields were changed."""
    root = tree(client.get(f"{HOME}?correct={label}").text)
    (form,) = of_class(root, "correct")
    action, fields = sent(form, **changed)
    return client.post(action, data=fields, follow_redirects=False)


def present(path: Path) -> Any:
    with Archive(path) as archive:
        return archive.readout(ID)


def machine(path: Path) -> bytes:
    with Archive(path) as archive:
        kept = list(archive.rows("SELECT readout FROM readings"))
        assert not kept or decode(kept[0]["readout"]) == FULL
        return encode(reviews.reading(archive, ID))


def test_a_card_is_accepted_and_counted(client: TestClient, path: Path) -> None:
    root = tree(client.get(HOME).text)
    total = len(of_class(root, "card"))
    assert said(of_class(root, "checked")[0]).startswith(f"Checked 0 of {total}")
    action, fields = sent(of_class(card(root, "S1"), "verdicts")[0])
    answer = client.post(action, data={**fields, "verdict": "accept"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{HOME}#S1")
    root = tree(client.get(HOME).text)
    assert said(of_class(root, "checked")[0]).startswith(f"Checked 1 of {total}")
    accepted = card(root, "S1")
    assert "accepted by K. Alder" in said(of_class(accepted, "sign")[0])
    (button,) = [e for e in accepted.iter("button") if e.get("aria-pressed") == "true"]
    (undo,) = [e for e in accepted.iter("form") if e.get("id") == button.get("form")]
    post(client, undo)
    assert said(of_class(tree(client.get(HOME).text), "checked")[0]).startswith(f"Checked 0 of {total}")
    assert present(path) == FULL
    assert machine(path) == READING


def test_a_corrected_speaker_is_found_by_search(client: TestClient, path: Path) -> None:
    assert "S1" not in labels(client, actor="the Belmark envoy")
    answer = corrected(client, "S1", S1__speakers=["A5"], S1__act="deny")
    assert answer.headers["location"] == f"{HOME}#S1"
    assert "S1" in labels(client, actor="the Belmark envoy")
    assert "S1" not in labels(client, actor="Dana Ruiz")
    readout = present(path)
    assert (readout.statements[0].speakers, readout.statements[0].act) == (("A5",), "deny")
    assert readout.statements[0].when == FULL.statements[0].when
    assert machine(path) == READING
    changed = card(tree(client.get(HOME).text), "S1")
    assert "who was Ruiz; act was reject" in said(of_class(changed, "corrected")[0])
    form = of_class(tree(client.get(f"{HOME}?correct=S1").text), "correct")[0]
    assert [said(f.find("*")) for f in of_class(form, "changed")] == ["Who", "Act"]
    with Archive(path) as archive:
        (review,) = reviews.reviews(archive, ID)
    assert (review.who, review.verdict, review.label) == ("K. Alder", "correct", "S1")


def labels(client: TestClient, **query: str) -> list[str]:
    items = client.get("/api/search", params={"limit": "200", **query}).json()["items"]
    return [i["label"] for i in items if i["document"] == ID]


def test_a_form_that_is_sent_as_it_came_changes_nothing(client: TestClient, path: Path) -> None:
    for label in ("S1", "S2", "S3", "S4", "E1", "E2", "E3", "X1", "X2", "P1", "P2"):
        assert corrected(client, label).status_code == 303
    with Archive(path) as archive:
        assert reviews.reviews(archive) == []


def test_every_field_can_be_corrected(client: TestClient, path: Path) -> None:
    answer = corrected(
        client, "E1", E1__actors=["A2", "A3"], E1__status="possible", E1__trigger="boats on Monday", E1__where="",
        E1__when__to="2024-05-07", E1__quantities=["about 20 boats", ""], E1__quantities__value=["25", ""],
        E1__type="COERCE/arrest", E1__contexts="crime, military",
    )  # fmt: skip
    assert answer.status_code == 303
    event = next(e for e in present(path).events if e.id == "E1")
    assert event.actors == ("A3", "A2")  # those before keep their order
    assert (event.type, event.mode, event.status, event.where) == ("COERCE", "arrest", "possible", None)
    assert FULL.document.text[event.trigger.start : event.trigger.end] == "boats on Monday"
    assert event.when is not None
    assert (event.when.from_, event.when.to) == (FULL.events[0].when.from_, event.when.from_.replace(day=7))  # type: ignore[union-attr]
    assert (event.quantities[0].value, event.quantities[0].approximate) == (25.0, True)
    assert event.contexts == ("crime", "military")
    corrected(client, "X1", X1__probability__low="30", X1__probability__high="70", X1__horizon__relation="before")
    expectation = present(path).expectations[0]
    assert (expectation.probability.low, expectation.probability.high) == (0.3, 0.7)
    assert expectation.horizon.relation == "before"
    corrected(client, "S2", S2__content="Port police in Selm\r\nboats on Monday", S2__medium="letter")
    statement = next(s for s in present(path).statements if s.id == "S2")
    text = FULL.document.text
    assert [text[c.start : c.end] for c in statement.content] == ["Port police in Selm", "boats on Monday"]
    assert statement.medium == "letter"


def test_another_type_has_another_class_and_no_code(client: TestClient, path: Path) -> None:
    corrected(client, "E1", E1__type="CONSULT")
    event = next(e for e in present(path).events if e.id == "E1")
    assert (event.type, event.mode, event.quad, event.cameo, event.goldstein) == ("CONSULT", None, 1, None, None)
    corrected(client, "E1", E1__cameo="042")
    event = next(e for e in present(path).events if e.id == "E1")
    assert (event.cameo, event.goldstein) == ("042", 1.9)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("E1.trigger", "sank the fleet", "Words: “sank the fleet” does not stand so in the article"),
        ("E1.trigger", "", "Words can't be empty"),
        ("E1.type", "NOTHING", "Event is no type of PLOVER: NOTHING"),
        ("E1.goldstein", "high", "Score is no number: high"),
        ("E1.status", "never", "this is no event"),
        ("E1.cameo", "999", "CAMEO has no code 999"),
        ("E1.actors", "A99", "A99"),
    ],
)
def test_what_cannot_be_is_said_and_the_form_comes_back(
    client: TestClient, path: Path, field: str, value: str, why: str
) -> None:
    answer = corrected(client, "E1", **{field.replace(".", "__"): value, "E1__contexts": "mine"})
    assert answer.status_code == 400
    root = tree(answer.text)
    (form,) = of_class(root, "correct")
    assert why in said(of_class(form, "wrong")[0])
    assert sent(form)[1]["E1.contexts"] == ["mine"]
    assert present(path) == FULL


def test_words_typed_by_hand_are_whole_and_near(client: TestClient, path: Path) -> None:
    corrected(client, "E1", E1__trigger="eiz")
    event = next(e for e in present(path).events if e.id == "E1")
    assert FULL.document.text[event.trigger.start : event.trigger.end] == "seized"
    corrected(client, "E3", E3__trigger="talks")  # the word is in the title too
    event = next(e for e in present(path).events if e.id == "E3")
    assert event.trigger.start == at("talks")["start"]


def test_a_rejected_event_leaves_the_pair_and_comes_back(client: TestClient, path: Path) -> None:
    with Archive(path) as archive:
        police, belmark = (listing.parties(archive, n, limit=1)[0].number for n in ("port police", "Belmark"))
    pair = f"/api/pair/{police}/{belmark}"

    def counts() -> list[Any]:
        return list(client.get(pair).json()["cells"])

    before, shown = counts(), client.get(pair.removeprefix("/api")).text
    assert before
    answer = corrected(client, "E1", E1__reject="yes")
    assert answer.status_code == 303
    assert counts() == []
    assert client.get(pair.removeprefix("/api")).text != shown
    root = tree(client.get(HOME).text)
    line = of_class(card(root, "E1"), "rejected")[0]
    assert said(line).startswith("E1 rejected by K. Alder")
    assert "seized" not in "".join("".join(f.itertext()) for f in of_class(root, "frame"))
    post(client, next(line.iter("form")))
    assert counts() == before
    assert present(path) == FULL


def test_a_rejected_card_is_a_line_and_the_numbers_stay(client: TestClient, path: Path) -> None:
    root = tree(client.get(HOME).text)
    numbers = {e.get("data-ids"): e.get("data-n") for e in of_class(root, "card")}
    words = of_class(root, "body")[0]
    action, fields = sent(of_class(card(root, "S3"), "verdicts")[0])
    client.post(action, data={**fields, "verdict": "reject"})
    root = tree(client.get(HOME).text)
    assert {e.get("data-ids"): e.get("data-n") for e in of_class(root, "card")} == numbers
    gone = card(root, "S3")
    assert "gone" in gone.get("class")
    assert said(of_class(gone, "verdict-line")[0]).startswith("rejected by K. Alder")
    number = gone.get("data-n")
    assert not [e for e in root.iter() if number in (e.get("data-c") or "").split()]
    assert not [e for e in of_class(root, "note") if e.get("data-n") == number]
    plain = [re.sub(r"\d", "", said(b)) for b in (words, of_class(root, "body")[0])]
    assert plain[0] == plain[1]
    last = next(e for e in root.iter("button") if e.get("id") == "undo-last")
    (undo,) = [f for f in root.iter("form") if last in list(f.iter())]
    post(client, undo)
    assert present(path) == FULL
    assert machine(path) == READING


def test_a_new_item_from_words(client: TestClient, path: Path) -> None:
    chooser = of_class(tree(client.get(f"{HOME}?new=item").text), "correct")[0]
    action, fields = sent(chooser, new="event", words="talks")
    root = tree(client.get(action, params=fields).text)
    action, fields = sent(of_class(root, "correct")[0], new__type="CONSULT", new__actors=["A2", "A4"])
    answer = client.post(action, data=fields, follow_redirects=False)
    assert answer.headers["location"] == f"{HOME}#E4"
    (event,) = [e for e in present(path).events if e.id == "E4"]
    assert (event.type, event.quad, event.status, event.actors) == ("CONSULT", 1, "happened", ("A2", "A4"))
    assert "added by K. Alder" in said(of_class(card(tree(client.get(HOME).text), "E4"), "sign")[0])
    words = f"{at('patrol ships')['start']}-{at('patrol ships')['end']}"
    root = tree(client.get(f"{HOME}?new=position&t={words}").text)
    action, fields = sent(of_class(root, "correct")[0])
    assert fields["new.issue"] == ["patrol ships"]
    answer = client.post(action, data=fields)
    assert answer.status_code == 400
    assert "is missing" in answer.text or "can't be empty" in answer.text
    answer = client.post(action, data={**fields, "new.holder": "A2", "new.stance": "opposes"}, follow_redirects=False)
    assert answer.headers["location"] == f"{HOME}#P3"


def test_who_decides_is_asked_once(path: Path) -> None:
    client = TestClient(make(path), base_url=BASE)
    asked = client.post(f"{HOME}/reviews", data={"verdict": "accept", "item": ["S1", "P1"]})
    (form,) = of_class(tree(asked.text), "asks")
    assert present(path) == FULL
    action, fields = sent(form, who="  Zoë\n <b>Ruiz</b> ")
    assert fields["item"] == ["S1", "P1"]
    answer = client.post(action, data=fields, follow_redirects=False)
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert unquote(client.cookies[WHO]) == "Zoë <b>Ruiz</b>"
    with Archive(path) as archive:
        assert [(r.label, r.who) for r in reviews.reviews(archive, ID)] == [
            ("S1", "Zoë <b>Ruiz</b>"),
            ("P1", "Zoë <b>Ruiz</b>"),
        ]
    root = tree(client.get(HOME).text)
    assert not list(of_class(root, "rail")[0].iter("b"))
    assert client.post(f"{HOME}/reviewer", data={"who": ""}, follow_redirects=False).status_code == 303
    assert WHO not in client.cookies


def test_what_was_changed_meanwhile_is_not_overwritten(client: TestClient, path: Path) -> None:
    root = tree(client.get(f"{HOME}?correct=S1").text)
    action, fields = sent(of_class(root, "correct")[0], S1__act="deny")
    corrected(client, "S1", S1__medium="letter")
    answer = client.post(action, data=fields)
    assert answer.status_code == 409
    assert "changed meanwhile" in said(of_class(tree(answer.text), "wrong")[0])
    assert present(path).statements[0].act == "reject"
    gone = client.post(f"{HOME}/reviews", data={"verdict": "reject", "item": "S99"})
    assert gone.status_code == 409


def test_the_address_keeps_what_is_shown(client: TestClient) -> None:
    root = tree(client.get(f"{HOME}?order=unsure&show=expectations,events,nonsense").text)
    checked = {e.get("id") for e in root.iter("input") if e.get("checked") is not None}
    assert {"show-events", "show-expectations", "order-sure"} <= checked
    assert not {"show-statements", "show-positions", "order-text"} & checked
    action, fields = sent(of_class(card(root, "S1"), "verdicts")[0])
    answer = client.post(action, data={**fields, "verdict": "accept"}, follow_redirects=False)
    assert answer.headers["location"] == f"{HOME}?show=events,expectations&order=unsure#S1"
    sure = [float(e.get("data-sure") or 2) for e in of_class(root, "card")]
    assert sure == sorted(sure)


def test_the_same_as_json(client: TestClient, path: Path) -> None:
    answer = client.post(API, json={"verdict": "correct", "item": "S1", "changes": {"act": "deny"}, "who": "J. Vale"})
    assert answer.status_code == 201
    (made,) = answer.json()["items"]
    assert (made["who"], made["before"]["act"], made["after"]["act"]) == ("J. Vale", "reject", "deny")
    new = {
        "verdict": "add",
        "kind": "position",
        "fields": {"holder": "A2", "stance": "opposes", "issue": at("talks", 0)},
    }
    assert client.post(API, json=new).json()["items"][0]["who"] == "K. Alder"
    client.post(API, json={"verdict": "reject", "item": "E2"})
    told = client.get(API, params={"limit": "2"}).json()
    assert ([r["label"] for r in told["items"]], told["total"], told["next"]) == (
        ["S1", "P3"],
        3,
        f"{API}?limit=2&offset=2",
    )
    assert client.get(f"/api/article/{ID}").json()["statements"][0]["act"] == "deny"
    undone = client.delete(f"{API}/{made['id']}").json()["items"][0]
    assert undone["undone"].endswith("Z")
    assert client.get(f"/api/article/{ID}").json()["statements"][0]["act"] == "reject"
    assert "E2" not in {e.id for e in present(path).events}


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        ({"verdict": "accept", "item": "S99"}, 400, "has no item S99"),
        ({"verdict": "accept"}, 400, "item is missing"),
        ({"verdict": "correct", "item": "S1"}, 400, "changes are missing"),
        ({"verdict": "correct", "item": "S1", "changes": {"act": "sing"}}, 400, "this is no statement"),
        ({"verdict": "correct", "item": "S1", "changes": {"cue": {"start": 0, "end": 9999}}}, 400, "not in the text"),
        ({"verdict": "praise", "item": "S1"}, 400, "no decision"),
        ({"verdict": "accept", "item": "S1", "colour": "red"}, 400, "colour"),
        ({"verdict": "add", "fields": {}}, 400, "kind is missing"),
        ({"verdict": "add", "kind": "event", "fields": {}}, 400, "this is no event"),
    ],
)
def test_a_wrong_decision_as_json(client: TestClient, path: Path, body: Any, status: int, why: str) -> None:
    answer = client.post(API, json=body)
    assert answer.status_code == status
    assert why in answer.json()["error"]
    assert present(path) == FULL


def test_nobody_decides_for_other_pages_or_without_the_token(client: TestClient, path: Path) -> None:
    body = {"verdict": "reject", "item": "E1", "who": "x"}
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert client.post(API, json=body, headers=headers).status_code == 403
        assert client.post(f"{HOME}/reviews", data=body, headers=headers).status_code == 403
        assert client.post(f"{HOME}/reviews/undo", data={"review": "1"}, headers=headers).status_code == 403
        assert client.post(f"{HOME}/reviewer", data={"who": "x"}, headers=headers).status_code == 403
        assert client.delete(f"{API}/1", headers=headers).status_code == 403
    assert client.post(API, json=body, headers={"Host": "evil.example"}).status_code == 421
    assert client.post(API, content=b"{}", headers={"Content-Type": "text/plain"}).status_code == 400
    stranger = TestClient(make(path, token="a-token-of-the-tests"), base_url=BASE)
    assert stranger.post(API, json=body).status_code == 401
    assert stranger.delete(f"{API}/1").status_code == 401
    assert stranger.post(f"{HOME}/reviews", data=body).status_code == 401
    assert client.delete(f"{API}/1").status_code == 404
    other = client.post("/api/article/hostile/reviews", json={"verdict": "accept", "item": "S1"}).json()["items"][0][
        "id"
    ]
    assert client.delete(f"{API}/{other}").status_code == 404  # a review of another article
    assert client.post(f"{HOME}/reviews/undo", data={"review": str(other)}).status_code == 404
    assert client.post("/api/article/none/reviews", json=body).status_code == 404
    assert client.get("/api/article/none/reviews").status_code == 404
    assert present(path) == FULL


def test_what_people_send_stays_text(client: TestClient) -> None:
    script = "<script>alert(1)</script>"
    client.post("/api/article/hostile/reviews", json={"verdict": "reject", "item": "E2", "who": script})
    client.post("/api/article/hostile/reviews", json={"verdict": "accept", "item": "S1", "who": '"><img src=x>'})
    home = "/article/hostile"
    for address in (home, f"{home}?correct=S1", f"{home}?new={script}", f"{home}?new=event&words={script}&t=<b>",
                    f"{home}?show={script}&order={script}&correct={script}"):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 200
        found = list(tree(answer.text).iter())
        assert not [e for e in found if e.tag == "img" or (e.tag == "script" and not e.get("src"))]
    answer = client.post(
        f"{home}/reviews", data={"verdict": "add", "new": "event", "new.trigger": script, "new.type": script}
    )
    assert answer.status_code == 400
    assert not [e for e in tree(answer.text).iter("script") if not e.get("src")]
    assert client.post(f"{home}/reviews", data={"verdict": script, "item": "S1"}).status_code == 400


def test_an_archive_that_is_being_written_says_so(
    client: TestClient, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.archive.schema.WAIT", 0.01)
    with Archive(path, writable=True) as other, other.transaction():
        answer = client.post(API, json={"verdict": "accept", "item": "S1"})
    assert (answer.status_code, answer.json()["error"]) == (503, "The archive can't be written now; try again later.")


def test_a_page_in_a_file_has_no_buttons() -> None:
    page = FULL.to_html()
    assert "verdicts" not in page
    assert "Checked" not in page
    assert "<form" not in page.replace('<form method="dialog">', "")
