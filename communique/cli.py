"""The command line: thin, all work is in the library.

Built on click alone: typer would import pydantic and rich, half as much again as reading an article costs. Whatever a
command needs is imported by that command, so that `--help` and completion answer at once.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime
from pathlib import Path

import click

from communique import __version__
from communique.commands.output import fail


class _Program(click.Group):
    """Has the commands of the archive and its page too, which are imported when one that isn't here is asked for."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands:
            self._complete()
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        self._complete()
        return super().list_commands(ctx)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a reader of its output that stops early, such as `head`, is no error."""
        try:
            result: object = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what Python flushes when it ends
            return None
        return result

    def _complete(self) -> None:
        from communique.commands import archive, chart, review, serve

        archive.register(self)
        chart.register(self)
        review.register(self)
        serve.register(self)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def app() -> None:
    """Read political news: who said and did what to whom, when, where, and according to whom.

    \b
    Examples:
      communique read article.html
      communique read --json article.txt | jq '.statements[].act'
      communique add articles/ --archive news.db
      communique search --actor Lavrov --act deny --archive news.db
      communique schema > readout.schema.json
      eval "$(_COMMUNIQUE_COMPLETE=bash_source communique)"   # completion; or zsh_source, fish_source
    """


@app.command()
@click.argument("file", metavar="FILE|-", type=click.Path(allow_dash=True))
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Day of publication, YYYY-MM-DD; overrides the page's.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the record as one line of JSON.")
@click.option(
    "--html",
    metavar="OUT.html",
    type=click.Path(allow_dash=True, dir_okay=False),
    help="Write a page with the text, its marks and all items; with reasons and links, for any browser.",
)
@click.option("--explain", is_flag=True, help="Say for each item why it is there.")
@click.option("-v", "--verbose", is_flag=True, help="Also list actors and what was left out; times on standard error.")
def read(file: str, published: datetime | None, as_json: bool, html: str | None, explain: bool, verbose: bool) -> None:
    """Read one article and print what it says.

    Each line has the article's own words. FILE is plain text or HTML; - reads standard input.

    \b
    Examples:
      communique read article.html
      communique read --published 2022-02-14 article.txt
      curl -s https://example.org/news | communique read -
      communique read --json article.txt | jq '.statements[].act'
      communique read --explain article.txt
      communique read article.html --html page.html     # open it, send it, print it

    \b
    Exit codes:
      0  read
      1  the input can't be read; one line on standard error says why
      2  wrong usage
    """
    started = time.perf_counter()
    data = _bytes_of(file)
    from communique import sources

    try:
        document = sources.read(data, published=published.date() if published else None)
    except sources.SourceError as error:
        fail(f"{file}: {error}")
    from communique import language, reading, record

    model = language.load()
    loaded = time.perf_counter()
    readout = reading.read_document(document, model)
    if html:
        _save(readout.to_html().encode(), html)
    if as_json:
        _write(record.encode(readout) + b"\n")
    elif not html:
        from communique.show import to_text

        _write(to_text(readout, colour=_colour(), explain=explain, verbose=verbose).encode() + b"\n")
    if verbose:
        spent = time.perf_counter() - loaded
        click.echo(f"communique: loaded in {loaded - started:.2f} s, read in {spent:.2f} s", err=True)


@app.command()
@click.option("--archive", is_flag=True, help="Print the SQL of an archive instead, with its comments.")
def schema(archive: bool) -> None:
    """Print the JSON Schema of a readout.

    \b
    Examples:
      communique schema > readout.schema.json
      communique schema --archive
    """
    if archive:
        from communique.archive.schema import script

        click.echo(script().rstrip())
        return
    import json

    from communique.record import json_schema

    click.echo(json.dumps(json_schema(), indent=2))


def main() -> None:
    """Run the command line."""
    app(prog_name="communique")


def _bytes_of(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        fail(f"{file}: {error.strerror}")


def _save(data: bytes, file: str) -> None:
    if file == "-":
        _write(data)
        return
    try:
        Path(file).write_bytes(data)
    except OSError as error:
        fail(f"{file}: {error.strerror}")


def _write(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


if __name__ == "__main__":
    main()
