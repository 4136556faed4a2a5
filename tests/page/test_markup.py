"""Markup that an article can't write."""

from communique.page.markup import Html, el, join, text, unseen


def test_texts_are_escaped_and_markup_is_not() -> None:
    assert el("p", "a < b & ", el("b", "“c”"), class_="x") == '<p class="x">a &lt; b &amp; <b>“c”</b></p>'
    assert text("<b>") == "&lt;b&gt;"
    assert text(Html("<b>")) == "<b>"


def test_attributes() -> None:
    made = el("input", type="checkbox", checked=True, disabled=False, title=None, aria_label='"<')
    assert made == '<input type="checkbox" checked aria-label="&quot;&lt;">'
    assert el("label", for_="a", data_n=3) == '<label for="a" data-n="3"></label>'


def test_join_leaves_empty_pieces_out() -> None:
    assert join(["a", "", Html("<i>b</i>")], " & ") == "a &amp; <i>b</i>"
    assert unseen("planned: ") == '<span class="unseen">planned: </span>'
