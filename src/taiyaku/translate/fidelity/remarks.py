"""The check of remarks: what a model says about its work instead of, or beside, the line."""

from __future__ import annotations

import re

from taiyaku.translate.fidelity.problem import Pair, Problem

RULE = "remark"
_TRANSLATED = "(?<!し)訳"  # 申し訳 is an apology
# what a model says, and the Japanese that it would translate
REMARKS: tuple[tuple[str, str], ...] = (
    (r"\bas an? (?:ai\b(?: language)? (?:model|assistant)|ai,|language model)", r"AI|ＡＩ|言語モデル|人工知能"),
    (r"\bi(?:'m| am) (?:sorry|afraid)\b.*\b(?:can't|cannot|can not|unable)|^(?:i'm |i am )?(?:sorry|apologies)\b",
     r"すみません|すいません|ごめん|申し訳|失礼|恐れ|残念|悪い|お詫|謝"),
    (r"\bi (?:can't|cannot|am unable to|will not|won't) (?:translate|assist|help with|provide|fulfil|comply)",
     rf"{_TRANSLATED}|手伝|助け|支援|提供|応じ|できません|できない"),
    (r"\b(?:here(?:'s| is| are)|below is|this is) (?:the|a|your|my) (?:english |requested |possible )*translat",
     _TRANSLATED),
    (r"^\W*(?:sure|certainly|of course|okay|ok|absolutely)\W+here(?:'s| is| are)\b", r"こちら|これ|ここ|はい|ええ"),
    (r"^\W*(?:(?:english |my )?translation|translated(?: text)?|english|output|answer|japanese|original)\s*:",
     rf"{_TRANSLATED}|英語|日本語|答え|回答|原文|オリジナル"),
    (r"(?:^|[.!?\s(\[])(?:please )?(?:translator'?s? )?note(?: that)?\s*[:,]|\bn\.b\.|\bt/n\b|^\W*note that\b",
     r"注|メモ|ノート|なお|※|ちなみ|ただし|補足|覚え"),
    (r"[(\[](?:lit\b|literally|note|meaning|i\.e|inaudible|untranslat|context|speaker|implied|omitted)",
     r"[(（\[［【]"),
    (r"\b(?:in this context|the original (?:text|sentence|japanese|line)|literal(?:ly)? translat)", r"文脈|原文|直訳"),
    (r"\bthe speaker (?:is|says|said)\b", r"話者|話し手|登壇者|講演者"),
    (r"\bi hope this helps|\blet me know if you (?:need|have|would like|want) (?:any|more|further|another|me)",
     r"教え|知らせ|言って|連絡|お役|役に立|参考"),
    (r"```|\*\*|</?[a-z_|]+>|^#{1,6} |\\n", r"[#*<＃＊`\\]"),
    (r"^\W*(?:speaker(?: \w+)?|interviewer|interviewee|host|guest|q|a|user|assistant|system)\s*:", r"[:：]"),
    (r"^\s*\d{1,2}[.)] +[A-Z]", r"^[\s　]*[0-9０-９①-⑳一-九]"),
    (r":\s*$", r"[:：]\s*$"),  # it announces a line instead of being one
)  # fmt: skip
_REMARKS = [(re.compile(said, re.IGNORECASE), re.compile(unless)) for said, unless in REMARKS]


def remarks(pair: Pair) -> list[Problem]:
    """A problem for each remark, unless the Japanese says as much itself."""
    return [
        Problem(RULE, f"a remark of the translator: “{match[0].strip()}”")
        for said, unless in _REMARKS
        if (match := said.search(pair.english.replace("’", "'"))) and not unless.search(pair.japanese)
    ]
