"""The columns of ICEWS, GDELT 2.0 and POLECAT, filled from our events, so that existing scripts run on them.

What we don't know is left empty, never guessed: POLECAT's COW codes, districts and provinces, GDELT's tone, ethnic and
religious codes. One row is one pair of an event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from communique import __version__
from communique.archive import coded as knowledge
from communique.archive.coded import Coded, Party

Row = tuple[Any, ...]

ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
GDELT = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{c}" for n in (1, 2) for c in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{c}" for who in ("Actor1", "Actor2", "Action") for c in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
_PARTY = (
    "Name", "Country", "COW", "Primary {} Sector", "Sectors", "Title", "Name Raw", "Wikipedia {} ID",
)  # fmt: skip
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *((c.format(who) if "{}" in c else f"{who} {c}") for who in ("Actor", "Recipient") for c in _PARTY),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


class Layout(NamedTuple):
    """The columns of a data set, whether its files have a header, how an event becomes rows, and what it must have."""

    columns: tuple[str, ...]
    header: bool
    rows: Callable[[Coded], Iterator[Row]]
    needs_cameo: bool


def icews(event: Coded) -> Iterator[Row]:
    """One row for a pair; the event's number is followed by the pair's."""
    name, goldstein = knowledge.cameo_names()[event.cameo or ""]
    d = event.document
    for k, (source, target) in enumerate(event.pairs()):
        yield (
            event.number * 1000 + k, event.day, *_icews_party(source), name, event.cameo, goldstein,
            *_icews_party(target), event.story, event.sentence, d.publisher, _city(event), None, None,
            _country(event.where.country if event.where else None), *_point(event),
        )  # fmt: skip


def gdelt(event: Coded) -> Iterator[Row]:
    """One row for a pair; the date added is that of the archive."""
    code = event.cameo or ""
    when = _gdelt_day(date.fromisoformat(event.day)) if event.day else (None,) * 4
    added = "".join(c for c in event.added if c.isdigit())
    quad, goldstein = knowledge.quads()[event.type or ""], knowledge.cameo_names()[code][1]
    counts = (max(1, len(event.event.mentions)) * event.articles, event.outlets, event.articles)
    for k, (one, two) in enumerate(event.pairs()):
        yield (
            event.number * 1000 + k, *when, *_gdelt_party(one), *_gdelt_party(two), int(event.lead), code, code[:3],
            code[:2], quad, goldstein, *counts, None, *_NOWHERE, *_NOWHERE, *_gdelt_place(event), added,
            event.document.url,
        )  # fmt: skip


def polecat(event: Coded) -> Iterator[Row]:
    """One row for a pair under the event's own number."""
    d, where = event.document, event.where
    type_ = event.type or ""
    mode = event.event.mode if type_ == event.event.type else None
    quad = event.event.quad if type_ == event.event.type else knowledge.quads()[type_]
    score = knowledge.scores().get((type_, mode or ""), knowledge.scores()[type_, ""])
    for actor, recipient in event.pairs():
        yield (
            event.number, event.day, type_, mode, score, QUADS[quad], ";".join(event.event.contexts),
            *_polecat_party(actor), *_polecat_party(recipient), where.name if where else None, _city(event), None, None,
            where.country if where else None, *_point(event), where.geonameid if where else None,
            where.text if where else None, None, d.publisher, d.published, None, None, None, d.language,
            f"communique {__version__}",
        )  # fmt: skip


LAYOUTS = {
    "icews": Layout(ICEWS, True, icews, True),
    "gdelt": Layout(GDELT, False, gdelt, True),
    "polecat": Layout(POLECAT, True, polecat, False),
}

_NOWHERE: Row = (0, None, None, None, None, None, None, None)


def _icews_party(party: Party | None) -> Row:
    if party is None:
        return (None, None, None)
    return (party.name, party.actor.sector, _country(party.actor.country))


def _gdelt_day(day: date) -> Row:
    """The day, month and year, and GDELT's fraction, in which every month has 30 days."""
    fraction = day.year + (day.month * 30 + day.day) / 365
    return (day.strftime("%Y%m%d"), day.strftime("%Y%m"), day.year, f"{fraction:.4f}")


def _gdelt_party(party: Party | None) -> Row:
    if party is None:
        return (None,) * len(_ACTOR)
    a = party.actor
    return (a.code, party.name.upper(), a.country, None, None, None, None, a.sector, None, None)


def _polecat_party(party: Party | None) -> Row:
    if party is None:
        return (None,) * len(_PARTY)
    a = party.actor
    link = f"{a.link.source}:{a.link.id}" if a.link else None
    return (party.name, a.country, None, a.sector, a.sector, a.role, a.name, link)


def _gdelt_place(event: Coded) -> Row:
    """GDELT's kinds of places: 1 a country, 3 a town in the United States, 4 one elsewhere."""
    w = event.where
    if w is None:
        return _NOWHERE
    country, code = _country(w.country), knowledge.fips().get(w.country or "")
    if _city(event) is None:
        return (1, w.name, code, code, None, w.lat, w.lon, code)
    kind = 3 if w.country == "USA" else 4
    return (kind, f"{w.name}, {country}" if country else w.name, code, None, None, w.lat, w.lon, None)


def _city(event: Coded) -> str | None:
    """The place's name, unless it is a whole country."""
    w = event.where
    return w.name if w and w.name != _country(w.country) else None


def _point(event: Coded) -> tuple[float | None, float | None]:
    return (event.where.lat, event.where.lon) if event.where else (None, None)


def _country(code: str | None) -> str | None:
    return knowledge.country_names().get(code, code) if code else None
