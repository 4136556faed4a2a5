"""The page is safe: text stays text, foreigners are refused, nothing too large, no entry without the token."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from starlette.testclient import TestClient

from communique.archive import Archive, listing
from communique.web import giving, guard, make
from communique.web.guard import BODY
from tests.web.conftest import BASE
from tests.web.hostile import BODY as WORDS
from tests.web.hostile import READOUT

TOKEN = "a-token-of-the-tests"
VIEWS = ("/", "/article/hostile", "/actor", "/pair", "/search?q=tolls", "/add")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "a.db"
    with Archive(path, writable=True) as archive:
        archive.add([READOUT], model="m")
    return path


@pytest.fixture(scope="module")
def addresses(hostile: Path) -> list[str]:
    with Archive(hostile) as archive:
        a, b = (p.number for p in listing.parties(archive, limit=2))
    return [*VIEWS, f"/actor/{a}", f"/actor/{b}", f"/pair/{a}/{b}", "/search?status=possible", "/search?stance=demands"]


def of(path: Path, **settings: str) -> TestClient:
    return TestClient(make(path, **settings), base_url=BASE)  # type: ignore[arg-type]


def elements(page: str) -> list[Element]:
    """All elements; raises where the page is no valid HTML."""
    return list(html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page).iter())


def test_what_articles_hold_stays_text(hostile: Path, addresses: list[str]) -> None:
    for address in addresses:
        found = elements(of(hostile).get(address).text)
        assert not [e for e in found if e.tag == "img"]
        assert all(e.get("src", "").startswith("/static/") for e in found if e.tag == "script")
        assert not [k for e in found for k in e.attrib if str(k).lower().startswith("on") or k == "style"]
        assert not [e for e in found for k in ("href", "src", "action") if "javascript" in e.get(k, "").lower()]
    article = "".join(elements(of(hostile).get("/article/hostile").text)[0].itertext())
    assert WORDS.partition(" urged")[0] in article


@pytest.mark.parametrize(
    "given", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'\" onfocus=alert(1) x='"]
)
def test_what_addresses_hold_stays_text(hostile: Path, given: str) -> None:
    client = of(hostile)
    values = dict.fromkeys(
        ("q", "actor", "recipient", "outlet", "issue", "kind", "from", "name", "a", "b", "offset"), given
    )
    for path in ("/search", "/actor", "/pair", "/"):
        for names in (tuple(values), *((n,) for n in values)):
            page = client.get(path, params={n: values[n] for n in names}).text
            found = elements(page)
            assert not [e for e in found if e.tag == "img" or (e.tag == "script" and not e.get("src"))]
            assert not [k for e in found for k in e.attrib if str(k).lower().startswith("on")]
    for path in (f"/article/{given}", f"/actor/{given}", f"/pair/1/{given}", f"/draft/{given}", f"/{given}"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert not [e for e in elements(answer.text) if e.tag == "img" or (e.tag == "script" and not e.get("src"))]


def test_every_answer_has_the_policy(hostile: Path, addresses: list[str]) -> None:
    client = of(hostile, token=TOKEN)
    anonymous = [client.get("/"), client.get("/", headers={"Host": "evil.example"}), client.get("/static/base.css")]
    client.headers["Authorization"] = f"Bearer {TOKEN}"
    for answer in (*anonymous, *(client.get(a) for a in (*addresses, "/none", "/api/search", "/search?from=x"))):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self';")
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "192.0.2.7", "",
        "127.0.0.1:x", "[::1",
    ],
)  # fmt: skip
def test_a_foreign_host_is_refused(hostile: Path, host: str) -> None:
    for path in ("/", "/api/search?q=tolls", "/static/base.css"):
        answer = of(hostile).get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert "Norland" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:9000", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_our_own_hosts_are_not(hostile: Path, host: str) -> None:
    assert of(hostile).get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9000", "http://127.0.0.1", "file://"]
)
def test_a_foreign_origin_is_refused(hostile: Path, origin: str) -> None:
    client = of(hostile)
    headers = {"Origin": origin}
    assert client.get("/api/search?q=tolls", headers=headers).status_code == 403
    assert client.post("/add", data={"text": "Norland said no."}, headers=headers).status_code == 403
    assert client.post("/api/read", content="Norland said no.", headers=headers).status_code == 403
    assert client.post("/draft/hostile/forget", headers=headers, follow_redirects=False).status_code == 403


def test_a_form_of_another_site_is_refused_without_an_origin_too(hostile: Path) -> None:
    client = of(hostile)
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 303), ("none", 303)):
        answer = client.post("/draft/x/forget", headers={"Sec-Fetch-Site": site}, follow_redirects=False)
        assert answer.status_code == status
    answer = client.post("/draft/x/forget", headers={"Origin": BASE}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/add")


def test_no_token_no_entry(hostile: Path, addresses: list[str]) -> None:
    client = of(hostile, token=TOKEN)
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 401
        assert "Norland" not in answer.text
    for path in ("/api/search?q=tolls", "/api/article/hostile"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()) == (401, {"error": "the token is missing or wrong"})
    for wrong in ("", "Bearer", "Bearer a-token", f"Basic {TOKEN}", f"Bearer {TOKEN}x"):
        assert client.get("/", headers={"Authorization": wrong}).status_code == 401
    assert client.post("/api/read", content="Norland said no.").status_code == 401
    assert client.get(f"/?token={TOKEN}x").status_code == 401
    assert client.get("/", headers={"Cookie": f"{guard.COOKIE}={TOKEN}"}).status_code == 401


def test_the_token_opens(hostile: Path) -> None:
    client = of(hostile, token=TOKEN)
    assert client.get("/api/article", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    answer = client.get(f"/search?q=tolls&token={TOKEN}&kind=event", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=tolls&kind=event")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert TOKEN not in cookie
    assert client.get("/").status_code == 200  # the client has the cookie now


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example", "///evil.example"])
def test_the_token_leads_nowhere_else(hostile: Path, path: str) -> None:
    answer = of(hostile, token=TOKEN).get(f"{BASE}{path}?token={TOKEN}", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/")
    assert answer.headers["location"][1:2] not in ("/", "\\")


def test_beyond_this_machine_any_number_is_a_host(hostile: Path) -> None:
    page = make(hostile, names=guard.LOOPBACK | {"desk.example"}, numbers=True, token=TOKEN)
    client = TestClient(page, base_url=BASE, headers={"Authorization": f"Bearer {TOKEN}"})
    for host, status in (("192.0.2.7:8000", 200), ("desk.example", 200), ("[2001:db8::7]", 200), ("evil.example", 421)):
        assert client.get("/", headers={"Host": host}).status_code == status


def test_a_large_upload_gets_a_clear_error(hostile: Path) -> None:
    client = of(hostile)
    answer = client.post("/add", files={"file": ("large.txt", b"a" * 50_000_000)})
    assert answer.status_code == 413
    assert "This is too large: at most 5,000,000 bytes, one article, can be given." in answer.text
    answer = client.post("/api/read", content=b"a" * (BODY + 1))
    assert answer.status_code == 413
    assert answer.json() == {"error": "This is too large: at most 5,000,000 bytes, one article, can be given."}
    told = client.post("/api/read", content=iter([b"a" * 1_000_000] * 6))  # without saying how much
    assert told.status_code == 413
    assert client.get("/").status_code == 200


def test_a_private_address_is_not_fetched(hostile: Path) -> None:
    client = of(hostile)
    for address in (
        "http://127.0.0.1:8000/",
        "http://localhost/",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
    ):
        answer = client.post("/add", data={"address": address}, files={"file": ("", b"")})
        assert answer.status_code == 400
        assert "The address was not fetched:" in answer.text
        assert client.post("/api/read", json={"address": address}).status_code == 400


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\news\\talks.html", "talks.html"), ("a<b>\n.txt", "a_b_.txt"),
        ("..", ".."), ("/", "uploaded file"),
    ],
)  # fmt: skip
def test_a_file_keeps_its_name_alone(given: str, name: str) -> None:
    assert giving.take({}, (given, b"Norland said no.")).name == name


def test_a_fault_tells_nothing_of_the_machine(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(listing, "articles", fail)
    client = TestClient(make(hostile), base_url=BASE, raise_server_exceptions=False)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Something went wrong here" in answer.text
    assert "content-security-policy" in answer.headers


def test_an_archive_that_is_gone(tmp_path: Path) -> None:
    answer = of(tmp_path / "gone.db").get("/")
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text
