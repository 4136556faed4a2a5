"""Who held which office when: a dated table, asked only where the text itself leaves role or country open.

    look_up("Scholz", date(2022, 2, 14), {"DEU", "RUS"}) -> Holder("Olaf Scholz", "chancellor", "DEU", ...)

The table (holders.tsv.gz) is sorted by its first column, the folded surname; it is read when first asked and then
searched by bisection, so that no index has to be built.
"""

from __future__ import annotations

import gzip
import unicodedata
from bisect import bisect_left
from collections.abc import Collection
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

import msgspec

_TABLE = Path(__file__).parent / "holders.tsv.gz"
_PARTICLES = ("al-", "el-", "as-", "ash-", "ad-", "ar-", "bin ", "abu ")
_RANKS = (
    "president", "prime minister", "chancellor", "premier", "supreme leader", "king", "queen", "emperor", "emir",
    "pope", "leader", "secretary-general of the United Nations", "secretary of state", "foreign minister",
    "foreign secretary", "defense secretary", "defence minister", "vice president", "crown prince", "opposition leader",
)  # fmt: skip


class Holder(msgspec.Struct, frozen=True):
    """One holding of one office; dates are ISO, of any precision, `until` empty while it lasts."""

    name: str
    role: str
    country: str | None
    since: str
    until: str
    wikidata: str | None

    def holds(self, day: str) -> bool:
        """Whether the office was held on an ISO day; the last day known counts, and two weeks after it."""
        grace = (date.fromisoformat(day) - timedelta(days=14)).isoformat()
        return self.since <= day and (not self.until or grace <= self.until + "~")


@lru_cache(4096)
def fold(name: str) -> str:
    """A spelling that transliterations share: no accents, marks, doubled letters; y is i, kh is h, w is v."""
    plain = unicodedata.normalize("NFKD", name.lower()).replace("ø", "o").replace("ł", "l").replace("ı", "i")
    letters = "".join(c for c in plain if c.isalpha() or c == " ")
    letters = letters.replace("y", "i").replace("kh", "h").replace("w", "v").replace("ei ", "i ")
    out: list[str] = []
    for c in letters:
        if not out or out[-1] != c or c == " ":
            out.append(c)
    return "".join(out).strip()


def surname(name: str) -> str:
    """The last word of a name, without a generation and an Arabic article."""
    words = [w for w in name.replace(",", " ").split() if w.rstrip(".").lower() not in ("jr", "sr", "ii", "iii", "iv")]
    last = words[-1] if words else name
    for particle in _PARTICLES:
        if last.lower().startswith(particle) and len(last) > len(particle) + 2:
            return last[len(particle) :]
    return last


@cache
def _lines() -> list[str]:
    return gzip.decompress(_TABLE.read_bytes()).decode("utf-8").splitlines()[1:]


@cache
def named(key: str) -> tuple[Holder, ...]:
    """All holdings under a folded surname."""
    lines, out = _lines(), []
    for i in range(bisect_left(lines, key + "\t"), len(lines)):
        folded, name, role, country, since, until, wikidata = lines[i].split("\t")
        if folded != key:
            break
        out.append(Holder(name, role, country or None, since, until, wikidata or None))
    return tuple(out)


def _same_given(text: str, holder: str) -> bool:
    """Whether the given names of the text fit the holder's: equal, initial, or a shared start of three letters."""
    mine, theirs = fold(text).split()[:-1], fold(holder).split()
    return not mine or any(a[:3] == b[:3] or (len(a) == 1 and b.startswith(a)) for a in mine[:1] for b in theirs)


def leads(holder: Holder) -> bool:
    """Whether the office is one of the first of its country."""
    return holder.role in _RANKS


def look_up(name: str, day: date | None, countries: Collection[str]) -> Holder | None:
    """The holder that a name of the text means on a day, or None where that is open.

    A surname alone has to fit one person only among those of `countries` (those that the article names); without a day
    the person has to be the only one of the table with that name.
    """
    rows = [h for h in named(fold(surname(name))) if _same_given(name, h.name)]
    alone = " " not in name.strip()
    if alone:
        rows = [h for h in rows if h.country is None or h.country in countries]
    if day is None:
        people = {fold(h.name) for h in rows}
        return rows[0] if len(people) == 1 and not alone else None
    now = [h for h in rows if h.holds(day.isoformat())]
    now.sort(key=lambda h: _RANKS.index(h.role) if h.role in _RANKS else len(_RANKS))
    if alone and len({fold(h.name) for h in now}) > 1:
        first, second = now[0], next(h for h in now if fold(h.name) != fold(now[0].name))
        if first.role not in _RANKS or second.role in _RANKS:
            return None
    return now[0] if now else None
