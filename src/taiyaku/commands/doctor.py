"""`taiyaku doctor`: what is installed, which weights are there, and what would run."""

from __future__ import annotations

import json
import platform
import shutil
from importlib.metadata import PackageNotFoundError, version

import click
from rich.table import Table

from taiyaku import __version__
from taiyaku.commands.console import stdout_console
from taiyaku.confidential import forbidden_by
from taiyaku.errors import EngineError

PACKAGES = (
    "faster-whisper", "ctranslate2", "openai-whisper", "torch", "argostranslate", "xllamacpp", "pyopenjtalk-plus",
    "budoux", "av", "pydub", "srt", "click",
)  # fmt: skip


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def doctor(as_json: bool) -> None:
    """Show what is installed, which weights are there, and which engines `taiyaku make` would use.

    \b
    Example:
      taiyaku doctor
    """
    report = examine()
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for name, value in report.items():
        table.add_row(name, value if isinstance(value, str) else "\n".join(f"{k}: {v}" for k, v in value.items()))
    stdout_console().print(table)


def examine() -> dict[str, str | dict[str, str]]:
    """The report: one line, or several named ones, a subject."""
    from taiyaku import weights
    from taiyaku.translate import resolve_translator

    cache = weights.cache_folder()
    existing = next(folder for folder in (cache, *cache.parents) if folder.exists())
    return {
        "taiyaku": __version__,
        "python": f"{platform.python_version()} on {platform.system()} {platform.machine()}",
        "packages": {name: _version(name) for name in PACKAGES},
        "weights folder": f"{cache} ({shutil.disk_usage(existing).free / 1e9:.1f} GB free)",
        "weights": {
            name: "there" if weights.is_present(name) else f"missing: `taiyaku models pull {name}`"
            for name in weights.names()
        },
        "only for some": {
            "--translator openvino": _only("openvino-genai", "for Intel and AMD processors"),
            "--shots": _only("scenedetect", "pip install 'taiyaku[shots]'"),
            "burn, mux, preview": _drawing(),
        },
        "would listen with": f"faster-whisper, whisper-base, on {_device()}",
        "would translate with": resolve_translator("auto"),
        "confidential": _confidential(forbidden_by()),
    }


def _confidential(forbids: str) -> str:
    if forbids:
        return f"yes, by {forbids}: every engine and download that would leave this machine is refused"
    return "no: local_only = true in taiyaku.toml would refuse what leaves this machine"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing: install taiyaku again with pip"


def _only(package: str, remedy: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"missing: {remedy}"


def _drawing() -> str:
    """The ffmpeg and the font that subtitles would be drawn with, or what is missing."""
    from taiyaku.render.ffmpeg import find_ffmpeg
    from taiyaku.render.fonts import find_font

    try:
        return f"{find_ffmpeg(needs='ass')}, {find_font().family}"
    except EngineError as error:
        return f"missing: {error}"


def _device() -> str:
    import ctranslate2

    count = ctranslate2.get_cuda_device_count()
    return f"cuda ({count} found), float16" if count else "cpu, int8"
