"""The site is built without a warning, and loads nothing from elsewhere."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

pytest.importorskip("material", reason="the extra docs is not installed")
pytest.importorskip("mkdocstrings", reason="the extra docs is not installed")
LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}


class Loaded(HTMLParser):
    """What a page loads when it is opened: addresses of scripts, pictures, style sheets and the like."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in LOADS and given.get("rel") not in ("canonical", "next", "prev", "edit"):
            self.addresses.append(given.get(LOADS[tag]) or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(built)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return built


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 12
    for page in pages:
        loaded = Loaded(page.read_text(encoding="utf-8")).addresses
        assert loaded
        assert [a for a in loaded if re.match(r"https?:|//", a)] == [], page
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(https?:|//)", sheet.read_text(encoding="utf-8")), sheet


def test_the_python_page_has_the_docstrings(site: Path) -> None:
    page = (site / "api/index.html").read_text(encoding="utf-8")
    for name in ("reading.Reader.read_many", "archive.store.Archive.frame", "archive.reviews.correct", "ray.keep"):
        assert f'id="communique.{name}"' in page


def test_the_figures_and_the_readings_are_pages(site: Path) -> None:
    assert 'id="attribution"' in (site / "results/index.html").read_text(encoding="utf-8")
    assert 'id="kinds-of-error-most-frequent-first"' in (site / "readings/index.html").read_text(encoding="utf-8")
