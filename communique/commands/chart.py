"""The command `chart`: thin, the charts are in `communique.charts`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.commands import common, output

if TYPE_CHECKING:
    from communique.archive import Archive

_OPTIONS = (
    click.option(
        "--out", "-o", type=click.Path(path_type=Path), required=True, metavar="FILE",
        help="The file to write: .svg, .png, .html (with the numbers as a table) or .json (Vega-Lite).",
    ),
    common.ARCHIVE,
    common.FROM,
    common.TO,
    click.option(
        "--grain", type=click.Choice(["day", "week"]), default="day", show_default=True,
        help="What a bar or dot stands for; over two years it is always a week.",
    ),
    click.option(
        "--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True,
        help="Colours; .html follows the reader's own.",
    ),
)  # fmt: skip


def register(group: click.Group) -> None:
    """Put the command on the program."""
    group.add_command(chart)


@click.group()
def chart() -> None:
    """Draw how two parties treat each other, or what somebody says, over time.

    Names are any form that an article uses, a country's code such as RUS, #12 for a party's number or Q123 for its
    link. Without --from and --to a chart shows the time in which the archive's articles were published.

    \b
    Examples:
      communique chart pair RUS UKR --out pair.svg --archive news.db
      communique chart actor Lavrov --from 2021-12-01 --out lavrov.png
    """


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@chart.command()
@click.argument("a")
@click.argument("b")
@_shared
@click.option(
    "--direction",
    type=click.Choice(["both", "ab", "ba"]),
    default="both",
    show_default=True,
    help="ab is what A did to B, ba the other way; both has these and what they did together.",
)
@click.option(
    "--measure", type=click.Choice(["events", "score"]), default="events", show_default=True,
    help="Number of events, or the sum of their PLOVER scores.",
)  # fmt: skip
def pair(a: str, b: str, archive: Path, direction: Any, measure: Any, **options: Any) -> None:
    """Draw what A and B did to each other: cooperation above the line, conflict below.

    Only what happened or is going on counts. What is feared or threatened has a strip of its own below.

    \b
    Examples:
      communique chart pair RUS UKR --out pair.png --from 2021-11-01 --to 2022-02-20
      communique chart pair Arvania Belmark --grain week --measure score --out pair.html
    """
    from communique.archive import profile

    def numbers(kept: Archive, **time: Any) -> Any:
        from communique.charts.treatment import of_pair

        parties = profile.find(kept, a), profile.find(kept, b)
        if parties[0] == parties[1]:
            raise click.UsageError(f"{a} and {b} are one and the same in this archive")
        return of_pair(kept, *parties, direction=direction, measure=measure, **time)

    _draw(archive, numbers, **options)


@chart.command()
@click.argument("name")
@_shared
def actor(name: str, archive: Path, **options: Any) -> None:
    """Draw what NAME said: a row for each family of acts, a dot for each day.

    \b
    Examples:
      communique chart actor "Dana Ruiz" --out ruiz.svg --archive news.db
    """
    from communique.archive import profile

    def numbers(kept: Archive, **time: Any) -> Any:
        from communique.charts.speaking import of_actor

        return of_actor(kept, profile.find(kept, name), **time)

    _draw(archive, numbers, **options)


def _draw(
    path: Path, numbers: Callable[..., Any], out: Path, first: datetime | None, last: datetime | None, grain: Any,
    theme: Any,
) -> None:  # fmt: skip
    """Write the chart and print the sentence that sums it up."""
    try:
        from communique.charts import saving
    except ImportError as error:
        output.fail(f"this needs {error.name}: pip install 'communique[charts]'")
    try:
        with common.opened(path) as kept, kept.snapshot():
            found = numbers(
                kept, since=first.date() if first else None, until=last.date() if last else None, grain=grain
            )
        click.echo(saving.save(found, out, theme=theme))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--out") from error
    except OSError as error:
        output.fail(f"{out}: {error.strerror}")
