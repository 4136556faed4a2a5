"""The commands that pages show: found, run in a folder of their own, and their output compared or put in anew.

    python -m tests.docs.pages                rewrites the output and figures that docs/ shows
    python -m tests.docs.pages docs/start.md  the same for one page

Fenced blocks of these languages are run, page by page and from top to bottom, in a folder that keeps what they write:

- `sh`: the block is a script, which must end well;
- `console`: lines that begin with `$ ` are run one by one; the lines below them are what they print, where a line `...`
  stands for any number of lines;
- any language with `title="NAME"`: the block is put into a file of that name.

`<!-- not run: REASON -->` above a block leaves it out, and so do the beginnings of lines in `LEFT_OUT`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.docs import figures

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
LEFT_OUT = (  # beginnings of lines, for pages that can't say it themselves, and so that pages need few comments
    "[ -d .venv ]",  # the two lines of .ci/run
    "scripts/",
    "pip install",
    "curl ",  # network, or a server
    "communique serve",
    "communique watch",
    "datasette ",  # not installed
    "mkdocs ",  # test_site.py
)
FENCE = re.compile(r"(?:<!-- not run: (?P<why>.+?) -->\n)?^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.M | re.S)
TITLE = re.compile(r'title="([^"]+)"')
SECONDS = 300  # a machine may be busy with other things


class Block(NamedTuple):
    """A fenced block; `start` and `stop` are where its text stands in the page."""

    language: str
    title: str | None
    text: str
    start: int
    stop: int


class Step(NamedTuple):
    """A command of a `console` block and the output shown under it."""

    command: str
    shown: str


def blocks(page: str) -> Iterator[Block]:
    """The blocks of a page that are run or put into files."""
    for found in FENCE.finditer(page):
        language = found["info"].split()[0] if found["info"].strip() else ""
        title = TITLE.search(found["info"])
        if found["why"] is None and (title or language in ("sh", "console")):
            yield Block(language, title and title[1], found["text"], found.start("text"), found.end("text"))


def steps(text: str) -> list[Step]:
    """The commands of a `console` block; a command goes on after a backslash at the end of a line."""
    pieces = re.split(r"^\$ ((?:.*\\\n)*.*)\n", text, flags=re.M)
    if pieces[0].strip():
        raise ValueError(f"a console block begins with a command, not with {pieces[0]!r}")
    return [Step(c, s) for c, s in zip(pieces[1::2], pieces[2::2], strict=True)]


def folder(where: Path, archive: Path) -> Path:
    """A folder as pages presume it: articles, a page and a text, and the archive that is the default."""
    for name in ("examples", "articles"):
        shutil.copytree(ROOT / "examples", where / name)
    shutil.copy(ROOT / "examples/grain-corridor.html", where / "article.html")
    shutil.copy(ROOT / "examples/border-talks.txt", where / "article.txt")
    shutil.copy(archive, where / "communique.db")
    return where


def read_examples(archive: Path) -> Path:
    """The archive of the examples, read once for all pages."""
    run(f"communique add {ROOT / 'examples'} --archive {archive} --processes 1", archive.parent)
    return archive


def run(command: str, where: Path) -> str:
    """What a command prints, errors too; raises `AssertionError` where it fails."""
    programs = where / ".programs"
    programs.mkdir(exist_ok=True)
    for name, arguments in (("communique", "-m communique.cli"), ("python", "")):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n', encoding="utf-8")
        (programs / name).chmod(0o755)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=where,
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "COLUMNS": "100", "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == 0, f"{command}\nends with {done.returncode}:\n{done.stdout}"
    return "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())


def script(text: str) -> str:
    """A block or command without the lines that are left out."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(LEFT_OUT))


def fits(shown: str, printed: str) -> bool:
    """Whether the output is the one shown, which may leave lines out."""
    parts = re.split(r"^\.\.\.\n", shown, flags=re.M)
    return re.fullmatch("(?:.*\n)*".join(map(re.escape, parts)), printed) is not None


def shortened(shown: str, printed: str) -> str:
    """The output with as many lines left out as before: `...` keeps the number of lines above and below it."""
    above, dots, below = shown.partition("...\n")
    if not dots:
        return printed
    lines = printed.splitlines(keepends=True)
    end = below.count("\n")
    return "".join([*lines[: above.count("\n")], dots, *lines[len(lines) - end :]])


def play(page: str, where: Path, *, renew: bool = False) -> str:
    """Run a page's blocks in a folder and compare, or with `renew` put in, what they print; returns the page."""
    made: list[str] = []
    last = 0
    for block in blocks(page):
        text = block.text
        if block.title:
            (where / block.title).write_text(text, encoding="utf-8")
        elif block.language == "sh":
            run(script(text), where)
        else:
            text = ""
            for command, shown in steps(block.text):
                if command.startswith(LEFT_OUT):
                    raise ValueError(f"{command}: its output can't be compared; say 'not run' above the block")
                printed = run(command, where)
                if renew:
                    shown = shortened(shown, printed)
                assert fits(shown, printed), f"$ {command}\nprints\n{printed}\nnot\n{shown}"
                text += f"$ {command}\n{shown}"
        made += [page[last : block.start], text]
        last = block.stop
    return "".join([*made, page[last:]])


def main() -> None:
    """Put what commands print now, and the figures of the results, into the pages under docs/."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:
        archive = read_examples(Path(place) / "examples.db")
        for page in [Path(name).resolve() for name in sys.argv[1:]] or PAGES[1:]:
            where = Path(place) / page.stem
            where.mkdir()
            old = page.read_text(encoding="utf-8")
            new = figures.filled(play(old, folder(where, archive), renew=True))
            if new != old:
                page.write_text(new, encoding="utf-8")
                print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
