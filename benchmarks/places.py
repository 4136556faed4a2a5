"""How well place names are resolved, on GeoWebNews: `python benchmarks/places.py`.

The data lies under COMMUNIQUE_DATA (its `places` folder) and is only measured on. Two figures: with the place names of
the reading model, how many gold toponyms are found and how many of those lie within 161 km of the gold coordinates; and
with gold names, resolution alone. Gold toponyms are those with a GeoNames id; adjectives are left out, for
`places.find` doesn't return them.
"""

from __future__ import annotations

import math
import os
import re
import statistics
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from communique import language, places
from communique.language.parse import Name, Parse
from communique.record import Document, Part

_FILE = Path("places/GeoWebNews.xml")
_TYPES = ("Literal", "Mixed", "Metonymic", "Coercion", "Literal_Modifier", "Embedded_Literal")
_NEAR = 161.0

Toponym = tuple[int, int, float, float]


def main() -> int:
    """Read the file, print the figures."""
    folder = os.environ.get("COMMUNIQUE_DATA")
    if folder is None:
        print("set COMMUNIQUE_DATA to the folder that holds places/GeoWebNews.xml", file=sys.stderr)
        return 2
    print(report(Path(folder) / _FILE, language.load().parse, show="-v" in sys.argv[1:]))
    return 0


def report(file: Path, parse: Callable[[Document], Parse], *, show: bool = False) -> str:
    """The figures; with `show` a line for every name that is not resolved to a point near enough."""
    distances: list[float] = []
    found, total, with_model, near_model = 0, 0, 0, 0
    lines: list[str] = []
    for text, gold in _articles(file):
        plain = parse(Document(id="", text=text, parts=_parts(text)))
        by_model = places.find(plain)
        given = msgspec.structs.replace(plain, names=_gold_names(plain, gold))
        by_gold = {m.first: m for m in places.find(given)}
        for start, end, lat, lon in gold:
            total += 1
            first, last = plain.tokens_in(start, end)
            hit = next((m for m in by_model if m.first < last and first < m.last), None)
            with_model += hit is not None
            near_model += hit is not None and _distance(hit, lat, lon) <= _NEAR
            mention = by_gold.get(given.tokens_in(start, end)[0])
            if mention is None:
                continue
            found += mention.where.lat is not None
            distances.append(_distance(mention, lat, lon))
            if distances[-1] > _NEAR:
                w = mention.where
                lines.append(f"{text[start:end]!r} {w.country} {w.lat},{w.lon} for {lat},{lon}")
    near = sum(d <= _NEAR for d in distances)
    figures = [
        f"with gold names: {len(distances)} toponyms, {found} resolved, "
        f"within 161 km {near / len(distances):.3f} of all and {near / found:.3f} of the resolved, "
        f"median error {statistics.median(distances):.0f} km",
        f"with the model's names: {with_model} of {total} found, within 161 km {near_model / with_model:.3f} of these"
        if with_model
        else "with the model's names: none",
    ]
    return "\n".join(sorted(lines) + figures if show else figures)


def _articles(file: Path) -> Iterator[tuple[str, list[Toponym]]]:
    """Text and toponyms (start, end, lat, lon) of each article."""
    for article in ET.parse(file).getroot().iter("article"):
        text = article.findtext("text") or ""
        gold = []
        for t in article.iter("toponym"):
            lat, lon, kind = t.findtext("latitude"), t.findtext("longitude"), t.findtext("type")
            named = t.findtext("geonamesID") and t.findtext("modifierType") != "Adjective"
            if lat and lon and named and kind in _TYPES:
                gold.append((int(t.findtext("start") or 0), int(t.findtext("end") or 0), float(lat), float(lon)))
        yield text, [g for g in gold if text[g[0] : g[1]].strip()]


def _parts(text: str) -> tuple[Part, ...]:
    blocks = re.finditer(r"\S.*?(?=\n\s*\n|\Z)", text, re.DOTALL)
    return tuple(Part(kind="paragraph", start=m.start(), end=m.end()) for m in blocks)


def _gold_names(parse: Parse, gold: list[Toponym]) -> tuple[Name, ...]:
    names: dict[int, Name] = {}
    for start, end, _, _ in sorted(gold):
        first, last = parse.tokens_in(start, end)
        if first < last:
            names.setdefault(first, Name(first, last, "LOC", 1.0))
    return tuple(names.values())


def _distance(mention: places.PlaceMention, lat: float, lon: float) -> float:
    """Great-circle distance in km; half the globe for a place without coordinates."""
    if mention.where.lat is None or mention.where.lon is None:
        return 20015.0
    a, b = math.radians(mention.where.lat), math.radians(lat)
    half = (
        math.sin((a - b) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(mention.where.lon - lon) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(math.sqrt(half))


if __name__ == "__main__":
    raise SystemExit(main())
