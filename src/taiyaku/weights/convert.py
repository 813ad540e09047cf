"""An openai-whisper checkpoint from the CTranslate2 file of the same model: one download serves both engines.

The file: version, spec name, revision, count; then for each variable its name, dimensions, type and bytes (all
little-endian); aliases follow. CTranslate2 keeps query, key and value in one matrix, and gives keys a bias of zero.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from taiyaku.errors import WeightsError
from taiyaku.weights.store import cache_folder, find

Array = NDArray[Any]

TYPES = {0: "<f4", 1: "i1", 2: "<i2", 3: "<i4", 4: "<f2"}  # CTranslate2's DataType
CHECKPOINT = "openai-whisper.pt"
LOCK = "openai-whisper.lock"
REMEDY = "Give --model a name, as base, the folder of a CTranslate2 Whisper model, or a .pt file of openai-whisper"
HEAD_WIDTH = 64  # every Whisper model's


def openai_checkpoint(name: str) -> Path:
    """The openai-whisper checkpoint of a model, converted into the cache at the first call.

    A `.pt` file that is given stands for itself. Raises WeightsError where the model is not on this machine, or is not
    a float CTranslate2 Whisper.
    """
    from filelock import FileLock

    source = find(name)
    place = source / CHECKPOINT if source.is_dir() else source
    if place.suffix == ".pt" and place.is_file():
        return place
    if not (source / "model.bin").is_file():
        raise WeightsError("this is no Whisper model", where=str(source), remedy=REMEDY)
    cache_folder().mkdir(parents=True, exist_ok=True)
    with FileLock(cache_folder() / LOCK):  # not beside the model: the folder may be a person's own
        if not place.is_file():
            _write(to_state(read_variables(source / "model.bin")), place)
    return place


def alignment_heads(name: str) -> tuple[tuple[int, int], ...]:
    """(layer, head) of the cross-attention heads that follow time, as the model's config says.

    Raises WeightsError where it does not say.
    """
    source = find(name)
    place = source / "config.json"
    try:
        config = json.loads(place.read_text("utf-8"))
        return tuple((int(layer), int(head)) for layer, head in config["alignment_heads"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsError("this file names no alignment heads", where=str(place), remedy=REMEDY) from error


def read_variables(path: Path) -> dict[str, Array]:
    """Every variable of a CTranslate2 model file. Raises WeightsError for another kind of file."""
    with path.open("rb") as file:
        try:
            _number(file), (spec := _name(file)), _number(file)
            if spec != "WhisperSpec":
                raise ValueError(spec)
            return dict(_variables(file, _number(file)))
        except (struct.error, ValueError, KeyError, IndexError) as error:
            raise WeightsError("this is no CTranslate2 Whisper model", where=str(path), remedy=REMEDY) from error


def _variables(file: BinaryIO, count: int) -> Iterator[tuple[str, Array]]:
    for _ in range(count):
        name = _name(file)
        shape = [_number(file) for _ in range(file.read(1)[0])]
        kind = TYPES[file.read(1)[0]]
        yield name, np.frombuffer(file.read(_number(file)), kind).reshape(shape)


def _number(file: BinaryIO) -> int:
    return int(struct.unpack("<I", file.read(4))[0])


def _name(file: BinaryIO) -> str:
    length = struct.unpack("<H", file.read(2))[0]
    return file.read(length)[:-1].decode()


def to_state(variables: dict[str, Array]) -> dict[str, Any]:
    """The checkpoint: `dims`, and `model_state_dict` as arrays under openai-whisper's names."""
    state: dict[str, Array] = {}
    for side in ("encoder", "decoder"):
        state[f"{side}.positional_embedding"] = variables[f"{side}/position_encodings/encodings"]
        for layer in range(_layers(variables, side)):
            state |= _block(variables, f"{side}/layer_{layer}", f"{side}.blocks.{layer}")
    state |= _norm(variables, "encoder/layer_norm", "encoder.ln_post")
    state |= _norm(variables, "decoder/layer_norm", "decoder.ln")
    for conv in ("conv1", "conv2"):
        state |= {f"encoder.{conv}.{x}": variables[f"encoder/{conv}/{x}"] for x in ("weight", "bias")}
    state["decoder.token_embedding.weight"] = variables["decoder/embeddings/weight"]
    return {"dims": _dims(variables), "model_state_dict": state}


def _layers(variables: dict[str, Array], side: str) -> int:
    return len({name.split("/")[1] for name in variables if name.startswith(f"{side}/layer_") and name.count("/") > 2})


def _dims(variables: dict[str, Array]) -> dict[str, int]:
    audio, text = (variables[f"{side}/position_encodings/encodings"].shape for side in ("encoder", "decoder"))
    return {
        "n_mels": variables["encoder/conv1/weight"].shape[1],
        "n_audio_ctx": audio[0],
        "n_audio_state": audio[1],
        "n_audio_head": audio[1] // HEAD_WIDTH,
        "n_audio_layer": _layers(variables, "encoder"),
        "n_vocab": variables["decoder/embeddings/weight"].shape[0],
        "n_text_ctx": text[0],
        "n_text_state": text[1],
        "n_text_head": text[1] // HEAD_WIDTH,
        "n_text_layer": _layers(variables, "decoder"),
    }


def _block(v: dict[str, Array], old: str, new: str) -> dict[str, Array]:
    """One transformer layer."""
    out = _norm(v, f"{old}/self_attention/layer_norm", f"{new}.attn_ln")
    out |= _split(v, f"{old}/self_attention/linear_0", f"{new}.attn", ("query", "key", "value"))
    out |= _linear(v, f"{old}/self_attention/linear_1", f"{new}.attn.out")
    if f"{old}/attention/linear_0/weight" in v:
        out |= _norm(v, f"{old}/attention/layer_norm", f"{new}.cross_attn_ln")
        out |= _linear(v, f"{old}/attention/linear_0", f"{new}.cross_attn.query")
        out |= _split(v, f"{old}/attention/linear_1", f"{new}.cross_attn", ("key", "value"))
        out |= _linear(v, f"{old}/attention/linear_2", f"{new}.cross_attn.out")
    out |= _norm(v, f"{old}/ffn/layer_norm", f"{new}.mlp_ln")
    out |= _linear(v, f"{old}/ffn/linear_0", f"{new}.mlp.0")
    return out | _linear(v, f"{old}/ffn/linear_1", f"{new}.mlp.2")


def _linear(v: dict[str, Array], old: str, new: str) -> dict[str, Array]:
    return {f"{new}.{x}": v[f"{old}/{x}"] for x in ("weight", "bias")}


def _norm(v: dict[str, Array], old: str, new: str) -> dict[str, Array]:
    return {f"{new}.weight": v[f"{old}/gamma"], f"{new}.bias": v[f"{old}/beta"]}


def _split(v: dict[str, Array], old: str, new: str, names: tuple[str, ...]) -> dict[str, Array]:
    """A fused matrix cut into its projections; openai-whisper's keys have no bias."""
    out: dict[str, Array] = {}
    for x in ("weight", "bias"):
        for name, part in zip(names, np.split(v[f"{old}/{x}"], len(names)), strict=True):
            if (name, x) != ("key", "bias"):
                out[f"{new}.{name}.{x}"] = part
    return out


def _write(checkpoint: dict[str, Any], place: Path) -> None:
    import torch

    tensors = {name: torch.from_numpy(array.copy()) for name, array in checkpoint["model_state_dict"].items()}
    temp = place.with_suffix(".part")
    try:
        torch.save({"dims": checkpoint["dims"], "model_state_dict": tensors}, temp)
        temp.replace(place)
    finally:
        temp.unlink(missing_ok=True)
