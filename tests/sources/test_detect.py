"""Encodings and kinds of input."""

from __future__ import annotations

import pytest

from communique.sources.detect import decode, is_page


def test_windows_1252_is_what_undeclared_english_is_in() -> None:
    text = "The envoy’s “visit” to Côte d’Ivoire – his third – was put off."
    assert decode(text.encode("cp1252")) == (text, None)


def test_declared_encoding_of_a_page() -> None:
    text = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"></head><p>Wałęsa'
    assert decode(text.encode("iso-8859-2")) == (text, None)


def test_unknown_declared_encoding_is_ignored() -> None:
    text = '<html><meta charset="klingon"><p>The envoy’s visit was put off'
    assert decode(text.encode("cp1252")) == (text, None)


def test_utf_16_without_a_mark() -> None:
    assert decode("The envoy left.".encode("utf-16-be")) == ("The envoy left.", None)


def test_other_alphabets_are_guessed() -> None:
    text = "Президент заявил, что переговоры продолжатся во вторник, а делегация уже прибыла в столицу."
    assert decode(text.encode("cp1251")) == (text, None)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><title>x</title>",
        "\n <HTML lang=en>",
        '<?xml version="1.0"?>\n<!-- saved --><html>',
        "<p>The envoy left.</p>",
        "<div class=a><h1>Talks</h1>",
    ],
)
def test_page(text: str) -> None:
    assert is_page(text)


@pytest.mark.parametrize("text", ["The <p> element", "<3 this", "a < b and b > c", "<name withheld> said <nothing>"])
def test_no_page(text: str) -> None:
    assert not is_page(text)
