"""What a form or a request gives to be read: a text, a file or an address, as one input.

take({"text": "Talks stall…"}, None) -> Input(name="pasted text", data="Talks stall…")
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from starlette.exceptions import HTTPException

from communique.sources import SourceError
from communique.sources.bulk_records import Input
from communique.sources.bulk_web import RefusedError
from communique.sources.public_web import Page, fetch

PASTED = "pasted text"
LONGEST = 2_000  # characters of an address or a name
_OUTSIDE = re.compile(r"[^\w.,()' -]+")


def take(
    fields: Mapping[str, str],
    file: tuple[str, bytes] | None = None,
    *,
    fetch: Callable[[str], Page] = fetch,
) -> Input:
    """The input; `file` is a name with bytes. Raises `HTTPException` with 400 where nothing or too much is given."""
    known = {name: fields.get(name, "").strip() for name in ("address", "published", "publisher", "url")}
    if any(len(v) > LONGEST for v in known.values()):
        raise HTTPException(400, "An address or name is too long.")
    text = fields.get("text", "")
    given = [bool(known["address"]), file is not None, bool(text.strip())]
    if sum(given) != 1:
        raise HTTPException(400, "Give one of the three: an address, a file or a text.")
    try:
        published = date.fromisoformat(known["published"]) if known["published"] else None
    except ValueError as error:
        raise HTTPException(400, f"Published is no day such as 2024-02-14: {known['published'][:40]}") from error
    address, publisher = known["url"] or None, known["publisher"] or None
    if file is not None:
        return Input(name=_name(file[0]), data=file[1], published=published, url=address, publisher=publisher)
    if not known["address"]:
        return Input(name=PASTED, data=text, published=published, url=address, publisher=publisher)
    try:
        found = fetch(known["address"])
    except (RefusedError, SourceError) as error:
        raise HTTPException(400, f"The address was not fetched: {error}.") from error
    return Input(
        name=found.address, data=found.body, published=published, url=address or found.address, publisher=publisher
    )


def _name(given: str) -> str:
    """A file's own name without its folder and without signs that mean something elsewhere."""
    name = _OUTSIDE.sub("_", given.replace("\\", "/").rpartition("/")[2])[:200]
    return name or "uploaded file"
