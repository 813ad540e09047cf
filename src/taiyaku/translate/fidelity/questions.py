"""The check of questions: a sentence that asks in Japanese asks in English too."""

from __future__ import annotations

import re

from taiyaku.translate.fidelity.problem import Pair, Problem

RULE = "question-lost"
_MARK = re.compile(r"[?？]\s*[」』）)]*\s*$")
_ASKS = re.compile(
    r"(?:です|ます|でした|ました|でしょう|ません|でしょうか|んだろう|のだろう|[のん]|った|いた|いる|ある|ない)か[。.]?\s*$"
)
_ASKS_NOTHING = re.compile(  # I see; let us; isn't it so; would you please; or something
    r"^(?:[ああへえほうはなるどーっ、…]*)そう(?:なん|だったん|いうこと)?(?:です|でした|でしょう)か[。.]?\s*$|ましょうか|ませんか"
    r"|(?:では|じゃ|のでは|んじゃ)(?:ない|なかろう)(?:です|でしょう|だろう)?う?か"
    r"|(?:いただけ|もらえ|いただいて(?:も)?(?:いい|よろしい|よい)|くださ|くれ|願え|願いでき)(?:ない|ませ|ます|です)*(?:ん|でしょう)?か"
    r"|(?:とか|かどうか|ものか|ことか)[。.]?\s*$"
)
_AUXILIARIES = (
    "is are was were am do does did have has had can could will would shall should may might isn't aren't wasn't don't "
    "doesn't didn't haven't hasn't can't couldn't won't wouldn't shouldn't"
)
_ASKED = re.compile(
    r"\?|\b(?:what|how|why|who|whom|whose|when|where|which|whether|wonder|wondering|curious|ask|tell|hear|please|if)\b"
    rf"|^\W*(?:(?:so|and|but|then|well|now|or|also|first)\W+)*(?:{'|'.join(_AUXILIARIES.split())}) [a-z]",
    re.IGNORECASE,
)


def lost_question(pair: Pair) -> list[Problem]:
    """A warning where a question has become a statement; questions in form only (そうですか) need not stay one."""
    japanese = pair.japanese.strip()
    asks = _MARK.search(japanese) or (_ASKS.search(japanese) and not _ASKS_NOTHING.search(japanese))
    if not asks or not pair.english.strip() or _ASKED.search(pair.english.replace("’", "'")):
        return []
    return [Problem(RULE, "the Japanese asks, and the English states", "warning")]
