"""Two hours of talk, aligned in one go: memory, speed, and whether the end is timed as well as the beginning.

python -m benchmarks.align.long [--minutes N] (`make bench-long`). The text is made of sentences that each stand once,
as in a report, spoken by Mei at two paces (which takes ten minutes, once); one sentence stands forty times, there are
minutes of silence and breaks of music.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import wave
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import platformdirs
from benchmarks.align.measure import peak_mb, reset_peak
from benchmarks.align.tables import show_rows
from scripts.rooms import music
from scripts.voices import MEI, RATE, Sound, silence, speak

from taiyaku.model import Report

PLACES = "青森 秋田 山形 福島 新潟 長野 静岡 岐阜 奈良 鳥取 岡山 香川 高知 大分 熊本".split()
PEOPLE = "店長 係の人 組合の皆さん 近所の学生 漁師の仲間 町の職員 市場の人たち 農家の夫婦".split()
GOODS = "りんご みかん 味噌 茶碗 木の椅子 手紙 毛布 新米 古い写真 釣り竿 絵本 提灯".split()
DEEDS = "受け取りました 送り出しました 数え直しました 並べておきました 届けてくれました 買い足すことにしました".split()
AGAIN, TIMES = "では、次の記録に移ります。", 40  # the sentence that stands forty times
EDGE_MIN = 10  # minutes at each end whose errors are compared
Said = tuple[str, float, float]  # sentence, onset and offset in milliseconds


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.align.long", description=__doc__)
    parser.add_argument("--minutes", type=float, default=120.0)
    minutes = parser.parse_args().minutes
    place, said = spoken(minutes)
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        show_rows(f"{minutes:g} minutes in one go", [alone.submit(measure, place, said).result()])


def spoken(minutes: float) -> tuple[Path, list[Said]]:
    """The talk and its times, from the cache folder if it was spoken before."""
    place = platformdirs.user_cache_path("taiyaku") / "benchmarks" / f"long-{minutes:g}.wav"
    times = place.with_suffix(".json")
    if not times.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        said = write_talk(place, minutes)
        times.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    return place, [tuple(line) for line in json.loads(times.read_text("utf-8"))]


def sentences(rng: random.Random) -> Iterator[str]:
    """Sentences of a report that never ends, no two alike."""
    seen: set[str] = set()
    while True:
        month, day, count = rng.randint(1, 12), rng.randint(1, 28), rng.randint(2, 990)
        place, who = rng.choice(PLACES), rng.choice(PEOPLE)
        text = rng.choice((
            f"{month}月{day}日に、{place}の{who}が{rng.choice(GOODS)}を{count}箱{rng.choice(DEEDS)}。",
            f"{place}から来た{who}は、{rng.choice(GOODS)}と{rng.choice(GOODS)}を比べて、{count}円の違いに驚いていました。",
            f"{who}の話では、{place}の{rng.choice(GOODS)}は{month}月になると{count}個も売れるそうです。",
        ))  # fmt: skip
        if text not in seen:
            seen.add(text)
            yield text


def write_talk(place: Path, minutes: float) -> list[Said]:
    """Speak the talk into a WAV file as it goes; returns every sentence with its times."""
    rng = random.Random(7)
    said: list[Said] = []
    clock = 0
    breaks = {round(minutes * share): kind for share, kind in ((0.3, "music"), (0.5, "silence"), (0.75, "music"))}
    again = {round(minutes * (n + 1) / (TIMES + 1), 3) for n in range(TIMES)}
    text = sentences(rng)
    with wave.open(str(place), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)

        def put(samples: Sound) -> None:
            nonlocal clock
            out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
            clock += len(samples)

        while clock < minutes * 60 * RATE:
            now = clock / RATE / 60
            for at in [at for at in breaks if at <= now]:
                kind = breaks.pop(at)
                put(silence(180.0) if kind == "silence" else 0.3 * music(60 * RATE, round(at)))
            due = [at for at in again if at <= now]
            again -= set(due)
            line = AGAIN if due else next(text)
            put(silence(rng.uniform(0.2, 1.0)))
            spoken = speak(line, MEI, rng.choice((0.95, 1.15)))
            start = clock
            put(spoken.samples)
            said.append((line, start * 1000 / RATE, clock * 1000 / RATE))
        put(silence(1.0))
    return said


def measure(place: Path, said: list[Said]) -> dict[str, str]:
    """Align the talk with its own text; the row of the table."""
    from taiyaku.align import align
    from taiyaku.engine import EngineOptions
    from taiyaku.listen import open_recognizer
    from taiyaku.media import load_audio
    from taiyaku.transcript import parse_transcript

    turns = parse_transcript("\n\n".join(f"記者: {line}" for line, _, _ in said) + "\n")
    engine = open_recognizer("faster-whisper", EngineOptions())
    reset_peak()
    since = time.perf_counter()
    recording = load_audio(place)
    found = align(turns, recording, engine, report=_telling(since))
    seconds = time.perf_counter() - since
    rows = np.array([
        (true[1], abs(item.start_ms - true[1]), abs(item.end_ms - true[2]))
        for item, true in zip(found.sentences, said, strict=True)
        if item.start_ms is not None and item.end_ms is not None
    ])  # fmt: skip
    errors = rows[:, 1:].mean(axis=1)
    edge = EDGE_MIN * 60_000
    first, last = errors[rows[:, 0] < edge], errors[rows[:, 0] > rows[-1, 0] - edge]
    return {
        "sentences": f"{len(rows)} of {len(said)}",
        "mean ms": f"{errors.mean():.1f}",
        "worst ms": f"{rows[:, 1:].max():.0f}",
        f"first {EDGE_MIN} min": f"{first.mean():.1f}",
        f"last {EDGE_MIN} min": f"{last.mean():.1f}",
        "unscripted": str(len(found.unscripted)),
        "s": f"{seconds:.0f}",
        "times real time": f"{recording.duration_ms / 1000 / seconds:.1f}",
        "peak MB": f"{peak_mb():.0f}",
    }


def _telling(since: float) -> Report:
    def report(done: int, total: int) -> None:
        if done % 40 == 0 or done == total:
            print(f"  {done} of {total} windows, {time.perf_counter() - since:.0f} s, {peak_mb():.0f} MB", flush=True)

    return report


if __name__ == "__main__":
    main()
