"""Where a long Japanese sentence may be taken apart into clauses that can be said in English one after the other."""

from __future__ import annotations

import re

from taiyaku.text.sentences import CLOSE, OPEN

MARKS = "、，､,"
# What ends a clause before a mark: connective forms of verbs and adjectives, and the words that tie clauses. A topic
# (最初の三か月は、) or a noun in a list (東京、大阪、) ends none.
_TIED = """
ので んで のに ものの けれども けれど けども けど たが るが いが すが だが ながら まして たから るから いから だから
ですから ますから たら れば ため ために たり つつ
""".split()
_OPEN = r"[しいっんりきぎみびえけせてねめれべげじちりくに]て|んで|くて|[たるいすだ]し|[るい]と|[しきみりびぎ]"
_BEFORE_MARK = re.compile(rf"(?:{'|'.join(_TIED)}|{_OPEN})[ねもは]?$")
# strong enough to end a clause where the transcript has no mark
_UNMARKED = re.compile(r"(?:[たすだる]ので|けれども?|けども|[たすだる]けど|[たす]が|ましたら|ながら)(?=[^、，､,。])")
LONGEST_TIE = 8  # characters of what ties clauses
SHORTEST = 6  # characters; what is shorter stays with its neighbour


def clause_ends(text: str) -> tuple[int, ...]:
    """The places (before a character) where a clause of `text` ends, outside quotes and parentheses.

    >>> clause_ends("最初は反対だったんですが、使ってみたら簡単で、今では欠かせません。")
    (13,)
    """
    depth, ends = 0, []
    unmarked = {match.end() for match in _UNMARKED.finditer(text)}
    for place, char in enumerate(text):
        depth = max(0, depth + (char in OPEN) - (char in CLOSE))
        if depth:
            continue
        after = place + 1
        marked = char in MARKS and _BEFORE_MARK.search(text[max(0, place - LONGEST_TIE) : place])
        if marked or after in unmarked:
            ends.append(after)
    return tuple(end for end in ends if SHORTEST <= end <= len(text.rstrip()) - SHORTEST)
