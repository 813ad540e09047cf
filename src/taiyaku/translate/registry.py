"""The one list of translators: a name, and a loader that imports the engine only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import entry_points

from taiyaku.errors import EngineError
from taiyaku.model import EngineOptions, Translator

ENTRY_POINTS = "taiyaku.translators"  # third parties: name -> a function from EngineOptions to a Translator

Loader = Callable[[EngineOptions], Translator]


def _llama(options: EngineOptions) -> Translator:
    from taiyaku.translate.llama import Llama

    return Llama.load(options)


def _argos(options: EngineOptions) -> Translator:
    from taiyaku.translate.argos import Argos

    return Argos.load(options)


def _openai(options: EngineOptions) -> Translator:
    from taiyaku.translate.openai import OpenAICompatible

    return OpenAICompatible.load(options)


ENGINES: Mapping[str, Loader] = {"llama": _llama, "argos": _argos, "openai": _openai}


def resolve_translator(name: str) -> str:
    """The engine that a name stands for: `auto` is Argos where a ja->en package is installed, else llama.

    Raises EngineError for a name that nobody has.
    """
    if name == "auto":
        from taiyaku.translate.argos import is_installed

        return "argos" if is_installed() else "llama"
    if name not in ENGINES and not entry_points(group=ENTRY_POINTS, name=name):
        raise EngineError(
            f"no translator is called {name!r}",
            where="--translator",
            remedy=f"Choose auto, {', '.join(ENGINES)}",
        )
    return name


def require_translator(name: str, options: EngineOptions) -> None:
    """Raise what `open_translator` would raise soon: EngineError for an unknown name, WeightsError without a model."""
    name = resolve_translator(name)
    if name == "llama":
        from taiyaku.translate.llama import model_path

        model_path(options)
    if name == "openai":
        _openai(options).close()  # nothing is sent: only the address and the model's name are looked at


def open_translator(name: str, options: EngineOptions) -> Translator:
    """Load a translator by name, built in or from the entry points `taiyaku.translators`."""
    name = resolve_translator(name)
    if name in ENGINES:
        return ENGINES[name](options)
    loader: Loader = next(iter(entry_points(group=ENTRY_POINTS, name=name))).load()
    return loader(options)
