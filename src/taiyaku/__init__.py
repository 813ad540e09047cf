"""Taiyaku: Japanese, English and bilingual subtitles from a Japanese recording and its transcript."""

__version__ = "0.1.0"
