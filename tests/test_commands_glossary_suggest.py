"""`taiyaku glossary suggest`: candidates out of the transcripts of a workspace."""

import json
from pathlib import Path

from glossary_place import TERMS, run


def test_candidates_are_shown_with_their_count_and_first_place_and_written_once(glossary: Path) -> None:
    code, out, err = run("suggest")
    assert code == 0
    assert out[1].split() == ["GenAI", "Latin", "name", "1", "talk", "0:01.000", "GenAI"]
    assert err[0] == "1 words of 1 talks may be terms"
    assert glossary.read_text("utf-8") == TERMS
    assert run("suggest", "talk", "--write", "--into", "glossary/a.csv")[1][-1] == "glossary/a.csv"
    assert glossary.read_text("utf-8").splitlines()[-1] == (
        'GenAI,GenAI,,,"suggested: Latin name, 1 times, first at talk 0:01.000",candidate,'
    )
    assert run("suggest", "--write", "-q") == (0, [], [])
    assert run("suggest")[2] == ["0 words of 1 talks may be terms"]


def test_candidates_as_json_carry_every_place(glossary: Path) -> None:
    glossary.unlink()
    found = {one["ja"]: one for one in json.loads("\n".join(run("suggest", "--json")[1]))}
    assert list(found) == ["GenAI", "Kサーバー", "倉庫", "灯台"]
    assert (found["灯台"]["misheard"], found["灯台"]["sure"], found["灯台"]["reading"]) == (True, 0.2, "tōdai")
    assert found["Kサーバー"]["places"] == [
        {
            "talk": "talk",
            "sentence": "t1.s2",
            "start_ms": 1000,
            "japanese": "KサーバーはGenAIを使います。",
            "english": "The K server uses GenAI.",
        }
    ]


def test_a_transcript_without_a_job_is_read_too(glossary: Path) -> None:
    Path("output/talk.taiyaku.json").unlink()
    assert run("suggest")[1][1].split()[:6] == ["GenAI", "Latin", "name", "1", "talk", "t1.s2"]
    code, out, err = run("review", typed="")
    assert code == 0
    assert "     (not translated)" in out
    assert err == ["0 accepted, 0 rejected, 3 left to decide"]


def test_without_a_talk_there_is_nothing_to_suggest_from(glossary: Path) -> None:
    for path in ("output/talk.taiyaku.json", "media/talk.txt"):
        Path(path).unlink()
    assert run("suggest")[2] == [
        "taiyaku: there is no job in output/ and no transcript beside a recording in media/. "
        "Go to a workspace that has one, or name a JOB."
    ]
    assert run("suggest", "gone")[2][-1].startswith("taiyaku: output/gone.taiyaku.json: there is no such job file.")
