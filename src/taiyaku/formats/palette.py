"""Colours that tell speakers apart, in the order in which they first speak.

The four are those of the BBC's guidelines (second-hand), which every teletext and WebVTT player has: white, yellow,
cyan, green.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taiyaku.formats.caption import Caption


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour by its WebVTT class and as RRGGBB."""

    name: str
    rgb: str


WHITE = Colour("white", "FFFFFF")
PALETTE = (WHITE, Colour("yellow", "FFFF00"), Colour("cyan", "00FFFF"), Colour("lime", "00FF00"))


def colours_of(captions: Sequence[Caption], wanted: bool) -> Mapping[str, Colour]:
    """Each speaker's colour; a fifth speaker begins the palette again. Everybody is white where none are wanted."""
    speakers = dict.fromkeys(name for caption in captions for name in caption.speakers)
    return {name: PALETTE[place % len(PALETTE)] if wanted else WHITE for place, name in enumerate(speakers)}
