"""Whether a few words name a person, are a heading, or are a piece of a sentence: word lists, and OpenJTalk's
dictionary for what no list can hold (山田 is a surname, 理由は簡単 has a particle)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NOTE_WORDS = frozenset(  # what an editor adds in writing; nobody says such a line
    "注 註 注記 編集部注 編集注 編注 訳注 訳者注 補注 脚注 写真 写真提供 撮影 図 図版 表 出典 キャプション".split()
)
HEADING_WORDS = NOTE_WORDS | frozenset(
    """
    結論 注意 注意点 例 例文 備考 補足 日時 場所 時間 時刻 期間 期日 日程 日付 開催日 開始 終了 集合 休憩 開場 閉場
    住所 電話 連絡先 宛先 件名 氏名 名前 職業 年齢 所属 肩書き 略歴 経歴 プロフィール 会社名 題名 題 タイトル テーマ
    主題 副題 見出し 議題 議事 議事録 議事内容 内容 概要 要約 要点 要旨 趣旨 目的 目標 背景 経緯 現状 課題 問題
    問題点 論点 原因 理由 根拠 結果 効果 成果 影響 対策 対応 方法 手順 手段 方針 計画 予定 予算 費用 料金 価格 値段
    金額 条件 定義 特徴 特長 長所 短所 利点 欠点 強み 弱み メリット デメリット ポイント ステップ ヒント コツ こつ
    まとめ 総括 最後 最初 前半 後半 冒頭 本文 本編 序章 終章 章 節 部 項 項目 目次 前編 後編 中編 第 その 其の 参考
    参考文献 参照 資料 関連 関連記事 引用 詳細 追記 更新 公開 公開日 取材日 収録日 掲載 提供 協力 監修 執筆 翻訳 文
    構成 編集 制作 発行 著作権 リンク 動画 音声 映像 写真提供 質疑 質疑応答 事例 具体例 実績 比較 比率 割合 合計
    平均 人数 件数 数字 売上 売り上げ 午前 午後 正午 朝 昼 夜 夕方 深夜 今日 明日 昨日 本日 月曜 火曜 水曜 木曜 金曜
    土曜 日曜 月 火 水 木 金曜日 成長 国家 人生 発生 相手 勝手 人手 着手 個人 求人 法人 再生 衛生 一部 全部 支部
    内部 外部 笑 笑い 爆笑 苦笑 拍手 音楽 沈黙 間 咳 中略 前略 後略 略 速報 重要 必須 任意 新着 特集 つまり すなわち
    要するに ちなみに なお ただし たとえば 例えば まとめると なぜ 答え 正解 url http https note notes title date
    photo source caption point points summary example step chapter part section figure table topic agenda tip tips
    warning conclusion result results reason subject re from to cc time place ps memo todo update edit link email
    tel fax version ver am pm vol no page fig music laughter applause
    """.split()
)
LONE_WORDS = frozenset(  # before a list of people they are a heading; only where they come again are they speakers
    """
    参加者 出席者 欠席者 登壇者 出演者 出演 関係者 担当者 担当 対象者 講演者 発表者 会場 ゲスト 話者 質問 回答 著者
    筆者
    """.split()
)
ROLES = frozenset(
    """
    司会 進行 司会進行 聞き手 語り 語り手 話し手 記者 取材 インタビュアー インタビュー インタビュイー ナレーション
    ナレーター アナウンサー アナウンス キャスター レポーター リポーター モデレーター ファシリテーター パネリスト
    スピーカー コメンテーター スタッフ ディレクター プロデューサー エンジニア デザイナー マネージャー リーダー
    メンバー オーナー シェフ コーチ 監督 社長 部長 課長 店長 校長 会長 議長 委員長 先生 教授 博士 編集部 事務局 広報
    店主 主人 女将 蔵元 杜氏 棟梁 旅人 司書 職人 客 客席 観客 聴衆 男性 女性 男 女 父 母 兄 姉 弟 妹 祖父 祖母 夫 妻
    娘 息子 子ども 少年 少女 全員 一同 二人 三人 私 僕 俺 問 答
    """.split()
)
ROLE_ENDINGS = tuple(
    "者 員 長 師 士 家 係 生 役 手 人 官 課 部 室 氏 様 君 さん さま くん ちゃん 先生 教授 監督 名人".split()
)
COUNTERS = tuple(
    """
    つ 個 点 番目 番 回 件 条件 日 年 年度 月 週 時 時間 分 秒 度 部 章 節 項 話 巻 割 円 万 億 人 名 位 倍 歳 代 %
    ％
    """.split()
)
NUMERAL = "0-9一二三四五六七八九十百千"
SMALL_WORDS = frozenset("and of the for de da di la le van von bin al at in y".split())
LONGEST_NICKNAME = 4  # hiragana; the dictionary takes shorter names for verbs (たかし), longer ones are phrases

_NO_NAME = re.compile(r"[。、｡､！？!?「」『』《》\"“”…；;/\\=#@]|https?|--|^[.,—―─–]")
_COUNTED = re.compile(rf"第[{NUMERAL}]+[部章節回話編条項]|[{NUMERAL}]+(?:{'|'.join(COUNTERS)})(?:目|め|前|後|間)?$")
_NUMBERED = re.compile(r"^\d+(?:号|番|年生|組|班)(?:車|室|生)?$")
_TRAIL = re.compile(r"[\s.・#]*(?:\d+|[A-Z]|[①-⑳])$")
_JAPANESE = re.compile(r"[ぁ-ヺー一-鿿々〆ヶ]")
_WHOLE_WORDS = ("接続詞", "副詞", "感動詞", "フィラー")
_CLAUSE_ENDS = ("動詞", "形容詞", "連体詞", "助動詞", "助詞", *_WHOLE_WORDS[:3])


def may_be_name(name: str) -> bool:
    """Whether this can be a speaker at all: no sentence marks, no heading's or counted word, no clause."""
    bare = _bare(name)
    if not any(char.isalpha() for char in name) or _NO_NAME.search(name):
        return False
    words = {bare.casefold(), name.casefold(), bare.rpartition("の")[2]}
    if not bare or words & HEADING_WORDS or _COUNTED.match(unicodedata.normalize("NFKC", name)):
        return False
    return not _is_clause(bare) if _JAPANESE.search(bare) else _is_latin_name(bare)


def is_person(name: str) -> bool:
    """Whether the name itself says that it is somebody's: an honorific, a role, a surname, a capital."""
    bare = _bare(name)
    if not _JAPANESE.search(bare):
        first = bare.split()[0] if bare.split() else ""
        return first.istitle()
    if bare in ROLES or bare.rpartition("の")[2] in ROLES or bare.endswith(ROLE_ENDINGS) or _NUMBERED.match(name):
        return True
    if (len(bare) == 1 and "一" <= bare <= "鿿") or re.fullmatch(r"[ァ-ヺー]+(?:[・＝][ァ-ヺー]+)+", bare):
        return True
    return any("人名" in kinds for kinds in _morphemes(bare))


def _bare(name: str) -> str:
    """Without the number or letter of one among many: Speaker 1, 学生A, ポイント1; a lone letter is a name."""
    name = unicodedata.normalize("NFKC", name).strip()
    return _TRAIL.sub("", name) or name


def _is_latin_name(name: str) -> bool:
    """Up to four words, or more of them in capitals: Chief Executive Officer of Acme Japan Taro Yamada."""
    words = name.split()
    return len(words) <= 4 or all(word[:1].isupper() or word.casefold() in SMALL_WORDS for word in words)


def _is_clause(name: str) -> bool:
    """Whether it holds a particle or ends as a clause does: 理由は簡単, 説明すると, 例えば."""
    kinds = _morphemes(name)
    if not kinds:
        return False
    if re.fullmatch(rf"[ぁ-んー]{{1,{LONGEST_NICKNAME}}}", name):
        return len(kinds) == 1 and kinds[0][0] in _WHOLE_WORDS
    inside = any(k[0] == "助動詞" or (k[0] == "助詞" and k[1] not in ("連体化", "並立助詞")) for k in kinds)
    return inside or kinds[-1][0] in _CLAUSE_ENDS


@lru_cache(maxsize=1024)
def _morphemes(text: str) -> tuple[tuple[str, str, str], ...]:
    """The part of speech of each morpheme, coarse to fine."""
    import pyopenjtalk

    found = pyopenjtalk.run_frontend(text)
    return tuple((m["pos"], m["pos_group1"], m["pos_group2"]) for m in found)
