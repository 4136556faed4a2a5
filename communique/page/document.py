"""A readout as one file: the article view with its style sheet and script inside, and nothing from elsewhere.

Path("out.html").write_text(to_html(readout), encoding="utf-8")
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from communique.page.article import article
from communique.page.markup import Html, el, join
from communique.record import Readout

STYLES = ("base.css", "article.css")
SCRIPTS = ("words.js", "article.js", "address.js")


def to_html(readout: Readout) -> str:
    """The page, complete; it loads nothing, and runs no script but its own even if it held another."""
    style, script = join(Html(_file(name)) for name in STYLES), join(Html(_file(name)) for name in SCRIPTS)
    policy = f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; base-uri 'none'"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", f"{readout.document.title or 'Untitled'} · communique"),
        el("style", style),
    )
    return f"<!DOCTYPE html>\n{el('html', head, el('body', article(readout), el('script', script)), lang='en')}\n"


def to_frame(readout: Readout) -> str:
    """The page in a frame of its own, for notebooks: styles, ids and keys of several don't meet."""
    return (
        '<iframe title="communique" sandbox="allow-scripts allow-popups" '
        'style="width:100%;height:44rem;border:1px solid #c8c3b8;resize:vertical" '
        f'srcdoc="{escape(to_html(readout))}"></iframe>'
    )


@cache
def _file(name: str) -> str:
    return files("communique.page").joinpath(name).read_text(encoding="utf-8")


def _digest(inside: str) -> str:
    return f"'sha256-{b64encode(sha256(inside.encode()).digest()).decode()}'"
