"""README's commands and options are the program's."""

import re
from typing import cast

import click
import pytest

from conftest import ROOT
from taiyaku.commands import cli
from taiyaku.media import load_audio, probe

README = (ROOT / "README.md").read_text("utf-8")


def test_every_command_of_the_program_is_in_readme_and_the_other_way_round() -> None:
    named = set(re.findall(r"taiyaku ([a-z]+)", README)) - {"for"}
    assert named == set(cli.commands)


def _inside(group: str) -> list[click.Command]:
    return list(cast(click.Group, cli.commands[group]).commands.values())


@pytest.mark.parametrize("option", sorted(set(re.findall(r"`(--[a-z-]+)", README))))
def test_every_option_in_readme_exists(option: str) -> None:
    commands = [cli, *cli.commands.values(), *_inside("models"), *_inside("glossary")]
    assert option in {name for command in commands for p in command.params for name in p.opts}


def test_every_dependency_is_in_the_table() -> None:
    declared = re.search(r"^dependencies = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text("utf-8"), re.M | re.S)
    assert declared is not None
    for name in re.findall(r'"([a-z0-9-]+)', declared[1]):
        assert re.search(rf"^\|.*\b{name}\b", README, re.M), name


def test_the_sample_is_two_minutes_of_two_speakers() -> None:
    info = probe(ROOT / "media" / "interview.ogg")
    assert 100_000 < info.duration_ms < 150_000
    assert len(load_audio(info.path)) == pytest.approx(info.duration_ms * 16, rel=0.01)
    transcript = (ROOT / "media" / "interview.txt").read_text("utf-8")
    assert 12 <= len(re.findall(r"^(?:Xia|Dev437): ", transcript, re.M)) <= 16
    assert info.path.stat().st_size < 2 << 20
