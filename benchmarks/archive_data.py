"""Articles and readouts by a seeded recipe, for measuring the archive: none of them is real.

`articles` recombines the paragraphs of the examples that come with the program, with other names, days and numbers; one
in a hundred is broken in one of ten ways. `readouts` makes records straight away, for archives too large to read.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

from communique.record import (
    Act,
    Actor,
    Document,
    Event,
    EventType,
    Mention,
    Part,
    Position,
    Readout,
    Span,
    Stance,
    Statement,
    Status,
)

EXAMPLES = Path(__file__).parents[1] / "examples"


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


COUNTRIES = _split("Norland Sorland Belmark Arvania Castelle Doria Estvale Fennmark Gallia Haldia")
FIRST = _split(
    "Kim Dana Ola Mira Jon Sol Ana Piet Noor Eli Tova Luc Ravi Ines Bo Uma Vic Wen Yara Zoe Abe Cleo Finn Gus"
)
LAST = _split(
    "Alder Ruiz Berg Okafor Lind Novak Sato Moreau Haddad Quist Varga Ilves Tan Usher Weiss Yates Zorn Abel Cole"
)
ROLES = ("foreign minister", "envoy", "president", "general", "spokesman")
OF = _split("exchange quota crossing price corridor treaty toll tax visit census dispute loan")
ISSUES = tuple(
    f"{what} {of}" for what in _split("prisoner fishing border gas grain water rail film steel visa") for of in OF
)
WORDS = (
    *_split("talks ceasefire harbour convoy sanctions parliament treaty observers drills pipeline embargo delegation"),
    *(
        a + b + c
        for a in _split("ba ko ni ru sel tam")
        for b in _split("dor mi len za")
        for c in _split("ka nto rre s")
    ),
)
OUTLETS = tuple(
    f"{a} {b}" for a in ("Harbour", "Evening", "Northern", "Daily", "Free") for b in ("Post", "Herald", "Wire")
)
_COMMON = list(itertools.accumulate(1 / (k + 8) for k in range(len(WORDS))))
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_NUMBER = re.compile(r"\b\d{1,3}\b")


def articles(folder: Path, count: int, seed: int = 1) -> dict[str, int]:
    """Write `count` articles, some in tables; returns how many are broken, by the way in which they are."""
    chance = random.Random(seed)
    pool = [p for path in sorted(EXAMPLES.glob("*.txt")) for p in path.read_text("utf-8").split("\n\n") if len(p) > 80]
    names = sorted({n for p in pool for n in _NAME.findall(p)})
    broken: dict[str, int] = {}
    folder.mkdir(parents=True)
    ways = itertools.cycle(BROKEN)
    with (folder / "tables.jsonl").open("wb") as table:
        for number in range(count):
            text = _recombined(chance, pool, names)
            path = folder / f"{number // 1000:03}" / f"{number:06}"
            path.parent.mkdir(exist_ok=True)
            if number % 100 == 50:
                way = next(ways)
                broken[way] = broken.get(way, 0) + 1
                _break(way, text, path)
            elif number % 3 == 0:
                day = date(2024, 1, 1) + timedelta(days=number % 300)
                table.write(json.dumps({"text": text, "published": day.isoformat()}).encode() + b"\n")
            elif number % 3 == 1:
                path.with_suffix(".txt").write_text(text, "utf-8")
            else:
                body = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
                path.with_suffix(".html").write_text(f"<html><body><article>{body}</article></body></html>", "utf-8")
    return broken


BROKEN = ("gzip", "bytes", "empty", "binary", "soup", "huge", "json", "textless", "foreign", "feed")


def _break(way: str, text: str, path: Path) -> None:
    """One broken input. Bad bytes and tag soup still hold an article and are read; all others fail."""
    german = "Der Minister sagte am Montag, dass die Verhandlungen nicht weitergehen werden, und das ist auch gut so. "
    data = {
        "gzip": (".txt.gz", gzip.compress(text.encode())[:-40]),
        "bytes": (".txt", text.encode("utf-8").replace(b" the ", b" \xff\xfe the ", 1)),
        "empty": (".txt", b""),
        "binary": (".html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        "soup": (".html", b"<html><body><div><p>" + text.encode().replace(b"\n\n", b"</b><p></div><p><i>")),
        "huge": (".txt", b"word " * 1_100_000),
        "textless": (".html", b"<html><body><script>var a = 1;</script><img src=x></body></html>"),
        "foreign": (".txt", (german * 12).encode()),
        "feed": (".rss", b"<rss version='2.0'><channel><title>x</title><item><link>x</link><guid>1</guid></item>" * 2),
        "json": (".jsonl", b'{"text": "cut in the mid'),
    }
    ending, content = data[way]
    path.with_suffix(ending).write_bytes(content)


def _recombined(chance: random.Random, pool: list[str], names: list[str]) -> str:
    """Some paragraphs with names exchanged for one another and with other numbers."""
    exchanged = dict(zip(names, chance.sample(names, len(names)), strict=True))
    text = "\n\n".join(chance.sample(pool, min(len(pool), chance.randint(5, 9))))
    text = _NAME.sub(lambda m: exchanged[m[0]] if chance.random() < 0.5 else m[0], text)
    return _NUMBER.sub(lambda _: str(chance.randint(2, 999)), text)


def readouts(count: int, seed: int = 1, *, alone: int = 0) -> Iterator[Readout]:
    """Records of ten statements and five events each; few parties are in many of them, most in few.

    With `alone`, every so manieth has statements of one party alone, the same in all of them.
    """
    chance = random.Random(seed)
    people = [(f"{f} {s}", chance.choice(ROLES), chance.choice(COUNTRIES)) for f in FIRST for s in LAST]
    weights = list(itertools.accumulate(1 / (k + 1) for k in range(len(people))))
    for number in range(count):
        cast = chance.choices(people, cum_weights=weights, k=4)
        yield _readout(chance, number, [people[-1]] * 4 if alone and number % alone == 0 else cast)


def _readout(chance: random.Random, number: int, cast: list[tuple[str, str, str]]) -> Readout:
    states = chance.sample(COUNTRIES, 2)
    sentences, actors, statements, events, positions = [], [], [], [], []
    at = 0
    seen: dict[str, list[Mention]] = {}
    for k in range(10):
        name, role, country = cast[k % 4]
        words = " ".join(chance.choices(WORDS, cum_weights=_COMMON, k=7))
        issue = chance.choice(ISSUES)
        sentence = f"{role.capitalize()} {name} said that {states[k % 2]} should end the {issue} over {words} {number}."
        who, where = at + len(role) + 1, at + sentence.index(states[k % 2])
        seen.setdefault(name, []).append(Mention(kind="name", start=who, end=who + len(name)))
        seen.setdefault(states[k % 2], []).append(Mention(kind="name", start=where, end=where + len(states[k % 2])))
        cue = at + sentence.index(" said ") + 1
        statements.append(
            Statement(
                id=f"S{k + 1}",
                speakers=(f"A{k % 4 + 1}",),
                source=Span(start=who, end=who + len(name)),
                cue=Span(start=cue, end=cue + 4),
                content=(Span(start=where, end=at + len(sentence) - 1),),
                act=chance.choice(get_args(Act)),
                addressees=(f"A{5 + k % 2}",),
                confidence=0.9,
                why="cue “said”",
            )
        )
        if k % 2:
            events.append(
                Event(
                    id=f"E{k // 2 + 1}",
                    type=chance.choice(get_args(EventType)),
                    cameo="112",
                    quad=chance.randint(1, 4),
                    goldstein=-2.0,
                    actors=(f"A{5 + k // 2 % 2}",),
                    recipients=(f"A{6 - k // 2 % 2}",),
                    trigger=Span(start=cue, end=cue + 4),
                    mentions=(Span(start=cue, end=cue + 4),),
                    status=chance.choice(get_args(Status)[:2] * 4 + get_args(Status)),
                    according_to=(f"S{k + 1}",),
                    confidence=0.8,
                    why="row say",
                )
            )
        if k == 0:
            start = at + sentence.index(issue)
            positions.append(
                Position(
                    id="P1",
                    holder="A1",
                    stance=chance.choice(get_args(Stance)),
                    issue=Span(start=start, end=start + len(issue)),
                    statement="S1",
                )
            )
        sentences.append(sentence)
        at += len(sentence) + 1
    for k, (name, role, country) in enumerate(cast, 1):
        mentions, code = tuple(seen.pop(name, ())), country[:3].upper()
        actors.append(Actor(id=f"A{k}", name=name, kind="person", role=role, country=code, mentions=mentions))
    for k, state in enumerate(states, 5):
        code = state[:3].upper()
        actors.append(Actor(id=f"A{k}", name=state, kind="state", country=code, mentions=tuple(seen[state])))
    text = " ".join(sentences)
    return Readout(
        document=Document(
            id=hashlib.sha256(text.encode()).hexdigest()[:16],
            text=text,
            title=f"Report {number}",
            publisher=chance.choice(OUTLETS),
            published=date(2020, 1, 1) + timedelta(days=chance.randrange(1800)),
            parts=(Part(kind="paragraph", start=0, end=len(text)),),
        ),
        actors=tuple(actors),
        statements=tuple(statements),
        events=tuple(events),
        positions=tuple(positions),
    )
