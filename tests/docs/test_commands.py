"""Every command that README.md and the pages under docs/ show runs, and prints what is shown."""

import re
from pathlib import Path

import click
import pytest

from communique.cli import app
from tests.docs import figures, pages

SHELL = [p for p in pages.PAGES if any(b.language in ("sh", "console") for b in pages.blocks(p.read_text("utf-8")))]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pages.read_examples(tmp_path_factory.mktemp("read") / "examples.db")


@pytest.mark.parametrize("page", SHELL, ids=lambda p: str(p.relative_to(pages.ROOT)))
def test_commands_run_and_print_what_is_shown(page: Path, archive: Path, tmp_path: Path) -> None:
    pages.play(page.read_text(encoding="utf-8"), pages.folder(tmp_path, archive))


def test_every_command_has_an_example_with_its_output() -> None:
    page = (pages.ROOT / "docs/commands.md").read_text(encoding="utf-8")
    with click.Context(app) as context:
        for name in app.list_commands(context):
            assert f"$ communique {name}" in page.split(f"\n## {name}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("page", pages.PAGES[1:], ids=lambda p: str(p.relative_to(pages.ROOT)))
def test_figures_are_those_of_the_results(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert figures.filled(text) == text


def test_the_table_of_readouts_is_that_of_the_reading() -> None:
    page = (pages.ROOT / "docs/quality.md").read_text(encoding="utf-8")
    reading = (pages.ROOT / "benchmarks/READINGS.md").read_text(encoding="utf-8")
    rows = [line for line in page.split("\n## Readouts, read\n")[1].splitlines() if re.match(r"\| [a-z]", line)]
    assert len(rows) == 5
    assert [r for r in rows if r not in reading.splitlines()] == []


PAGE = """
```sh
pip install communique
echo one > a.txt
```

<!-- not run: a reason -->
```sh
false
```

```python title="b.py"
print("two\\nthree\\nfour")
```

```console
$ cat a.txt
one
$ python \\
    b.py
two
...
```
"""


def test_blocks_are_scripts_files_and_commands_with_output(tmp_path: Path) -> None:
    assert [(b.language, b.title) for b in pages.blocks(PAGE)] == [
        ("sh", None),
        ("python", "b.py"),
        ("console", None),
    ]
    assert pages.play(PAGE, tmp_path) == PAGE
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "one\n"


@pytest.mark.parametrize(("old", "new"), [("\none\n", "\nuno\n"), ("b.py\ntwo", "b.py\ndue")])
def test_other_output_is_a_failure_and_can_be_renewed(old: str, new: str, tmp_path: Path) -> None:
    changed = PAGE.replace(old, new)
    assert changed != PAGE
    with pytest.raises(AssertionError, match="prints"):
        pages.play(changed, tmp_path)
    assert pages.play(changed, tmp_path, renew=True) == PAGE


def test_a_command_that_fails_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="ends with 3"):
        pages.play("```sh\nexit 3\n```", tmp_path)


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        ("a\n", "a\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n...\n", "a\nb\n", True),
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("a\n...\nd\n", "a\nb\nc\n", False),
        ("...\n", "", True),
    ],
)
def test_dots_stand_for_lines(shown: str, printed: str, expected: bool) -> None:
    assert pages.fits(shown, printed) is expected


def test_shortened_output_keeps_its_shape() -> None:
    assert pages.shortened("x\n...\ny\n", "1\n2\n3\n4\n") == "1\n...\n4\n"
    assert pages.shortened("x\n", "1\n2\n") == "1\n2\n"
