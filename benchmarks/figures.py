"""The figures that README and the notes quote: alignment errors, seconds, tokens a second, peak memory.

`--sample` measures the sample in media/; without it, a talk of some eight minutes is synthesized first (once, kept in
the cache folder) from benchmarks/talk.toml. Each stage runs in its own process, so that its peak memory is its own.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import time
import wave
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "media" / "interview"
TALK = ROOT / "benchmarks" / "talk.toml"


@dataclass(frozen=True, slots=True)
class Case:
    """A recording with its transcript and true times: rows of (text, onset_ms, offset_ms)."""

    media: Path
    transcript: Path
    truth: tuple[tuple[str, float, float], ...]


def sample() -> Case:
    """The sample of the repository."""
    return _case(SAMPLE.with_suffix(".ogg"))


def talk() -> Case:
    """The long talk, synthesized on the first call."""
    import platformdirs

    media = platformdirs.user_cache_path("taiyaku") / "benchmarks" / "talk.wav"
    if not media.with_suffix(".times.json").exists():
        from scripts.voices import RATE, speak_script, times_json

        media.parent.mkdir(parents=True, exist_ok=True)
        spoken = speak_script(TALK, lambda done, total: print(f"\rspeaking {done} of {total}", end="", file=sys.stderr))
        with wave.open(str(media), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes((np.clip(spoken.samples, -1, 1) * 32767).astype("<i2").tobytes())
        media.with_suffix(".txt").write_text(spoken.transcript, "utf-8")
        media.with_suffix(".times.json").write_text(times_json(spoken), "utf-8")
        print(file=sys.stderr)
    return _case(media)


def _case(media: Path) -> Case:
    rows = json.loads(media.with_suffix(".times.json").read_text("utf-8"))["sentences"]
    return Case(
        media, media.with_suffix(".txt"), tuple((row["text"], row["onset_ms"], row["offset_ms"]) for row in rows)
    )


def measure_align(case: Case, recognizer: str) -> dict[str, Any]:
    """Errors of starts and ends in milliseconds, seconds, and what was taken for unspoken."""
    from taiyaku.align import align
    from taiyaku.engine import EngineOptions
    from taiyaku.listen import open_recognizer
    from taiyaku.media import load_audio
    from taiyaku.model import SAMPLE_RATE
    from taiyaku.stages import known_readings, read_transcript

    turns, _ = read_transcript(case.transcript)
    since = time.perf_counter()
    recording = load_audio(case.media)
    engine = open_recognizer(recognizer, EngineOptions())
    found = align(turns, recording, engine, known_readings(sorted((ROOT / "glossary").glob("*.csv"))))
    seconds = time.perf_counter() - since
    texts = [s.text.strip() for turn in turns for s in turn.sentences]
    truths = iter(case.truth)
    spoken = {text for text, _, _ in case.truth}
    said = [(item, next(truths)) for text, item in zip(texts, found.sentences, strict=True) if text in spoken]
    pairs = [(item, true) for item, true in said if item.start_ms is not None]
    starts = np.abs([(item.start_ms or 0) - true[1] for item, true in pairs])
    ends = np.abs([(item.end_ms or 0) - true[2] for item, true in pairs])
    return {
        "engine": engine.name,
        "audio s": f"{len(recording) / SAMPLE_RATE:.0f}",
        "seconds": f"{seconds:.1f}",
        "times real time": f"{len(recording) / SAMPLE_RATE / seconds:.1f}",
        "found": f"{len(pairs)}/{len(case.truth)}",
        "start mean/p95/worst ms": _spread(starts),
        "end mean/p95/worst ms": _spread(ends),
    }


def measure_translate(case: Case, translator: str) -> dict[str, Any]:
    """Seconds, tokens a second, and terms kept."""
    from taiyaku.engine import EngineOptions
    from taiyaku.glossary.files import read_glossary
    from taiyaku.glossary.match import TermMatcher
    from taiyaku.stages import read_transcript
    from taiyaku.translate import open_translator, translate_turns

    turns, _ = read_transcript(case.transcript)
    matcher = TermMatcher(read_glossary(sorted((ROOT / "glossary").glob("*.csv"))))
    since = time.perf_counter()
    with closing(open_translator(translator, EngineOptions())) as engine:
        translations, findings = translate_turns(turns, engine, matcher)
    seconds = time.perf_counter() - since
    verdicts = [v.verdict for t in translations for v in t.verdicts]
    speed = getattr(engine, "speed", None)
    return {
        "engine": engine.name,
        "sentences": str(len(translations)),
        "seconds": f"{seconds:.1f}",
        "tokens/s writing": f"{speed.tokens / speed.writing_seconds:.1f}" if speed else "",
        "terms kept": f"{verdicts.count('kept')}/{len(verdicts)}",
        "lines to look at": str(len(findings)),
    }


def _spread(errors: np.ndarray[Any, Any]) -> str:
    return f"{errors.mean():.0f} / {np.percentile(errors, 95):.0f} / {errors.max():.0f}"


def _in_its_own_process(measure: Callable[..., dict[str, Any]], *arguments: Any) -> dict[str, Any]:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_with_peak, (measure, arguments))


def _with_peak(measure: Callable[..., dict[str, Any]], arguments: Sequence[Any]) -> dict[str, Any]:
    row = measure(*arguments)
    return {**row, "peak MB": f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}"}


def _show(title: str, rows: Sequence[dict[str, Any]]) -> None:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for name in rows[0]:
        table.add_column(name, justify="left" if name == "engine" else "right", overflow="fold")
    for row in rows:
        table.add_row(*row.values())
    Console(width=150).print(table)


def main() -> None:
    """Print the tables."""
    case, translators = (sample(), ["auto"]) if "--sample" in sys.argv else (talk(), ["openvino", "llama"])
    recognizers = ("faster-whisper", "openai-whisper")
    _show(f"align, {case.media.name}", [_in_its_own_process(measure_align, case, name) for name in recognizers])
    _show(f"translate, {case.media.name}", [_in_its_own_process(measure_translate, case, name) for name in translators])


if __name__ == "__main__":
    main()
