"""The numbers of a pair: what counts, what is kept apart, in which direction, and how it is told."""

from __future__ import annotations

from datetime import date

import pytest

from communique.archive import Archive, ArchiveError, dyads, profile, reviews
from communique.charts.treatment import COUNTED, of_pair, sentence, table
from tests.charts.strait import ACTS, MONDAY

TUESDAY, LATER = date(2024, 2, 6), date(2024, 2, 14)


@pytest.fixture
def pair(archive: Archive) -> tuple[int, int]:
    return profile.find(archive, "NOR"), profile.find(archive, "Sorland")


def test_only_what_happened_counts(archive: Archive, pair: tuple[int, int]) -> None:
    t = of_pair(archive, *pair)
    assert t.columns == ((MONDAY, (2, 0, 1, 0), 0), (TUESDAY, (0, 0, 0, 2), 2), (LATER, (0, 1, 0, 0), 0))
    assert (t.totals, t.outside) == ((2, 1, 1, 2), 1)
    assert t.timeline == (MONDAY, LATER, "day")
    assert sentence(t) == (
        "Norland and Sorland, 5 Feb 2024 to 14 Feb 2024: 6 events that happened, 3 cooperative and 3 conflictual; most"
        " on 5 Feb 2024 (3). 2 acts feared or threatened are not counted. 1 event outside this time or without a date"
        " is not shown."
    )


def test_the_bars_add_up_to_what_is_counted(archive: Archive, pair: tuple[int, int]) -> None:
    cells = dyads.between(archive, *pair)
    t = of_pair(archive, *pair, since=date(1931, 1, 1))
    assert t.outside == 0
    assert sum(t.totals) == sum(c.events for c in cells if c.status in COUNTED) == 7
    assert t.timeline is not None
    assert t.timeline.grain == "week"


def test_one_direction_keeps_the_time(archive: Archive, pair: tuple[int, int]) -> None:
    by_first, by_second = (of_pair(archive, *pair, direction=d) for d in ("ab", "ba"))
    assert by_first.totals == (1, 1, 1, 0)
    assert by_second.totals == (1, 0, 0, 2)
    assert by_first.timeline == by_second.timeline == (MONDAY, LATER, "day")
    assert sum(c.feared for c in by_first.columns) == 2
    assert sum(c.feared for c in by_second.columns) == 0
    assert sentence(by_second).startswith("Sorland toward Norland, 5 Feb 2024 to 14 Feb 2024: 3 events")


def test_scores(archive: Archive, pair: tuple[int, int]) -> None:
    t = of_pair(archive, *pair, measure="score")
    assert t.totals == (5.0, 7.0, -2.0, -18.0)
    assert "scores add up to 12 for cooperation and −20 for conflict; most on 6 Feb 2024." in sentence(t)


def test_weeks(archive: Archive, pair: tuple[int, int]) -> None:
    t = of_pair(archive, *pair, grain="week")
    assert t.columns == ((MONDAY, (2, 0, 1, 2), 2), (date(2024, 2, 12), (0, 1, 0, 0), 0))
    assert table(t).heads[0] == "Week"
    assert [(r.first, r.last, r.time) for r in table(t).rows] == [
        (MONDAY, date(2024, 2, 11), "5 Feb 2024 to 11 Feb 2024"),
        (date(2024, 2, 12), LATER, "12 Feb 2024 to 14 Feb 2024"),
    ]
    assert table(t).rows[0].cells == ("2", "-", "1", "2", "2")


def test_an_empty_time(archive: Archive, pair: tuple[int, int]) -> None:
    t = of_pair(archive, *pair, since=date(2024, 3, 1), until=date(2024, 3, 3))
    assert (t.columns, table(t).rows) == ((), ())
    assert sentence(t) == "Norland and Sorland, 1 Mar 2024 to 3 Mar 2024: nothing counts."
    nobody = profile.find(archive, "Kim Alder")
    assert sentence(of_pair(archive, nobody, pair[1])) == "Kim Alder and Sorland: nothing is dated."


def test_a_rejected_event_counts_no_more(tmp_path: pytest.TempPathFactory) -> None:
    with Archive(f"{tmp_path}/a.db", writable=True) as archive:
        archive.add(ACTS, model="m")
        reviews.reject(archive, ACTS[3].document.id, "E1", who="T. Reader")
        pair = profile.find(archive, "NOR"), profile.find(archive, "SOR")
        assert of_pair(archive, *pair).totals == (2, 1, 1, 1)


def test_names(archive: Archive) -> None:
    found = profile.find(archive, "NOR")
    assert profile.party(archive, found).name == "Norland"
    assert (
        profile.find(archive, f"#{found}")
        == profile.find(archive, str(found))
        == profile.find(archive, "norl")
        == found
    )
    for name in ("", "XYZ", "Q1", "#99", "nobody"):
        with pytest.raises(ArchiveError):
            profile.find(archive, name)
