"""A small web server for tests of fetching."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server:
    """Answers by path; `asked` keeps the paths in their order, `headers` what came with the last request."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        self.headers: dict[str, dict[str, str]] = {}
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.path)
                server.headers[self.path] = dict(self.headers)
                status, headers, body = server.pages.get(self.path, (404, {}, b"nothing here"))
                if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def page(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, {k.replace("_", "-"): v for k, v in headers.items()}, data)

    def feed(self, *entries: tuple[str, str], **headers: str) -> None:
        items = "".join(
            f"<item><title>T</title><link>{link}</link><guid>{link}</guid><description>{text}</description>"
            "<pubDate>Wed, 14 Feb 2024 09:00:00 GMT</pubDate></item>"
            for link, text in entries
        )
        self.page(
            "/feed",
            f"<?xml version='1.0'?><rss version='2.0'><channel><title>F</title>{items}</channel></rss>",
            **headers,
        )
