"""The readout: what one article becomes.

Everything here is a frozen record. Offsets are Unicode code points into `Document.text`, and `text[start:end]` is
always the span's text. `encode` writes a readout as JSON, `decode` reads it back, `json_schema` describes the shape.
The codebook is `docs/codebook.md`.
"""

from __future__ import annotations

import datetime
from typing import Any, Literal

import msgspec

ActorKind = Literal["person", "office", "government", "state", "organisation", "group", "outlet", "public"]
MentionKind = Literal["name", "nominal", "pronoun", "metonym"]
PartKind = Literal["title", "key_point", "paragraph", "caption"]
StatementKind = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "say", "ask", "urge", "demand", "propose", "promise", "offer", "threaten", "warn", "accuse",
    "blame", "deny", "reject", "agree", "claim", "predict", "believe", "reiterate", "retract",
]  # fmt: skip
Medium = Literal[
    "statement", "press briefing", "speech", "interview", "televised meeting", "television", "radio", "video",
    "letter", "email", "phone call", "tweet", "report", "document", "meeting",
]  # fmt: skip
Polarity = Literal["affirmed", "denied"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["happened", "ongoing", "planned", "possible", "conditional", "demanded", "denied", "negated"]
Stance = Literal["demands", "offers", "rejects", "accepts", "seeks", "opposes", "supports", "retracts"]
Precision = Literal["day", "week", "month", "season", "year", "unknown"]
Relation = Literal["on", "since", "before", "after", "by"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: frozen, compared by value."""


class Span(Record, frozen=True, kw_only=True):
    """`text[start:end]` of the document's text."""

    start: int
    end: int


class Part(Span, frozen=True, kw_only=True):
    """A block of the text, as the page had it."""

    kind: PartKind


class Dropped(Record, frozen=True, kw_only=True):
    """Words of the page that are not the article's, and why they were left out."""

    text: str
    why: str


class Document(Record, frozen=True, kw_only=True):
    """The clean text of one article with what is known about it."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    published: datetime.date | None = None
    language: str = "en"
    parts: tuple[Part, ...] = ()
    dropped: tuple[Dropped, ...] = ()


class When(Span, frozen=True, kw_only=True):
    """A time expression; `from_` and `to` are the first and last day meant, null where they can't be known."""

    text: str
    from_: datetime.date | None = msgspec.field(default=None, name="from")
    to: datetime.date | None = None
    precision: Precision = "unknown"
    relation: Relation = "on"


class Where(Span, frozen=True, kw_only=True):
    """A place; coordinates in degrees (WGS 84), `geonameid` as in GeoNames, country as ISO 3166 alpha-3."""

    text: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None


class Quantity(Span, frozen=True, kw_only=True):
    """A count of `unit`; `low` and `high` are set for ranges, `value` for a single figure."""

    unit: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool = False


class Mention(Span, frozen=True, kw_only=True):
    """Words that name or stand for an actor."""

    kind: MentionKind


class Link(Record, frozen=True, kw_only=True):
    """An entry of a public knowledge base, such as Wikidata, that is this actor."""

    source: str
    id: str


class Actor(Record, frozen=True, kw_only=True):
    """One party of the article, however it is named there."""

    id: str
    name: str
    kind: ActorKind
    role: str | None = None
    former: bool = False
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    link: Link | None = None
    mentions: tuple[Mention, ...] = ()
    why: str = ""


class Statement(Record, frozen=True, kw_only=True):
    """Something attributed to a source by a cue."""

    id: str
    speakers: tuple[str, ...] = ()
    source: Span | None = None
    cue: Span
    content: tuple[Span, ...] = ()
    kind: StatementKind = "indirect"
    act: Act = "say"
    addressees: tuple[str, ...] = ()
    relay: tuple[str, ...] = ()
    medium: Medium | None = None
    when: When | None = None
    polarity: Polarity = "affirmed"
    parent: str | None = None
    confidence: float = 1.0
    why: str = ""


class Event(Record, frozen=True, kw_only=True):
    """Who did what to whom; only `happened` and `ongoing` say that it was done."""

    id: str
    type: EventType
    mode: str | None = None
    cameo: str | None = None
    quad: int
    goldstein: float | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    trigger: Span
    mentions: tuple[Span, ...] = ()
    when: When | None = None
    where: Where | None = None
    status: Status = "happened"
    according_to: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    confidence: float = 1.0
    why: str = ""


class Probability(Record, frozen=True, kw_only=True):
    """An interval of probability, both ends in 0..1."""

    low: float
    high: float


class Expectation(Record, frozen=True, kw_only=True):
    """A forecast that somebody voiced; `outcome` and `versus` are an event's id or a span."""

    id: str
    holder: str | None = None
    outcome: str | Span
    phrase: Span
    probability: Probability | None = None
    horizon: When | None = None
    versus: str | Span | None = None
    why: str = ""


class Position(Record, frozen=True, kw_only=True):
    """What an actor wants on an issue; `issue` is the span of a short noun phrase."""

    id: str
    holder: str
    stance: Stance
    issue: Span
    toward: tuple[str, ...] = ()
    statement: str | None = None
    why: str = ""


class Readout(Record, frozen=True, kw_only=True):
    """The record of one article. `notes` say in words what could not be known."""

    document: Document
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    positions: tuple[Position, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """For a terminal: what was said, done and expected, each with the article's own words."""
        from communique.show import to_text

        return to_text(self)

    def to_html(self) -> str:
        """For a browser: the text with its marks and the items beside it, one page that needs nothing else."""
        from communique.page import to_html

        return to_html(self)

    def _repr_html_(self) -> str:
        """For Jupyter: the same page, in a frame."""
        from communique.page import to_frame

        return to_frame(self)


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Readout)


def encode(readout: Readout) -> bytes:
    """The readout as UTF-8 JSON, keys in the order of the codebook."""
    return _encoder.encode(readout)


def decode(data: bytes | str) -> Readout:
    """Read JSON back; raises `msgspec.ValidationError` where it isn't a readout."""
    return _decoder.decode(data)


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a readout."""
    return msgspec.json.schema(Readout)
