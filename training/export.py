"""Export a checkpoint to `communique/language/model`: `python -m training.export --name reading`.

Three ONNX graphs come out: `reader` (word pieces of one window in, all heads' outputs at its atoms out), `labeller`
(the relation of each word to its head) and `linker` (the attribution decoder); the first and the last in dynamic int8.
Label sets and the development scores go to `labels.json`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.attributions import CODEBOOK, POLNEAR
from training.corpora import LIMIT, tokenizer
from training.keep import RUNS, SHIPPED, kept
from training.labels import ACTS, DEPRELS, ENTITIES, NAMES, UPOS
from training.model import ReadingModel
from training.tasks.syntax import ARC, RELATION

OUTPUTS = (
    "boundaries",
    "upos",
    "arcs",
    "relation_dependent",
    "relation_head",
    "mentions",
    "names",
    "cue",
    "words",
    "hinges",
)


class ReaderGraph(nn.Module):
    """The encoder and every head that looks at one atom at a time; one window, no padding."""

    def __init__(self, model: ReadingModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, features: Tensor, firsts: Tensor, style: Tensor) -> tuple[Tensor, ...]:
        """(1, pieces) ids and features, (1, atoms) first pieces, (1,) style -> OUTPUTS, each (atoms, k); `arcs` holds
        for each atom the scores of the root and of every atom as its head."""
        m = self.model
        x = m.read(ids, features, firsts, None, None)
        upos, d, h, dr, hr = m.tasks["syntax"](x["syntax"])
        cue, words, hinges = m.tasks["attribution"](x["attribution"], style)
        root = m.tasks["syntax"].root_vectors()[1]
        arcs = torch.cat([d @ root.unsqueeze(-1), d @ h.transpose(1, 2)], -1) * ARC**-0.5
        made = (
            m.tasks["boundaries"](x["syntax"]), upos, arcs, dr, hr,
            m.tasks["mentions"](x["syntax"]), m.tasks["names"](x["names"]), cue, words, hinges,
        )  # fmt: skip
        return tuple(t.squeeze(0) for t in made)


class LabellerGraph(nn.Module):
    """The best relation of each word to its head; `root` is for the runtime to give."""

    def __init__(self, model: ReadingModel) -> None:
        super().__init__()
        self.syntax = model.tasks["syntax"]
        self.never = torch.tensor([1e4 * (d == "root") for d in DEPRELS])

    def forward(self, dependents: Tensor, heads: Tensor, index: Tensor) -> Tensor:
        """(n, k) words as dependents, (all words, k) as heads, (n,) 1 + index of each head, 0 the root -> (n,)."""
        every = torch.cat([self.syntax.root_vectors()[3].unsqueeze(0), heads])
        logits = self.syntax.relations(dependents, every[index])  # type: ignore[operator]
        return (logits - self.never).argmax(-1)  # type: ignore[no-any-return]


class LinkerGraph(nn.Module):
    """All that is read off for each cue of a window."""

    def __init__(self, model: ReadingModel) -> None:
        super().__init__()
        self.attribution = model.tasks["attribution"]

    def forward(self, words: Tensor, cues: Tensor, distances: Tensor, offsets: Tensor) -> tuple[Tensor, Tensor]:
        """(atoms, k) words, (cues, k) hinges, (cues, atoms) indexes -> (cues, atoms, 12), (cues, acts + 1)."""
        return self.attribution.read(words.unsqueeze(0), cues, distances, offsets, None)  # type: ignore[no-any-return, operator]


def _graph(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    names: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
    path: Path,
) -> None:
    module.eval()
    with torch.inference_mode():
        torch.onnx.export(
            module,
            inputs,
            str(path),
            input_names=names,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            custom_opsets={"com.microsoft": 1},
            dynamo=False,
        )


def _shrink(source: Path, target: Path) -> None:
    """Dynamic int8 of products and embeddings; onnxruntime fuses the rest itself when it loads the graph."""
    quantize_dynamic(
        str(source),
        str(target),
        op_types_to_quantize=["MatMul", "Gather"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    model = onnx.load(str(target))
    model.ClearField("metadata_props")
    for node in model.graph.node:
        node.ClearField("doc_string")
    onnx.save(model, str(target))


def export(model: ReadingModel, scores: dict[str, object], target: Path) -> None:
    """Write all files of the runtime model into `target`."""
    model.eval()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as tmp:
        reader, labeller, linker = (Path(tmp) / f"{n}.onnx" for n in ("reader", "labeller", "linker"))
        ids, firsts = torch.randint(1000, 2000, (1, 40)), torch.arange(1, 31).unsqueeze(0)
        axes = {
            "ids": {1: "pieces"},
            "features": {1: "pieces"},
            "firsts": {1: "atoms"},
            **{o: {0: "atoms"} for o in OUTPUTS},
            "arcs": {0: "atoms", 1: "atoms + 1"},
        }
        inputs = (ids, ids % 8, firsts, torch.tensor([CODEBOOK]))
        _graph(ReaderGraph(model), inputs, ["ids", "features", "firsts", "style"], list(OUTPUTS), axes, reader)
        axes = {"dependents": {0: "some"}, "heads": {0: "words"}, "index": {0: "some"}, "relations": {0: "some"}}
        inputs = (torch.rand(5, RELATION), torch.rand(9, RELATION), torch.arange(5))
        _graph(LabellerGraph(model), inputs, ["dependents", "heads", "index"], ["relations"], axes, labeller)
        small = model.tasks["attribution"].word.out_features
        at = torch.ones(3, 30, dtype=torch.int64)
        axes = {
            "words": {0: "atoms"},
            "cues": {0: "cues"},
            "distances": {0: "cues", 1: "atoms"},
            "offsets": {0: "cues", 1: "atoms"},
            "spans": {0: "cues", 1: "atoms"},
            "sense": {0: "cues"},
        }
        inputs = (torch.rand(30, small), torch.rand(3, small), at, at)
        _graph(LinkerGraph(model), inputs, ["words", "cues", "distances", "offsets"], ["spans", "sense"], axes, linker)
        shutil.copy(labeller, target / "labeller.onnx")
        _shrink(reader, target / "reader.onnx")
        _shrink(linker, target / "linker.onnx")
    tokenizer().save(str(target / "tokenizer.json"), pretty=False)
    labels = {
        "upos": UPOS, "deprels": DEPRELS, "entities": ENTITIES, "names": NAMES, "acts": ACTS, "limit": LIMIT,
        "styles": {"polnear": POLNEAR, "codebook": CODEBOOK}, "scores": scores,
    }  # fmt: skip
    (target / "labels.json").write_text(json.dumps(labels, indent=1) + "\n")
    print({p.name: p.stat().st_size for p in sorted(target.iterdir())})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="reading")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    a = parser.parse_args()
    torch.set_num_threads(1)
    model = kept(a.name, ReadingModel())
    rows = [json.loads(line) for line in (RUNS / a.name / "log.jsonl").read_text().splitlines()]
    scored = [r for r in rows if "dev" in r]
    export(model, scored[-1] if scored else {}, a.out)


if __name__ == "__main__":
    main()
