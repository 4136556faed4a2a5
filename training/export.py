"""Export a checkpoint to `communique/language/model`: `python -m training.export --name reading`.

Two ONNX graphs come out, both in dynamic int8: `reader` (word pieces of one window in, all heads' outputs at its atoms
out) and `linker` (the attribution decoder). What numpy needs beside them goes to `parameters.npz`, label sets and the
development scores to `labels.json`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from training.attributions import CODEBOOK, POLNEAR
from training.corpora import LIMIT, tokenizer
from training.encoder import HEADS, WIDTH
from training.labels import DEPRELS, ENTITIES, NAMES, UPOS
from training.model import ReadingModel
from training.tasks.syntax import ARC
from training.train import RUNS

TARGET = Path(__file__).parent.parent / "communique/language/model"
OUTPUTS = (
    "boundaries",
    "upos",
    "arc_dependent",
    "arc_head",
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
        """(1, pieces) ids and features, (1, atoms) first pieces, (1,) style -> OUTPUTS, each (atoms, k)."""
        m = self.model
        layers = m.encoder(ids, features, firsts, None)
        x = {g: m.mixes[g](layers) for g in m.mixes}
        upos, d, h, dr, hr = m.tasks["syntax"](x["syntax"])
        cue, words, hinges = m.tasks["attribution"](x["attribution"], style)
        made = (
            m.tasks["boundaries"](x["syntax"]), upos, d, h, dr, hr,
            m.tasks["mentions"](x["syntax"]), m.tasks["names"](x["names"]), cue, words, hinges,
        )  # fmt: skip
        return tuple(t.squeeze(0) for t in made)


class LinkerGraph(nn.Module):
    """Source and content for each cue of a window."""

    def __init__(self, model: ReadingModel) -> None:
        super().__init__()
        self.attribution = model.tasks["attribution"]

    def forward(self, words: Tensor, cues: Tensor, distances: Tensor, offsets: Tensor) -> Tensor:
        """(atoms, k) words, (cues, k) hinges, (cues, atoms) indexes -> (cues, atoms, 6)."""
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
            dynamo=False,
        )


def _shrink(source: Path, target: Path, heads: int, width: int, model_type: str) -> None:
    fused = optimize_model(str(source), model_type=model_type, num_heads=heads, hidden_size=width, opt_level=0)
    middle = source.with_suffix(".fused.onnx")
    fused.save_model_to_file(str(middle))
    print(target.name, {k: v for k, v in fused.get_fused_operator_statistics().items() if v})
    quantize_dynamic(
        str(middle),
        str(target),
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
        reader, linker = Path(tmp) / "reader.onnx", Path(tmp) / "linker.onnx"
        ids, firsts = torch.randint(1000, 2000, (1, 40)), torch.arange(1, 31).unsqueeze(0)
        axes = {
            "ids": {1: "pieces"},
            "features": {1: "pieces"},
            "firsts": {1: "atoms"},
            **{o: {0: "atoms"} for o in OUTPUTS},
        }
        inputs = (ids, ids % 8, firsts, torch.tensor([CODEBOOK]))
        _graph(ReaderGraph(model), inputs, ["ids", "features", "firsts", "style"], list(OUTPUTS), axes, reader)
        small = model.tasks["attribution"].word.out_features
        at = torch.ones(3, 30, dtype=torch.int64)
        axes = {
            "words": {0: "atoms"},
            "cues": {0: "cues"},
            "distances": {0: "cues", 1: "atoms"},
            "offsets": {0: "cues", 1: "atoms"},
            "spans": {0: "cues", 1: "atoms"},
        }
        inputs = (torch.rand(30, small), torch.rand(3, small), at, at)
        _graph(LinkerGraph(model), inputs, ["words", "cues", "distances", "offsets"], ["spans"], axes, linker)
        _shrink(reader, target / "reader.onnx", HEADS, WIDTH, "bert")
        _shrink(linker, target / "linker.onnx", 5, small, "bert")
    syntax = model.tasks["syntax"]
    with torch.inference_mode():
        _, head, _, relation_head = syntax.root_vectors()
    np.savez_compressed(
        target / "parameters.npz",
        root_head=head.numpy().astype(np.float16),
        root_relation_head=relation_head.numpy().astype(np.float16),
        relation=syntax.relation.detach().numpy().astype(np.float16),
    )
    tokenizer().save(str(target / "tokenizer.json"), pretty=False)
    labels = {
        "upos": UPOS, "deprels": DEPRELS, "entities": ENTITIES, "names": NAMES, "limit": LIMIT, "arc_scale": ARC**-0.5,
        "styles": {"polnear": POLNEAR, "codebook": CODEBOOK}, "scores": scores,
    }  # fmt: skip
    (target / "labels.json").write_text(json.dumps(labels, indent=1) + "\n")
    print({p.name: p.stat().st_size for p in sorted(target.iterdir())})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="reading")
    parser.add_argument("--out", type=Path, default=TARGET)
    a = parser.parse_args()
    torch.set_num_threads(1)
    state = torch.load(RUNS / a.name / "checkpoint.pt", weights_only=False)
    model = ReadingModel()
    model.load_state_dict(state["model"])
    rows = [json.loads(line) for line in (RUNS / a.name / "log.jsonl").read_text().splitlines()]
    scored = [r for r in rows if "dev" in r]
    export(model, scored[-1] if scored else {}, a.out)


if __name__ == "__main__":
    main()
