"""What commands print: errors, tables, hits, progress. Imports click alone, since every command needs `fail`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from communique.archive import Archive, Counts, Hit
    from communique.archive.adding import Progress
    from communique.archive.query import Query

CUT = 60  # characters of a value in a table for people


def fail(message: str) -> NoReturn:
    """One line on standard error, exit code 1."""
    click.echo(f"communique: {' '.join(message.split())}", err=True)
    sys.exit(1)


def table(rows: Iterable[dict[str, Any]], *, as_json: bool, names: Iterable[str] = ()) -> None:
    """Rows as JSON lines or as CSV; `names` are the header where there may be no row."""
    if as_json:
        import msgspec

        for row in rows:
            click.echo(msgspec.json.encode(row))
        return
    import csv

    header = list(names)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if header:
        writer.writerow(header)
    for row in rows:
        if not header:
            header = list(row)
            writer.writerow(header)
        writer.writerow(row.values())


def aligned(rows: list[dict[str, Any]]) -> None:
    """Rows as columns of text; long values are cut."""
    if not rows:
        return
    cells = [list(rows[0]), *([_cut(v) for v in r.values()] for r in rows)]
    widths = [max(len(r[k]) for r in cells) for k in range(len(cells[0]))]
    for row in cells:
        click.echo("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip())


def told(facts: Mapping[str, Any]) -> None:
    """Names and their values, a line each; a mapping's items go on one line."""
    for name, value in facts.items():
        if isinstance(value, dict):
            value = ", ".join(f"{k} {n:,}" for k, n in value.items()) or "-"
        click.echo(f"{name:<14}{value:,}" if isinstance(value, int) else f"{name:<14}{value}")


def hits(archive: Archive, query: Query) -> None:
    """Hits for a person: who, what, to whom, and below it the words; at the end how many there are."""
    from communique.archive import search

    found = list(search.hits(archive, query))
    bold = sys.stdout.isatty() and bool(query.words)
    for hit in found:
        click.echo(_hit(hit, bold=bold) + "\n")
    few = query.limit is None or len(found) < query.limit
    total = len(found) if few else search.total(archive, query)
    click.echo(f"{len(found):,} of {total:,}" + (" or more" if total == search.MOST else ""))


def _hit(hit: Hit, *, bold: bool) -> str:
    from textwrap import wrap

    what = f"{hit.what} ({hit.state})" if hit.state and hit.state != "affirmed" else hit.what
    line = " · ".join(x for x in (hit.actors or "-", what, hit.recipients and f"to {hit.recipients}") if x)
    words = wrap(" ".join(hit.text.split()), 88)
    if bold:
        words = [w.replace("[", "\x1b[1m").replace("]", "\x1b[0m") for w in words]
    others = f" and {hit.outlets - 1} more" if hit.outlets > 1 else ""
    where = f"{hit.outlet or 'no outlet'}{others}, {hit.document}#{hit.label}"
    return "\n".join([f"{hit.day or 'no date':<12}{line}", *(" " * 12 + w for w in [*words, where])])


def added(counts: Counts) -> str:
    """What came of adding, for the start of a line."""
    return f"Added {counts.added:,}, there already {counts.same:,}, failed {counts.failed:,}."


def shower(done: str) -> Callable[[Progress], None]:
    """Progress on one line of a terminal; nothing where standard error is a file."""
    if not sys.stderr.isatty():
        return lambda _: None

    def show(p: Progress) -> None:
        left = "" if p.left is None else f", {_span(p.left)} left"
        share = "" if p.share is None else f"{p.share:4.0%} "
        failed = f", {p.counts.failed:,} failed" if p.counts.failed else ""
        end = "\n" if p.share == 1.0 else ""
        text = f"{share}{p.read:,} {done}, {p.counts.same:,} known{failed}, {p.rate:.1f}/s{left}"
        click.echo(f"\r{text:<78}{end}", err=True, nl=False)

    return show


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _cut(value: Any) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= CUT else text[: CUT - 1] + "…"
