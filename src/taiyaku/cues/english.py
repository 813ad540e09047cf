"""Where English may be broken, and how well: after punctuation, before conjunctions, never inside a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from taiyaku.cues.split import Cut

# Netflix Timed Text Style Guide, English: break before conjunctions and prepositions, never after them
OPENS_CLAUSE = frozenset(
    """
and but or nor so yet because that which who whom whose where when while if although though unless until till since
once as except before after whether why how what
""".split()
)
PREPOSITION = frozenset(
    """
for with without in on at by from to into onto about over under between among through throughout during against along
across around behind below beside beyond near inside outside toward towards within despite like upon than
""".split()
)
# a finite verb behind its subject: auxiliaries, and the pasts that are no participles
VERB = frozenset(
    """
is are was were has have had does do did will would can could may might must should isn't aren't wasn't weren't hasn't
haven't hadn't doesn't don't didn't won't wouldn't can't couldn't shouldn't came went took gave knew began ran wrote
drove ate saw fell broke spoke chose grew threw flew wore rose sang swam drank shook stole
""".split()
)
# verbs whose small word belongs to them (come in, talk about) or whose infinitive does (want to, used to)
PHRASAL = frozenset(
    """
come comes came coming go goes went going get gets got take takes took put puts look looks looked give gives gave turn
turns turned set pick picks picked bring brings brought keep keeps kept carry carried run runs ran work works worked
talk talks talked think thinks thought wait waits waited
""".split()
)
PARTICLE = frozenset("in on off out up down over about back away".split())
WANTS_TO = frozenset(
    """
want wants wanted need needs needed have has had try tries tried trying going used able like likes liked hope hopes
hoped begin begins began start starts started decide decided plan planned learn learned manage managed ought seem seems
seemed happen happened
""".split()
)
OBJECT = frozenset("me him us them".split())
BEFORE_DETERMINER = frozenset("all both half such".split())  # all the, half a
DETERMINER = frozenset("a an the this these those my your his her its our their no every".split())
NEVER_AFTER = """
a an the there here this that these those my your his her its our their no not very more most is are was were be been
am have has had do does did will would can could may might must should shall i you he she it we they and or but of in on
at by from to for with without into onto about between among during against despite upon like because if although
though unless until while when where than as nor mr mrs ms dr prof st new whether how why what which who whose always
never often just only also even already
""".split()
# a number stays with what it counts
NUMBERS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
""".split()
TITLES = ("mr.", "mrs.", "ms.", "dr.", "prof.", "st.")  # their full stop ends no sentence
AFTER_SENTENCE, AFTER_CLAUSE, BEFORE_CLAUSE, BEFORE_PREPOSITION, BEFORE_OF, BEFORE_VERB = 0.0, 0.05, 0.3, 0.42, 0.5, 0.5
BEFORE_NOUN_PHRASE, INSIDE_VERB, PLAIN, BEHIND_DETERMINED, INSIDE_PHRASE = 0.65, 0.7, 0.8, 0.95, 1.8
YEAR = re.compile(r"1[5-9]\d\d|20\d\d")  # counts nothing
CLITIC = re.compile(r"\w'\w|s'$")  # it's, don't, the brewer's, our parents'
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=1024)
def english_cuts(text: str) -> tuple[Cut, ...]:
    """Every space of a text as a cut (before the word behind it), with its penalty."""
    return tuple(_cuts(text))


def _cuts(text: str) -> Iterator[Cut]:
    for space in _SPACE.finditer(text):
        before, after = text[: space.start()], text[space.end() :]
        if before and after:
            yield Cut(space.end(), _penalty(before, after))


def _penalty(before: str, after: str) -> float:
    words = [_bare(word) for word in before.split()[-2:]]
    word, following = words[-1], _bare(after.split()[0])
    if re.search(r"[.!?][\"')\]]*$", before) and not before.lower().endswith(TITLES):
        return AFTER_SENTENCE
    if re.search(r"[,;:—–…][\"')\]]*$", before):
        return AFTER_CLAUSE
    name = before.split()[-1][:1].isupper() and (after[:1].isupper() or after[:1].isdecimal())
    counts = word in NUMBERS or (word.isdecimal() and not YEAR.fullmatch(word))
    bound = following in OBJECT or (word in BEFORE_DETERMINER and following in DETERMINER)
    if name or counts or bound or word in NEVER_AFTER or CLITIC.search(word):
        return INSIDE_PHRASE
    if (word in PHRASAL and following in PARTICLE) or (word in WANTS_TO and following == "to"):
        return INSIDE_VERB
    return _opening(following, determined=words[0] in DETERMINER)


def _bare(word: str) -> str:
    return re.sub(r"[^\w']", "", word.replace("’", "'")).casefold()


def _opening(word: str, *, determined: bool) -> float:
    """How well a line begins with a word, behind a noun phrase's second word or not."""
    for words, penalty in (
        (OPENS_CLAUSE, BEFORE_CLAUSE),
        (PREPOSITION, BEFORE_PREPOSITION),
        ({"of"}, BEFORE_OF),
        (VERB, BEFORE_VERB),
        (DETERMINER, BEFORE_NOUN_PHRASE),
    ):
        if word in words:
            return penalty
    return BEHIND_DETERMINED if determined else PLAIN
