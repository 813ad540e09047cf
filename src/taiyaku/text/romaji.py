"""Japanese in Latin letters, Hepburn: how a word sounds, for those who do not read it. It translates nothing."""

from __future__ import annotations

import unicodedata

from taiyaku.text.sounds import KANA, SMALL

_CHANGED = {"Si": "shi", "zi": "ji", "Ci": "chi", "cu": "tsu", "hu": "fu", "bu": "bu", "N": "n", "q": ""}
HEPBURN = {kana: _CHANGED.get(sound, sound) for kana, sound in KANA.items()}
SMALL_Y = {"ャ": "ya", "ュ": "yu", "ョ": "yo"}
LONG = {"ou": "ō", "oo": "ō", "uu": "ū", "aa": "ā", "ee": "ē"}
MACRON = str.maketrans("aiueo", "āīūēō")


def romaji(text: str) -> str:
    """How a text is read, a space between its morphemes; what has no reading stays as it is.

    >>> romaji("評価制度")
    'hyōka seido'
    """
    import pyopenjtalk

    features = pyopenjtalk.run_frontend(text)
    words = [one["read"] if one["read"] != "*" else one["string"] for one in features]
    return " ".join(kana_romaji(word.replace("’", "")) for word in words)


def kana_romaji(kana: str) -> str:
    """One word in katakana.

    >>> kana_romaji("チョット"), kana_romaji("ファイル"), kana_romaji("チーム")
    ('chotto', 'fairu', 'chīmu')
    """
    out = ""
    doubled = False
    for mark in unicodedata.normalize("NFKC", kana):
        if mark == "ー":
            out = out[:-1] + out[-1:].translate(MACRON)
            continue
        if mark in SMALL_Y and out[-1:] == "i":
            sharp = out[-3:-1] in ("sh", "ch") or out[-2:-1] == "j"
            out = out[:-1] + (SMALL_Y[mark][1:] if sharp else SMALL_Y[mark])
            continue
        if mark in SMALL and out[-1:] in tuple("aiueo"):
            out = out[:-1] + ("w" if out == "u" else "") + SMALL[mark]
            continue
        sound = HEPBURN.get(mark, SMALL_Y.get(mark, SMALL.get(mark, mark)))
        out += ("t" if sound.startswith("ch") else sound[:1]) if doubled else ""
        out += sound
        doubled = mark == "ッ"
    for plain, long in LONG.items():
        out = out.replace(plain, long)
    return out
