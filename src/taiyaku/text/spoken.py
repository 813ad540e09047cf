"""What a transcript holds beside its words: sounds in brackets, music, and the fillers of people who think."""

from __future__ import annotations

import re

LONGEST_SOUND = 20  # characters in brackets; more is an aside, and text
# a sound is what nobody says as a word: laughter, applause, music, silence
SOUNDS = """
笑 笑い 笑う 笑声 爆笑 苦笑 一同笑 会場笑 拍手 拍手喝采 咳 咳払い ため息 溜息 間 沈黙 無言 音楽 BGM 効果音 歓声
ざわめき 泣 涙 息をのむ
laugh laughs laughter laughing chuckle chuckles applause applauds clapping cheers cheering cough coughs sigh sighs
gasp gasps music silence pause crying sobbing crosstalk inaudible
""".split()
_SOUND = re.compile(
    rf"\s*[(（\[［【<＜](?P<inside>[^()（）\[\]［］【】<>＜＞]{{1,{LONGEST_SOUND}}})[)）\]］】>＞]|\s*[♪♫♬〜～]*[♪♫♬][♪♫♬〜～]*"
)
_WORDS = frozenset(SOUNDS)
_END_MARKS = "、。，．！？!?…"

# Only drawn out or with a comma behind them: あの人 and その本 are no fillers, あのー and えっと、 are. ええ is a yes.
_DRAWN = "ーっぇぉ〜～"
_JAPANESE = re.compile(
    r"(?:^|(?<=[、。，．！？!?…「『（(\s]))"
    rf"(?:(?:え[{_DRAWN}]+と?[{_DRAWN}]*|(?:あの|その)[う{_DRAWN}]+|う[ー〜～]+ん?|ん[ー〜～]+|あ[ー〜～]+)(?:ですね[ーえぇ]*)?[、，…。]*"
    r"|(?:えと|ええと|あの|その|まあ|まぁ|なんか)(?:ですね)?[、，…]+)\s*"
)
_UM = r"(?:[Uu]+h*m+|[Uu]+h+|[Ee]r+m*|[Hh]+m+m+|[Mm]m+)\b"  # not ERM
_BETWEEN_COMMAS = re.compile(rf",\s*{_UM}\s*,")
_ENGLISH = re.compile(
    rf"(?:(?:(?<=[.!?…]\s)|^){_UM}[.!?…]+\s*|(?:(?<=[,.!?…—–\s\"“‘(])|^){_UM}(?:\s*(?:,|\.\.\.|…|—|–))?\s*)(?P<next>\w?)"
)
_COMMA_LEFT = re.compile(r",\s*(?=[,.!?…])")


def without_sounds(line: str) -> str:
    """A line without the sounds in brackets and notes of music in it.

    >>> without_sounds("そうですね（笑）。"), without_sounds("Well [laughs], yes."), without_sounds("PSC（業績評価）")
    ('そうですね。', 'Well, yes.', 'PSC（業績評価）')
    """
    return _SOUND.sub(lambda found: "" if _is_sound(found["inside"]) else found[0], line).strip()


def _is_sound(inside: str | None) -> bool:
    """Whether what stands in brackets, or the sign of music, is a sound: each of its words is one."""
    words = re.split(r"[\s、，,・]+", (inside or "").strip().casefold())
    return inside is None or all(word in _WORDS or word.upper() in _WORDS for word in words)


def without_fillers(line: str) -> str:
    """A line without um and えーと; an English sentence then begins with a capital letter again.

    >>> without_fillers("えーと、あのー、32人です。"), without_fillers("Um, there were, uh, five people.")
    ('32人です。', 'There were five people.')
    """
    out = _ENGLISH.sub(_capital, _BETWEEN_COMMAS.sub("", _JAPANESE.sub("", line)))
    if out == line:
        return line
    out = _COMMA_LEFT.sub("", out).strip()
    return out if out.strip(_END_MARKS) else ""


def _capital(found: re.Match[str]) -> str:
    """What follows a filler; a capital letter where that began with one."""
    return found["next"].upper() if found[0][:1].isupper() else found["next"]
