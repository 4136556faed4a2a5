"""The commands of the archive, from `add` to `reread`: thin, all work is in `communique.archive`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, get_args

import typer

if TYPE_CHECKING:
    from communique.archive import Archive, Counts
    from communique.archive.adding import Progress
    from communique.archive.query import Query

ArchiveFile = Annotated[Path, typer.Option("--archive", "-a", metavar="FILE", help="The archive's file.")]
DEFAULT = Path("communique.db")
Processes = Annotated[
    int, typer.Option("--processes", "-p", min=0, metavar="N", help="Reading processes; 0 is one for each core.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV with a header.")]


def register(app: typer.Typer) -> None:
    """Put the commands on the program."""
    for command, text in (
        (add, ADD_HELP),
        (watch, WATCH_HELP),
        (search, SEARCH_HELP),
        (sql, SQL_HELP),
        (stats, STATS_HELP),
        (export, EXPORT_HELP),
        (reread, REREAD_HELP),
    ):
        app.command(help=text)(command)


def schema() -> str:
    """The SQL that makes an archive, with its comments: for `communique schema --archive`."""
    from communique.archive.schema import script

    return script()


ADD_HELP = """
Read many articles and keep them in an archive.

SOURCE is a text or HTML file, a folder, a pattern in quotes, JSON lines, CSV, Parquet, a feed, a WARC file, the address
of a page or feed, or - for paths and addresses on standard input. What is there already is skipped, so the same command
goes on after an interruption.

Examples:

  communique add articles/ --archive news.db

  communique add 'crawl/*.warc.gz' dump.jsonl.gz --processes 4

  communique add --text-column body --published-column day table.csv

  find . -name '*.html' | communique add -
"""


def add(
    sources: Annotated[
        list[str], typer.Argument(help="Files, folders, patterns, addresses, or -.", metavar="SOURCE...")
    ],
    archive: ArchiveFile = DEFAULT,
    processes: Processes = 0,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what failed before.")] = False,
    text_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column of the text or HTML.")] = None,
    title_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column of the title.")] = None,
    published_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column of the date.")] = None,
    url_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column of the address.")] = None,
    publisher_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column of the outlet.")] = None,
) -> None:
    """Read many articles into an archive."""
    given = {
        "text": text_column,
        "title": title_column,
        "published": published_column,
        "url": url_column,
        "publisher": publisher_column,
    }
    columns = {field: (name,) for field, name in given.items() if name}
    _add(sources, archive, processes, columns=columns, retry=retry)


WATCH_HELP = """
Keep adding what is new in feeds, until it is stopped (Ctrl-C).

Pages are fetched one at a time for a host, as its robots.txt allows; a feed that has not changed is not sent again.
Search and all other commands may go on meanwhile.

Examples:

  communique watch https://news.example/world.rss --every 15m --archive news.db
"""


def watch(
    feeds: Annotated[list[str], typer.Argument(help="Addresses of feeds.", metavar="FEED...")],
    archive: ArchiveFile = DEFAULT,
    every: Annotated[str, typer.Option(metavar="TIME", help="How often: 90s, 15m, 2h.")] = "15m",
    processes: Processes = 0,
) -> None:
    """Keep adding what is new in feeds."""
    import time

    seconds = _seconds(every)
    for feed in feeds:
        if not feed.startswith(("http://", "https://")):
            raise typer.BadParameter(f"{feed} is no http or https address", param_hint="FEED")
    try:
        while True:
            started = time.monotonic()
            _add(feeds, archive, processes)
            time.sleep(max(0.0, seconds - (time.monotonic() - started)))
    except KeyboardInterrupt:
        _line("Stopped.")


def _add(
    sources: list[str],
    path: Path,
    processes: int,
    *,
    columns: Mapping[str, tuple[str, ...]] | None = None,
    retry: bool = False,
) -> None:
    """Add sources once and say what came of it."""
    from communique.archive import adding
    from communique.sources import SourceError
    from communique.sources.bulk import Bulk
    from communique.sources.bulk_records import Columns
    from communique.sources.bulk_web import Version, Web

    try:
        bulk = Bulk(sources, columns=Columns(**columns or {}))
    except SourceError as error:
        _fail(str(error))
    with _opened(path, writable=True) as kept:
        versions = {} if retry else {a: Version(*v) for a, v in kept.visits().items()}
        bulk.web = Web(versions, known=lambda address: kept.visited(address, failures=not retry))
        before = _failures(kept)
        counts = adding.add(
            kept,
            bulk,
            size=bulk.size,
            processes=processes or adding.default_processes(),
            retry=retry,
            show=_shower("read"),
        )
        kept.remember(bulk.web.versions)
        _line(_summary(counts, len(kept), path))
        after = _failures(kept)
    new = {k: n - before.get(k, 0) for k, n in after.items() if n > before.get(k, 0)}
    if new:
        _line("Failed: " + ", ".join(f"{n} {k}" for k, n in new.items()) + "; each with its reason:")
        _line(f'communique sql "SELECT input, kind, reason FROM failures ORDER BY id DESC" --archive {path}')


SEARCH_HELP = """
Find statements and events.

Options of one kind are "or", different ones are "and". Names are any form that an article uses, #12 for a party's
number or Q123 for its link. WORDS may be "phrases", beginnings*, -without, this OR that.

Examples:

  communique search --actor Lavrov --act deny

  communique search prisoner exchange --status happened --status ongoing

  communique search --pair Russia Ukraine --type CONSULT --from 2022-01-01 --csv

  communique search --issue sanctions --outlet Reuters --sql
"""


def search(
    words: Annotated[list[str] | None, typer.Argument(help="Words of the text.", metavar="[WORDS]")] = None,
    archive: ArchiveFile = DEFAULT,
    kind: Annotated[list[str] | None, typer.Option(help="statement, event or position.")] = None,
    actor: Annotated[list[str] | None, typer.Option(help="Who speaks, acts, or holds the position.")] = None,
    recipient: Annotated[list[str] | None, typer.Option(help="Who is addressed, acted on, or meant.")] = None,
    pair: Annotated[tuple[str, str] | None, typer.Option(help="Two parties, in either direction.")] = None,
    act: Annotated[list[str] | None, typer.Option(help="A statement's act, such as deny.")] = None,
    type_: Annotated[list[str] | None, typer.Option("--type", help="An event's type, such as SANCTION.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="An event's status, such as happened.")] = None,
    quad: Annotated[list[int] | None, typer.Option(min=1, max=4, help="An event's quad class, 1 to 4.")] = None,
    stance: Annotated[list[str] | None, typer.Option(help="A position's stance, such as rejects.")] = None,
    issue: Annotated[str, typer.Option(metavar="WORDS", help="Words of the issue on which a position is held.")] = "",
    outlet: Annotated[list[str] | None, typer.Option(help="Who published it, or a copy of it.")] = None,
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="First day.")
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], metavar="DATE", help="Last day.")
    ] = None,
    copies: Annotated[bool, typer.Option("--copies", help="Also what stands in near copies of a report.")] = False,
    newest: Annotated[bool, typer.Option("--newest", help="Newest first, where words would sort by fit.")] = False,
    limit: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="How many; 0 is all. Default: 20, for --json and --csv all.")
    ] = None,
    as_json: Json = False,
    as_csv: Csv = False,
    as_sql: Annotated[bool, typer.Option("--sql", help="Print the query instead of running it.")] = False,
) -> None:
    """Find statements, events and positions."""
    from communique import record
    from communique.archive import query as queries
    from communique.archive import search as found
    from communique.archive.query import Query

    asked = Query(
        words=" ".join(words or ()),
        kinds=_choices(kind, queries.Kind, "--kind"),
        actor=tuple(actor or ()),
        recipient=tuple(recipient or ()),
        pair=pair,
        act=_choices(act, record.Act, "--act"),
        type=_choices([t.upper() for t in type_ or ()], record.EventType, "--type"),
        status=_choices(status, record.Status, "--status"),
        quad=tuple(quad or ()),
        stance=_choices(stance, record.Stance, "--stance"),
        issue=issue,
        outlet=tuple(outlet or ()),
        first=_day(first),
        last=_day(last),
        copies=copies,
        newest=newest,
        limit=(None if as_json or as_csv else 20) if limit is None else limit or None,
    )
    with _opened(archive) as kept:
        if as_sql:
            _line(found.shown(kept, asked) + ";")
        elif as_json or as_csv:
            import msgspec

            rows = (msgspec.structs.asdict(h) for h in found.hits(kept, asked))
            _table(rows, as_json=as_json, names=found.Hit.__struct_fields__)
        else:
            _print_hits(kept, asked)


SQL_HELP = """
Run a query on the archive; nothing can be changed.

The tables and views are explained in docs/archive.md, and printed by `communique schema --archive`.

Examples:

  communique sql "SELECT * FROM who_said_what WHERE speakers LIKE '%Merkel%' LIMIT 5"

  communique sql "SELECT kind, count(*) FROM failures GROUP BY kind" --csv
"""


def sql(
    query: Annotated[str, typer.Argument(help="One SELECT, in SQLite's SQL.")],
    archive: ArchiveFile = DEFAULT,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Run one query."""
    with _opened(archive) as kept:
        rows = kept.rows(query)
        if as_json or as_csv:
            _table(rows, as_json=as_json)
        else:
            _aligned(list(rows))


STATS_HELP = """
Tell what an archive holds.

Examples:

  communique stats --archive news.db

  communique stats --json
"""


def stats(archive: ArchiveFile = DEFAULT, as_json: Json = False) -> None:
    """Tell what an archive holds."""
    from communique.archive.summary import summary

    with _opened(archive) as kept:
        told = summary(kept)
    if as_json:
        import msgspec

        _line(msgspec.json.encode(told).decode())
        return
    for name, value in told.items():
        if isinstance(value, dict):
            listed = ", ".join(f"{k} {n:,}" for k, n in value.items())
            _line(f"{name:<14}{listed or '-'}")
        else:
            _line(f"{name:<14}{value:,}" if isinstance(value, int) else f"{name:<14}{value}")


EXPORT_HELP = """
Write the archive in another form.

jsonl is one readout a line; csv and parquet write a folder with all tables; icews, gdelt and polecat write events in
the columns of these data sets. These have no status: by default only what happened is in the file, and the rest in a
side file.

Examples:

  communique export --format polecat --out events.tsv

  communique export --format parquet --out tables/

  communique export --format gdelt --only all --out events.tsv
"""


def export(
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="jsonl, csv, parquet, icews, gdelt, polecat.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="PATH", help="The file or folder to write.")],
    archive: ArchiveFile = DEFAULT,
    only: Annotated[
        str,
        typer.Option(metavar="happened|all", help="Of icews, gdelt, polecat: which events; all follows their rules."),
    ] = "happened",
) -> None:
    """Write the archive in another form."""
    from communique.archive import export as exporting

    (name,) = _choices([format_], exporting.Format, "--format")
    if only not in ("happened", "all"):
        raise typer.BadParameter("known are happened, all", param_hint="--only")
    with _opened(archive) as kept:
        for written in exporting.export(kept, name, out, everything=only == "all"):
            _line(f"{written.path}: {written.rows:,} rows")


REREAD_HELP = """
Read again what an earlier model read; the texts are in the archive.

Examples:

  communique reread --archive news.db
"""


def reread(
    archive: ArchiveFile = DEFAULT,
    processes: Processes = 0,
    every: Annotated[bool, typer.Option("--all", help="Also what the present model read.")] = False,
) -> None:
    """Renew old readings."""
    from communique.archive import adding

    with _opened(archive, writable=True) as kept:
        counts = adding.reread(
            kept, processes=processes or adding.default_processes(), every=every, show=_shower("read again")
        )
    _line(f"Read again: {counts.added:,} documents, {counts.failed:,} failed and keep their old reading.")


@contextmanager
def _opened(path: Path, *, writable: bool = False) -> Iterator[Archive]:
    """The archive; its errors end the program with one line."""
    from communique.archive import Archive, ArchiveError

    try:
        with Archive(path, writable=writable) as archive:
            yield archive
    except ArchiveError as error:
        _fail(str(error))


def _failures(archive: Archive) -> dict[str, int]:
    rows = archive.rows("SELECT kind, count(*) AS n FROM failures GROUP BY kind ORDER BY kind")
    return {row["kind"]: row["n"] for row in rows}


def _summary(counts: Counts, documents: int, path: Path) -> str:
    return (
        f"Added {counts.added:,}, there already {counts.same:,}, failed {counts.failed:,}."
        f" {path} has {documents:,} documents."
    )


def _shower(done: str) -> Callable[[Progress], None]:
    """Progress on one line of a terminal; nothing where standard error is a file."""
    if not sys.stderr.isatty():
        return lambda _: None

    def show(p: Progress) -> None:
        left = "" if p.left is None else f", {_span(p.left)} left"
        share = "" if p.share is None else f"{p.share:4.0%} "
        failed = f", {p.counts.failed:,} failed" if p.counts.failed else ""
        end = "\n" if p.share == 1.0 else ""
        text = f"{share}{p.read:,} {done}, {p.counts.same:,} known{failed}, {p.rate:.1f}/s{left}"
        typer.echo(f"\r{text:<78}{end}", err=True, nl=False)

    return show


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _print_hits(archive: Archive, query: Query) -> None:
    """Hits for a person: who, what, to whom, and below it the words."""
    from textwrap import wrap

    from communique.archive import search as found

    hits = list(found.hits(archive, query))
    colour = sys.stdout.isatty()
    for h in hits:
        what = f"{h.what} ({h.state})" if h.state and h.state != "affirmed" else h.what
        line = " · ".join(x for x in (h.actors or "-", what, h.recipients and f"to {h.recipients}") if x)
        others = f" and {h.outlets - 1} more" if h.outlets > 1 else ""
        _line(f"{h.day or 'no date':<12}{line}")
        for piece in wrap(" ".join(h.text.split()), 88):
            _line(
                " " * 12 + (piece.replace("[", "\x1b[1m").replace("]", "\x1b[0m") if colour and query.words else piece)
            )
        _line(f"{'':12}{h.outlet or 'no outlet'}{others}, {h.document}#{h.label}\n")
    few = query.limit is None or len(hits) < query.limit
    total = len(hits) if few else found.total(archive, query)
    _line(f"{len(hits):,} of {total:,}" + (" or more" if total == found.MOST else ""))


def _table(rows: Iterable[dict[str, Any]], *, as_json: bool, names: Iterable[str] = ()) -> None:
    """Rows as JSON lines or as CSV."""
    if as_json:
        import msgspec

        for row in rows:
            _line(msgspec.json.encode(row).decode())
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


def _aligned(rows: list[dict[str, Any]]) -> None:
    """Rows as columns of text; long values are cut."""
    if not rows:
        return
    cells = [list(rows[0]), *([_cut(v) for v in r.values()] for r in rows)]
    widths = [max(len(r[k]) for r in cells) for k in range(len(cells[0]))]
    for row in cells:
        _line("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip())


def _cut(value: Any) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"


def _seconds(every: str) -> float:
    """Seconds of "90s", "15m" or "2h"."""
    number, unit = every[:-1], every[-1:]
    if not number.isdigit() or unit not in "smh" or not int(number):
        raise typer.BadParameter(f"{every!r} is no time such as 90s, 15m or 2h", param_hint="--every")
    return int(number) * {"s": 1.0, "m": 60.0, "h": 3600.0}[unit]


def _choices(given: list[str] | None, kind: Any, option: str) -> tuple[Any, ...]:
    """The values, each of which must be one of a `Literal`'s."""
    known = get_args(kind)
    for value in given or ():
        if value not in known:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(known)}", param_hint=option)
    return tuple(given or ())


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _line(text: str) -> None:
    typer.echo(text)


def _fail(message: str) -> NoReturn:
    """One line on standard error, exit code 1."""
    typer.echo(f"communique: {' '.join(message.split())}", err=True)
    raise typer.Exit(1)
