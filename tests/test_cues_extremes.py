"""Whatever a transcript holds is shaped or reported: nothing crashes, no character is lost, no time runs backwards."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from taiyaku.check import check_cues
from taiyaku.cues import CueTracks, Leads, Talk, make_cues
from taiyaku.formats import captions_of, read_srt, write_srt
from taiyaku.frames import on_frames, parse_rate
from taiyaku.model import Alignment, Cue, TimedSentence, Translation, Word
from taiyaku.profiles import load_profile, profile_names

ODD = (
    "港の倉庫です。", "は", "い", "、", "。", "……", "――", "「", "」", "（笑）", "(拍手)", "えーと、", "♪", "42",
    "７〜8", "3,000円", "％", "PSC", "GPT-4o", "https://example.com/a?b=c", "Xia", " ", "\u3000", "か\u3099", "é",
    "👨‍👩‍👧",
    "\u200f", "\u202b", "שלום", "<ruby>港<rt>みなと</rt></ruby>", "<b>", "{\\an8}", "\\N", "-->", "&amp;", "\u200b",
    "\ufeff", "\x00", "𠮷", "ｶﾞ", "a" * 60, "漢" * 40, "-", "－", "[x]", "Um, ", "five", "1", "...", "\"'",
)  # fmt: skip
texts = st.lists(st.sampled_from(ODD), min_size=1, max_size=12).map("".join).filter(str.strip)
sentences = st.tuples(
    texts, st.one_of(st.just(""), texts), st.integers(-1_500, 3_000), st.integers(1, 12_000), st.integers(0, 2)
)


def shaped(rows: list[tuple[str, str, int, int, int]], name: str, stacked: int) -> tuple[CueTracks, dict[str, str]]:
    """Cues of (Japanese, English, pause before, length, speaker) rows."""
    clock, timed, english, speakers = 2_000, [], {}, {}
    for number, (ja, en, pause, length, speaker) in enumerate(rows, start=1):
        key = f"t{number}.s1"
        start = max(0, clock + pause)
        clock = start + length
        timed.append(TimedSentence(key, "spoken", start, clock, 1.0, (Word(ja, start, clock),)))
        english[key] = Translation(key, en)
        who = ("", "Xia", "森")[speaker]
        speakers[key] = Leads(who, who)
    made = make_cues(Alignment(tuple(timed)), english, load_profile(name), Talk(speakers), stacked)
    return made, {f"t{number}.s1": row[0] for number, row in enumerate(rows, start=1)}


def covered(cues: tuple[Cue, ...]) -> dict[str, list[tuple[int, int]]]:
    """The spans of each sentence, in order."""
    found: dict[str, list[tuple[int, int]]] = {}
    for cue in cues:
        for span in cue.spans:
            found.setdefault(span.sentence_id, []).append((span.start, span.end))
    return found


@settings(max_examples=150, deadline=None)
@given(st.lists(sentences, min_size=1, max_size=6), st.sampled_from(sorted(profile_names())), st.integers(1, 2))
def test_nothing_odd_crashes_gets_lost_or_runs_backwards(
    rows: list[tuple[str, str, int, int, int]], name: str, stacked: int
) -> None:
    made, japanese = shaped(rows, name, stacked)
    tracks = {"ja": made.ja, "en": made.en, "ja-en": made.stacked}
    for cues in tracks.values():
        for before, after in pairwise(cues):
            assert before.start_ms < before.end_ms <= after.start_ms
    keeps = load_profile(name).ja.sounds == load_profile(name).ja.fillers == "keep"
    for key, spans in covered(made.ja).items():
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        if keeps:
            assert (spans[0][0], spans[-1][1]) == (0, len(japanese[key]))
            assert all(a[1] == b[0] for a, b in pairwise(spans))
    check_cues(tracks, load_profile(name))  # type: ignore[arg-type]  # the names of tracks
    snapped = on_frames(tracks, parse_rate("23.976"), load_profile(name))  # type: ignore[arg-type]
    for cues in snapped.values():
        assert all(cue.start_ms < cue.end_ms for cue in cues)


@settings(max_examples=60, deadline=None)
@given(st.lists(sentences, min_size=1, max_size=4))
def test_every_letter_of_a_sentence_is_on_the_screen(rows: list[tuple[str, str, int, int, int]]) -> None:
    made, japanese = shaped(rows, "verbatim", 1)
    screen = "".join("".join(cue.lines) for cue in made.ja).replace("－", "")
    said = "".join(japanese[key] for key in dict.fromkeys(s.sentence_id for c in made.ja for s in c.spans))
    assert "".join(screen.split()) == "".join(said.replace("－", "").split())


def test_five_thousand_characters_in_a_breath_are_shaped_and_reported() -> None:
    text = "港の倉庫の鍵を持った人が来るのを待っていたのに" * 220
    row = (text, "the harbour and the old warehouse " * 300, 0, 600_000, 1)
    made, _ = shaped([row, ("はい。", "Yes.", 10, 80, 2)], "verbatim", 1)
    assert covered(made.ja)["t1.s1"][-1][1] == len(text)
    found = check_cues({"ja": made.ja, "en": made.en}, load_profile())
    assert {fault.rule for fault in found} == {"cps"}  # ten minutes are too few to read it


def test_a_sentence_of_eighty_milliseconds_is_lengthened_or_named() -> None:
    long = ("港の倉庫はとても古い建物です。", "The warehouse is old.", 5, 3_000, 2)
    made, _ = shaped([("はい。", "Yes.", 0, 80, 1), long], "verbatim", 1)
    found = {f.rule for f in check_cues({"ja": made.ja}, load_profile())}
    assert len(made.ja) == 1 or "duration" in found
    assert made.ja[0].lines == ("－はい。", "－港の倉庫はとても古い建物です。")


def test_what_is_shaped_out_of_odd_text_is_written_and_read_back() -> None:
    made, _ = shaped([(text + "港", text + "x", 100, 2_000, n % 3) for n, text in enumerate(ODD)], "verbatim", 1)
    for cues in (made.ja, made.en, made.stacked):
        assert len(read_srt(write_srt(captions_of(cues))).captions) == len(cues)
