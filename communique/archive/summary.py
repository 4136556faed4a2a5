"""What an archive holds, in figures."""

from __future__ import annotations

from typing import Any

from communique.archive.store import Archive

_GROUPS = {
    "outlets": "SELECT coalesce(publisher, 'unknown'), count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
    "acts": "SELECT act, count(*) FROM statements GROUP BY 1 ORDER BY 2 DESC, 1",
    "types": "SELECT type, count(*) FROM events GROUP BY 1 ORDER BY 2 DESC, 1",
    "statuses": "SELECT status, count(*) FROM events GROUP BY 1 ORDER BY 2 DESC, 1",
    "failures": "SELECT kind, count(*) FROM failures GROUP BY 1 ORDER BY 2 DESC, 1",
    "models": "SELECT m.name, count(*) FROM documents d JOIN models m ON m.id = d.model GROUP BY 1 ORDER BY 2 DESC, 1",
}
_COUNTS = {
    "documents": "SELECT count(*) FROM documents",
    "copies": "SELECT count(*) FROM documents WHERE copy_of IS NOT NULL",
    "statements": "SELECT count(*) FROM statements",
    "events": "SELECT count(*) FROM events",
    "positions": "SELECT count(*) FROM positions",
    "expectations": "SELECT count(*) FROM expectations",
    "parties": "SELECT count(DISTINCT i.party) FROM actors a JOIN identities i ON i.id = a.identity",
}


def summary(archive: Archive) -> dict[str, Any]:
    """Counts, the period, the size in bytes, and what there is most of; values are numbers, text or counts by name."""
    run = archive.connection.execute
    first, last = run("SELECT min(published), max(published) FROM documents").fetchone()
    told: dict[str, Any] = {name: run(sql).fetchone()[0] for name, sql in _COUNTS.items()}
    told["published"] = f"{first} to {last}" if first else "no dates"
    told["bytes"] = archive.path.stat().st_size
    told |= {name: dict(run(sql)) for name, sql in _GROUPS.items()}
    return told
