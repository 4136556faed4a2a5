"""The commands of the archive, from `add` to `reread`: thin, all work is in `communique.archive`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from communique.commands import common, output

if TYPE_CHECKING:
    from communique.archive import Archive

_PROCESSES = click.option(
    "--processes",
    "-p",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Reading processes; 0, the default, is one for each core.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
_CSV = click.option("--csv", "as_csv", is_flag=True, help="Print CSV with a header.")
_WITHOUT = click.option(
    "--without-reviews",
    "machine",
    is_flag=True,
    help="As the machine read it, without what people corrected; nothing else can write meanwhile.",
)


def register(group: click.Group) -> None:
    """Put the commands on the program."""
    for command in (add, watch, search, sql, stats, export, reread):
        group.add_command(command)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@common.ARCHIVE
@_PROCESSES
@click.option("--retry", is_flag=True, help="Try again what failed before.")
@click.option("--text-column", metavar="NAME", help="Column of the text or HTML.")
@click.option("--title-column", metavar="NAME", help="Column of the title.")
@click.option("--published-column", metavar="NAME", help="Column of the date.")
@click.option("--url-column", metavar="NAME", help="Column of the address.")
@click.option("--publisher-column", metavar="NAME", help="Column of the outlet.")
def add(sources: tuple[str, ...], archive: Path, processes: int, retry: bool, **columns: str | None) -> None:
    """Read many articles and keep them in an archive.

    SOURCE is a text or HTML file, a folder, a pattern in quotes, JSON lines, CSV, Parquet, a feed, a WARC file, the
    address of a page or feed, or - for paths and addresses on standard input. What is there already is skipped, so the
    same command goes on after an interruption.

    \b
    Examples:
      communique add articles/ --archive news.db
      communique add 'crawl/*.warc.gz' dump.jsonl.gz --processes 4
      communique add --text-column body --published-column day table.csv
      find . -name '*.html' | communique add -
    """
    named = {option.removesuffix("_column"): (name,) for option, name in columns.items() if name}
    _add(sources, archive, processes, columns=named, retry=retry)


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@common.ARCHIVE
@click.option("--every", default="15m", show_default=True, metavar="TIME", help="How often: 90s, 15m, 2h.")
@_PROCESSES
def watch(feeds: tuple[str, ...], archive: Path, every: str, processes: int) -> None:
    """Keep adding what is new in feeds, until it is stopped (Ctrl-C).

    Pages are fetched one at a time for a host, as its robots.txt allows; a feed that has not changed is not sent again.
    Search and all other commands may go on meanwhile.

    \b
    Examples:
      communique watch https://news.example/world.rss --every 15m --archive news.db
    """
    import time

    seconds = _seconds(every)
    for feed in feeds:
        if not feed.startswith(("http://", "https://")):
            raise click.BadParameter(f"{feed} is no http or https address", param_hint="FEED")
    try:
        while True:
            started = time.monotonic()
            _add(feeds, archive, processes)
            time.sleep(max(0.0, seconds - (time.monotonic() - started)))
    except KeyboardInterrupt:
        click.echo("Stopped.")


def _add(
    sources: tuple[str, ...],
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
        output.fail(str(error))
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
            show=output.shower("read"),
        )
        kept.remember(bulk.web.versions)
        click.echo(f"{output.added(counts)} {path} has {len(kept):,} documents.")
        after = _failures(kept)
    new = {k: n - before.get(k, 0) for k, n in after.items() if n > before.get(k, 0)}
    if new:
        click.echo("Failed: " + ", ".join(f"{n} {k}" for k, n in new.items()) + "; each with its reason:")
        click.echo(f'communique sql "SELECT input, kind, reason FROM failures ORDER BY id DESC" --archive {path}')


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]")
@common.ARCHIVE
@click.option("--kind", multiple=True, help="statement, event or position.")
@click.option("--actor", multiple=True, help="Who speaks, acts, or holds the position.")
@click.option("--recipient", multiple=True, help="Who is addressed, acted on, or meant.")
@click.option("--relay", multiple=True, help="Through whom the article has a statement.")
@click.option("--pair", nargs=2, type=str, help="Two parties, in either direction.")
@click.option("--act", multiple=True, help="A statement's act, such as deny.")
@click.option("--form", multiple=True, help="A statement's form: direct, indirect or mixed.")
@click.option("--type", "types", multiple=True, help="An event's type, such as SANCTION.")
@click.option("--status", multiple=True, help="An event's status, such as happened.")
@click.option("--quad", multiple=True, type=click.IntRange(1, 4), help="An event's quad class, 1 to 4.")
@click.option("--place", multiple=True, help="Where an event was, by the place's full name.")
@click.option("--stance", multiple=True, help="A position's stance, such as rejects.")
@click.option("--issue", default="", metavar="WORDS", help="Words of the issue on which a position is held.")
@click.option("--outlet", multiple=True, help="Who published it, or a copy of it.")
@common.FROM
@common.TO
@click.option("--copies", is_flag=True, help="Also what stands in near copies of a report.")
@click.option("--newest", is_flag=True, help="Newest first, where words would sort by fit.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help="How many; 0 is all. Default: 20, for --json and --csv all.",
)
@_JSON
@_CSV
@click.option("--sql", "as_sql", is_flag=True, help="Print the query instead of running it.")
@_WITHOUT
def search(
    words: tuple[str, ...],
    archive: Path,
    kind: tuple[str, ...],
    actor: tuple[str, ...],
    recipient: tuple[str, ...],
    relay: tuple[str, ...],
    pair: tuple[str, str] | None,
    act: tuple[str, ...],
    form: tuple[str, ...],
    types: tuple[str, ...],
    status: tuple[str, ...],
    quad: tuple[int, ...],
    place: tuple[str, ...],
    stance: tuple[str, ...],
    issue: str,
    outlet: tuple[str, ...],
    first: datetime | None,
    last: datetime | None,
    copies: bool,
    newest: bool,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
    as_sql: bool,
    machine: bool,
) -> None:
    """Find statements and events.

    Options of one kind are "or", different ones are "and". Names are any form that an article uses, #12 for a party's
    number or Q123 for its link. WORDS may be "phrases", beginnings*, -without, this OR that.

    \b
    Examples:
      communique search --actor Lavrov --act deny
      communique search prisoner exchange --status happened --status ongoing
      communique search --pair Russia Ukraine --type CONSULT --from 2022-01-01 --csv
      communique search --issue sanctions --outlet Reuters --sql
    """
    from communique import record
    from communique.archive import query as queries
    from communique.archive import search as found

    asked = queries.Query(
        words=" ".join(words),
        kinds=_choices(kind, queries.Kind, "--kind"),
        actor=actor,
        recipient=recipient,
        relay=relay,
        pair=pair,
        act=_choices(act, record.Act, "--act"),
        form=_choices(form, record.StatementKind, "--form"),
        type=_choices([t.upper() for t in types], record.EventType, "--type"),
        status=_choices(status, record.Status, "--status"),
        quad=quad,
        place=place,
        stance=_choices(stance, record.Stance, "--stance"),
        issue=issue,
        outlet=outlet,
        first=first.date() if first else None,
        last=last.date() if last else None,
        copies=copies,
        newest=newest,
        limit=(None if as_json or as_csv else 20) if limit is None else limit or None,
    )
    with _opened(archive, machine=machine) as kept:
        if as_sql:
            click.echo(found.shown(kept, asked) + ";")
        elif as_json or as_csv:
            import msgspec

            rows = (msgspec.structs.asdict(h) for h in found.hits(kept, asked))
            output.table(rows, as_json=as_json, names=found.Hit.__struct_fields__)
        else:
            output.hits(kept, asked)


@click.command()
@click.argument("query")
@common.ARCHIVE
@_JSON
@_CSV
def sql(query: str, archive: Path, as_json: bool, as_csv: bool) -> None:
    """Run a query on the archive; nothing can be changed.

    QUERY is one SELECT, in SQLite's SQL. The tables and views are explained in docs/archive.md, and printed by
    `communique schema --archive`.

    \b
    Examples:
      communique sql "SELECT * FROM who_said_what WHERE speakers LIKE '%Merkel%' LIMIT 5"
      communique sql "SELECT kind, count(*) FROM failures GROUP BY kind" --csv
    """
    with _opened(archive) as kept:
        rows = kept.rows(query)
        if as_json or as_csv:
            output.table(rows, as_json=as_json)
        else:
            output.aligned(list(rows))


@click.command()
@common.ARCHIVE
@_JSON
def stats(archive: Path, as_json: bool) -> None:
    """Tell what an archive holds.

    \b
    Examples:
      communique stats --archive news.db
      communique stats --json
    """
    from communique.archive.summary import summary

    with _opened(archive) as kept:
        facts = summary(kept)
    if as_json:
        output.table([facts], as_json=True)
    else:
        output.told(facts)


@click.command()
@click.option(
    "--format", "-f", "name", required=True, metavar="NAME", help="jsonl, csv, parquet, labels, icews, gdelt, polecat."
)
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path),
    required=True,
    metavar="PATH",
    help="The file or folder to write.",
)
@common.ARCHIVE
@click.option(
    "--only",
    type=click.Choice(["happened", "all"]),
    default="happened",
    show_default=True,
    help="Of icews, gdelt, polecat: which events; all follows their rules.",
)
@_WITHOUT
def export(name: str, out: Path, archive: Path, only: str, machine: bool) -> None:
    """Write the archive in another form.

    jsonl is one readout a line; csv and parquet write a folder with all tables; labels writes a folder with the texts
    and labels of articles that people reviewed; icews, gdelt and polecat write events
    in the columns of these data sets. These have no status: by default only what happened is in the file, and the rest
    in a side file.

    \b
    Examples:
      communique export --format polecat --out events.tsv
      communique export --format parquet --out tables/
      communique export --format gdelt --only all --out events.tsv
    """
    from communique.archive import export as exporting

    (known,) = _choices([name], exporting.Format, "--format")
    if machine and known == "labels":
        raise click.UsageError("labels are of reviewed articles; leave --without-reviews out")
    with _opened(archive, machine=machine) as kept:
        for written in exporting.export(kept, known, out, everything=only == "all"):
            click.echo(f"{written.path}: {written.rows:,} rows")


@click.command()
@common.ARCHIVE
@_PROCESSES
@click.option("--all", "every", is_flag=True, help="Also what the present model read.")
def reread(archive: Path, processes: int, every: bool) -> None:
    """Read again what an earlier model read.

    The texts are in the archive; one that fails keeps its old reading.

    \b
    Examples:
      communique reread --archive news.db
    """
    from communique.archive import adding, reviews

    with _opened(archive, writable=True) as kept:
        counts = adding.reread(
            kept, processes=processes or adding.default_processes(), every=every, show=output.shower("read again")
        )
        unfit = len(reviews.unfit(kept))
    click.echo(f"Read again: {counts.added:,} documents, {counts.failed:,} failed and keep their old reading.")
    if unfit:
        click.echo(
            f'Reviews that no longer fit: {unfit:,}; communique sql "SELECT * FROM reviews WHERE NOT fits" lists them.'
        )


@contextmanager
def _opened(path: Path, *, writable: bool = False, machine: bool = False) -> Iterator[Archive]:
    """The archive, with `machine` without reviews."""
    from communique.archive import reviews

    with (
        common.opened(path, writable=writable or machine, there=machine) as archive,
        reviews.without(archive) if machine else nullcontext(),
    ):
        yield archive


def _failures(archive: Archive) -> dict[str, int]:
    rows = archive.rows("SELECT kind, count(*) AS n FROM failures GROUP BY kind ORDER BY kind")
    return {row["kind"]: row["n"] for row in rows}


def _seconds(every: str) -> float:
    """Seconds of "90s", "15m" or "2h"."""
    number, unit = every[:-1], every[-1:]
    if not number.isdigit() or unit not in "smh" or not int(number):
        raise click.BadParameter(f"{every!r} is no time such as 90s, 15m or 2h", param_hint="--every")
    return int(number) * {"s": 1.0, "m": 60.0, "h": 3600.0}[unit]


def _choices(given: tuple[str, ...] | list[str], kind: Any, option: str) -> tuple[Any, ...]:
    """The values, each of which must be one of a `Literal`'s."""
    known = get_args(kind)
    for value in given:
        if value not in known:
            raise click.BadParameter(f"{value!r} is none of {', '.join(known)}", param_hint=option)
    return tuple(given)
