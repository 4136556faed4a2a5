"""Near copies: what is one, and that groups are the same in whatever order documents come."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from communique.archive import Archive
from communique.archive.copies import BANDS, are_copies, bands, triples
from communique.record import Document, Readout
from tests.archive.readouts import hash_of
from tests.archive.wires import Copy, scores, wires

WORDS = " ".join(f"word{n}" for n in range(100))


def test_bands_are_the_same_for_the_same_words() -> None:
    assert len(bands(WORDS)) == BANDS
    assert bands(WORDS) == bands(WORDS.upper().replace(" ", ", "))
    assert bands(WORDS)[0] == 3897922769455996005
    assert not set(bands(WORDS)) & set(bands(WORDS.replace("word", "term")))
    assert bands("Too short to be told from others.") == ()


def test_copies_share_most_of_the_shorter() -> None:
    whole = triples(WORDS)
    half = triples(" ".join(WORDS.split()[:50]))
    assert are_copies(whole, half)
    mixed = triples(" ".join(WORDS.split()[:50] + [f"other{n}" for n in range(30)]))
    assert not are_copies(whole, mixed)  # 48 of 78 triples
    assert not are_copies(triples(" ".join(f"word{n}" for n in range(500))), half)  # a collection
    assert not are_copies(triples("one two three four"), triples("one two three four"))


def test_triples() -> None:
    assert triples("The dam, the Dam the dam!") == {"the dam the", "dam the dam"}


def readout(hash_: str, text: str, published: date | None) -> Readout:
    return Readout(document=Document(id=hash_, text=text, published=published))


def kept(path: Path, copies: list[Copy]) -> dict[str, str]:
    """The hash of the report of each document, by the document's."""
    with Archive(path, writable=True) as archive:
        archive.add(
            [
                Readout(
                    document=Document(id=hash_of(c.text), text=c.text, published=date(2024, 1, 1 + len(c.text) % 28))
                )
                for c in copies
            ],
            model="m",
            batch=7,
        )
        rows = archive.rows(
            "SELECT d.hash, r.hash AS report FROM documents d JOIN documents r ON r.id = coalesce(d.copy_of, d.id)"
        )
        return {r["hash"]: r["report"] for r in rows}


def test_wire_copies_are_found_and_nothing_else(tmp_path: Path) -> None:
    made = wires(reports=30, copies=4, seed=20)
    groups = kept(tmp_path / "a.db", made)
    precision, recall = scores(made, [groups[hash_of(c.text)] for c in made])  # type: ignore[misc]
    assert precision >= 0.95
    assert recall >= 0.95


def test_groups_do_not_depend_on_the_order(tmp_path: Path) -> None:
    made = wires(reports=6, copies=3, seed=3)
    shuffled = made.copy()
    random.Random(1).shuffle(shuffled)
    assert kept(tmp_path / "a.db", made) == kept(tmp_path / "b.db", shuffled)


def test_the_report_is_the_earliest(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", writable=True) as archive:
        days = (date(2024, 1, 3), date(2024, 1, 1), None, date(2024, 1, 2))
        texts = [f"{WORDS} ending {n}" for n in range(4)]
        archive.add(
            [
                Readout(document=Document(id=str(n), text=t, published=d))
                for n, (t, d) in enumerate(zip(texts, days, strict=True))
            ],
            model="m",
        )
        rows = list(archive.rows("SELECT hash, copy_of FROM documents ORDER BY id"))
    assert [tuple(r.values()) for r in rows] == [("0", 2), ("1", None), ("2", 2), ("3", 2)]
