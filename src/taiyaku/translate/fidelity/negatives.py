"""Negations of meaning in Japanese: what the dictionary calls one, less the phrases that deny nothing.

OpenJTalk tells ない from 少ない, ん from んです and ず from 必ず. What it cannot tell, because it takes words one by
one, is listed here.
"""

from __future__ import annotations

import re

from taiyaku.text.morphemes import morphemes

LEMMAS = frozenset("ない 無い ぬ ん まい へん".split())
KINDS = frozenset(["助動詞", "形容詞"])
_NOT = r"(?:ない|なかった|なかっ|ませんでした|ません|ぬ)"
_IS_NOT = r"(?:では|じゃ|でも|は|も|が)?(?:ない|なく|なかっ|なけれ|あり(?:は|も)?ませ|ございませ)"
_THERE = r"(?:は|も|が|の)?(?:な|あり|ござい)"  # of 〜がない and 〜はありません
_HERE = "[^、。]"  # a character of the same clause

SPARED = (
    # must, had better
    rf"(?:なければ|なくては|なきゃ|なくちゃ|ないと|ねば|ずには)、?(?:なら|なり|いけ|いら|済ま|すま|駄目|だめ|ダメ|困|まず){_HERE}*",
    r"な(?:きゃ|くちゃ|いと)(?=[ねよ。、]*$)",
    rf"ざるを得{_NOT}|ないわけに(?:は|も)?いか{_NOT}|ずに(?:は)?いられ{_NOT}|ずには?おか|ずに済",
    # perhaps, no doubt, of course
    rf"かも(?:しれ|知れ){_NOT}|(?:に|は|の)?(?:間)?違い(?:は|が)?(?:な|あり){_HERE}*|言うまで{_THERE}|(?:他|ほか)なら|とんでも",
    # only, no more than, not only
    rf"しか{_HERE}*?(?:ない|なかっ|なく|ませ|ず)|ほか(?:は|に)?{_IS_NOT}|(?:に|も)?(?:過ぎ|すぎ)(?:な|ませ)",
    rf"だけ(?:で|じゃ|に)(?:は|も)?{_IS_NOT}|ばかり(?:で|か)(?:は|も)?な|のみなら(?:ず|ない)|に(?:とどま|留ま|限)ら",
    # isn't it so? won't you?
    r"(?:では|じゃ|ん|の)(?:は)?(?:な|あり)(?:い|かろう|ませ)(?:ん)?(?:です|でしょう|だろう)?(?:か|？|\?)",
    r"(?:じゃん|じゃない)(?:です)?(?:か|[ねよ？?])",
    # two negations
    rf"(?:な(?:い|かった)|ません)(?:という)?(?:わけ|訳|こと|もの|人|日)(?:では|じゃ|でも|は|も)?(?:な|あり|い){_HERE}*",
    rf"(?:ないと|なければ|なくては|ずには?|なしには?){_HERE}*(?:ない|なかっ|ませ)|ないとは言[えい]{_NOT}|なく(?:は|も){_IS_NOT}",
    # not a few, not bad, fine, sorry, no wonder
    rf"(?:少な|悪|遠)く(?:は)?(?:な|あり)|少なから|(?:問題|差し支え|申し訳|無理|つもり){_THERE}|(?:構|かま)(?:わな|いませ)",
    rf"す[みい]ませ|大したこと(?:では|じゃ|{_THERE})|何でもな|なんでもな|大したこと{_THERE}",
    # beyond comparison, beyond count, needed by all
    rf"(?:ほど|以上|より|くらい){_HERE}*(?:こと|もの|人|日|時|嬉しさ)(?:は|も)(?:な|あり|い)|比べもの?に(?:は)?なら",
    r"数え切れ|数えきれ|計り知れ|欠か[させ]|負けられ|見逃せ|切っても切|忘れられ|信じられ|かけがえの|やま(?:な|ぬ)|限りな",
    r"(?:他|ほか)に(?:は)?(?:な|見|あり)|他では|類を見|他に類",
    # remember, feel free, keep on, whether, late, from scratch
    r"(?:忘れ|あきらめ|諦め)(?:な|ず)|遠慮(?:し|せ|なさら)(?:な|ず)|ないか(?=[をどと確調見聞探])|なければ(?!な)|間に合わ|何もないところ",
    # as before, without a hitch, unawares, unavoidably: adverbs
    r"変わら(?:ず|な|ぬ)|思わ(?:ず|ぬ)|知らず知らず|知らな(?:いうち|い間)|残らず|絶え(?:ず|間)|問わず|(?:関|かか|拘)わ?らず|取りあえず",
    r"お(?:かま|構)い|ないうちに|ぬ間に|(?:仕方|しかた|しょう|しよう)(?:が|の)?(?:な|あり)|(?:やむ|止む)を得|余儀",
    r"[一-鿿ァ-ヶー々み]なく(?![てなはも、]|$)",  # 問題なく, 例外なく, 休みなく
)
_SPARED = re.compile(rf"(?:{'|'.join(SPARED)})[なりませんぬず]{{0,4}}")  # as far as the word that would deny
_WHY = re.compile(r"なぜ|何故|どうして|なんで|何で|理由|わけ")
_ASKED = re.compile(r"(?:ない|なかった|ません|ませんでした)(?:です|でしょう|の|ん)*[かのねよ]?[。？?]*$")


def negations(japanese: str) -> tuple[str, ...]:
    """The words that deny something in a sentence, each as it stands with the word before it.

    A negative question (行きませんか, ありませんか) asks the same as a positive one, unless it asks why.

    >>> negations("まだ決まっていません。"), negations("行くかもしれません。")
    (('ません',), ())
    """
    parts = morphemes(japanese)
    text = "".join(part.surface for part in parts)
    spared = [match.span() for match in _SPARED.finditer(text)]
    spared += [match.span() for match in _ASKED.finditer(text) if _asks(text)]
    found: list[str] = []
    place = 0
    for before, part in zip(("", *(part.surface for part in parts)), parts, strict=False):
        inside = any(start <= place < end for start, end in spared)
        if part.lemma in LEMMAS and part.kind in KINDS and not inside:
            found.append(before + part.surface)
        place += len(part.surface)
    return tuple(found)


def _asks(text: str) -> bool:
    return text.rstrip("。").endswith(("か", "？", "?")) and not _WHY.search(text)
