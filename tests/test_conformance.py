"""Other people's readers take what is written, whole and on its frames: a part of `make conformance`."""

import importlib.util

import pytest
from benchmarks.conformance import markers
from benchmarks.conformance.__main__ import FORMS, fault_of, main, run
from benchmarks.conformance.readers import READERS
from benchmarks.conformance.tracks import a_track

from taiyaku.formats import WRITERS, WriteOptions
from taiyaku.frames import DROPPING, RATES

TRACKS = 40
OPTIONAL = ("aeidon (Gaupol)",)  # under a licence that keeps it out of the ordinary set-up
WITNESS = {"ass": "pysubs2", "fcpxml": "lxml"}  # who reads a form that ttconv does not


def test_every_reader_takes_every_track() -> None:
    tracks = [a_track(number) for number in range(TRACKS)]
    assert {track.rate.name for track in tracks} == set(RATES)
    cells = run(tracks)
    wanted = {
        (form, name)
        for name, reader in READERS.items()
        for form in reader.reads
        if name not in OPTIONAL or importlib.util.find_spec(reader.module)
    }
    assert set(cells) == wanted
    assert {form for form, _ in cells} == set(FORMS)
    assert {cell: [fault for fault in faults if fault] for cell, faults in cells.items()} == {
        cell: [] for cell in wanted
    }


@pytest.mark.parametrize("form", FORMS)
def test_a_caption_that_is_lost_changed_or_a_frame_off_is_a_fault(form: str) -> None:
    track = next(one for number in range(99) if len((one := a_track(number)).captions) > 2)
    written = WRITERS[form].write(track.captions, WriteOptions(rate=track.rate)).encode()
    seen = list(READERS[WITNESS.get(form, "ttconv")].reads[form](written))
    assert fault_of(track, form, seen) == ""
    (start, end, text), frame_ms = seen[1], float(1000 / track.rate.exact)
    for wrong in ((start, end, text + "x"), (start - frame_ms, end, text), (start, end + frame_ms, text)):
        assert fault_of(track, form, [seen[0], wrong, *seen[2:]])
    assert fault_of(track, form, seen[:-1])


def test_the_matrix_is_printed_and_a_red_cell_ends_with_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--tracks", "8"]) == 0
    assert "ffmpeg (PyAV)" in capsys.readouterr().out
    monkeypatch.setattr("benchmarks.conformance.__main__.fault_of", lambda *_: "lost")
    assert main(["--tracks", "1"]) == 1


@pytest.mark.parametrize("form", list(markers.READ))
@pytest.mark.parametrize("name", [*RATES, *(f"{rate}df" for rate in DROPPING)])
def test_markers_come_through_on_their_frames(form: str, name: str) -> None:
    assert markers.fault_of(form, name) == ""


@pytest.mark.parametrize("form", list(markers.READ))
def test_a_marker_that_is_lost_or_a_frame_off_is_a_fault(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write, read = markers.READ[form]
    for wrong in (lambda *it: read(*it)[1:], lambda *it: [(at + 1, words) for at, words in read(*it)]):
        monkeypatch.setitem(markers.READ, form, (write, wrong))
        assert markers.fault_of(form, "25")
