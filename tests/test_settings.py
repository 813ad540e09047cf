"""A workspace's settings: read strictly, found above any of its files, and never a place for a key."""

from pathlib import Path

import pytest

from taiyaku.errors import SettingsError
from taiyaku.settings import Settings, parse_settings, read_settings, settings_above
from taiyaku.workspace import find_root


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("", Settings()),
        ("local_only = true", Settings(local_only=True)),
        ("\ufefflocal_only = false  # for now\n", Settings()),
    ],
)
def test_what_a_file_says(tmp_path: Path, text: str, settings: Settings) -> None:
    (tmp_path / "taiyaku.toml").write_text(text, "utf-8")
    assert read_settings(tmp_path / "taiyaku.toml") == settings


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("local_onyl = true", "taiyaku.toml: local_onyl is no setting. The settings are: local_only."),
        ('local_only = "yes"', "taiyaku.toml: local_only is 'yes', not true or false. Mend that line."),
        ("local_only = 1", "taiyaku.toml: local_only is 1, not true or false. Mend that line."),
        ("[local_only]\nx = 1", "taiyaku.toml: local_only is {'x': 1}, not true or false. Mend that line."),
        ("local_only", "taiyaku.toml: this is not valid TOML"),
    ],
)
def test_what_a_file_may_not_say_is_named_with_its_key(text: str, problem: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings(text, "taiyaku.toml")
    assert str(caught.value).startswith(problem)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('api_key = "planted"', "api_key"),
        ('local_only = true\nOPENAI_API_KEY = "planted"', "OPENAI_API_KEY"),
        ('[openai]\nToken = "planted"', "openai.Token"),
        ('servers = {mine = {password = "planted"}}', "servers.mine.password"),
    ],
)
def test_a_key_is_refused_with_the_reason_and_never_shown(text: str, name: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings(text, "taiyaku.toml")
    assert str(caught.value) == (
        f"taiyaku.toml: {name} does not belong here: a workspace is shared, and keys are read from the environment "
        "only. Take it out and set OPENAI_API_KEY instead; if others have seen this file, make a new key."
    )


def test_settings_that_are_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "taiyaku.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="this is not UTF-8"):
        read_settings(tmp_path / "taiyaku.toml")


def test_settings_make_a_workspace_and_are_found_through_links(tmp_path: Path) -> None:
    for name in ("ws/media", "elsewhere"):
        (tmp_path / name).mkdir(parents=True)
    settings = tmp_path / "ws" / "taiyaku.toml"
    settings.write_text("local_only = true\n", "utf-8")
    (tmp_path / "elsewhere" / "talk.wav").write_bytes(b"")
    (tmp_path / "ws" / "media" / "talk.wav").symlink_to(tmp_path / "elsewhere" / "talk.wav")
    assert settings_above(tmp_path / "ws" / "media" / "talk.wav") == (settings,)
    assert settings_above(tmp_path / "elsewhere" / "talk.wav") == ()
    assert find_root(tmp_path / "ws" / "media" / "other.wav") == (tmp_path / "ws").resolve()
