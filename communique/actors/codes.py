"""CAMEO-style codes: country, then sector, as in RUSGOV."""

from __future__ import annotations

from communique.record import ActorKind

# CAMEO's letters where PLOVER's sectors go by others
_CAMEO = {"JRN": "MED", "MED": "HLH", "IGO": "", "PTY": "PTY", "SOC": "", "NGO": "NGO"}
_PLAIN = {"government": "GOV", "state": ""}


def code_of(kind: ActorKind, country: str | None, sector: str | None) -> str | None:
    """The code of an actor that no table row codes; None where neither country nor sector is known."""
    letters = _PLAIN.get(kind)
    if letters is None:
        letters = _CAMEO.get(sector or "", sector or "")
    if country:
        return country + letters
    return sector if sector in ("IGO", "NGO") else letters or None
