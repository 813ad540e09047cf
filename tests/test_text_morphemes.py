"""Words in their dictionary form, as OpenJTalk knows them."""

from taiyaku.text.morphemes import morphemes


def test_words_have_their_dictionary_form_and_kind() -> None:
    found = [(part.surface, part.lemma, part.kind) for part in morphemes("見なかった。")]
    assert found == [
        ("見", "見る", "動詞"),
        ("なかっ", "ない", "助動詞"),
        ("た", "た", "助動詞"),
        ("。", "。", "記号"),
    ]


def test_a_text_of_any_length_is_read() -> None:
    assert len(morphemes("港です。" * 2_000)) == 6_000
    assert morphemes("") == ()
