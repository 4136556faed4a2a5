"""A question to the archive: what is looked for, and the words of it in the syntax of the full-text tables.

Query(actor=("Lavrov",), status=("happened",))

Three kinds of items answer: statements, events and positions. Values of one field are "or", fields are "and". A field
that only one kind has leaves the others out. `selecting.py` makes SQL of it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from communique.archive.errors import ArchiveError
from communique.record import Record

Kind = Literal["statement", "event", "position"]
Names = tuple[str, ...]
ONLY: dict[str, Kind] = {  # fields that one kind of items has
    "act": "statement", "form": "statement", "relay": "statement", "type": "event", "status": "event", "quad": "event",
    "place": "event", "stance": "position",
}  # fmt: skip
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
OUTLETS = (  # how many outlets carried a report; by number, not by the view `outlets`, for which it would have to scan
    "SELECT count(DISTINCT x.publisher) FROM (SELECT id FROM documents WHERE id = {0}"
    " UNION ALL SELECT id FROM documents WHERE copy_of = {0}) m JOIN appearances x ON x.document = m.id"
)


class Query(Record, frozen=True, kw_only=True):
    """What is looked for; everything empty means everything.

    `actor` is who speaks, acts or holds a position, `recipient` who is addressed, acted on or meant by it, `pair` two
    parties in either direction, `relay` through whom the article has a statement. Names are any form that an article
    uses, `#12` (a party's number) or `Q123` (its link). `form` is a statement's kind (direct, indirect, mixed), `place`
    where an event was.

    Rows are those after the first `offset`. `after` and `before` name an item by its address, "9f2c…/S4": the rows are
    then those that follow it, or that it follows, newest first, which takes no longer far down than at the top.
    """

    words: str = ""
    kinds: tuple[Kind, ...] = ()
    actor: Names = ()
    recipient: Names = ()
    relay: Names = ()
    pair: tuple[str, str] | None = None
    act: Names = ()
    form: Names = ()
    type: Names = ()
    status: Names = ()
    quad: tuple[int, ...] = ()
    place: Names = ()
    stance: Names = ()
    issue: str = ""
    outlet: Names = ()
    first: date | None = None
    last: date | None = None
    copies: bool = False
    newest: bool = False
    limit: int | None = 20
    offset: int = 0
    after: str = ""
    before: str = ""


def kinds(query: Query) -> tuple[Kind, ...]:
    """The kinds that can answer; raises `ArchiveError` where the fields leave none."""
    found: tuple[Kind, ...] = query.kinds or (
        ("statement", "event", "position") if query.stance else ("statement", "event")
    )
    for field, kind in ONLY.items():
        if getattr(query, field):
            found = tuple(k for k in found if k == kind)
    if not found:
        asked = [f for f in ONLY if getattr(query, f)]
        raise ArchiveError(
            f"nothing has all of {', '.join(asked)}: act, form and relay are of statements, stance of positions,"
            " the rest of events"
        )
    return found


def match(words: str) -> str:
    """A person's words in the syntax of FTS5: all of them, "phrases", beginnings*, -without, this OR that.

    >>> match('toll "the strait" ship* -navy')
    '"toll" "the strait" "ship"* NOT "navy"'
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in _TERM.findall(words):
        if word == "OR" and not minus:
            if wanted:
                wanted.append("OR")
            continue
        bare = (phrase or word).replace('"', "")
        if not any(c.isalnum() for c in bare):
            continue
        term = f'"{bare.rstrip("*")}"' + ("*" if word.endswith("*") else "")
        (unwanted if minus else wanted).append(term)
    while wanted and wanted[-1] == "OR":
        wanted.pop()
    if not wanted:
        raise ArchiveError(f"{words!r} has no word to search for")
    together = " ".join(wanted)
    return (f"({together})" if unwanted and "OR" in wanted else together) + "".join(f" NOT {u}" for u in unwanted)
