"""What the Japanese denies must be denied; phrases that only look like a negation ask for nothing."""

import pytest

from taiyaku.translate.fidelity import check_line
from taiyaku.translate.fidelity.negatives import negations
from taiyaku.translate.fidelity.negators import denies, denies_plainly

DENIED = """
わかりません。 食べないでください。 使わずに作りました。 行かなかったんです。 来なくなりました。
値段が高くない店です。 違う、東京ではない。 時間がなくて困りました。 まだ誰にも言っていません。
問題が起きないようにしています。 なぜうまくいかなかったのでしょうか。 どうしてやらないのですか。
お金では買えません。 急がなくていいです。 答えはわからん。 すべてがうまくいくわけではありません。
高ければ良いとは限りません。 心配いりません。 嘘ではありませんし、冗談でもありません。
数字ではなく、人を見ています。 もう戻れないと思いました。 無理に変えようとは思っていません。
""".split()
SPARED = """
やらなければなりません。 行かなきゃいけないんです。 そろそろ帰らないと。 やらざるを得ませんでした。
急がないといけません。 来るかもしれません。 きっと来るに違いありません。 それだけではありません。
味だけじゃなく見た目も大事です。 東京のみならず大阪でも。 二つしかありません。 待つほかありません。
これは大変なことではないでしょうか。 いいじゃないですか。 行ってみない? 何か質問はありませんか。
一緒に行きませんか。 知らないわけではないんです。 できないことはありません。 知らない人はいません。
少なくないです。 悪くないですね。 これほど嬉しいことはありません。 例外なく全員です。 すみません。
申し訳ありません。 変わらず元気です。 思わず笑いました。 行かずに済みます。 必ず行きます。
まず、少しずつ始めました。 少ない人数です。 とんでもない。 なくなりました。 仕方がありません。
もったいないですね。 構いません。 そうなんですよ、なんというか。 間もなく始まります。 欠かせない人です。
分からなくはないです。 忘れないでください。 つまらない話です。 限りない力です。
""".split()
ENGLISH = """
It isn't. | It can’t be. | We cannot go. | No one knows. | He never came. | He left without it. | It's undecided.
| It's impossible. | We ran out of it. | We lack it. | He failed. | I took this one instead. | It's free of salt.
| I have yet to see it. | It's too small to use. | It's useless. | We avoid it. | It was incomplete. | He was unable to.
""".strip().split("|")


@pytest.mark.parametrize("japanese", DENIED)
def test_a_denial_is_seen(japanese: str) -> None:
    assert negations(japanese)


@pytest.mark.parametrize("japanese", SPARED)
def test_what_denies_nothing_is_spared(japanese: str) -> None:
    assert negations(japanese) == ()


@pytest.mark.parametrize("english", ENGLISH)
def test_english_denies_in_many_ways(english: str) -> None:
    assert denies(english)


@pytest.mark.parametrize(
    "english",
    ["It is under way until noon.", "A unique and universal union.", "Inside, it is important.", "No. 3 is here."],
)
def test_english_that_denies_nothing(english: str) -> None:
    assert not denies(english)


def test_a_tag_denies_nothing() -> None:
    assert not denies_plainly("That's nice, isn't it?")
    assert denies_plainly("That isn't nice, is it?")


def test_a_lost_negation_is_an_error_and_an_added_one_a_warning() -> None:
    (lost,) = check_line("費用は決まっていません。", "The cost has been decided.")
    (added,) = check_line("費用は決まっています。", "The cost hasn't been decided.")
    assert (lost.rule, lost.severity) == ("negation-lost", "error")
    assert lost.message == "ません denies, and nothing in the English does"
    assert (added.rule, added.severity) == ("negation-added", "warning")
