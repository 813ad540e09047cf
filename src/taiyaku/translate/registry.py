"""The one list of translators: a name, and a loader that imports the engine only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from importlib.metadata import entry_points

from taiyaku import weights
from taiyaku.confidential import refuse_sending
from taiyaku.engine import EngineOptions, Translator
from taiyaku.errors import EngineError

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


def _model_sum(options: EngineOptions) -> str:
    from taiyaku.translate.llama import model_path

    path = model_path(options)
    return weights.known_sum(path) if path.is_file() else ""


def _address(options: EngineOptions) -> str:
    from taiyaku.translate.openai import shown_address

    return shown_address(options)


ENGINES: Mapping[str, Loader] = {"llama": _llama, "argos": _argos, "openai": _openai}
IDENTITIES: Mapping[str, Callable[[EngineOptions], str]] = {"llama": _model_sum, "openai": _address}


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


def require_translator(name: str, options: EngineOptions, forbids: str = "") -> None:
    """Raise what `open_translator` would raise soon: EngineError for an unknown name, WeightsError without a model.

    Where a setting `forbids` that text leaves the machine, ConfidentialError for an engine that would send it.
    """
    name = resolve_translator(name)
    if name == "llama":
        from taiyaku.translate.llama import model_path

        model_path(options)
    if name == "openai" or (forbids and name not in ENGINES):  # where a third party's sends its text, only itself knows
        with closing(open_translator(name, options)) as translator:  # nothing is sent by that
            refuse_sending("the text", translator.sends_text_to, forbids)


def identity(name: str, options: EngineOptions) -> str:
    """What tells a translator from another of the same name: its model file's SHA-256, or its server's address.

    Raises WeightsError or EngineError where there is none.
    """
    return IDENTITIES[name](options) if name in IDENTITIES else ""


def open_translator(name: str, options: EngineOptions) -> Translator:
    """Load a translator by name, built in or from the entry points `taiyaku.translators`."""
    name = resolve_translator(name)
    if name in ENGINES:
        return ENGINES[name](options)
    loader: Loader = next(iter(entry_points(group=ENTRY_POINTS, name=name))).load()
    return loader(options)
