"""The view *article*, and the list of all articles."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import QueryParams

from communique.archive.listing import Appearing, Listed
from communique.page.article import article
from communique.page.beside import Beside
from communique.page.markup import Html, el, join
from communique.record import Readout
from communique.web import asking, rows
from communique.web.frame import page


def listed(found: Sequence[Listed], total: int, params: QueryParams, shown: asking.Page) -> str:
    """All articles, newest first."""
    lines = [
        el(
            "li",
            el("a", a.title or "Untitled", href=f"/article/{a.document}", class_="own plain title"),
            el("p", " · ".join(_facts(a)), class_="facts"),
        )
        for a in found
    ]
    empty = el("p", "No article is here yet. ", el("a", "Add one", href="/add"), class_="lead")
    body = join(
        [
            el("h1", "Articles"),
            el("ol", *lines, class_="items") if lines else empty,
            rows.steps(params, "/", shown, len(found), total),
        ]
    )
    return page("Articles", body, active="Articles")


def one(
    readout: Readout,
    cast: Sequence[Appearing],
    *,
    above: Html = Html(),  # noqa: B008  a string
    beside: Beside | None = None,
) -> str:
    """One article with its marks and cards; `above` stands over it, verdicts `beside`. The cast leads to the actors."""
    links = [el("a", a.name, href=f"/actor/{a.party}") for a in cast]
    told = (el("h2", "Who appears", id="cast"), el("p", join(links, " · ")))
    names = el("section", *told, class_="cast", aria_labelledby="cast") if links else Html()
    return page(
        readout.document.title or "Untitled",
        join([above, article(readout, beside), names]),
        active="" if above else "Articles",
        styles=("article.css", *(("reviews.css",) if beside else ())),
        scripts=("words.js", "article.js", "address.js", *(("reviews.js", "correcting.js") if beside else ())),
        framed=False,
    )


def _facts(a: Listed) -> list[str]:
    outlet = a.publisher or "outlet not named"
    others = f" and {a.outlets - 1} more" if a.outlets > 1 else ""
    counts = (rows.counted(a.statements, "statements"), rows.counted(a.events, "events"))
    return [f"{outlet}{others}", rows.told_day(a.published), *counts]
