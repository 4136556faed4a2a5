"""Is this English? A small check by script and by function words, wary of short texts.

>>> other_language("Le ministre des affaires étrangères a dit que les négociations sont dans une impasse.")
'French'
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from communique.sources.tables import rows

_LETTERS = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters looked at
_MANY = 40  # words from which on English function words must be there
_SHARE = 0.12  # the least of them in English, where even lists of names reach 0.2


def other_language(text: str) -> str | None:
    """The script or language that this text is in, "an unknown language", or None where it may well be English.

    A text of few words passes unless another script or another language's words prevail.
    """
    words = _LETTERS.findall(text[:_SAMPLE])
    letters = "".join(words)
    latin = sum(c < "\u02b0" or "\u1e00" <= c < "\u1f00" or "\uff21" <= c <= "\uff5a" for c in letters)
    if latin * 2 < len(letters):
        return _script(letters)
    counts = Counter(word.lower() for word in words)
    hits = {name: sum(counts[w] for w in stop) for name, stop in _stop_words().items()}
    english = hits.pop("English")
    name, most = max(hits.items(), key=lambda item: item[1])
    if most > english + 1 and most > 0.1 * len(words):
        return name
    if len(words) >= _MANY and english < _SHARE * len(words):
        return "an unknown language"
    return None


def _script(letters: str) -> str:
    """The script of most letters, by the first word of their Unicode names."""
    names = Counter(unicodedata.name(c, "unknown").split()[0] for c in letters[:2000])
    names.pop("LATIN", None)
    name = max(names, key=names.__getitem__, default="unknown")
    return f"the {name if name == 'CJK' else name.capitalize()} script"


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for _, name, words in rows("stopwords", ("code", "name", "words"))}
