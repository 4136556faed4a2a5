"""Calendar dates as pages write them, in lines of text and in addresses. Never guesses: no year, no date.

>>> find_date("Updated 10:32 AM EST, Mon February 14, 2022")
datetime.date(2022, 2, 14)
"""

from __future__ import annotations

import datetime
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({MONTH}),? ((?:19|20)\d\d)\b", re.I)
_MONTH_FIRST = re.compile(rf"\b({MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b", re.I)
_NUMERIC = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)\b")
_URL = re.compile(r"[/=_.-]((?:19|20)\d\d)([/_.-]?)(\d\d|[a-z]{3})\2(\d\d)(?!\d)", re.I)


def find_date(text: str) -> datetime.date | None:
    """The first full date in a short text; None without one.

    It may be in ISO form, "14 February 2022", "Feb. 14, 2022" or, where only one reading is possible, "14/02/2022".
    """
    for pattern, year, month, day in ((_ISO, 1, 2, 3), (_DAY_FIRST, 3, 2, 1), (_MONTH_FIRST, 3, 1, 2)):
        for match in pattern.finditer(text):
            found = _date(match[year], match[month], match[day])
            if found:
                return found
    for match in _NUMERIC.finditer(text):
        readings = {_date(match[4], match[3], match[1]), _date(match[4], match[1], match[3])} - {None}
        if len(readings) == 1:
            return readings.pop()
    return None


def date_in_url(url: str) -> datetime.date | None:
    """The day in an address such as .../2022/02/14/..., .../2022/feb/14/... or ...-20220214; None without one."""
    for match in _URL.finditer(url):
        found = _date(match[1], match[3], match[4])
        if found:
            return found
    return None


def _date(year: str, month: str, day: str) -> datetime.date | None:
    name = month[:3].lower()
    number = _MONTHS.index(name) + 1 if name in _MONTHS else int(month) if month.isdecimal() else 0
    try:
        return datetime.date(int(year), number, int(day))
    except ValueError:
        return None
