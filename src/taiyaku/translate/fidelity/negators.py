"""What in English denies, or says the same by another word: lacks, avoids, without, unable, too … to."""

from __future__ import annotations

import re

PLAIN = re.compile(  # these deny whatever stands beside them
    r"\b(?:not|cannot|no(?! ?\. ?\d| \d)|none|nor|neither|never|nothing|nobody|nowhere|nope|without|ain't)\b|n't\b"
)
_WORDS = (  # these come near enough
    "hardly barely scarcely rarely seldom few little less fewer only unless except unlike impossible difficult absent "
    "exempt beyond missing reluctant reluctantly lest minus wrong false hidden pending closed badly poorly short loss "
    "scratch weakness weaknesses late broken breaks broke"
)
_BEGINNINGS = (  # as do words that begin so
    "fail lack refus den(?:y|ie) avoid prevent stop ceas quit skip exclud reject forbid ban(?:s|n)? prohibit struggl "
    "declin disappear vanish lose losing lost cancel withh abstain refrain omit neglect forg[eo]t escap elud ignor "
    "halt ir(?:regular|relevan|replac|responsib|reversib) il(?:legal|logical|litera|legib) dis[a-z]{4} non[a-z-] "
    "un(?!der|til|it|ion|iqu|ivers|anim|iso|ify|ified|cle|i\\b)[a-z]{3} "
    "in(?:ability|accura|adequa|appropria|complet|correct|credibl|convenien|consisten|direct|effectiv|efficien) "
    "in(?:sufficien|visib|valid|secur|separab|evitab|dispensab|defini|frequen|formal|capab|comparab) "
    "in(?:experienc|flexib|numerab|action|activ|toleran) "
    "im(?:possib|patien|perfect|matur|measur|mobil|practical|balanc|polite|movab)"
)
_PHRASES = (
    r"instead|rather than|other than|free (?:of|from)|far from|out of|away from|short of|hard to|tough to|yet to",
    r"too [a-z]+ (?:to|for)|anything but|as opposed to|kept? [a-z]+ from|[a-z]{3,}less(?:ly|ness)?",
)
_NEAR = re.compile(
    rf"\b(?:{'|'.join((*_WORDS.split(), *_PHRASES))})\b|\b(?:{'|'.join(_BEGINNINGS.split())})[a-z]*", re.ASCII
)
_AUXILIARY = "is|are|was|were|do|does|did|has|have|had|can|could|would|will|should"
_TAG = re.compile(rf",? (?:{_AUXILIARY})n't (?:it|you|they|we|he|she|i|that)\?")  # isn't it?

_IDIOMS = re.compile(  # these look like a denial, and deny nothing
    r"^(?:oh,? no|no problem|no way|(?:no, )?not at all|why not|never mind|you don't say)\b(?= ?[!.,?])"
    r"|\bno (?:doubt|wonder|matter|less than|small|sooner)\b|\bin no time\b|\bnot (?:only|to mention|least)\b"
    r"|\bnothing but\b|\bcan(?:'t|not) wait\b|\b(?:won't|wasn't|didn't) (?:be|take) long\b"
    r"|\bcould(?:n't| not) (?:have been|be|agree|ask for)(?: any)? (?:more|better|happier|prouder)\b"
)


def denies(english: str) -> bool:
    """Whether anything in a sentence denies, or comes near it.

    >>> denies("It is still undecided."), denies("It is decided.")
    (True, False)
    """
    text = _plain(english)
    return bool(PLAIN.search(text) or _NEAR.search(text))


def denies_plainly(english: str) -> bool:
    """Whether not, never, nothing or the like stands in a sentence, but for tags (isn't it?) and idioms (no wonder)."""
    return bool(PLAIN.search(_IDIOMS.sub("", _TAG.sub("?", _plain(english)))))


def _plain(english: str) -> str:
    return english.lower().replace("’", "'")
