"""A bilingual script for proof-reading, as one HTML page that needs nothing beside it and prints."""

from __future__ import annotations

from html import escape

from taiyaku.formats.options import WriteOptions
from taiyaku.formats.plain import plain
from taiyaku.formats.rows import Row, timecode

LOSSES = ("the ends of sentences' times",)
STYLE = """
:root { --page: #fff; --ink: #1b1f24; --soft: #5d6670; --line: #d9dcdf; --note: #9a3412; }
@media (prefers-color-scheme: dark) {
  :root { --page: #14171b; --ink: #e4e7ea; --soft: #9aa4af; --line: #333a42; --note: #fdba74; }
}
body {
  max-width: 1100px; margin: 0 auto; padding: 24px; background: var(--page); color: var(--ink);
  font: 15px/1.7 system-ui, "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic UI", Meiryo, sans-serif;
}
h1 { font-size: 22px; }
table { width: 100%; border-collapse: collapse; }
td, th { padding: 8px 14px 8px 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
th { border: 0; color: var(--soft); font-size: 13px; font-weight: 400; }
td:first-child { color: var(--soft); font-size: 13px; font-variant-numeric: tabular-nums; white-space: nowrap; }
td b { display: block; color: var(--ink); }
td small { display: block; color: var(--note); }
tr.silent { color: var(--soft); font-style: italic; }
@media (max-width: 640px) {
  thead { display: none; }
  tr, td { display: block; border: 0; padding: 2px 0; }
  tr { padding: 10px 0; border-top: 1px solid var(--line); }
}
@media print {
  :root { --page: #fff; --ink: #000; --soft: #444; --line: #bbb; --note: #000; }
  tr { break-inside: avoid; }
}
"""


def write_script_html(rows: tuple[Row, ...], options: WriteOptions | None = None) -> str:
    """A row a sentence: when and who, the Japanese, the English, and below it what there is to look at."""
    options, title = options or WriteOptions(), escape(plain((options or WriteOptions()).title))
    body = "".join(_row(row, options) for row in rows)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f"<table>\n<thead><tr><th>at<th>Japanese<th>English</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</body>\n</html>\n"
    )


def _row(row: Row, options: WriteOptions) -> str:
    at = timecode(row.start_ms, options) or "not spoken"
    silent = ' class="silent"' if row.start_ms is None or not row.id else ""
    speaker = f"<b>{escape(plain(row.speaker))}</b>" if row.speaker else ""
    notes = "".join(f"<small>{escape(note.severity)}: {escape(plain(note.text))}</small>" for note in row.notes)
    japanese, english = escape(plain(row.japanese)), escape(plain(row.english))
    return f'<tr{silent}><td>{at}{speaker}<td lang="ja">{japanese}<td>{english}{notes}</tr>\n'
