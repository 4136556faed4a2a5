"""The archive in other forms.

    jsonl                  one readout a line, whole, as `communique read --json` prints it
    csv                    a folder with one file for each table and view
    parquet                the same with one folder of files for each, as `polars.read_parquet("OUT/events")` takes it
    icews, gdelt, polecat  one tab-separated file of events in the columns of these data sets

These data sets have no status, so only what happened or goes on is in the file. All other events are in a side file
(`events.tsv` -> `events.rest.tsv`), each with the rule of what the data set would call it; `everything` puts those that
a rule turns into an agreement or a threat into the file too.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple, get_args

import msgspec

from communique.archive import frames, reviews
from communique.archive.coded import Coded, coded
from communique.archive.digest import TABLES
from communique.archive.errors import ArchiveError
from communique.archive.labels import labels
from communique.archive.layouts import LAYOUTS, Layout
from communique.archive.reviewing import Review
from communique.archive.store import Archive
from communique.record import encode

Format = Literal["jsonl", "csv", "parquet", "labels", "icews", "gdelt", "polecat"]
VIEWS = ("who_said_what", "who_did_what", "dyad_days", "actor_positions", "merges", "outlets")
REST = ("Event ID", "Document", "Event", "Event Type", "Event Mode", "Status", "Counts As", "CAMEO Code", "Rule")


class Written(NamedTuple):
    """A file that was written, with the number of its rows."""

    path: Path
    rows: int


def export(archive: Archive, format_: Format, out: Path, *, everything: bool = False) -> list[Written]:
    """Write the archive, as it is at one moment, to a file or folder; raises `ArchiveError` where it can't be.

    A folder must be new or empty, a file is replaced. `everything` is for event data sets alone.
    """
    if format_ not in get_args(Format):
        raise ArchiveError(f"{format_}: there is no such format; known are {', '.join(get_args(Format))}")
    if everything and format_ not in LAYOUTS:
        raise ArchiveError(f"{format_} keeps every event with its status; leave the choice of events out")
    try:
        with archive.snapshot():
            if format_ == "jsonl":
                return [_json_lines(archive, out)]
            if format_ in LAYOUTS:
                return _events(archive, LAYOUTS[format_], out, everything)
            if format_ == "labels":
                return _labels(archive, out)
            write = _csv if format_ == "csv" else _parquet
            return _tables(archive, out, format_, write)
    except OSError as error:
        raise ArchiveError(f"{out}: can't be written: {error.strerror or error}") from error


def _json_lines(archive: Archive, out: Path) -> Written:
    count = 0
    with out.open("wb") as file:
        for readout in archive.readouts():
            file.write(encode(readout) + b"\n")
            count += 1
    return Written(out, count)


def _labels(archive: Archive, out: Path) -> list[Written]:
    """For each reviewed article its text and its labels, under its hash."""
    by_document: dict[str, list[Review]] = {}
    for review in reviews.reviews(archive):
        if review.undone is None:
            by_document.setdefault(review.document, []).append(review)
    _new_folder(out, "labels")
    written = []
    for document, made in by_document.items():
        readout = archive.readout(document)
        (out / f"{document}.txt").write_bytes(readout.document.text.encode())
        path = out / f"{document}.json"
        told = labels(readout, made)
        path.write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n")
        written.append(Written(path, sum(len(v) for v in told.values() if isinstance(v, list))))
    return written


def _new_folder(out: Path, format_: str) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ArchiveError(f"{out}: is there already; name a new or empty folder for {format_}")
    out.mkdir(parents=True, exist_ok=True)


def _tables(archive: Archive, out: Path, format_: str, write: Callable[[Archive, str, Path], int]) -> list[Written]:
    _new_folder(out, format_)
    written = []
    for name in (*TABLES, *VIEWS):
        path = out / (f"{name}.csv" if format_ == "csv" else name)
        written.append(Written(path, write(archive, name, path)))
    return written


def _csv(archive: Archive, name: str, path: Path) -> int:
    found = archive.connection.execute(f"SELECT * FROM {name}")
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([c[0] for c in found.description])
        for row in found:
            writer.writerow(row)
            count += 1
    return count


def _parquet(archive: Archive, name: str, path: Path) -> int:
    return frames.write_parquet(archive.connection, name, path)


def _events(archive: Archive, layout: Layout, out: Path, everything: bool) -> list[Written]:
    side = out.with_name(f"{out.stem}.rest{out.suffix or '.tsv'}")
    with ExitStack() as stack:
        main = _Lines(stack.enter_context(out.open("w", encoding="utf-8", newline="")))
        rest = _Lines(stack.enter_context(side.open("w", encoding="utf-8", newline="")))
        if layout.header:
            main.write(layout.columns)
        rest.write(REST)
        header = (main.count, rest.count)
        for event in coded(archive):
            why = _why_not(event, layout, everything)
            if why is None:
                for row in layout.rows(event):
                    main.write(row)
            else:
                rest.write(_rest(event, why))
    return [Written(out, main.count - header[0]), Written(side, rest.count - header[1])]


def _why_not(event: Coded, layout: Layout, everything: bool) -> str | None:
    """Why an event is not in the main file; None where it is."""
    if event.type is None or (event.rule and not everything):
        return event.rule
    if layout.needs_cameo and not event.cameo:
        return "left out: it has no CAMEO code"
    if not event.actors and not event.recipients:
        return "left out: nobody is named"
    return None


def _rest(event: Coded, why: str) -> tuple[Any, ...]:
    e = event.event
    return (event.number, event.document.id, e.id, e.type, e.mode, e.status, event.type, event.cameo, why)


class _Lines:
    """Tab-separated lines; tabs and line ends inside a value become spaces, as these data sets have no quoting."""

    def __init__(self, file: IO[str]) -> None:
        self.file = file
        self.count = 0

    def write(self, row: tuple[Any, ...]) -> None:
        self.file.write("\t".join(_cells(row)) + "\n")
        self.count += 1


def _cells(row: tuple[Any, ...]) -> Iterator[str]:
    for value in row:
        yield "" if value is None else " ".join(str(value).split()) if isinstance(value, str) else str(value)
