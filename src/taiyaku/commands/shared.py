"""Options that several commands have in common, and what they make of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from taiyaku.engine import EngineOptions
from taiyaku.errors import EngineError
from taiyaku.job import Job, dump_job
from taiyaku.options import Options
from taiyaku.translate.registry import ENGINES as BUILT_IN

F = TypeVar("F", bound=Callable[..., Any])

EXIT_FINDINGS = 1
FILE = click.Path(path_type=Path)


def _stack(*options: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


glossary_option = click.option(
    "--glossary", "glossaries", type=FILE, multiple=True, help="A glossary; default glossary/*.csv."
)
track_option = click.option(
    "--track", type=click.IntRange(min=0), default=0, show_default=True, help="Which audio track to listen to, from 0."
)
threads_option = click.option(
    "--threads", type=click.IntRange(min=0), default=0, help="Processor threads; default all."
)
local_option = click.option(
    "--local-only", is_flag=True, help="Refuse every engine and download that would leave this machine."
)
source_options = _stack(
    click.option("--transcript", type=FILE, help="The transcript, if it is not beside the recording."),
    glossary_option,
    click.option("--output", type=FILE, help="Folder for the results; default output/ of the workspace."),
    track_option,
    click.option("--excerpt", is_flag=True, help="The recording is a part of what was transcribed."),
    click.option("--fresh", is_flag=True, help="Run every stage again, whatever the job file and the memory hold."),
    local_option,
)
recognizer_options = _stack(
    click.option(
        "--recognizer",
        default="faster-whisper",
        show_default=True,
        help="faster-whisper, openai-whisper or recorded.",
    ),
    click.option("--model", default="", help="Recognizer model: a name (base), a folder, or a file."),
    click.option("--device", default="auto", show_default=True, help="cpu, cuda or auto."),
    click.option("--compute-type", default="auto", show_default=True, help="int8, float16, float32 or auto."),
    threads_option,
)


def _translator_options(*model_names: str) -> Callable[[F], F]:
    return _stack(
        click.option("--translator", default="auto", show_default=True, help="auto, openvino, llama, argos or openai."),
        click.option(
            *model_names,
            "translator_model",
            default="",
            help="A GGUF file, a name that `taiyaku models list` shows, or a server's model.",
        ),
        click.option("--best", is_flag=True, help="Ask several times for lines that the model is not sure of; slower."),
        click.option(
            "--context",
            type=click.IntRange(0, 8),
            default=0,
            show_default=True,
            help="How many turns before a turn the translator is shown; helps large models only.",
        ),
        click.option("--server", default="", help="Address of an OpenAI-compatible server; means --translator openai."),
    )


translator_options = _translator_options("--translator-model")
sole_translator_options = _translator_options("--model", "--translator-model")  # where no recognizer has a model
cue_options = _stack(
    click.option("--profile", default="verbatim", show_default=True,
                 help="The rules that cues are shaped by: a name that `taiyaku profiles list` shows, or a TOML file."),
    click.option("--stacked-lines", type=click.IntRange(1, 2), default=1, show_default=True,
                 help="Lines a language in the stacked file."),
    click.option("--shots", is_flag=True, help="Keep subtitles to the picture's changes of shot; looks at all of it."),
    click.option("--fps", default="", help="Put every time on a frame: 23.976, 24, 25, 29.97, 30, 50, 59.94 or 60."),
)  # fmt: skip
talk_options = _stack(
    click.option("--strict", is_flag=True, help="Exit 1 when there are warnings or errors."),
    click.option("--json", "as_json", is_flag=True, help="Print the job as JSON on stdout."),
    click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
    click.option("-v", "--verbose", is_flag=True, help="List every finding."),
)


def to_options(chosen: dict[str, Any]) -> Options:
    """The pipeline's options from a command's. Raises EngineError where they contradict each other."""
    extra = {"base_url": chosen["server"]} if chosen.get("server") else {}
    defaults = Options()
    return Options(
        recognizer=chosen.get("recognizer", defaults.recognizer),
        recognizer_options=EngineOptions(
            chosen.get("model", ""),
            chosen.get("device", "auto"),
            chosen.get("compute_type", "auto"),
            chosen.get("threads", 0),
        ),
        translator=_translator(chosen.get("translator", defaults.translator), chosen.get("server", "")),
        translator_options=EngineOptions(
            chosen.get("translator_model", ""), threads=chosen.get("threads", 0), extra=extra
        ),
        track=chosen.get("track", 0),
        profile=chosen.get("profile", defaults.profile),
        stacked_lines=chosen.get("stacked_lines", defaults.stacked_lines),
        fps=chosen.get("fps", defaults.fps),
        shots=chosen.get("shots", defaults.shots),
        excerpt=chosen.get("excerpt", False),
        fresh=chosen.get("fresh", False),
        best=chosen.get("best", False),
        context=chosen.get("context", defaults.context),
        local_only=chosen.get("local_only", False),
        fill=chosen.get("fill", False),
    )


def _translator(name: str, server: str) -> str:
    """The translator that is meant: a server that is named is never passed over in silence."""
    if server and name == "auto":
        return "openai"
    if server and name in BUILT_IN and name != "openai":
        raise EngineError(
            f"a server was named, and {name} runs on this machine",
            where="--server",
            remedy="Leave out --server, or choose --translator openai",
        )
    return name


def print_json(job: Job | Sequence[Job]) -> None:
    """One job as an object; the jobs of a command that was given several recordings as a list."""
    data = json.loads(dump_job(job)) if isinstance(job, Job) else [json.loads(dump_job(each)) for each in job]
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def grave(job: Job) -> bool:
    """Whether `--strict` names anything in this job."""
    return any(finding.severity != "info" for finding in job.findings)
