"""How well a translator translates the interviews of talks.toml: `python -m benchmarks.translate --half held-out`.

A row a configuration. Every answer is asked for anew unless `--cached` is given, which takes those of earlier runs from
the cache folder; seconds then say nothing, and are not printed.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click
from benchmarks.translate.configs import CONFIGS, Config
from benchmarks.translate.score import Score, difference, score
from benchmarks.translate.talks import Talk, read_talks
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from taiyaku.engine import Before, Candidate, EngineOptions, TranslationRequest, Translator
from taiyaku.errors import TaiyakuError
from taiyaku.glossary.match import TermMatcher
from taiyaku.memory import Memory
from taiyaku.model import Translation
from taiyaku.translate import Remembering, identity, open_translator, translate_turns

CONSOLE = Console(width=150, highlight=False)


@dataclass(slots=True)
class Counted(Before):
    """A translator that counts the requests for more than one turn's first lines."""

    requests: int = 0

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        self.requests += request.candidates
        return self.translator.translate(request)


@dataclass(frozen=True, slots=True)
class Run:
    """What a configuration gave and cost: seconds and requests; tokens and the seconds that writing them took."""

    score: Score
    seconds: float
    requests: int
    tokens: int
    writing: float


def run(config: Config, talks: Sequence[Talk], translator: Translator, speed: Any, advance: Any) -> Run:
    """Translate the talks in one configuration."""
    counted = Counted(translator)
    since, tokens, writing = time.perf_counter(), getattr(speed, "tokens", 0), getattr(speed, "writing_seconds", 0.0)
    translated: list[tuple[Translation, ...]] = []
    for talk in talks:
        terms = talk.terms if config.glossary else ()
        lines, _ = translate_turns(talk.turns, counted, TermMatcher(terms), config.directions, lambda *_: advance())
        translated.append(lines)
    seconds = time.perf_counter() - since
    return Run(
        score(talks, translated),
        seconds,
        counted.requests,
        getattr(speed, "tokens", 0) - tokens,
        getattr(speed, "writing_seconds", 0.0) - writing,
    )


def show(title: str, runs: dict[str, Run], cached: bool) -> None:
    """The table of a half, and each configuration's distance from the first."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    columns = (
        "terms kept",
        "of",
        "silent",
        "consistent",
        "chrF",
        "BLEU",
        "subjects",
        "faults",
        "requests",
        "s",
        "tokens/s",
    )
    for column in ("configuration", *columns):
        table.add_column(column, justify="left" if column == "configuration" else "right")
    for name, one in runs.items():
        s = one.score
        table.add_row(
            name, f"{100 * s.kept / max(1, len(s.hits)):.1f} %", str(len(s.hits)), str(s.silent_misses),
            f"{100 * s.consistency:.0f} %", f"{s.chrf:.1f}", f"{s.bleu:.1f}", f"{s.right}/{s.subjects}",
            str(sum(s.faults.values())), str(one.requests), "remembered" if cached else f"{one.seconds:.0f}",
            f"{one.tokens / one.writing:.1f}" if one.writing else "",
        )  # fmt: skip
    CONSOLE.print(table)
    first, base = next(iter(runs.items()))
    for name, one in runs.items():
        faults = ", ".join(f"{rule} {count}" for rule, count in one.score.faults.most_common())
        CONSOLE.print(f"{name}: faults {faults or 'none'}; sentences {'all there' if one.score.equal else 'LOST'}")
        if one is not base:
            mean, low, high = difference(one.score, base.score)
            CONSOLE.print(f"  chrF of a sentence against {first}: {mean:+.1f} ({low:+.1f} to {high:+.1f}, 95 %)")
    hits = sum(len(one.score.hits) for one in runs.values())
    silent = sum(one.score.silent_misses for one in runs.values())
    CONSOLE.print(f"{hits} hits pooled over the runs; misses that no verdict names: {silent}")


@click.command()
@click.option("--half", type=click.Choice(["tuned", "held-out", "all"]), default="held-out", show_default=True)
@click.option("--config", "names", multiple=True, type=click.Choice(list(CONFIGS)), help="Default: all.")
@click.option("--translator", "engines", multiple=True, default=["openvino"], show_default=True)
@click.option("--model", default="", help="A GGUF file, a model's name, or a server's model.")
@click.option("--server", default="", help="Address of an OpenAI-compatible server, for --translator openai.")
@click.option("--talks", "most", type=click.IntRange(min=1), help="Only so many talks.")
@click.option("--cached", is_flag=True, help="Take answers of earlier runs from the cache folder.")
def main(
    half: str, names: tuple[str, ...], engines: Sequence[str], model: str, server: str, most: int | None, cached: bool
) -> None:
    """Print a table for each translator; one that is not there is said so."""
    talks = read_talks(half)[:most]
    sentences = sum(len(talk.sentences) for talk in talks)
    for engine in engines:
        options = EngineOptions(model, extra={"base_url": server} if server else {})
        try:
            translator = open_translator(engine, options)
            model_sum = identity(engine, options)
        except TaiyakuError as error:
            CONSOLE.print(f"{engine}: not run ({error})")
            continue
        speed = getattr(translator, "speed", None)
        if cached:
            import platformdirs

            place = Path(platformdirs.user_cache_path("taiyaku")) / "benchmarks" / "translate" / "memory.sqlite3"
            translator = Remembering(translator, Memory(place), model_sum)
        chosen = names or tuple(CONFIGS)
        runs: dict[str, Run] = {}
        with closing(translator), Progress(console=Console(stderr=True)) as progress:
            task = progress.add_task(engine, total=len(chosen) * sum(len(talk.turns) for talk in talks))
            for name in chosen:
                progress.update(task, description=name)
                runs[name] = run(CONFIGS[name], talks, translator, speed, partial(progress.advance, task))
        show(f"{translator.name}, {half}: {len(talks)} talks, {sentences} sentences", runs, cached)


main()
