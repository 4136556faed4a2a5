"""Datelines, and the openings that only look like one."""

from __future__ import annotations

import datetime

import pytest

from communique.sources.datelines import find_dateline

MARCH_4 = datetime.date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "dateline", "publisher", "published"),
    [
        ("KYIV, Feb 14 (Reuters) - The president said so.", "KYIV, Feb 14 (Reuters) -", "Reuters", None),
        ("SEOUL, South Korea (AP) — The North said so.", "SEOUL, South Korea (AP) —", "Associated Press", None),
        ("KYIV/MOSCOW, Feb. 14 - The Kremlin said so.", "KYIV/MOSCOW, Feb. 14 -", None, None),
        ("UNITED NATIONS (AP) _ The council met.", None, None, None),
        ("TBILISI, 4 March 2026 (TASS) – The talks", "TBILISI, 4 March 2026 (TASS) –", "TASS", MARCH_4),
        ("BEIJING, March 4, 2026 (Xinhua) -- China", "BEIJING, March 4, 2026 (Xinhua) --", "Xinhua", MARCH_4),
        ("Washington (CNN) — “We will not go,” he said.", "Washington (CNN) —", "CNN", None),
        ("TEHRAN, Oct 23: Iran said so.", "TEHRAN, Oct 23:", None, None),
        ("TEHRAN: Iran said so.", None, None, None),
        ("CHIȘINĂU — The envoy left.", "CHIȘINĂU —", None, None),
        ("GENEVA — The envoy left.", "GENEVA —", None, None),
        ("WASHINGTON, D.C. ― If it holds, they will sign.", "WASHINGTON, D.C. ―", None, None),
        ("(Reuters) - The envoy left.", "(Reuters) -", "Reuters", None),
        ("(CNN) The envoy left.", "(CNN)", "CNN", None),
        ("(Laughter) The envoy left.", None, None, None),
        ("Geneva — the city of talks — was quiet.", None, None, None),
        ("NATO-led troops left the town.", None, None, None),
        ("The U.S. - which has troops there - said so.", None, None, None),
    ],
)
def test_find_dateline(text: str, dateline: str | None, publisher: str | None, published: datetime.date | None) -> None:
    found = find_dateline(text)
    assert (text[: found.end] if found else None) == dateline
    assert (found.publisher if found else None) == publisher
    assert (found.published if found else None) == published
