"""communique as a component of a spaCy pipeline (extra `spacy`).

    nlp = spacy.blank("en")
    nlp.add_pipe("communique")
    doc = nlp("The minister urged the rebels on Monday to lay down their arms.")
    doc._.statements, doc._.events

A `Doc` gets what it has not yet: parts of speech and heads (UD), lemmas, sentences, names as entities (PER, ORG, LOC,
MISC; `kb_id_` where the actor is linked). `doc.spans["communique"]` has sources, cues, contents and triggers, each with
its item's id. All offsets are those of `doc.text`. Where the Doc has tokens of its own, words and tokens are matched by
their characters; with `own_words` the component gives a new Doc, whose tokens are communique's words.
"""

# no `annotations` of the future here: spaCy reads those of the factory when it is called
import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.tokens import Token as DocToken
from spacy.util import filter_spans

from communique import language, reading, sources
from communique.language.parse import Parse, Token
from communique.record import Document, Event, Part, Readout, Span, Statement, decode, encode

SPANS = "communique"
_READOUT, _PUBLISHED = "communique", "communique_published"  # in `user_data` as bytes and text, so a Doc can be stored
_PIECE = re.compile(r"\s+|\S+")


class Component:
    """What stands in the pipeline. It reads on one thread; `nlp.pipe(texts, n_process=4)` uses more cores.

    A text that can't be read, being empty or not English, gets no items, and the reason among the readout's notes.
    """

    def __init__(self, own_words: bool = False) -> None:
        self.own_words = own_words
        self._model = language.load(threads=1)

    def __call__(self, doc: Doc) -> Doc:
        """Fill a Doc, or make one with communique's words; raises `ValueError` where that would lose annotations."""
        document, reason = _document(doc)
        parse = Parse(document.text, (), ()) if reason else self._model.parse(document)
        readout = reading.understand(document, parse)
        if reason:
            readout = msgspec.structs.replace(readout, notes=(reason,))
        if self.own_words:
            doc = _remade(doc, parse)
        doc.user_data[_READOUT] = encode(readout)
        _annotate(doc, parse)
        _name(doc, parse, readout)
        doc.spans[SPANS] = list(_marks(doc, readout))
        return doc


def make(nlp: Language, name: str, own_words: bool) -> Component:
    """The factory behind `nlp.add_pipe("communique")`."""
    return Component(own_words)


def _document(doc: Doc) -> tuple[Document, str | None]:
    """The Doc's text, unchanged, with the parts that are the article's; else the reason why it can't be read."""
    text = doc.text
    plain = text.replace("\r\n", " \n").replace("\r", "\n")  # at the same offsets
    number = hashlib.sha256(text.encode()).hexdigest()[:16]
    try:
        found = sources.read(plain, published=doc._.published)
    except sources.SourceError as error:
        return Document(id=number, text=text, published=doc._.published), str(error)
    parts, at = [], 0
    for part in found.parts:  # stretches of the text in their order; litter between them was left out
        words = found.text[part.start : part.end]
        start = plain.index(words, at)
        at = start + len(words)
        parts.append(Part(kind=part.kind, start=start, end=at))
    return msgspec.structs.replace(found, id=number, text=text, parts=tuple(parts)), None


def _remade(doc: Doc, parse: Parse) -> Doc:
    """A Doc of the same text whose tokens are communique's words; litter is split at white space."""
    if doc.ents or any(doc.has_annotation(layer) for layer in ("POS", "DEP", "LEMMA", "TAG")):
        raise ValueError("communique with own_words makes a new Doc, so it must be the first component that annotates")
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for start, end in (*((t.start, t.end) for t in parse.tokens), (len(doc.text), len(doc.text))):
        gap = doc.text[at:start]
        if gap.startswith(" ") and words:
            gap, spaces[-1] = gap[1:], True
        for piece in (*_PIECE.findall(gap), doc.text[start:end]):
            if piece:
                words.append(piece)
                spaces.append(False)
        at = end
    new = Doc(doc.vocab, words, spaces, user_data=doc.user_data)
    new._context = doc._context
    return new


class _Match(NamedTuple):
    """For each token of the Doc the word that it stands for (None: white space or litter), and for each word its token.

    A token that holds several words stands for the highest in the tree; of a word in several tokens the first counts.
    """

    word: list[int | None]
    token: list[int]


def _match(doc: Doc, parse: Parse) -> _Match:
    depth = [sum(1 for _ in parse.ancestors(t.i)) for t in parse.tokens]
    word: list[int | None] = []
    token = [-1] * len(parse.tokens)
    for t in doc:
        first, last = (0, 0) if t.is_space else parse.tokens_in(t.idx, t.idx + len(t))
        word.append(min(range(first, last), key=depth.__getitem__, default=None))
        for w in range(first, last):
            if token[w] < 0:
                token[w] = t.i
    return _Match(word, token)


def _annotate(doc: Doc, parse: Parse) -> None:
    """Parts of speech, lemmas and the tree, each where the Doc has none."""
    match = _match(doc, parse)
    if not doc.has_annotation("POS"):
        for t, w in zip(doc, match.word, strict=True):
            t.pos_ = "SPACE" if t.is_space else "X" if w is None else parse.tokens[w].upos
    if not doc.has_annotation("LEMMA"):
        for t, w in zip(doc, match.word, strict=True):
            t.lemma_ = t.text if w is None else _lemma(t, parse.tokens[w])
    if len(doc) and not doc.has_annotation("DEP"):
        tree = [_arc(doc, parse, match, i) for i in range(len(doc))]
        rows = [((head - i) % 2**64, doc.vocab.strings.add(relation)) for i, (head, relation) in enumerate(tree)]
        table: Any = np.array(rows, dtype="uint64")
        doc.from_array([HEAD, DEP], table)


def _lemma(token: DocToken, word: Token) -> str:
    """The word's lemma; a name, or a token that is not a whole word, keeps its form."""
    whole = (token.idx, token.idx + len(token)) == (word.start, word.end)
    return word.lemma if whole and word.upos != "PROPN" else str(token.text)


def _arc(doc: Doc, parse: Parse, match: _Match, i: int) -> tuple[int, str]:
    """Head and relation of a token; a root is its own head, as spaCy has it."""
    w = match.word[i]
    if w is None:  # white space leans on what stands before it, litter is left alone
        return (i - 1, "dep") if doc[i].is_space and i else (i, "ROOT")
    if match.token[w] != i:
        return match.token[w], "goeswith"  # a further piece of a word
    head = parse.tokens[w].head
    return (i, "ROOT") if head < 0 else (match.token[head], parse.tokens[w].deprel)


def _name(doc: Doc, parse: Parse, readout: Readout) -> None:
    """Names as entities, where the Doc has none; with the entry of the actor that a name means."""
    if doc.has_annotation("ENT_IOB"):
        return
    links = {m.end: a.link.id for a in readout.actors if a.link for m in a.mentions if m.kind == "name"}
    found = []
    for name in parse.names:
        start, end = parse.chars(name.first, name.last)
        found.append(_span(doc, Span(start=start, end=end), name.type, kb_id=links.get(end, "")))
    doc.set_ents(filter_spans(s for s in found if s))


def _marks(doc: Doc, readout: Readout) -> Iterator[DocSpan]:
    """The words on which statements and events rest, in the order of the items."""
    for s in readout.statements:
        for label, spans in (("SOURCE", [s.source] if s.source else []), ("CUE", [s.cue]), ("CONTENT", s.content)):
            yield from _labelled(doc, label, s.id, spans)
    for e in readout.events:
        yield from _labelled(doc, "TRIGGER", e.id, [e.trigger])


def _labelled(doc: Doc, label: str, item: str, spans: Sequence[Span]) -> Iterator[DocSpan]:
    for span in spans:
        found = _span(doc, span, label, span_id=item)
        if found is not None:
            yield found


def _span(doc: Doc, span: Span, label: str, *, kb_id: str = "", span_id: str = "") -> DocSpan | None:
    """The tokens that hold these characters."""
    found: DocSpan | None = doc.char_span(
        span.start, span.end, label=label, kb_id=kb_id, span_id=span_id, alignment_mode="expand"
    )
    return found


def _readout(doc: Doc) -> Readout:
    data = doc.user_data.get(_READOUT)
    if data is None:
        raise ValueError('this Doc was not read: nlp.add_pipe("communique") first')
    return decode(data)


def _statements(doc: Doc) -> tuple[Statement, ...]:
    return _readout(doc).statements


def _events(doc: Doc) -> tuple[Event, ...]:
    return _readout(doc).events


def _published(doc: Doc) -> date | None:
    given = doc.user_data.get(_PUBLISHED)
    return date.fromisoformat(given) if given else None


def _publish(doc: Doc, day: date | None) -> None:
    doc.user_data[_PUBLISHED] = day.isoformat() if day else None


Language.factory(
    "communique",
    default_config={"own_words": False},
    assigns=["token.pos", "token.lemma", "token.head", "token.dep", "doc.ents", "doc._.statements", "doc._.events"],
    func=make,
)
Doc.set_extension("readout", getter=_readout, force=True)
Doc.set_extension("statements", getter=_statements, force=True)
Doc.set_extension("events", getter=_events, force=True)
Doc.set_extension("published", getter=_published, setter=_publish, force=True)
