"""Whether people keep their names: `python -m benchmarks.translate.people`.

Sentences about people, one a turn, translated with the engine told how names are spelled and without.
"""

from __future__ import annotations

from contextlib import closing

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from taiyaku.engine import EngineOptions
from taiyaku.glossary.match import TermMatcher
from taiyaku.model import Sentence, Turn
from taiyaku.translate import Directions, open_translator, translate_turns

BEFORE_AN_HONORIFIC = (
    ("長谷川さんは、去年の秋に隣の課から移ってきました。", "Hasegawa"),
    ("その地図を描いたのは五十嵐さんです。", "Igarashi"),
    ("大野先生の授業は、いつも廊下まで笑い声が聞こえました。", "Ono"),
    ("宮崎さんに電話をかけたら、もう船の上でした。", "Miyazaki"),
    ("佐々木部長は、反対しなかったのですか?", "Sasaki"),
    ("小林くんが撮った写真を、店の壁に貼っています。", "Kobayashi"),
    ("二番目の案は、渡辺さんが一晩で書いたものです。", "Watanabe"),
    ("本田さんのおかげで、三万円も安くなりました。", "Honda"),
    ("中村さんと一緒に、百軒の農家を回りました。", "Nakamura"),
    ("今日は、この制度を作った松本さんにお話を伺います。", "Matsumoto"),
    ("坂本さんなら、こういうときどうするでしょう。", "Sakamoto"),
    ("石井さんが会社を辞めてから、誰も鍵の場所を知りません。", "Ishii"),
    ("森さんの声は、二階にいても分かります。", "Mori"),
    ("前田監督は、選手に一度も怒鳴りませんでした。", "Maeda"),
    ("それを聞いて、藤原さんは泣いていました。", "Fujiwara"),
    ("高橋さんにはまだ話していません。", "Takahashi"),
    ("上野さんから預かった手紙を、引き出しで見つけました。", "Ueno"),
    ("青木さんの畑では、十二種類の豆を育てています。", "Aoki"),
    ("岡田さんはどう思われますか。", "Okada"),
    ("福田さんの奥さんが、毎朝パンを届けてくれます。", "Fukuda"),
    ("最初の客は、近所に住む後藤さんでした。", "Goto"),
    ("遠藤さんと目が合うと、みんな姿勢を正します。", "Endo"),
    ("原田社長が、自分で雪かきをしていました。", "Harada"),
    ("近藤さんにもらった時計は、今も動いています。", "Kondo"),
)
ALONE = (
    ("弊社の田中が、工場をご案内します。", "Tanaka"),
    ("広報を担当している山崎と申します。", "Yamazaki"),
    ("はじめまして、司会の中島です。", "Nakajima"),
    ("父の名前は清水一郎といいます。", "Shimizu"),
    ("同じ年に入社した斎藤も、隣で笑っていました。", "Saito"),
    ("妻の優子と、二人で店を始めました。", "Yuko"),
    ("編集長の村上に叱られたのは、あの一度だけです。", "Murakami"),
    ("うちの池田が、みんなのお茶をいれてくれます。", "Ikeda"),
    ("この椅子は、職人の橋本が一人で作りました。", "Hashimoto"),
    ("岡本は、約束の時間に一度も遅れませんでした。", "Okamoto"),
    ("聞き手は、記者の藤田でした。", "Fujita"),
    ("娘の恵子は、まだ海を見たことがありません。", "Keiko"),
)
SENTENCES = BEFORE_AN_HONORIFIC + ALONE


def main() -> None:
    """Print the table."""
    turns = [Turn(f"t{n}", "Xia", (Sentence(f"t{n}.s1", ja),), n) for n, (ja, _) in enumerate(SENTENCES, start=1)]
    table = Table(title=f"names of {len(SENTENCES)} people", title_justify="left", box=None, header_style="bold")
    table.add_column("the engine is told how names are spelled")
    table.add_column("kept before an honorific", justify="right")
    table.add_column("kept alone", justify="right")
    table.add_column("lost")
    with closing(open_translator("auto", EngineOptions())) as translator, Progress(transient=True) as progress:
        task = progress.add_task("translating", total=2 * len(turns))
        for told in (False, True):
            directions = Directions(people=told)
            lines, _ = translate_turns(
                turns, translator, TermMatcher(()), directions, lambda *_: progress.advance(task)
            )
            kept = [name in line.text for line, (_, name) in zip(lines, SENTENCES, strict=True)]
            groups = kept[: len(BEFORE_AN_HONORIFIC)], kept[len(BEFORE_AN_HONORIFIC) :]
            lost = [name for (_, name), is_kept in zip(SENTENCES, kept, strict=True) if not is_kept]
            table.add_row(
                "yes" if told else "no", *(f"{sum(group)} of {len(group)}" for group in groups), ", ".join(lost)
            )
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
