"""The edges of cues and contents, as the codebook has them.

The tagger follows the corpus it learned from; here a cue loses the adverbs around it; a content loses the words of
other paragraphs, the one spoken to, the asides of the cue's own clause ("he said, while the police looked on"), stray
commas and the prepositions "of" and "on" before it, and gains its quotation marks.
"""

from __future__ import annotations

from communique.language.arguments import NEGATORS, preposition
from communique.language.parse import Parse, Token

Range = tuple[int, int]

OPENING, CLOSING = frozenset('"“„«'), frozenset('"”»')
MARKS = OPENING | CLOSING | {"``", "''"}
EDGE = frozenset({",", ";", ":", "-", "–", "—", "--"})
ASIDES = frozenset({"though", "although", "while", "whereas", "after", "before", "as", "when", "since", "despite"})
AFTER_OBJECT = frozenset({"of", "for", "to", "not", "that", "about", "over", "whether", "if"})
SAYING = frozenset({"say", "state", "write", "add", "announce", "declare", "tweet", "post"})
OCCASIONS = frozenset({"on", "after", "during", "before"})
BEFORE_CONTENT = frozenset({"of", "on", "with", "about"})


def cue(parse: Parse, span: Range) -> Range:
    """The cue without punctuation, adverbs and conjunctions at its edges; particles and negation stay."""
    first, last = span
    while first < last and _loose(parse, first):
        first += 1
    while first < last and _loose(parse, last - 1):
        last -= 1
    first, last = (first, last) if first < last else span
    last = _without_occasion(parse, first, last)
    head = parse.tokens[last - 1].head
    if last <= head < last + 3 and all(t.upos in ("AUX", "PART", "ADV") for t in parse.tokens[first:last]):
        last = head + 1
    return first, last


def _without_occasion(parse: Parse, first: int, last: int) -> int:
    """The end of a cue before the phrase that tells where or when it was said: "said | at a press conference"."""
    for i in range(first, last):
        if parse.tokens[i].lemma in SAYING and parse.tokens[i].upos == "VERB":
            ends = [parse.subtree(t.i) for t in parse.children(i, "obl") if i < t.i < last]
            return min((b for b, _ in ends if b > i), default=last)
    return last


def _loose(parse: Parse, i: int) -> bool:
    t = parse.tokens[i]
    if t.lower in NEGATORS or t.deprel in ("compound:prt", "fixed"):
        return False
    return t.upos in ("PUNCT", "CCONJ") or (t.upos == "ADV" and t.deprel == "advmod")


def sources(parse: Parse, cue: Range, head: int, spans: tuple[Range, ...]) -> tuple[Range, ...]:
    """The sources; of several, those are left out that the cue's verb has as its object ("Vale told the Courier")."""
    kept = tuple(s for s in (_without_and(parse, without_edge(parse, s)) for s in spans) if s[0] < s[1])
    told = {t.i for t in parse.children(head, "obj", "iobj")}
    subjects = tuple(s for s in kept if parse.head_of(*s) not in told or s[1] <= cue[0]) or kept
    return _coordinated(parse, cue, subjects)


def _without_and(parse: Parse, span: Range) -> Range:
    first, last = span
    while first < last and parse.tokens[last - 1].upos == "CCONJ":
        last -= 1
    return first, last


def _coordinated(parse: Parse, cue: Range, spans: tuple[Range, ...]) -> tuple[Range, ...]:
    """The span nearest to the cue, with those that only "and" or a comma parts from it."""
    if len(spans) < 2:
        return spans
    near = min(spans, key=lambda s: max(s[0] - cue[1], cue[0] - s[1]))
    first, last = near
    for s in sorted(spans, reverse=True):
        if s[1] <= first and all(parse.tokens[i].upos in ("CCONJ", "PUNCT") for i in range(s[1], first)):
            first = s[0]
    for s in sorted(spans):
        if s[0] >= last and all(parse.tokens[i].upos in ("CCONJ", "PUNCT") for i in range(last, s[0])):
            last = s[1]
    return tuple(s for s in spans if first <= s[0] and s[1] <= last)


def contents(parse: Parse, cue: Range, pieces: tuple[Range, ...], addressed: tuple[str, ...]) -> tuple[Range, ...]:
    """The pieces of a content in text order; `addressed` says where the one spoken to may stand at their head."""
    kept = [_in_part(parse, (max(p[0], cue[1]) if cue[0] <= p[0] < cue[1] else p[0], p[1]), cue) for p in pieces]
    kept = [p for p in kept if p[0] < p[1]] or list(pieces)
    head = parse.head_of(*cue)
    if "obj" in addressed:
        kept = [_behind_object(parse, p, head) for p in kept]
    kept = [_behind_phrase(parse, p, head, addressed) for p in kept]
    kept = [_without_asides(parse, p, cue, head) for p in kept]
    kept = [_trimmed(parse, p, cue) for p in kept]
    return tuple(sorted(p for p in kept if any(_tells(t) for t in parse.tokens[slice(*p)])))


def _tells(token: Token) -> bool:
    if token.lower in ("it", "him", "her", "them"):
        return False
    return token.quoted or token.upos not in ("PUNCT", "DET", "ADP", "CCONJ", "SYM", "PART")


def _in_part(parse: Parse, content: Range, cue: Range) -> Range:
    """The words of the content in the cue's own paragraph, and those of a quotation that runs on over its end."""
    part = parse.sentence_of(cue[0]).part
    own = [i for i in range(*content) if parse.sentence_of(i).part == part]
    if not own:
        return content[1], content[1]
    first, last = own[0], own[-1] + 1
    while last < content[1] and all(t.quoted or t.text in MARKS for t in parse.tokens[last - 1 : last + 1]):
        last += 1
    return first, last


def _behind_object(parse: Parse, content: Range, head: int) -> Range:
    """The content without the object of the cue that it begins with: "accused NATO of ..." is about what follows."""
    asked = [x for x in parse.children(head, "xcomp", "ccomp") if x.i > head]
    for x in asked:
        told = next((t for t in parse.children(x.i, "nsubj") if parse.subtree(t.i)[0] == content[0]), None)
        to = next((t for t in parse.children(x.i, "mark") if t.lower == "to"), None)
        if told is not None and to is not None and content[0] < to.i < content[1]:
            return to.i, content[1]
    for t in parse.children(head, "obj", "iobj"):
        first, last = parse.subtree(t.i)
        if first != content[0] or last >= content[1]:
            continue
        start = next((b for x in asked if x.i > t.i and last <= (b := parse.subtree(x.i)[0]) < content[1]), None)
        if start is not None:
            return start, content[1]
        if not _opens_what_is_said(parse, last):
            last = next((i for i in range(last, min(last + 4, content[1])) if _opens_infinitive(parse, i)), last)
        if _opens_what_is_said(parse, last):
            return last + (parse.tokens[last].lower in ("of", "for")), content[1]
    return _behind_charged(parse, content, head)


def _opens_what_is_said(parse: Parse, i: int) -> bool:
    word = parse.tokens[i].lower
    return word in MARKS or (word in AFTER_OBJECT and (word != "to" or _opens_infinitive(parse, i)))


def _behind_charged(parse: Parse, content: Range, head: int) -> Range:
    """The content without an object under which the tree hangs the charge: "the opposition | of stifling debate"."""
    for t in parse.children(head, "obj"):
        for c in parse.children(t.i, "acl") if parse.subtree(t.i)[0] == content[0] else ():
            of = next((m for m in parse.children(c.i, "mark", "case") if m.lower == "of"), None)
            if of is not None and t.i < of.i < content[1] - 1:
                return of.i + 1, content[1]
    return content


def _behind_phrase(parse: Parse, content: Range, head: int, addressed: tuple[str, ...]) -> Range:
    """The content without the one appealed to at its head: "appealed to | the president | not to go"."""
    for t in parse.children(head, "obl"):
        first, last = parse.subtree(t.i)
        begin = content[0] if parse.tokens[content[0]].deprel == "case" else content[0] - 1
        word = preposition(parse, t.i) or parse.tokens[begin].lower
        if first in (begin, content[0]) and last < content[1] - 1 and word in addressed:
            opening = parse.tokens[last].lower
            if opening in ("that", "not") or _opens_infinitive(parse, last):
                return last, content[1]
    return content


def _opens_infinitive(parse: Parse, i: int) -> bool:
    t = parse.tokens[i]
    return t.lower == "to" and t.deprel == "mark"


def _without_asides(parse: Parse, content: Range, cue: Range, head: int) -> Range:
    """The content cut before a clause at its end that belongs to the cue's verb: "claims so, though ..."."""
    first, last = content
    if first < cue[1]:
        return content
    thing = any(parse.subtree(t.i)[0] == first for t in parse.children(head, "obj"))
    for t in reversed(list(parse.children(head, "advcl", "conj", "obl"))):
        begin, end = parse.subtree(t.i)
        if t.deprel == "obl":
            aside = thing and preposition(parse, t.i) in OCCASIONS
        else:
            aside = thing if t.deprel == "obl:tmod" else _is_aside(parse, t)
        if aside and first < begin < last <= end + 1 and not t.quoted:
            last = begin
    while last - first > 1 and last < content[1] and parse.tokens[last - 1].upos in ("CCONJ", "PUNCT"):
        last -= 1
    return first, last


def _is_aside(parse: Parse, t: Token) -> bool:
    begin = parse.subtree(t.i)[0]
    comma = begin > 0 and (parse.tokens[begin - 1].text == "," or parse.tokens[begin].text == ",")
    marked = any(m.lower in ASIDES for m in parse.children(t.i, "mark"))
    return t.deprel == "conj" or marked or (comma and t.lower.endswith("ing"))


def _trimmed(parse: Parse, content: Range, cue: Range) -> Range:
    """The content without commas, dashes and "of" at its edges, with the quotation marks that belong to it."""
    first, last = without_edge(parse, content)
    tokens = parse.tokens
    if first < last and first == cue[1] and tokens[first].lower in BEFORE_CONTENT:
        first += 1
    if first >= last:
        return first, first
    if first and tokens[first - 1].text in MARKS and _is_quoted_word(tokens[first]):
        first -= 1
    if last < len(tokens) and tokens[last].text in MARKS and _is_quoted_word(tokens[last - 1]):
        last += 1
    while last - first > 1 and tokens[last - 1].text in (".", *EDGE) and not tokens[last - 1].quoted:
        last -= 1
    while last - first > 1 and tokens[last - 1].deprel == "case" and not tokens[last - 1].quoted:
        last -= 1
    if last - first > 1 and tokens[first].text in MARKS and not _is_quoted_word(tokens[first + 1]):
        first += 1
    if last - first > 1 and tokens[last - 1].text in MARKS and not _is_quoted_word(tokens[last - 2]):
        last -= 1
    return first, last


def _is_quoted_word(token: Token) -> bool:
    """Inside quotation marks and no mark itself."""
    return token.quoted and token.text not in MARKS


def without_edge(parse: Parse, span: Range) -> Range:
    """The range without commas, colons and dashes at its ends."""
    first, last = span
    while first < last and parse.tokens[first].text in EDGE:
        first += 1
    while first < last and parse.tokens[last - 1].text in EDGE:
        last -= 1
    return first, last
