"""JSON from a file, checked against a shape that is itself data, before anything relies on its types.

A shape is a type (`str`, `int`, `float`, `bool`), a frozenset of the texts allowed, `[shape]` for a list, a tuple of
shapes for a list of that length, a dict of shapes for an object (other keys may stand beside), `Each` or `Maybe`.
"""

from __future__ import annotations

from dataclasses import dataclass
from reprlib import repr as short
from typing import Any

NAMES = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Maybe:
    """A value of `shape` that may be null, and a key that may be absent."""

    shape: Any


@dataclass(frozen=True, slots=True)
class Each:
    """An object whose every value has `shape`; its keys are free unless `keys` names them."""

    shape: Any
    keys: frozenset[str] = frozenset()


def require_shape(value: object, shape: Any, at: str = "") -> None:
    """Raise ValueError where `value` is not of `shape`, as `turns[3].sentences[0].id is 5, not text`."""
    if isinstance(shape, Maybe):
        if value is not None:
            require_shape(value, shape.shape, at)
    elif isinstance(shape, (dict, Each)):
        _require(isinstance(value, dict), value, at, "an object")
        _require_fields(value, shape, at)  # type: ignore[arg-type]  # the line above is the check
    elif isinstance(shape, (list, tuple)):
        _require(isinstance(value, list), value, at, "a list")
        _require_items(value, shape, at)  # type: ignore[arg-type]  # the line above is the check
    elif isinstance(shape, frozenset):
        _require(isinstance(value, str) and value in shape, value, at, f"one of {', '.join(sorted(shape))}")
    else:
        # True is an int to Python, and a whole number serves where any number does
        taken = (int, float) if shape is float else shape
        _require(isinstance(value, taken) and isinstance(value, bool) == (shape is bool), value, at, NAMES[shape])


def _require_fields(value: dict[str, Any], shape: dict[str, Any] | Each, at: str) -> None:
    inside = f"{at}." if at else ""
    if isinstance(shape, Each):
        for key, item in value.items():
            if shape.keys:
                require_shape(key, shape.keys, f"{at}'s key")
            require_shape(item, shape.shape, inside + key)
        return
    for key, wanted in shape.items():
        if key in value:
            require_shape(value[key], wanted, inside + key)
        elif not isinstance(wanted, Maybe):
            raise ValueError(f"{inside}{key} is missing")


def _require_items(value: list[Any], shape: list[Any] | tuple[Any, ...], at: str) -> None:
    if isinstance(shape, tuple):
        _require(len(value) == len(shape), value, at, f"a list of {len(shape)}")
    for i, item in enumerate(value):
        require_shape(item, shape[i] if isinstance(shape, tuple) else shape[0], f"{at}[{i}]")


def _require(good: bool, value: object, at: str, wanted: str) -> None:
    if not good:
        raise ValueError(f"{at or 'the whole'} is {short(value)}, not {wanted}")
