"""How well times are found and resolved, on TimeBank (TempEval-3 edition): `python benchmarks/times.py`.

The data lies under COMMUNIQUE_DATA (its `times` folder) and is only measured on. Recognition: gold DATE and TIME
expressions other than vague references (now, recently), overlap counts. Value: of those found, how many mean the same
days. Durations are compared where both sides give a stretch that touches the day of publication ("the past two weeks").
"""

from __future__ import annotations

import html
import os
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from communique import language, times
from communique.language.parse import Parse
from communique.record import Document, Part
from communique.times import TimeMention, periods
from communique.times.periods import Period

_ARCHIVE = Path("times/timebank-tempeval3.tar.gz")
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_VALUE = re.compile(r'(\w+)="([^"]*)"')
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "AU": "autumn", "WI": "winter"}


def main() -> int:
    """Read the archive, print the figures."""
    folder = os.environ.get("COMMUNIQUE_DATA")
    if folder is None:
        print("set COMMUNIQUE_DATA to the folder that holds times/timebank-tempeval3.tar.gz", file=sys.stderr)
        return 2
    model = language.load()
    print(report(Path(folder) / _ARCHIVE, model.parse, show="-v" in sys.argv[1:]))
    return 0


def report(archive: Path, parse: Callable[[Document], Parse], *, show: bool = False) -> str:
    """Figures over all documents of the archive; with `show` every fault in a line."""
    count: Counter[str] = Counter()
    lines: list[str] = []
    for text, published, gold in _documents(archive):
        document = Document(id="", text=text, published=published, parts=_parts(text))
        found = _smallest(times.find(parse(document), published))
        for m in found:
            count["found"] += 1
            if not any(m.when.start < g[1] and g[0] < m.when.end for g in gold):
                count["extra"] += 1
                lines.append(f"extra    {m.when.text!r} in {text[max(0, m.when.start - 40) : m.when.end + 25]!r}")
        for start, end, kind, value, mod in gold:
            hit = next((m for m in found if m.when.start < end and start < m.when.end), None)
            group = "duration" if kind == "DURATION" else "" if kind == "SET" or value.endswith("REF") else "date"
            if not group:
                continue
            count[group] += 1
            if hit is None:
                lines.append(f"missed {group} {text[start:end]!r} {value}")
                continue
            count[f"{group} found"] += 1
            same = _same_length(value, hit) if group == "duration" else _same_days(value, mod, hit)
            if same is not None:
                count[f"{group} compared"] += 1
                count[f"{group} same"] += same
                if not same:
                    w = hit.when
                    lines.append(f"value {group} {text[start:end]!r} {value} {mod}: {w.from_}..{w.to} {w.relation}"
                                 f" ({published}) in {text[max(0, start - 60):end + 20]!r}")  # fmt: skip
    recall = count["date found"] / count["date"]
    precision = 1 - count["extra"] / count["found"]
    figures = [
        f"dates and times: {count['date']} in gold, recall {recall:.3f}, precision {precision:.3f}, "
        f"F1 {2 * recall * precision / (recall + precision):.3f}",
        f"their value: {count['date same']} of {count['date compared']} found and comparable, "
        f"{count['date same'] / count['date compared']:.3f}",
        f"durations: {count['duration']} in gold, {count['duration found']} found as stretches of days, "
        f"{count['duration same']} of {count['duration compared']} comparable ones of the same length",
    ]
    return "\n".join(sorted(lines) + figures if show else figures)


def _smallest(mentions: tuple[TimeMention, ...]) -> list[TimeMention]:
    """Mentions without the phrases and clauses that hold another one."""
    return [m for m in mentions if not any(o is not m and m.first <= o.first and o.last <= m.last for o in mentions)]


def _documents(archive: Path) -> Iterator[tuple[str, date | None, list[tuple[int, int, str, str, str]]]]:
    """Text, day of publication and gold (start, end, type, value, mod) of each document."""
    with tarfile.open(archive) as files:
        for member in sorted(files.getmembers(), key=lambda m: m.name):
            stream = files.extractfile(member)
            if stream is None or not member.name.endswith(".tml"):
                continue
            source = stream.read().decode("utf-8", errors="replace")
            created = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', source, re.DOTALL)
            body = re.search(r"<TEXT>(.*)</TEXT>", source, re.DOTALL)
            if body:
                text, gold = _plain(body.group(1).strip())
                yield text, date.fromisoformat(created.group(1)) if created else None, gold


def _plain(source: str) -> tuple[str, list[tuple[int, int, str, str, str]]]:
    """The text without tags, and its time expressions."""
    text, gold, opened, at = "", [], ("", 0), 0
    for tag in _TAG.finditer(source):
        text += html.unescape(source[at : tag.start()])
        at = tag.end()
        if tag.group(2) == "TIMEX3" and not tag.group(1):
            opened = tag.group(3), len(text)
        elif tag.group(2) == "TIMEX3":
            fields = dict(_VALUE.findall(opened[0]))
            gold.append((opened[1], len(text), fields["type"], fields.get("value", ""), fields.get("mod", "")))
    return text + html.unescape(source[at:]), gold


def _parts(text: str) -> tuple[Part, ...]:
    """Blocks between empty lines."""
    return tuple(
        Part(kind="paragraph", start=m.start(), end=m.end())
        for m in re.finditer(r"\S.*?(?=\n\s*\n|\Z)", text, re.DOTALL)
    )


def _period(value: str) -> Period | None:
    """The days of a TIMEX3 value, if it names any."""
    if m := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(T.*)?", value):
        return periods.day(date(int(m[1]), int(m[2]), int(m[3])))
    if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return periods.month(int(m[1]), int(m[2]))
    if m := re.fullmatch(r"\d{4}", value):
        return periods.year(int(value))
    if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        week = periods.week(date.fromisocalendar(int(m[1]), int(m[2]), 1))
        return Period(date.fromisocalendar(int(m[1]), int(m[2]), 6), week.last, "day") if m[3] else week
    if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", value):
        return periods.season(int(m[1]), _SEASONS[m[2]])
    if m := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return periods.quarter(int(m[1]), int(m[2]))
    if m := re.fullmatch(r"(\d{4})-H([12])", value):
        return periods.fraction(periods.year(int(m[1])), int(m[2]), 2)
    if m := re.fullmatch(r"\d{3}", value):
        return periods.years(int(value) * 10, int(value) * 10 + 9)
    return None


def _same_days(value: str, mod: str, hit: TimeMention) -> bool | None:
    """Whether a mention means the days of a value; None where the value names none."""
    gold, when = _period(value), hit.when
    if gold is None or gold.first is None or gold.last is None:
        return None
    if when.relation in ("since", "after"):
        return when.from_ is not None and gold.first <= when.from_ <= gold.last
    if when.relation in ("before", "by") and when.from_ is None:
        return when.to is not None and gold.first <= when.to <= gold.last
    if when.from_ is None or when.to is None:
        return False
    inside = gold.first <= when.from_ and when.to <= gold.last
    if when.precision == "week" and gold.precision == "week":
        return when.from_ <= gold.last and gold.first <= when.to
    return inside and (
        bool(mod) or when.precision == gold.precision or (when.from_, when.to) == (gold.first, gold.last)
    )


def _same_length(value: str, hit: TimeMention) -> bool | None:
    """Whether a stretch is as long as a duration; None where one of them isn't measured in days."""
    match = re.fullmatch(r"P(\d+)([DWMY])", value)
    if match is None or hit.when.from_ is None or hit.when.to is None:
        return None
    days = int(match[1]) * {"D": 1, "W": 7, "M": 30.44, "Y": 365.25}[match[2]]
    return abs((hit.when.to - hit.when.from_).days - days) <= 2 + 0.02 * days


if __name__ == "__main__":
    raise SystemExit(main())
