"""The one list of recognizers: a name, and a loader that imports the engine only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import entry_points

from taiyaku.engine import EngineOptions, Recognizer
from taiyaku.errors import EngineError

ENTRY_POINTS = "taiyaku.recognizers"  # third parties: name -> a function from EngineOptions to a Recognizer

Loader = Callable[[EngineOptions], Recognizer]


def _faster_whisper(options: EngineOptions) -> Recognizer:
    from taiyaku.listen.faster import FasterWhisper

    return FasterWhisper.load(options)


def _openai_whisper(options: EngineOptions) -> Recognizer:
    from taiyaku.listen.openai_whisper import OpenAIWhisper

    return OpenAIWhisper.load(options)


def _recorded(options: EngineOptions) -> Recognizer:
    from taiyaku.listen.recorded import Recorded

    return Recorded.load(options)


ENGINES: Mapping[str, Loader] = {
    "faster-whisper": _faster_whisper,
    "openai-whisper": _openai_whisper,
    "recorded": _recorded,
}


def open_recognizer(name: str, options: EngineOptions) -> Recognizer:
    """Load the recognizer called `name`, built in or from the entry points `taiyaku.recognizers`.

    Raises EngineError for an unknown name and WeightsError where its model is not there.
    """
    if name in ENGINES:
        return ENGINES[name](options)
    for entry in entry_points(group=ENTRY_POINTS, name=name):
        loader: Loader = entry.load()
        return loader(options)
    raise EngineError(
        f"no recognizer is called {name!r}",
        where="--recognizer",
        remedy=f"Choose one of {', '.join(ENGINES)}",
    )
