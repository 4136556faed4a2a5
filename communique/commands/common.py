"""What the commands on an archive share: its option, those for days, and how it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.commands import output

if TYPE_CHECKING:
    from communique.archive import Archive

_DAY = click.DateTime(["%Y-%m-%d"])
ARCHIVE = click.option(
    "--archive",
    "-a",
    type=click.Path(path_type=Path),
    default="communique.db",
    show_default=True,
    metavar="FILE",
    help="The archive's file.",
)
FROM = click.option("--from", "first", type=_DAY, metavar="DATE", help="First day.")
TO = click.option("--to", "last", type=_DAY, metavar="DATE", help="Last day.")


@contextmanager
def opened(path: Path, *, writable: bool = False, there: bool = False) -> Iterator[Archive]:
    """The archive, which with `there` must exist also to be written; its errors end the program with one line."""
    from communique.archive import Archive, ArchiveError

    try:
        if there and not path.exists():
            Archive(path)  # says that it isn't there, where opening it for writing would make it
        with Archive(path, writable=writable) as archive:
            yield archive
    except ArchiveError as error:
        output.fail(str(error))
