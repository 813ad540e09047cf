"""People are known by their names or by the honorific behind them; what only looks like a name is none."""

import pytest

from taiyaku.text.people import people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("大野さんと渡辺先生", {"大野": "Ono", "渡辺": "Watanabe"}),
        ("鈴木一郎氏に聞く", {"鈴木": "Suzuki", "一郎": "Ichiro"}),
        ("田中部長と山田君、小林ちゃん", {"田中": "Tanaka", "山田": "Yamada", "小林": "Kobayashi"}),
        ("宮崎さんは宮崎県の生まれです", {"宮崎": "Miyazaki"}),
        ("田中さんがまた来て、田中さんと話した", {"田中": "Tanaka"}),
        ("純一さん、優子さん", {"純一": "Junichi", "優子": "Yuko"}),
        ("弊社の田中がご説明します", {"田中": "Tanaka"}),
        ("佐藤健と申します", {"佐藤": "Sato", "健": "Ken"}),
        ("妻の優子と始めました", {"優子": "Yuko"}),
        ("りえさんと行きました", {"りえ": "Rie"}),
    ],
)
def test_names_are_spelled_in_latin_letters(text: str, names: dict[str, str]) -> None:
    assert dict(people(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "お客様と皆さんに、本屋さんが来ました。",
        "大阪市長と話しました。",
        "ジョンさんとトムくんが来ました。",
        "Xiaさんに伺います。",
        "森に行って、林で本を読み、星を見ました。",
        "長野で開いて、松本から来ました。",
        "珊瑚は、さんごともかきます。",
        "",
    ],
)
def test_what_is_no_japanese_name_is_left_out(text: str) -> None:
    assert people(text) == ()
