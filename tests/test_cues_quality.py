"""Lines are broken where an editor breaks them, in at least as many labelled texts as before."""

import pytest
from benchmarks.breaks import WAYS, read_cases, score

from taiyaku.profiles import load_profile
from taiyaku.text.width import width

FLOORS = {"ja": 0.92, "en": 0.94}  # raise them with every gain


@pytest.mark.parametrize("language", FLOORS)
def test_the_score_does_not_fall_and_no_break_is_forbidden(language: str) -> None:
    f1, forbidden, _ = score(read_cases(language), WAYS[language]["taiyaku"])
    assert f1 >= FLOORS[language]
    assert forbidden == 0


def test_every_labelled_text_needs_one_break_and_its_label_fits() -> None:
    rules = load_profile()
    for case in read_cases("ja"):
        assert width(case.text) > rules.ja.line_width, case.text
        assert all(width(case.text[:at].strip()) <= 16 and width(case.text[at:]) <= 16 for at in case.good), case.text
    for case in read_cases("en"):
        assert len(case.text) > rules.en.line_width, case.text
        assert all(len(case.text[:at].strip()) <= 42 and len(case.text[at:]) <= 42 for at in case.good), case.text
