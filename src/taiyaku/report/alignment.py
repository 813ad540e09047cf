"""One page that shows at a glance where to listen: the alignment of a whole recording, drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from taiyaku.model import Alignment, Finding, Turn
from taiyaku.report.rows import HALF_MS, ROW_MS, SPEECH_LEVELS, WAVE_LEVELS, make_rows
from taiyaku.report.sound import PEAK_MS, Sound
from taiyaku.report.stretches import BANDS, MARKS, Stretch, find_stretches, least_sure
from taiyaku.report.templates import template
from taiyaku.text.clock import clock

AT_LEAST = 5  # sentences that are listed even where all is well
LISTED = 12  # lines of each list that stand open; the rest unfolds
LINKS = 12  # at most, along the overview


@dataclass(frozen=True, slots=True)
class Unspoken:
    """A sentence that was not heard; `line` is where its turn begins in the transcript."""

    line: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A step of the overview's scale; `share` is its length in milliseconds."""

    row: str
    clock: str
    share: int


def compose_page(turns: Sequence[Turn], alignment: Alignment, findings: Sequence[Finding], sound: Sound) -> str:
    """The whole page as HTML that needs nothing beside it, the recording itself excepted."""
    stretches = find_stretches(turns, alignment, findings)
    end_ms = max((sound.duration_ms, *(s.end_ms for s in stretches)))
    return template("alignment.html").render(
        sound=sound,
        statuses=Counter(item.status for item in alignment.sentences),
        first=least_sure(stretches, AT_LEAST),
        beside=[s for s in stretches if s.band == "beside"],
        unspoken=_unspoken(turns, alignment),
        rows=make_rows(sound, stretches, end_ms),
        overview=_overview(stretches),
        end_ms=end_ms,
        links=_links(end_ms),
        bands=BANDS,
        marks=MARKS,
        listed=LISTED,
        half_s=HALF_MS // 1_000,
        units=HALF_MS // PEAK_MS,
        levels={"wave": WAVE_LEVELS, "speech": SPEECH_LEVELS},
        clock=clock,
    )


def _unspoken(turns: Sequence[Turn], alignment: Alignment) -> list[Unspoken]:
    """In the order of the transcript."""
    silent = {item.sentence_id for item in alignment.sentences if item.status == "unspoken"}
    return [Unspoken(t.line, t.speaker or "", s.text) for t in turns for s in t.sentences if s.id in silent]


def _overview(stretches: Sequence[Stretch]) -> dict[str, str]:
    """The whole recording on one line, as an SVG path a band; a unit is a second wide. Marked sentences look "low"."""
    paths: dict[str, list[str]] = {}
    for stretch in stretches:
        start, length = stretch.start_ms / 1_000, max(0, stretch.end_ms - stretch.start_ms) / 1_000
        band = "low" if stretch.marks else stretch.band
        paths.setdefault(band, []).append(f"M{start:.1f} 0h{length:.1f}v1h-{length:.1f}z")
    order = [*(name for _, name in BANDS), "beside", "low"]  # what matters most is drawn last
    return {band: "".join(paths[band]) for band in order if band in paths}


def _links(end_ms: int) -> list[Link]:
    """Whole rows apart, and few enough to be told apart on a phone."""
    step = max(1, -(-end_ms // (LINKS * ROW_MS))) * ROW_MS
    return [Link(f"m{at // ROW_MS}", clock(at), min(step, end_ms - at)) for at in range(0, end_ms, step)]
