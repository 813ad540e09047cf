"""Argos with a real package: trained here, zipped, installed by Argos's own call, and translated with.

Argos reads its folders when it is imported, so each case runs in a process of its own.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

INSTALL = "import sys, argostranslate.package as p; [p.install_from_path(x) for x in sys.argv[1:]]"
ASK = """
import json, sys
from taiyaku.errors import EngineError
from taiyaku.engine import EngineOptions, TranslationRequest
from taiyaku.translate import open_translator, resolve_translator
request = json.loads(sys.argv[1])
try:
    engine = open_translator("argos", EngineOptions(extra=request.pop("extra", {})))
    given = {key: tuple(tuple(x) if isinstance(x, list) else x for x in value) if isinstance(value, list) else value
             for key, value in request.items()}
    answers = engine.translate(TranslationRequest(**given))
    print(json.dumps({"auto": resolve_translator("auto"), "name": engine.name,
                      "answers": [[list(c.sentences), c.score] for c in answers]}))
except EngineError as error:
    print(json.dumps({"auto": resolve_translator("auto"), "error": str(error)}))
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ja->en package, trained once for all cases."""
    out = tmp_path_factory.mktemp("argos") / "ja_en.argosmodel"
    subprocess.run([sys.executable, str(ROOT / "tests" / "tiny_argos.py"), "ja", "en", str(out)], check=True)
    return out


def renamed(package: Path, from_code: str, to_code: str) -> Path:
    """The same weights under another pair: what matters is which pairs there are."""
    import zipfile

    out = package.with_name(f"{from_code}_{to_code}.argosmodel")
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("metadata.json"):
                metadata = json.loads(data) | {"from_code": from_code, "to_code": to_code}
                data = json.dumps(metadata).encode()
            new.writestr(name.replace("ja_en", f"{from_code}_{to_code}"), data)
    return out


def ask(home: Path, packages: list[Path], **request: object) -> dict[str, object]:
    environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": "", "ARGOS_PACKAGES_DIR": str(home / "packages")}
    environment = {key: value for key, value in environment.items() if value}
    (home / "packages").mkdir()
    if packages:
        command = [sys.executable, "-c", INSTALL, *map(str, packages)]
        subprocess.run(command, env=environment, check=True, capture_output=True)
    command = [sys.executable, "-c", ASK, json.dumps({"sentences": ["船が来ました。"], **request})]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def test_an_installed_package_translates_and_auto_chooses_it(package: Path, tmp_path: Path) -> None:
    found = ask(tmp_path, [package], sentences=["船が来ました。", "港は静かです。"])
    assert found["auto"] == "argos"
    assert found["name"] == "argos:ja_en-1.0"
    assert found["answers"][0][0] == ["The ship has come.", "The harbour is quiet."]  # type: ignore[index]


def test_several_candidates_come_best_first(package: Path, tmp_path: Path) -> None:
    answers = ask(tmp_path, [package], candidates=3)["answers"]
    assert len(answers) == 3  # type: ignore[arg-type]
    scores = [score for _, score in answers]  # type: ignore[attr-defined]
    assert scores == sorted(scores, reverse=True)


def test_a_term_that_is_written_into_the_source_is_copied(package: Path, tmp_path: Path) -> None:
    found = ask(tmp_path, [package], sentences=["GenAIを使います。"])
    assert found["answers"][0][0] == ["We use GenAI."]  # type: ignore[index]


@pytest.mark.parametrize(
    ("pairs", "problem"),
    [
        ([], "Argos has no package for Japanese"),
        ([("de", "en")], "Argos has no package for Japanese"),
        ([("ja", "de")], "Argos has no package for English"),
        ([("en", "ja")], "Argos has no way from Japanese to English"),
        ([("ja", "de"), ("de", "en")], "by way of another language (ja -> de -> en)"),
    ],
)
def test_a_missing_pair_a_missing_language_and_a_silent_pivot_are_refused(
    package: Path, tmp_path: Path, pairs: list[tuple[str, str]], problem: str
) -> None:
    found = ask(tmp_path, [renamed(package, *pair) for pair in pairs])
    assert problem in str(found["error"])
    assert "--translator llama" in str(found["error"])
    assert found["auto"] == "openvino"


def test_a_pivot_that_is_asked_for_is_taken(package: Path, tmp_path: Path) -> None:
    packages = [renamed(package, "ja", "de"), renamed(package, "de", "en")]
    assert ask(tmp_path, packages, extra={"pivot": "yes"})["name"] == "argos:ja_de-1.0+de_en-1.0"
