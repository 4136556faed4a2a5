"""The families of acts of speech (`families.csv`)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import get_args

from communique.record import Act


@cache
def families() -> dict[str, tuple[str, ...]]:
    """Acts by family, in the order of the rows; raises `ValueError` where an act has none or two."""
    text = files("communique.charts").joinpath("families.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    found = {row["family"]: tuple(row["acts"].split()) for row in rows}
    if sorted(a for acts in found.values() for a in acts) != sorted(get_args(Act)):
        raise ValueError("families.csv: every act has one family")
    return found
