"""HTML built so that what comes from an article can't become markup.

el("p", "1 < 2", class_="note") -> '<p class="note">1 &lt; 2</p>'
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

VOID = frozenset({"input", "meta", "br"})


class Html(str):
    """Finished markup; any other string is text and gets escaped."""

    __slots__ = ()


def el(name: str, /, *inside: str, **attributes: str | float | bool | None) -> Html:
    """One element; `class_` is the attribute class, `aria_label` aria-label; None and False leave an attribute out."""
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    return Html(f"<{name}{written}>" if name in VOID else f"<{name}{written}>{join(inside)}</{name}>")


def join(pieces: Iterable[str], between: str = "") -> Html:
    """Pieces one after the other, texts escaped, empty ones left out."""
    return Html(text(between).join(text(p) for p in pieces if p))


def text(piece: str) -> Html:
    """A piece as markup: itself if it is some, else escaped."""
    return piece if isinstance(piece, Html) else Html(escape(piece))


def unseen(words: str) -> Html:
    """Words for screen readers only."""
    return el("span", words, class_="unseen")


def _attribute(key: str, value: str | float | bool | None) -> str:
    if value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
