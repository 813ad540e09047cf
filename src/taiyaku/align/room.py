"""Whether a recording has room for its transcript at all, asked before an hour is spent on listening."""

from __future__ import annotations

from collections.abc import Sequence

from taiyaku.errors import AlignError
from taiyaku.model import Turn
from taiyaku.text.sounds import sounds

FASTEST = 30.0  # phonemes a second; hurried Japanese has about 20, an even voice 13
MARGIN_S = 2.0


def require_room(turns: Sequence[Turn], duration_ms: int) -> None:
    """Raise AlignError where nobody could say the turns in the time that the recording lasts."""
    phonemes = sum(len(sounds(s.text).phonemes) for turn in turns if turn.speaker for s in turn.sentences)
    needed_s = phonemes / FASTEST
    if needed_s > duration_ms / 1000 + MARGIN_S:
        lasts_s = duration_ms / 1000
        raise AlignError(
            f"the recording lasts {lasts_s:.1f} s and its transcript takes {needed_s:.0f} s at the very least",
            remedy="Give the whole recording, or say with --excerpt that it is a part of what was transcribed",
        )
