"""All corpora of a recipe as windows, cached in `training/cache` so that a second start takes seconds."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pickle
import random
import sys
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from training import attributions, newswire, treebanks
from training.encoder import base
from training.labels import DEPRELS, ENTITIES, NAMES, UPOS
from training.windows import Text, Window, all_windows

CACHE = Path(__file__).parent / "cache"
LIMIT = 220
SEED = 20221124
STRAIGHT_QUOTES = str.maketrans("“”‘’", "\"\"''")


@dataclass
class Corpus:
    """Windows of one source."""

    name: str
    train: list[Window]
    dev: list[Window]


def data_folder() -> Path:
    """Where the data sets lie: `COMMUNIQUE_DATA`."""
    folder = os.environ.get("COMMUNIQUE_DATA")
    if not folder:
        raise SystemExit("set COMMUNIQUE_DATA to the folder with the data sets (see training/README.md)")
    return Path(folder)


def tokenizer() -> Tokenizer:
    """The base model's word-piece tokenizer, without truncation or padding."""
    made = Tokenizer.from_file(str(base() / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def _code_version() -> str:
    here = Path(__file__).parent
    files = [
        here / n for n in ("corpora.py", "windows.py", "treebanks.py", "newswire.py", "attributions.py", "labels.py")
    ]
    files += [here.parent / "communique/language/atoms.py", *sorted((here / "readings").glob("*.jsonl"))]
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:12]


def load() -> list[Corpus]:
    """All corpora, from the cache if the code that made it is unchanged."""
    path = CACHE / f"{_code_version()}.pickle"
    if path.exists():
        with path.open("rb") as f:
            return pickle.load(f)  # type: ignore[no-any-return]
    made = _build()
    CACHE.mkdir(exist_ok=True)
    with path.open("wb") as f:
        pickle.dump(made, f)
    return made


def _build() -> list[Corpus]:
    folder, words = data_folder(), tokenizer()
    rng = random.Random(SEED)
    varied = (60, 110, 160, LIMIT)

    def cut(texts: list[Text], limits: tuple[int, ...]) -> list[Window]:
        return all_windows(texts, words, limits, rng)

    def ud(name: str, part: str, entities: list[str] | None) -> list[Text]:
        return treebanks.texts(
            folder / f"ud/{name}-{part}.conllu.gz", UPOS, DEPRELS, entities, commercial=part == "train"
        )

    def names(part: str) -> list[Text]:
        return newswire.texts(folder / f"names/conll2003-{part}.tsv.gz", NAMES, random.Random(SEED))

    def polnear(part: str) -> list[Text]:
        found = attributions.with_readings(
            attributions.polnear(folder / f"polnear/{part}.tar.gz"), attributions.polnear_read(part)
        )
        made = []
        for k, (_, text, a) in enumerate(found):
            plain = part == "train" and k % 5 < 2
            made.append(
                attributions.labelled(text.translate(STRAIGHT_QUOTES) if plain else text, a, attributions.POLNEAR)
            )
        return made

    def wikinews(part: str) -> list[Text]:
        found = attributions.wikinews(folder / "wikinews", part, _labels_class(folder))
        more = attributions.treebanks(folder / "ud", part)
        return [attributions.labelled(text, a, attributions.CODEBOOK) for _, text, a in (*found, *more)]

    def plain() -> list[Text]:
        return [attributions.blocks(text) for text in attributions.plain(folder / "wikinews")]

    made = [
        Corpus("ewt", cut(ud("ewt", "train", None), varied), cut(ud("ewt", "dev", None), (LIMIT,))),
        Corpus("gum", cut(ud("gum", "train", ENTITIES), varied), cut(ud("gum", "dev", ENTITIES), (LIMIT,))),
        Corpus("conll", cut(names("train"), varied), cut(names("dev"), (LIMIT,))),
        Corpus("polnear", cut(polnear("train"), (LIMIT,)), cut(polnear("dev"), (LIMIT,))),
        Corpus("wikinews", cut(wikinews("train"), (LIMIT,)), cut(wikinews("dev"), (LIMIT,))),
        Corpus("plain", cut(plain(), (LIMIT,)), []),
    ]
    return [part for c in made for part in (_by_reading(c) if c.name == "polnear" else [c])]


def _by_reading(corpus: Corpus) -> list[Corpus]:
    """A corpus in two: the windows in which we labelled no attribution, and, as `read`, those in which we did."""
    read = [any(k.layers for k in w.links or []) for w in corpus.train]
    rest = [w for w, yes in zip(corpus.train, read, strict=True) if not yes]
    return [
        Corpus(corpus.name, rest, corpus.dev),
        Corpus("read", [w for w, yes in zip(corpus.train, read, strict=True) if yes], []),
    ]


def _labels_class(folder: Path) -> type:
    """`Labels` of the labelling tool, which stands beside the data."""
    spec = importlib.util.spec_from_file_location("check_labels", folder.parent / "tools/check_labels.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_labels"] = module
    spec.loader.exec_module(module)
    return module.Labels  # type: ignore[no-any-return]
