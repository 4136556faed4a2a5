"""Looking into pages."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib
from starlette.testclient import TestClient


def page(client: TestClient, address: str, status: int = 200) -> Element:
    """The page, which must be valid HTML."""
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(answer.text)


def said(element: Element | None) -> str:
    """The words of an element."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def with_class(root: Element, name: str) -> list[Element]:
    """The elements of a class."""
    return [e for e in root.iter() if name in e.get("class", "").split()]
