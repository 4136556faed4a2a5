"""Wire reports and their copies in papers, by a seeded recipe: other headlines, cut paragraphs, corrections, credits.

Reports of one story share their background paragraphs, as real ones do, but are not copies of one another.
"""

from __future__ import annotations

import random
from typing import NamedTuple


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


_WHO = _words("envoy minister mayor general judge spokesman governor admiral senator delegate union council court")
_DID = _words("opened closed praised rejected visited signed blocked searched halted joined left counted repaired")
_WHAT = _words("harbour bridge budget treaty railway dam border market school pipeline hospital ferry archive mine")
_WHERE = _words("Selm Lund Arva Norby Castell Dorn Veld Haming Ostra Pell Quay Rimini Tarn Ulster Warden Yaro")
_HOW = _words("quietly again twice early late hastily lawfully carefully gladly secretly briefly openly barely")
_OF = _words("report summit strike storm audit vote march raid trial lawsuit merger drill census harvest")


class Copy(NamedTuple):
    """A text with the number of the report from which it was made."""

    report: int
    text: str


def sentence(chance: random.Random) -> str:
    return (
        f"The {chance.choice(_WHO)} of {chance.choice(_WHERE)} {chance.choice(_DID)} the {chance.choice(_WHAT)}"
        f" {chance.choice(_HOW)} after the {chance.choice(_OF)} in {chance.choice(_WHERE)}, the {chance.choice(_WHO)}"
        f" told the {chance.choice(_WHAT)} board {chance.choice(_HOW)}."
    )


def paragraph(chance: random.Random) -> str:
    return " ".join(sentence(chance) for _ in range(chance.randint(2, 4)))


def wires(reports: int, copies: int, seed: int) -> list[Copy]:
    """Reports, each followed by its copies."""
    chance = random.Random(seed)
    background = [[paragraph(chance) for _ in range(2)] for _ in range(max(1, reports // 4))]
    made = []
    for report in range(reports):
        body = [paragraph(chance) for _ in range(chance.randint(5, 9))] + chance.choice(background)
        made.append(Copy(report, "\n\n".join([sentence(chance), *body])))
        made += [Copy(report, changed(chance, body)) for _ in range(copies)]
    return made


def changed(chance: random.Random, body: list[str]) -> str:
    """What a paper makes of a report: at most half is cut, few words are corrected, a credit comes in."""
    kept = body[: len(body) - chance.randint(0, len(body) // 2)]
    if len(kept) > 3 and chance.random() < 0.5:
        del kept[chance.randrange(1, len(kept))]
    words = " \n\n ".join(kept).split(" ")
    for _ in range(chance.randint(0, len(words) // 60)):
        words[chance.randrange(len(words))] = chance.choice(_WHERE)
    credit = chance.choice(["(Agencies)", "With reports from Selm.", "Our own staff and agencies.", ""])
    return "\n\n".join([sentence(chance), " ".join(words), credit]).strip()


def scores(made: list[Copy], groups: list[int]) -> tuple[float, float]:
    """Precision and recall of the pairs that are in one group."""
    true = found = both = 0
    for i in range(len(made)):
        for j in range(i):
            same, grouped = made[i].report == made[j].report, groups[i] == groups[j]
            true += same
            found += grouped
            both += same and grouped
    return both / found, both / true
