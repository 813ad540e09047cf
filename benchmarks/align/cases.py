"""The cases as a table: how it is spoken, what room it goes through, what is wrong with its transcript."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np
from benchmarks.align.faults import FAULTS, Transcript, faithful, text_of
from benchmarks.align.recording import Delivery, Said, Tape, record
from benchmarks.align.speech import Script, scripts
from scripts.rooms import at_snr, babble, echo, jingle, music, pink, telephone
from scripts.voices import RATE, Sound

SNRS_DB = (20, 10, 5, 0)
JINGLE_S = 20.0
PLAIN = Delivery()
Room = Callable[[Tape, "Script", int], Sound]


@dataclass(frozen=True, slots=True)
class Plan:
    """One row of the table. `group` is what the targets are asked of; `mei` wants a talk in
    Mei's voice."""

    name: str
    group: str = ""
    delivery: Delivery = PLAIN
    room: Room | None = None
    faults: tuple[str, ...] = ()
    other: str = ""  # another talk's transcript: "instead" of the right one, or "ahead" of it
    mei: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A recording, its transcript, and the truth. `samples` has shape (n,) or (2, n) at RATE."""

    name: str
    group: str
    half: str
    talk: str
    samples: Sound
    transcript: Transcript
    text: str
    said: tuple[Said, ...]
    belongs: bool
    fillers_ms: tuple[tuple[float, float], ...] = ()


def _plain(tape: Tape, script: Script, seed: int) -> Sound:
    return tape.mono


def _noisy(make: Callable[[int, int], Sound], snr_db: float) -> Room:
    return lambda tape, script, seed: at_snr(tape.mono, make(len(tape.mono), seed), snr_db)


def _crowded(snr_db: float) -> Room:
    def room(tape: Tape, script: Script, seed: int) -> Sound:
        others = [s for s in scripts() if s.half == script.half and s.name != script.name]
        voices = [record(other, Delivery(), seed).mono for other in others[:2]]
        return at_snr(tape.mono, babble(voices, len(tape.mono), seed), snr_db)

    return room


def _after_jingle(tape: Tape, script: Script, seed: int) -> Sound:
    out = tape.mono
    sound = jingle(round((JINGLE_S - 0.5) * RATE), seed)
    out[: len(sound)] += sound
    return out


def _two_sides(tape: Tape, script: Script, seed: int) -> Sound:
    return np.stack(list(tape.sides.values()))


PLANS: tuple[Plan, ...] = (
    Plan("clean", "clean"),
    Plan("clean, another talk", "clean"),
    Plan("clean, Mei's voice", "clean", mei=True),
    Plan("long pauses", "clean", Delivery((1.0, 3.0), (1.0, 3.0))),
    Plan("together", "together", Delivery((0.0, 0.0), (0.0, 0.0))),
    Plan("together, 1.2 times", "together", Delivery((0.0, 0.0), (0.0, 0.0), 1.2)),
    Plan("short pauses", "pace", Delivery((0.05, 0.3), (0.1, 0.3))),
    Plan("0.8 times", "pace", Delivery(speed=0.8)),
    Plan("1.3 times", "pace", Delivery(speed=1.3)),
    *(Plan(f"music {snr} dB", f"{snr} dB", room=_noisy(music, snr)) for snr in SNRS_DB),
    *(Plan(f"pink noise {snr} dB", f"{snr} dB", room=_noisy(pink, snr)) for snr in SNRS_DB),
    *(Plan(f"babble {snr} dB", f"{snr} dB", room=_crowded(snr)) for snr in SNRS_DB),
    Plan("echo", "room", room=lambda tape, script, seed: echo(tape.mono, seed)),
    Plan("telephone", "room", room=lambda tape, script, seed: telephone(tape.mono, seed)),
    Plan("one speaker 20 dB down", "room", Delivery(level_db=20.0)),
    Plan("overlapping speakers", "room", Delivery(overlap_s=0.5)),
    Plan("jingle first", "room", Delivery(lead_s=JINGLE_S), _after_jingle),
    Plan("one speaker a side", "room", room=_two_sides),
    Plan("title and lead", "faults", faults=("lead",)),
    Plan("notes between", "faults", faults=("notes",)),
    Plan("15 % left out", "faults", faults=("cut",)),
    Plan("reordered", "faults", faults=("reordered",)),
    Plan("paraphrased", "faults", faults=("paraphrased",)),
    Plan("written twice", "faults", faults=("doubled",)),
    Plan("fillers not written", "faults", Delivery(fillers=True)),
    Plan("another talk ahead", "faults", other="ahead"),
    Plan("all faults", "faults", Delivery(fillers=True), faults=("lead", "cut", "notes", "paraphrased", "doubled")),
    Plan("all faults, pink noise 10 dB", "10 dB", Delivery(fillers=True), _noisy(pink, 10),
         ("lead", "cut", "notes", "paraphrased", "doubled")),
    Plan("another talk instead", "foreign", other="instead"),
    Plan("begun twice", "faults", Delivery(stumbles=True)),
    Plan("listener responds", "faults", Delivery(responses=True)),
)  # fmt: skip


def build_cases(half: str, only: str = "") -> Iterator[Case]:
    """Every case of a half whose name holds `only`; each goes to the next talk in turn."""
    talks = [script for script in scripts() if script.half == half]
    kokoro = [script for script in talks if "mei" not in script.voices.values()]
    mei = [script for script in talks if script not in kokoro]
    for number, plan in enumerate(PLANS):
        if only in plan.name:
            yield _build(plan, (mei if plan.mei else kokoro)[number % len(mei if plan.mei else kokoro)], talks)


def _build(plan: Plan, script: Script, talks: list[Script]) -> Case:
    seed = crc32(f"{plan.name} {script.name}".encode())
    tape = record(script, plan.delivery, seed)
    transcript = faithful(script)
    for fault in plan.faults:
        transcript = FAULTS[fault](transcript, script, random.Random(seed))
    if plan.other:
        foreign = _foreign(next(t for t in talks if t.name != script.name))
        transcript = foreign if plan.other == "instead" else (*foreign, *transcript)
    samples = (plan.room or _plain)(tape, script, seed)
    peak = float(np.abs(samples).max())
    samples = samples / np.float32(max(1.0, peak / 0.99))
    return Case(
        plan.name, plan.group, script.half, script.name, samples, transcript, text_of(transcript), tape.said,
        plan.other != "instead", tape.fillers_ms,
    )  # fmt: skip


def _foreign(script: Script) -> Transcript:
    """Another talk's transcript: nobody says any of it here."""
    return tuple(replace(p, sentences=tuple(replace(w, said=None) for w in p.sentences)) for p in faithful(script))
