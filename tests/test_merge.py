"""What a person changed in a track is found, kept by every run, and given back only when it is asked for."""

import random
from dataclasses import replace

import pytest
from benchmarks.edit_scripts import Script, a_track, an_edit

from taiyaku.formats import captions_of, read_subtitles, write_srt
from taiyaku.job import Job, dump_job, load_job
from taiyaku.merge import ADDED, add_edits, apply_edits, english_of, find_edits, match_cues, pin, split_edits
from taiyaku.merge.edits import TOLERANCE_MS
from taiyaku.model import Alignment, Cue, Edit, Sentence, Span, TimedSentence, Turn, Word

SCRIPTS = 1_000
FOUND = 0.99  # of what was done, at the sentences it was done to


def job_of(track: list[Cue]) -> Job:
    names = dict.fromkeys(span.sentence_id for cue in track for span in cue.spans)
    turns = tuple(Turn(name, "Xia", (Sentence(name, f"{name}の文です。"),), 1) for name in names)
    return Job(turns=turns, cues={"en": tuple(track)})


def came_back(script: Script, chance: random.Random) -> tuple[Cue, ...]:
    """A script's track written to a file and read again, with whatever an editor adds."""
    text = write_srt(captions_of(script.cues))
    if chance.random() < 0.3:
        text = text.replace("\n", "\r\n")
    return read_subtitles(text.encode("utf-8-sig" if chance.random() < 0.3 else "utf-8"), "edited").cues


def test_of_a_thousand_edits_each_is_found_at_its_sentences_and_none_is_lost() -> None:
    done = found = 0
    missed: list[str] = []
    for seed in range(SCRIPTS):
        chance = random.Random(seed)
        track = a_track(chance, chance.randint(4, 40))
        script = an_edit(track, chance)
        merged = find_edits(job_of(track), "en", came_back(script, chance))
        edits = [edit for edit, _ in merged.edits]
        for what, names in script.done:
            done += 1
            if what == "added":
                hit = any(names & set(cue.lines) for edit in edits for cue in edit.cues)
            else:
                hit = any(names <= set(edit.sentences) for edit in edits)
            found += hit
            missed += [] if hit else [f"{seed}: {what} {sorted(names)}"]
        applied = apply_edits(track, edits, 0)
        assert not applied.covered, seed
        # what no edit holds is as it was, and what one holds is as the person left it: together, the file
        shown = [" ".join(" ".join(cue.lines).split()) for cue in applied.cues]
        assert shown == [" ".join(" ".join(cue.lines).split()) for cue in script.cues], seed
    assert done > 2 * SCRIPTS
    assert found >= FOUND * done, "\n".join(missed[:20])


def test_a_track_that_only_went_through_an_editor_holds_no_edit() -> None:
    for seed in range(100):
        chance = random.Random(seed)
        track = a_track(chance, 30)
        script = Script(list(track))
        assert find_edits(job_of(track), "en", came_back(script, chance)).edits == ()


def cue(number: int, start: int, end: int, text: str, *names: str) -> Cue:
    return Cue(number, start, end, (text,), tuple(Span(name, 0, 9) for name in names))


TRACK = [
    cue(1, 0, 2_000, "The ship comes in the evening.", "a"),
    cue(2, 2_084, 4_000, "Nobody waits", "b"),
    cue(3, 4_084, 6_000, "at the old gate.", "b"),
    cue(4, 6_084, 8_000, "It rains.", "c"),
]


def test_only_what_was_changed_is_held_text_and_times_each_on_its_own() -> None:
    now = [replace(TRACK[0], lines=("A ship comes in the evening.",)), *TRACK[1:3], replace(TRACK[3], start_ms=6_500)]
    (text, _), (times, _) = find_edits(job_of(TRACK), "en", now).edits
    assert (text.sentences, text.text, text.times) == (("a",), True, False)
    assert (times.sentences, times.text, times.times) == (("c",), False, True)
    later = [replace(one, start_ms=one.start_ms + 100, end_ms=one.end_ms + 100) for one in TRACK]
    later[3] = replace(later[3], lines=("It is raining.",))
    cues = apply_edits(later, [text, times], 84).cues
    assert (cues[0].start_ms, cues[0].lines) == (100, ("A ship comes in the evening.",))
    assert (cues[3].start_ms, cues[3].lines) == (6_500, ("It is raining.",))
    assert [c.id for c in cues] == [1, 2, 3, 4]


def test_an_edit_of_one_part_holds_the_whole_sentence() -> None:
    now = [*TRACK[:2], replace(TRACK[2], lines=("by the old gate.",)), TRACK[3]]
    ((edit, _),) = find_edits(job_of(TRACK), "en", now).edits
    assert edit.sentences == ("b",)
    assert [one.lines[0] for one in edit.cues] == ["Nobody waits", "by the old gate."]


def test_times_within_a_frame_were_not_moved_by_a_person() -> None:
    now = [replace(one, start_ms=one.start_ms + TOLERANCE_MS, end_ms=one.end_ms - TOLERANCE_MS) for one in TRACK]
    assert find_edits(job_of(TRACK), "en", now).edits == ()


def test_made_subtitles_give_way_to_those_of_a_person() -> None:
    now = [*TRACK[:3], replace(TRACK[3], start_ms=5_000)]
    ((edit, _),) = find_edits(job_of(TRACK), "en", now).edits
    cues = apply_edits(TRACK, [edit], 84).cues
    assert (cues[2].end_ms, cues[3].start_ms) == (4_916, 5_000)


def test_what_has_no_room_beside_an_edit_is_named_and_not_dropped_in_silence() -> None:
    edit = Edit("en", ("a",), (replace(TRACK[0], end_ms=4_050, locked=True),), False, True, "")
    applied = apply_edits(TRACK, [edit], 84)
    assert [one.lines[0] for one in applied.covered] == ["Nobody waits"]
    assert [one.start_ms for one in applied.cues] == [0, 4_134, 6_084]


def test_an_added_subtitle_is_changed_and_deleted_like_any_other() -> None:
    new = cue(0, 8_500, 9_500, "The end.")
    job = job_of(TRACK)
    ((added, _),) = find_edits(job, "en", [*TRACK, new]).edits
    assert added.sentences == (f"{ADDED}1",)
    job = replace(job, edits=(added,), cues={"en": apply_edits(TRACK, [added], 84).cues})
    again = replace(new, lines=("The very end.",))
    ((changed, _),) = find_edits(job, "en", [*TRACK, again]).edits
    assert [one.cues[0].lines for one in add_edits(job.edits, [changed])] == [("The very end.",)]
    ((gone, _),) = find_edits(job, "en", TRACK).edits
    assert add_edits(job.edits, [gone]) == ()


def test_a_second_edit_takes_the_place_of_the_first() -> None:
    job = job_of(TRACK)
    ((first, _),) = find_edits(job, "en", [replace(TRACK[0], lines=("One.",)), *TRACK[1:]]).edits
    job = replace(job, edits=(first,), cues={"en": apply_edits(TRACK, [first], 84).cues})
    ((second, _),) = find_edits(job, "en", [replace(TRACK[0], lines=("Two.",)), *TRACK[1:]]).edits
    assert [one.cues[0].lines for one in add_edits(job.edits, [second])] == [("Two.",)]


def test_japanese_times_move_the_sentence_and_its_words() -> None:
    words = (Word("船が", 1_000, 1_600), Word("来ます。", 1_600, 2_000))
    timed = TimedSentence("a", "spoken", 1_000, 2_000, 1.0, words)
    before = cue(1, 1_000, 2_500, "船が来ます。", "a")
    job = replace(job_of([before]), cues={"ja": (before,)})
    ((edit, _),) = find_edits(job, "ja", [replace(before, start_ms=1_200)]).edits
    moved = pin(Alignment((timed,)), [edit]).sentences[0]
    assert (moved.start_ms, moved.end_ms) == (1_200, 2_000)
    assert [(word.start_ms, word.end_ms) for word in moved.words] == [(1_200, 1_680), (1_680, 2_000)]
    ((longer, _),) = find_edits(job, "ja", [replace(before, end_ms=3_000)]).edits
    assert pin(Alignment((timed,)), [longer]).sentences[0] == timed


def test_edits_whose_sentence_left_the_transcript_are_told_apart() -> None:
    edits = [Edit("en", (name,), (), True, True, "") for name in ("a", "z", "+1")]
    here, lost = split_edits(edits, {"a", "b"})
    assert [edit.sentences[0] for edit in here] == ["a", "+1"]
    assert [edit.sentences[0] for edit in lost] == ["z"]


@pytest.mark.parametrize(
    ("now", "english", "unclear"),
    [
        (["-Yes, it is.", "-Why?"], {"a": "Yes, it is."}, 0),
        (["Yes. Why not?"], {"b": "Why not?"}, 0),
        (["Yes and why"], {}, 1),
    ],
)
def test_english_over_two_sentences_is_parted_by_line_or_by_sentence(
    now: list[str], english: dict[str, str], unclear: int
) -> None:
    before = Cue(1, 0, 2_000, ("-Yes.", "-Why?"), (Span("a", 0, 4), Span("b", 0, 4)))
    job = job_of([before])
    merged = find_edits(job, "en", [replace(before, lines=tuple(now), spans=())])
    found, doubts = english_of([blocks for _, blocks in merged.edits], {"a": "Yes.", "b": "Why?"})
    assert (found, len(doubts)) == (english, unclear)


def test_five_thousand_subtitles_of_which_all_were_retyped_are_matched_in_order() -> None:
    chance = random.Random(1)
    track = a_track(chance, 5_000)
    now = [replace(one, lines=(f"{number} {one.lines[0][::-1]}",)) for number, one in enumerate(track)]
    blocks = match_cues(track, now)
    assert sum(len(b.before) == len(b.now) == 1 and b.before[0].start_ms == b.now[0].start_ms for b in blocks) > 4_950


def test_a_job_file_keeps_its_edits() -> None:
    ((edit, _),) = find_edits(job_of(TRACK), "en", [*TRACK[:3], replace(TRACK[3], lines=("Rain.",))]).edits
    job = replace(job_of(TRACK), media={"path": "a"}, transcript={"path": "b"}, edits=(replace(edit, starts_ms=7),))
    assert load_job(dump_job(job), "job").edits == job.edits
