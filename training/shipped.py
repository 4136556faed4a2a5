"""The committed model read back for training, so that a run can go on from what is shipped when its checkpoint is gone.

int8 weights come back with their rounding (a half of 1/127 of a channel's largest weight), which a few steps mend.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.model import ReadingModel

_TASKS = ("boundaries", "syntax", "mentions", "names", "attribution")
_UPPER = ("query", "key", "value", "out", "up", "down")  # parts of the layer over the syntax mix, in its name's scope
_LINKER = ("reader", "near", "out", "weigh", "sense", "act")


def load(model: ReadingModel, folder: Path) -> list[str]:
    """Fill `model` with the weights of the ONNX files in `folder`; the parameters that those don't hold, or hold only
    the first rows of, are returned."""
    found: dict[str, np.ndarray] = {}
    for name in ("reader", "labeller", "linker"):
        found.update(_weights(onnx.load(str(folder / f"{name}.onnx")).graph))
    missing = []
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            value = found.get(name)
            fits = value is not None and value.shape[1:] == tuple(parameter.shape[1:])
            if value is not None and fits:
                parameter[: len(value)] = torch.from_numpy(value.copy())
            if value is None or not fits or len(value) < len(parameter):
                missing.append(name)
    return missing


def _weights(graph: Any) -> dict[str, np.ndarray]:
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {}
    for name, value in held.items():
        if name.endswith("_quantized") and not name.startswith("onnx::"):
            out[_parameter(name.removesuffix("_quantized"))] = _floats(held, name)
        elif "." in name and not name.endswith(("_scale", "_zero_point")):
            out[_parameter(name)] = value
    mixed: dict[str, list[float]] = {}
    for node in graph.node:
        path, _, kind = node.name.strip("/").rpartition("/")
        if kind in ("MatMul_quant", "Gemm_MatMul_quant") and node.input[1].endswith("_quantized"):
            out[_parameter(path.replace("/", ".")) + ".weight"] = _floats(held, node.input[1]).T
        elif kind == "MatMul" and node.input[1] in held:
            out[_parameter(path.replace("/", ".")) + ".weight"] = held[node.input[1]].T
        elif node.op_type == "Mul" and node.input[0].startswith("onnx::Mul_") and path.count("/") == 0:
            mixed.setdefault(path, []).append(float(held[node.input[0]]))
    for group, weights in mixed.items():
        out[f"mixes.{group}.weights"] = np.log(np.array(weights, dtype=np.float32))
    return out


def _floats(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    bare = name.removesuffix("_quantized")
    return (held[name].astype(np.float32) - held[f"{bare}_zero_point"].astype(np.float32)) * held[f"{bare}_scale"]


def _parameter(name: str) -> str:
    """A name inside an exported graph -> the parameter's name in `ReadingModel`."""
    name = name.removeprefix("model.")
    first = name.split(".")[0]
    rest = name.removeprefix(first)
    task = first.split("_")[0]
    if task == "syntax" and rest.removeprefix(".") in _UPPER:
        return f"upper.{task}{rest}"
    if task in _TASKS:
        return f"tasks.{task}{rest}"
    return f"tasks.attribution.{name}" if first in _LINKER else name
