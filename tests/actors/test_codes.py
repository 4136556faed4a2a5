"""CAMEO-style codes."""

from __future__ import annotations

import pytest

from communique.actors.codes import code_of
from communique.record import ActorKind


@pytest.mark.parametrize(
    ("kind", "country", "sector", "code"),
    [
        ("government", "RUS", "GOV", "RUSGOV"),
        ("person", "KEN", "LEG", "KENLEG"),
        ("state", "RUS", "GOV", "RUS"),
        ("outlet", "FRA", "JRN", "FRAMED"),
        ("group", None, "REB", "REB"),
        ("organisation", None, "IGO", "IGO"),
        ("public", None, None, None),
        ("person", "KEN", None, "KEN"),
    ],
)
def test_code_of(kind: ActorKind, country: str | None, sector: str | None, code: str | None) -> None:
    assert code_of(kind, country, sector) == code
