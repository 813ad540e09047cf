"""The one list of translators: a name, and a loader that imports the engine only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from importlib.metadata import entry_points
from importlib.util import find_spec

from taiyaku import weights
from taiyaku.confidential import refuse_sending
from taiyaku.engine import EngineOptions, Translator
from taiyaku.errors import EngineError
from taiyaku.translate.gguf import DEFAULT_MODEL, model_path

ENTRY_POINTS = "taiyaku.translators"  # third parties: name -> a function from EngineOptions to a Translator

Loader = Callable[[EngineOptions], Translator]


def _llama(options: EngineOptions) -> Translator:
    from taiyaku.translate.llama import Llama

    return Llama.load(options)


def _openvino(options: EngineOptions) -> Translator:
    from taiyaku.translate.openvino import OpenVino

    return OpenVino.load(options)


def _argos(options: EngineOptions) -> Translator:
    from taiyaku.translate.argos import Argos

    return Argos.load(options)


def _openai(options: EngineOptions) -> Translator:
    from taiyaku.translate.openai import OpenAICompatible

    return OpenAICompatible.load(options)


def _model_sum(options: EngineOptions) -> str:
    path = model_path(options)
    return weights.known_sum(path) if path.is_file() else ""


def _address(options: EngineOptions) -> str:
    from taiyaku.translate.openai import shown_address

    return shown_address(options)


ENGINES: Mapping[str, Loader] = {"openvino": _openvino, "llama": _llama, "argos": _argos, "openai": _openai}
IDENTITIES: Mapping[str, Callable[[EngineOptions], str]] = {
    "openvino": _model_sum,
    "llama": _model_sum,
    "openai": _address,
}
LOCAL = ("openvino", "llama")  # these take a GGUF file


def resolve_translator(name: str, model: str = "") -> str:
    """The engine that a name stands for with a model: `auto` is Argos where a ja->en package is installed, else a local
    one: OpenVINO for the bundled model where it can be had, llama for any other.

    Raises EngineError for a name that nobody has.
    """
    if name == "auto":
        from taiyaku.translate.argos import is_installed

        if is_installed():
            return "argos"
        return "openvino" if model in ("", DEFAULT_MODEL) and find_spec("openvino_genai") else "llama"
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
    name = resolve_translator(name, options.model)
    if name in LOCAL:
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
    name = resolve_translator(name, options.model)
    if name in ENGINES:
        return ENGINES[name](options)
    loader: Loader = next(iter(entry_points(group=ENTRY_POINTS, name=name))).load()
    return loader(options)
