"""Arabic text becomes exactly these terms."""

import pytest

from search.analysis import analyse


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        # Vowel signs, tatweel, direction marks and presentation forms make no difference.
        ("التَّنَمُّر تنمّر", ["تنمر", "تنمر"]),
        ("طفلـــي طفلي", ["طفل", "طفل"]),
        ("\u200fأطفال\u200e اطفال", ["اطفال", "اطفال"]),
        ("ﺍﻟﺼﻮﺭ الصور", ["صور", "صور"]),
        # Alef, ya and ta marbuta as people type them, and the letters of a neighbouring keyboard.
        ("إنترنت أنترنت انترنت", ["انترنت"] * 3),
        ("مستشفى مستشفي", ["مستشف", "مستشف"]),
        ("المدرسة المدرسه", ["مدرس", "مدرس"]),
        ("كلمة کلمة", ["كلم", "كلم"]),
        # The article, alone or behind and, by, for.
        ("تنمر التنمر والتنمر بالتنمر للتنمر", ["تنمر"] * 5),
        ("الإنترنت بالإنترنت إنترنت", ["انترنت"] * 3),
        ("شبكة الشبكة شبكات الشبكات", ["شبك"] * 4),
        ("ألعاب الألعاب العاب", ["عاب"] * 3),
        # Parents begin like "and the".
        ("الوالدين والديه والد والدتي", ["والد"] * 4),
        ("والدراسة", ["دراس"]),
        # Digits of every script.
        ("٣٠١٨ ۳۰۱۸ 3018", ["3018"] * 3),
        ("لعبة Snapchat على الهاتف", ["لعب", "snapchat", "هاتف"]),
        ("هل هذا من أو إلى؟", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert analyse(text, "ar") == terms
