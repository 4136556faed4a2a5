"""The command line: thin, all work is in the library. Heavy modules are imported by the command that needs them."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from communique import __version__

app = typer.Typer(
    name="communique",
    help="Read political news: who said and did what to whom, when, where, and according to whom.",
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

READ_HELP = """
Read one article (plain text or HTML) and print what it says.

Examples:

  communique read article.html

  communique read --published 2022-02-14 article.txt

  curl -s https://example.org/news | communique read -

  communique read --json article.txt | jq '.statements[].act'

  communique read --explain article.txt
"""


def main() -> None:
    """Run the command line."""
    app()


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False,
) -> None:
    """Options of the whole program."""
    if version:
        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.command(help=READ_HELP)
def read(
    file: Annotated[str, typer.Argument(help="A text or HTML file, or - for standard input.", metavar="FILE|-")],
    published: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Publication date, YYYY-MM-DD; overrides the page's."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as one line of JSON.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say for each item why it is there.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Also list actors and what was left out; time on standard error.")
    ] = False,
) -> None:
    """Read one article."""
    started = time.perf_counter()
    data = _bytes_of(file)
    from communique import reading, record
    from communique.sources import SourceError

    reader = reading.load()
    loaded = time.perf_counter()
    try:
        readout = reader.read(data, published=published.date() if published else None)
    except SourceError as error:
        _fail(f"{file}: {error}")
    if as_json:
        _write(record.encode(readout) + b"\n")
    else:
        from communique.show import to_text

        _write(to_text(readout, colour=_colour(), explain=explain, verbose=verbose).encode() + b"\n")
    if verbose:
        spent = time.perf_counter() - loaded
        typer.echo(f"communique: loaded in {loaded - started:.2f} s, read in {spent:.2f} s", err=True)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a readout."""
    import json

    from communique.record import json_schema

    typer.echo(json.dumps(json_schema(), indent=2))


def _bytes_of(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        _fail(f"{file}: {error.strerror}")


def _fail(message: str) -> NoReturn:
    """One line on standard error, exit code 1."""
    typer.echo(f"communique: {' '.join(message.split())}", err=True)
    raise typer.Exit(1)


def _write(data: bytes) -> None:
    """Bytes to standard output; a reader that stops early, such as `head`, is no error."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


if __name__ == "__main__":
    main()
