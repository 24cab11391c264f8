"""Names and words brought to one form: the invisible goes, no mark becomes a digit, the nearest is found fast."""

from __future__ import annotations

import difflib
import random
import time

import pytest

from zlts.names import badge_number, nearest, person_name, plain, window_mark


@pytest.mark.parametrize("mark", ["²", "①", "⑴", "⒈", "₂", "❶", "㉈", "½", "㎡", "㍢", "㏠", "🄂"])
def test_a_mark_beside_a_number_is_no_digit_of_it(mark: str) -> None:
    assert badge_number(f"35050{mark}") == f"35050{mark}"
    assert window_mark(f"1{mark}号窗口") not in ("12", "11", "110")


@pytest.mark.parametrize("digits", ["３５０５０９", "𝟑𝟓𝟎𝟓𝟎𝟗"])
def test_digits_of_another_width_are_digits(digits: str) -> None:
    assert badge_number(digits) == "350509"


@pytest.mark.parametrize(
    "name", ["⻢⽴夏", "马⽴夏", "⾺立夏", "马\U000e0100立夏", "马立\ufe00夏", "马ㅤ立夏", "马\u034f立夏"]
)
def test_radicals_and_what_nobody_sees_make_no_other_name(name: str) -> None:
    assert person_name(name) == "马立夏"


@pytest.mark.parametrize("name", ["馬立夏", "马\u0301立夏", "马立下"])
def test_another_character_is_another_name(name: str) -> None:
    assert person_name(name) != "马立夏"


def test_the_nearest_is_the_one_difflib_finds() -> None:
    rng = random.Random(12)  # noqa: S311 - words to compare
    for _ in range(400):
        known = ["".join(rng.choices("甲乙丙丁戊ab1", k=rng.randint(0, 5))) for _ in range(rng.randint(0, 30))]
        word = "".join(rng.choices("甲乙丙丁戊ab1", k=rng.randint(0, 5)))
        found = difflib.get_close_matches(word, list(dict.fromkeys(known)), n=1, cutoff=0.3)
        assert nearest(word, known) == (found[0] if found else ""), (word, known)


def test_thousands_of_unknown_names_are_no_burden() -> None:
    rng = random.Random(12)  # noqa: S311 - words to compare
    names = ["".join(rng.choices([chr(0x4E00 + 7 * n) for n in range(500)], k=3)) for _ in range(8000)]
    known, words = tuple(names[:3000]), names[3000:]
    begun = time.process_time()
    for word in words:
        nearest(word, known)
    assert time.process_time() - begun < 10  # compared one by one it is ten times as much


def test_plain_words_lose_their_blanks() -> None:
    assert plain("城关\u3000派出所 ") == "城关派出所"
