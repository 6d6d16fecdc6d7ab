# SPDX-License-Identifier: Apache-2.0
"""A streaming transducer of a few hundred bytes: it says 您好请问, a word each 80 ms of sound.

Its shape is that of the real ones (an LSTM transducer), so sherpa-onnx loads it as one of those;
the words follow each other by its decoder, and its encoder tells sound from silence.
"""

from pathlib import Path

import numpy as np
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper, save

TOKENS = ("<blk>", "您", "好", "请", "问")
_SIZE, _CHUNK, _LAYERS, _STATE = len(TOKENS), 8, 1, 4
_SILENCE = -8.0
"""Log energy that only silence stays below."""


def write_tiny_sherpa(folder: Path) -> Path:
    """The model's files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{token} {number}\n" for number, token in enumerate(TOKENS)]
    (folder / "tokens.txt").write_text("".join(lines), encoding="utf-8")
    save(_encoder(), folder / "encoder.onnx")
    save(_decoder(), folder / "decoder.onnx")
    save(_joiner(), folder / "joiner.onnx")
    return folder


def _encoder() -> ModelProto:
    """Blank is likely (20) in silence, impossible (0) in sound."""
    steep = np.zeros(_SIZE, np.float32)
    steep[0] = -100
    start = np.zeros(_SIZE, np.float32)
    start[0] = 100 * _SILENCE
    nodes = [
        helper.make_node("ReduceMean", ["x", "axes"], ["mean"], keepdims=1),
        helper.make_node("Mul", ["mean", "steep"], ["scaled"]),
        helper.make_node("Add", ["scaled", "start"], ["moved"]),
        helper.make_node("Clip", ["moved", "least", "most"], ["encoder_out"]),
        helper.make_node("Identity", ["state0"], ["next_state0"]),
        helper.make_node("Identity", ["state1"], ["next_state1"]),
    ]
    constants = {
        "axes": np.array([1, 2], np.int64),
        "steep": steep,
        "start": start,
        "least": np.array(0, np.float32),
        "most": np.array(20, np.float32),
    }
    states = {f"{p}state{i}": [_LAYERS, 1, _STATE] for p in ("", "next_") for i in (0, 1)}
    inputs = {"x": [1, _CHUNK, 80], "state0": states["state0"], "state1": states["state1"]}
    outputs = {"encoder_out": [1, 1, _SIZE]} | {
        k: v for k, v in states.items() if k.startswith("next")
    }
    return _model(
        nodes,
        constants,
        inputs,
        outputs,
        model_type="lstm",
        num_encoder_layers=_LAYERS,
        T=_CHUNK,
        decode_chunk_len=_CHUNK,
        rnn_hidden_size=_STATE,
        d_model=_STATE,
    )


def _decoder() -> ModelProto:
    """After each word comes the next, after the last nothing."""
    follows = 10 * np.roll(np.eye(_SIZE, dtype=np.float32), 1, axis=1)
    nodes = [
        helper.make_node("Gather", ["follows", "y"], ["rows"]),
        helper.make_node("Squeeze", ["rows", "axes"], ["decoder_out"]),
    ]
    constants = {"follows": follows, "axes": np.array([1], np.int64)}
    outputs = {"decoder_out": ["N", _SIZE]}
    return _model(
        nodes, constants, {"y": ["N", 1]}, outputs, whole="y", vocab_size=_SIZE, context_size=1
    )


def _joiner() -> ModelProto:
    nodes = [helper.make_node("Add", ["encoder_out", "decoder_out"], ["logit"])]
    inputs = {"encoder_out": ["N", _SIZE], "decoder_out": ["N", _SIZE]}
    return _model(nodes, {}, inputs, {"logit": ["N", _SIZE]}, joiner_dim=_SIZE)


def _model(nodes, constants, inputs, outputs, whole="", **told) -> ModelProto:
    def kind(name: str) -> int:
        return TensorProto.INT64 if name == whole else TensorProto.FLOAT

    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(n, kind(n), shape) for n, shape in inputs.items()],
        [helper.make_tensor_value_info(n, kind(n), shape) for n, shape in outputs.items()],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    helper.set_model_props(model, {key: str(value) for key, value in told.items()})
    checker.check_model(model)
    return model
