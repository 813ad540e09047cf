"""Profiles are data: each rule with its source, an own one extends another, and what is wrong is named."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from taiyaku.commands import cli
from taiyaku.profiles import LANGUAGES, ROLES, RULES, ProfileError, load_profile, parse_profile, profile_names

WANTED = ("netflix", "verbatim", "sdh", "youtube", "ted", "bbc", "broadcast-ja")


@pytest.mark.parametrize("profile_name", WANTED)
def test_every_rule_of_every_track_has_a_value_and_a_source(profile_name: str) -> None:
    profile = load_profile(profile_name)
    assert set(profile.tracks) == {(language, role) for language in LANGUAGES for role in ROLES}
    for rules in profile.tracks.values():
        for name, rule in RULES.items():
            value = getattr(rules, name)
            assert value in rule.choices if rule.choices else rule.least <= value <= rule.greatest
        assert all(rules.sources[rule] for rule in RULES)


def test_a_track_s_rules_go_by_its_role() -> None:
    tracks = load_profile("netflix").tracks
    assert (tracks["ja", "captions"].cps, tracks["ja", "translation"].cps) == (7, 4)
    assert (tracks["ja", "captions"].line_width, tracks["ja", "translation"].line_width) == (16, 13)
    assert (tracks["en", "translation"].line_width, tracks["en", "translation"].cps) == (42, 20)


def test_an_own_profile_has_the_rules_that_it_says_and_the_others_of_what_it_extends(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('extends = "bbc"\n[en.translation]\ncps = [15, "our client"]\n', "utf-8")
    (tmp_path / "film.toml").write_text('extends = "house"\n[en.translation]\nmax_lines = 1\n', "utf-8")
    rules = load_profile("film", tmp_path).en
    assert (rules.cps, rules.max_lines, rules.line_width) == (15, 1, 37)
    assert (rules.sources["cps"], rules.sources["max_lines"]) == ("our client", "")
    assert set(WANTED) | {"house", "film"} == set(profile_names(tmp_path))
    assert load_profile(str(tmp_path / "house.toml")).en.cps == 15


def test_an_own_profile_may_take_the_place_of_one_of_the_package(tmp_path: Path) -> None:
    (tmp_path / "ted.toml").write_text('extends = "ted"\n[en.translation]\ncps = 18\n', "utf-8")
    assert (load_profile("ted", tmp_path).en.cps, load_profile("ted", tmp_path).en.min_ms) == (18, 1000)
    assert load_profile("ted").en.cps == 21


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[en.captions", "profile x: this is not valid TOML"),
        ('extends = "nobody"', "profile x: there is no profile called 'nobody'. Choose one of: bbc, "),
        ("cps = 7", "profile x: cps is not known here. Known are about, en, every, extends, ja."),
        ("every = 7", "profile x, [every]: this is no table of rules. Write its name in brackets on a line"),
        ("[ja]\ncps = 7", "profile x: [ja] holds the tables captions and translation and nothing else."),
        ("[ja.captions]\ncolour = 7", "profile x, [ja.captions]: colour is not a rule. The rules are: line_width, "),
        ("[ja.captions]\ncps = true", "cps = True is not a number from 1 to 100 characters a second."),
        ("[ja.captions]\ncps = nan", "cps = nan is not a number from 1 to 100 characters a second."),
        ("[ja.captions]\nmax_lines = 1.5", "max_lines = 1.5 is not a whole number from 1 to 4 lines."),
        ("[en.captions]\nline_width = -1", "line_width = -1 is not a number from 2 to 200 characters."),
        ("[ja.captions]\npunctuation = 'dots'", "[ja.captions]: punctuation = 'dots' is none of keep, spaces."),
        ("[ja.captions]\nline_width = [1, 2]", "line_width = [1, 2] is not a number from 2 to 200 full-width units."),
        ('extends = "verbatim"\n[ja.captions]\nmax_ms = 5', "profile x, [ja.captions]: max_ms is less than min_ms."),
        ("", "profile x, [ja.captions]: line_width is missing. Write it, or extend"),
    ],
)
def test_what_is_wrong_is_named_with_its_table(text: str, problem: str) -> None:
    with pytest.raises(ProfileError) as caught:
        parse_profile("x", text)
    assert problem in str(caught.value)


def test_profiles_that_extend_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('extends = "b"', "utf-8")
    (tmp_path / "b.toml").write_text('extends = "a"', "utf-8")
    (tmp_path / "c.toml").write_text('extends = "c"', "utf-8")
    for name in "abc":
        with pytest.raises(ProfileError, match="it extends itself"):
            load_profile(name, tmp_path)


def test_the_commands_show_the_package_s_and_the_workspace_s_own(workspace: Path) -> None:
    run = CliRunner().invoke
    Path("profiles").mkdir()
    written = run(cli, ["profiles", "show", "bbc", "--toml"]).output
    Path("profiles/house.toml").write_text(written, "utf-8")
    listed = [line.split()[0] for line in run(cli, ["profiles", "list"]).output.splitlines()]
    assert listed == sorted([*WANTED, "house"])
    rows = json.loads(run(cli, ["profiles", "show", "house", "--json"]).output)
    assert len(rows) == len(RULES) * len(LANGUAGES) * len(ROLES)
    (row,) = (row for row in rows if (row["track"], row["rule"]) == ("en.translation", "line_width"))
    assert (row["value"], row["unit"]) == (37, "characters")
    shown = run(cli, ["profiles", "show", "house"]).output
    assert "full-width units" in shown
    assert "68 %" in shown


def test_an_unknown_profile_is_answered_with_the_known_ones(workspace: Path) -> None:
    done = CliRunner().invoke(cli, ["profiles", "show", "nobody"])
    assert done.exit_code == 2
    assert done.stderr.startswith("taiyaku: nobody: there is no profile called 'nobody'. Choose one of: bbc, ")
