"""The commands `review ...`: decisions about items of an archive; thin, all work is in `communique.archive`."""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.commands import common, output

if TYPE_CHECKING:
    from communique.archive.reviewing import Review

LISTED = ("id", "document", "label", "verdict", "changed", "who", "made", "undone", "fits")
_WHO = click.option(
    "--who",
    envvar="COMMUNIQUE_REVIEWER",
    default=lambda: getpass.getuser(),
    show_default="your login",
    metavar="NAME",
    help="Who decides; kept with the decision. Also COMMUNIQUE_REVIEWER in the environment.",
)
_DOCUMENT = click.argument("document", metavar="ARTICLE")
_ITEMS = click.argument("items", nargs=-1, required=True, metavar="ITEM...")


def register(group: click.Group) -> None:
    """Put the commands on the program."""
    group.add_command(review)


@click.group()
def review() -> None:
    """Accept, correct or reject items of articles in an archive.

    Decisions are kept beside the machine's reading, with who and when, and can be undone; search, exports and the page
    take them in. ARTICLE is the id that `communique search` prints before #, ITEM a label such as S4 or E13.

    \b
    Examples:
      communique review accept 9f2c3a5e1b7d4c60 S4 E13
      communique review correct 9f2c3a5e1b7d4c60 S4 act=deny 'speakers=["A2"]'
      communique review list 9f2c3a5e1b7d4c60
      communique review undo 12
    """


@review.command()
@_DOCUMENT
@_ITEMS
@_WHO
@common.ARCHIVE
def accept(document: str, items: tuple[str, ...], who: str, archive: Path) -> None:
    """Say that items are right.

    \b
    Examples:
      communique review accept 9f2c3a5e1b7d4c60 S4 E13 --who "K. Alder"
    """
    _decide(archive, [{"document": document, "verdict": "accept", "item": i} for i in items], who)


@review.command()
@_DOCUMENT
@_ITEMS
@_WHO
@common.ARCHIVE
def reject(document: str, items: tuple[str, ...], who: str, archive: Path) -> None:
    """Say that items are none, and take them out.

    \b
    Examples:
      communique review reject 9f2c3a5e1b7d4c60 E13
    """
    _decide(archive, [{"document": document, "verdict": "reject", "item": i} for i in items], who)


@review.command()
@_DOCUMENT
@click.argument("item")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
@_WHO
@common.ARCHIVE
def correct(document: str, item: str, changes: tuple[str, ...], who: str, archive: Path) -> None:
    """Give fields of an item new values.

    Fields are those of the record (docs/codebook.md). VALUE is JSON, or a word as it stands.

    \b
    Examples:
      communique review correct 9f2c3a5e1b7d4c60 E13 status=possible 'actors=["A1", "A3"]'
      communique review correct 9f2c3a5e1b7d4c60 S4 'cue={"start": 210, "end": 214}' medium=null
    """
    given = dict(_field(c) for c in changes)
    _decide(archive, [{"document": document, "verdict": "correct", "item": item, "changes": given}], who)


@review.command()
@click.argument("file", type=click.File("rb"), metavar="FILE|-")
@_WHO
@common.ARCHIVE
def apply(file: Any, who: str, archive: Path) -> None:
    """Take decisions from JSON lines; all are kept, or none where one is wrong.

    A line has "document", "verdict" (accept, correct, reject or add), "item", with "correct" also "changes", with "add"
    "kind" and "fields" instead of "item"; "who" may differ from line to line.

    \b
    Examples:
      echo '{"document": "9f2c3a5e1b7d4c60", "verdict": "reject", "item": "E13"}' | communique review apply -
    """
    import msgspec

    lines = []
    for number, line in enumerate(file, 1):
        if line.strip():
            try:
                lines.append(msgspec.json.decode(line, type=dict[str, Any]))
            except msgspec.DecodeError as error:
                output.fail(f"line {number} is no JSON object: {error}")
    _decide(archive, lines, who)


@review.command("list")
@click.argument("document", metavar="[ARTICLE]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, with the items before and after.")
@common.ARCHIVE
def listed(document: str | None, as_json: bool, archive: Path) -> None:
    """List the decisions about an article, or all; also those that were undone or fit no longer.

    \b
    Examples:
      communique review list --archive news.db
      communique review list 9f2c3a5e1b7d4c60 --json
    """
    from communique.archive import reviews

    with common.opened(archive) as kept:
        found = reviews.reviews(kept, document)
    if as_json:
        import msgspec

        output.table((msgspec.structs.asdict(r) for r in found), as_json=True)
    else:
        output.aligned([{name: _told(r, name) for name in LISTED} for r in found])


@review.command()
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NUMBER...")
@common.ARCHIVE
def undo(numbers: tuple[int, ...], archive: Path) -> None:
    """Take decisions back, by the numbers that `list` shows; all or none.

    \b
    Examples:
      communique review undo 12 13
    """
    from communique.archive import reviews

    with common.opened(archive, writable=True, there=True) as kept:
        reviews.undo(kept, *numbers)
        _show(r for r in reviews.reviews(kept) if r.id in numbers)


def _decide(path: Path, lines: list[dict[str, Any]], who: str) -> None:
    """Keep decisions, those of all articles in one transaction, and print them."""
    from communique.archive import ArchiveError, reviews

    with common.opened(path, writable=True, there=True) as kept:
        numbers: set[int] = set()
        with kept.transaction():
            for at, line in enumerate(lines, 1):
                try:
                    numbers.add(
                        reviews.keep(kept, str(line.get("document", "")), [_decision(line)], _who(line, who))[0]
                    )
                except ArchiveError as error:
                    raise ArchiveError(f"line {at}: {error}" if len(lines) > 1 else str(error)) from error
        _show(r for r in reviews.reviews(kept) if r.id in numbers)


def _decision(line: dict[str, Any]) -> Any:
    """A decision as a line has it; raises `ArchiveError`."""
    from communique.archive import ArchiveError
    from communique.archive.reviewing import KINDS, kind_of
    from communique.archive.reviews import Decision

    known = {"document", "verdict", "item", "changes", "kind", "fields", "who"}
    if wrong := sorted(set(line) - known):
        raise ArchiveError(f"{wrong[0]!r} is none of {', '.join(sorted(known))}")
    verdict, item, kind = line.get("verdict"), line.get("item"), line.get("kind")
    if verdict == "add" and kind in KINDS and isinstance(line.get("fields"), dict):
        return Decision("add", kind, None, line["fields"])
    if verdict in ("accept", "reject") and isinstance(item, str):
        return Decision(verdict, kind_of(item), item)
    if verdict == "correct" and isinstance(item, str) and isinstance(line.get("changes"), dict):
        return Decision("correct", kind_of(item), item, line["changes"])
    raise ArchiveError(
        "a decision has a verdict (accept, reject, correct, add) and an item, with correct also changes, with add kind"
        " and fields instead of the item"
    )


def _who(line: dict[str, Any], who: str) -> str:
    return str(line.get("who") or who)


def _show(found: Iterable[Review]) -> None:
    for r in found:
        changed = _told(r, "changed")
        state = " (undone)" if r.undone else ""
        click.echo(f"{r.id}  {r.document}#{r.label} {r.verdict}{f' {changed}' if changed else ''}, {r.who}{state}")


def _told(r: Review, name: str) -> Any:
    if name == "changed":
        before, after = r.before or {}, r.after or {}
        return ", ".join(f for f in after if r.verdict == "correct" and after[f] != before.get(f))
    return ("yes" if r.fits else "no") if name == "fits" else getattr(r, name)


def _field(given: str) -> tuple[str, Any]:
    """ "act=deny" as a field with its value."""
    import msgspec

    name, sign, value = given.partition("=")
    if not sign:
        raise click.BadParameter(f"{given!r} is not of the form FIELD=VALUE", param_hint="FIELD=VALUE")
    try:
        return name, msgspec.json.decode(value)
    except msgspec.DecodeError:
        return name, value
