"""Labels of a reviewed article: snippets that lead back to their words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.archive import Archive, reviews
from communique.archive.export import export
from tests.archive.readouts import FULL, TEXT, article

DOCUMENT = FULL.document.id


@pytest.fixture
def told(tmp_path: Path) -> dict[str, Any]:
    with Archive(tmp_path / "a.db", writable=True) as archive:
        archive.add([article(1), FULL], model="m")
        reviews.correct(archive, DOCUMENT, "S2", {"act": "claim"}, who="K. Alder")
        reviews.reject(archive, DOCUMENT, "E1", who="K. Alder")
        undone = reviews.reject(archive, DOCUMENT, "E2", who="K. Alder")
        reviews.undo(archive, undone)
        written = export(archive, "labels", tmp_path / "labels")
    assert [w.path.name for w in written] == [f"{DOCUMENT}.json"]
    assert (tmp_path / f"labels/{DOCUMENT}.txt").read_text(encoding="utf-8") == TEXT
    found: dict[str, Any] = json.loads((tmp_path / f"labels/{DOCUMENT}.json").read_bytes())
    return found


def test_statements_and_actors(told: dict[str, Any]) -> None:
    assert told["published"] == "2024-05-08"
    assert told["document"] == {"title": "Talks on the strait stall", "publisher": "The Harbour Post"}
    assert told["actors"][0] == {
        "name": "Dana Ruiz",
        "kind": "person",
        "country": "ARV",
        "role": "foreign minister",
        "former": False,
        "mentions": ["Dana Ruiz", "Ruiz"],
    }
    assert told["statements"][0] == {
        "id": "S1",
        "speaker": "Dana Ruiz",
        "source": "Foreign Minister Dana Ruiz",
        "cue": "told",
        "content": ["Arvania would reject any toll on the strait"],
        "kind": "indirect",
        "act": "reject",
        "addressee": "reporters",
        "medium": "press briefing",
        "when": {"from": "2024-05-07", "to": "2024-05-07"},
    }
    second = told["statements"][1]
    assert (second["act"], second["cue"], second["relay"]) == ("claim", "said", ["reporters"])
    assert second["cue_in"].startswith("she said")
    assert TEXT.count(second["cue_in"]) == 1


def test_events(told: dict[str, Any]) -> None:
    events = {e["id"]: e for e in told["events"]}
    first = next(e for e in FULL.events if e.id == "E1")
    assert "E1" not in events
    assert told["no_event"] == [{"words": TEXT[first.trigger.start : first.trigger.end], "why": "rejected by K. Alder"}]
    second = next(e for e in FULL.events if e.id == "E2")
    assert events["E2"]["type"] == [second.type]
    assert events["E2"]["status"] == [second.status]
    assert events["E2"]["trigger"] == TEXT[second.trigger.start : second.trigger.end]


def test_every_snippet_is_in_the_article_and_every_longer_one_once(told: dict[str, Any]) -> None:
    for item in (*told["statements"], *told["events"], *told["positions"], *told["expectations"]):
        for field, value in item.items():
            if field.endswith("_in"):
                for snippet in value if isinstance(value, list) else [value]:
                    assert snippet is None or TEXT.count(snippet) == 1
            elif field in ("cue", "source", "trigger", "phrase", "issue", "outcome"):
                assert value is None or value in TEXT
