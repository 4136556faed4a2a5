"""The door of the page: who may come in, with how much, and what every answer says to the browser.

A page on this machine can be reached by any other page that the same browser shows. So a request must name this server
in Host (else a foreign name could be pointed at 127.0.0.1), come from no other origin, hold no more than an article,
and, where there is a token, show it.
"""

from __future__ import annotations

import hashlib
import hmac
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.sources.article import LIMIT
from communique.web.frame import entrance, trouble

BODY = LIMIT + 100_000  # bytes of a request: one article, and what a form puts around it
DRAIN = 256_000_000  # of a larger one so much is taken in and thrown away, since browsers read no answer before
COOKIE = "communique"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # With "no-referrer" browsers would send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Guard:
    """Wraps the application. `names` are the hosts under which it may be asked for, with `numbers` also any IP address.

    With a `token`, a request must bear it: as `Authorization: Bearer`, as the cookie that `?token=` sets, or not at all
    for style sheets and scripts.
    """

    def __init__(
        self, app: ASGIApp, *, names: frozenset[str] = LOOPBACK, numbers: bool = False, token: str | None = None
    ) -> None:
        self._app = app
        self._names = names
        self._numbers = numbers
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or let the application do so."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answer[name] = value
                if "cache-control" not in answer:
                    answer["Cache-Control"] = "no-store"
            await send(message)

        response = self._foreign(scope, headers) or self._stranger(scope, headers)
        if response is None:
            body = await _body(receive, headers)
            if body is None:
                response = _refused(
                    scope, 413, f"This is too large: at most {LIMIT:,} bytes, one article, can be given."
                )
            else:
                receive = _again(body, receive)
        await (response or self._app)(scope, receive, sealed)

    def _foreign(self, scope: Scope, headers: Headers) -> Response | None:
        """The refusal of a request that is meant for another host, or made by a page of another."""
        host = headers.get("host", "")
        if not self._ours(host):
            return _refused(scope, 421, "This host is not known here: open the address that the program printed.")
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in (f"http://{host.lower()}", f"https://{host.lower()}"):
            return _refused(scope, 403, "A page of another origin asked for this.")
        if scope["method"] not in ("GET", "HEAD") and headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            return _refused(scope, 403, "A page of another origin asked for this.")
        return None

    def _ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
            _ = urlsplit(f"//{host}").port
        except ValueError:
            return False
        return name in self._names or (self._numbers and _is_ip(name))

    def _stranger(self, scope: Scope, headers: Headers) -> Response | None:
        """The answer to a request without the token; to one that has it in its address, the cookie that goes on."""
        if self._token is None or scope["path"].startswith("/static/"):
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if scope["method"] == "GET" and (given := dict(asked).get("token")) is not None:
            if self._is_token(given):
                rest = urlencode([(k, v) for k, v in asked if k != "token"])
                # One slash only, so that it stays an address of this server.
                path = "/" + scope.get("raw_path", scope["path"].encode()).decode("latin-1").lstrip("/\\")
                response = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
                response.set_cookie(COOKIE, self._mark(), httponly=True, samesite="lax", path="/")
                return response
        else:
            kind, _, given = headers.get("authorization", "").partition(" ")
            if kind.lower() == "bearer" and self._is_token(given.strip()):
                return None
            if _same(_cookie(headers), self._mark()):
                return None
        if _wants_json(scope):
            return JSONResponse({"error": "the token is missing or wrong"}, 401, {"WWW-Authenticate": "Bearer"})
        return HTMLResponse(entrance(), 401)

    def _is_token(self, given: str) -> bool:
        return _same(given, self._token or "")

    def _mark(self) -> str:
        """What the cookie holds: shows that its bearer had the token, and does not tell it."""
        return hashlib.sha256(b"communique cookie\0" + (self._token or "").encode()).hexdigest()


async def _body(receive: Receive, headers: Headers) -> bytes | None:
    """The whole body; None where it is larger than allowed."""
    told = headers.get("content-length", "0")
    if told.isdigit() and int(told) > DRAIN:
        return None
    body, size, more = bytearray(), 0, True
    while more and size <= DRAIN:
        message = await receive()
        if message["type"] != "http.request":
            break
        piece = message.get("body", b"")
        size += len(piece)
        if size <= BODY:
            body += piece
        else:
            body.clear()
        more = message.get("more_body", False)
    return bytes(body) if size <= BODY else None


def _again(body: bytes, receive: Receive) -> Receive:
    """Gives the body that was taken, then whatever comes after."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _refused(scope: Scope, status: int, why: str) -> Response:
    if _wants_json(scope):
        return JSONResponse({"error": why}, status)
    return HTMLResponse(trouble(status, why), status)


def _wants_json(scope: Scope) -> bool:
    return str(scope["path"]).startswith("/api/")


def _cookie(headers: Headers) -> str:
    pairs = (p.strip().partition("=") for p in headers.get("cookie", "").split(";"))
    return next((value for name, _, value in pairs if name == COOKIE), "")


def _same(a: str, b: str) -> bool:
    return hmac.compare_digest(a.encode("utf-8", "replace"), b.encode("utf-8", "replace"))


def _is_ip(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
