"""Full dates in lines and addresses."""

from __future__ import annotations

import datetime

import pytest

from communique.sources.dates import date_in_url, find_date


@pytest.mark.parametrize(
    "text",
    [
        "2022-02-14T10:00:00Z",
        "14 February 2022",
        "Updated 10:32 AM EST, Mon February 14, 2022",
        "Feb. 14, 2022",
        "Published: 14th of Feb 2022 at 09.15 GMT",
        "Mon, 14 Feb 2022 09:15:00 GMT",
        "Updated: 14-02-2022 09:15 IST",
    ],
)
def test_find_date(text: str) -> None:
    assert find_date(text) == datetime.date(2022, 2, 14)


@pytest.mark.parametrize("text", ["Feb 14", "04/02/2022", "31 February 2022", "in May 2022", "3 hours ago", ""])
def test_no_full_date_no_guess(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2022/02/14/talks",
        "https://example.org/world/2022/feb/14/talks",
        "https://example.org/talks-2022-02-14",
        "https://example.org/talks_20220214.html",
    ],
)
def test_date_in_url(url: str) -> None:
    assert date_in_url(url) == datetime.date(2022, 2, 14)


@pytest.mark.parametrize(
    "url", ["https://example.org/2022/talks", "https://example.org/id-20229914", "https://a.org/5"]
)
def test_no_date_in_url(url: str) -> None:
    assert date_in_url(url) is None
