"""The check of negation: what the Japanese denies, the English denies; what it does not deny, the English does not."""

from __future__ import annotations

import re

from taiyaku.translate.fidelity.negatives import negations
from taiyaku.translate.fidelity.negators import denies, denies_plainly
from taiyaku.translate.fidelity.problem import Pair, Problem

LOST, ADDED = "negation-lost", "negation-added"
# kanji and words that deny, doubt, hold back or compare in some way, where English may say "not" as well
_SHADED = re.compile(
    r"[無不未非否禁違嫌失欠減止断避防除外困難残負離別逆反忘惜損亡耐迷怖疑稀]|辞め|やめ|だめ|ダメ|いや|いいえ|いえ|なし|なく|ない|なか[っれろ]|ません|ず"
    r"|ぬ|まい|少な|珍し|まさか|だけ|のみ|ばかり|しか|ただ|単なる|ゼロ|限|にくい|づらい|かね|苦手|ほど|以上|以下|まだ|大丈夫|結構|より|まで|ましょう"
    r"|ノー|アン|ぜひ|待ち|楽しみ|もう|初めて|はじめて|ようやく|やっと|どうか|どうぞ|当たり前|当然|気軽|休|黙|頑張|遅|急|遠|低|抜き|ん[。、か]|れば|なら|いかが|[?？]|か。"
)


def lost_negation(pair: Pair) -> list[Problem]:
    """A problem where the Japanese denies something, and no word of the English comes near that."""
    denied = negations(pair.japanese)
    if not denied or not pair.english.strip() or denies(pair.english):
        return []
    return [Problem(LOST, f"{'、'.join(denied)} denies, and nothing in the English does")]


def added_negation(pair: Pair) -> list[Problem]:
    """A warning where the English denies and nothing in the Japanese comes near that."""
    if _SHADED.search(pair.japanese) or not denies_plainly(pair.english):
        return []
    return [Problem(ADDED, "the English denies, and nothing in the Japanese does", "warning")]
