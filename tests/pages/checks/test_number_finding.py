"""Numbers to call are found however they are typed; figures, dates, ages, times and prices are left alone."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pages.editorial_checks.number_finding import Found, digits_of, numbers_in

LINES = ("3018", "119", "3114", "17", "15", "112", "114", "116000", "3020", "0800200000")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
SEPARATORS = ["", " ", ".", "-", "\u00a0", "\u202f", "\u2009", "\u2011"]

TO_CALL = {
    # The notations of one number.
    "Appelez le 3018.": ["3018"],
    "30 18": ["3018"],
    "30\u00a018 tous les jours": ["3018"],
    "Appelez le 30.18": ["3018"],
    "composez le 3-0-1-8": ["3018"],
    "Le 3 018 répond": ["3018"],
    "٣٠١٨": ["3018"],
    "اتصلوا بالرقم ٣٠١٨": ["3018"],
    "3️⃣0️⃣1️⃣8️⃣": ["3018"],
    "3\u200b0\u200b1\u200b8": ["3018"],
    "３０１８": ["3018"],
    "3018 tous les jours": ["3018"],
    "3018, gratuit, 7 j/7": ["3018"],
    "le 3018 24h/24": ["3018"],
    "On en parle au 3018": ["3018"],
    # Three and six digits need a word before them, or stand alone.
    "Le 119 est gratuit": ["119"],
    "Composez le 119, appel gratuit": ["119"],
    "Ring 119": ["119"],
    "Text 114": ["114"],
    "Envoyez un SMS au 114": ["114"],
    "أرسلوا رسالة إلى 114": ["114"],
    "119": ["119"],
    "116 000": ["116000"],
    "le 116 000": ["116000"],
    "Appelez le 116000": ["116000"],
    # Two digits need a word of calling.
    "Appelez le 17": ["17"],
    "En danger immédiat, appelez le 15, le 17 ou le 112.": ["15", "17", "112"],
    "la police (17)": ["17"],
    "Samu : 15": ["15"],
    "17 (police)": ["17"],
    "police au 17": ["17"],
    "Call 17 or 112": ["17", "112"],
    "call the police on 17": ["17"],
    "اتصلوا على 17": ["17"],
    # Whole telephone numbers, from here and elsewhere.
    "0800 200 000": ["0800200000"],
    "0800.200.000": ["0800200000"],
    "+33 800 200 000": ["0800200000"],
    "Net Écoute 0 800 200 000": ["0800200000"],
    "01 23 45 67 89": ["0123456789"],
    "+33(0)1.23.45.67.89": ["0123456789"],
    "0033 1 23 45 67 89": ["0123456789"],
    "+٣٣ ١ ٢٣ ٤٥ ٦٧ ٨٩": ["0123456789"],
    "06\u202f12\u202f34\u202f56\u202f78": ["0612345678"],
    "0262 12 34 56": ["0262123456"],
    "00 44 20 7946 0958": ["2079460958"],
    # Short numbers of France that are in no record.
    "Composez le 3919": ["3919"],
    "Appelez le 18": ["18"],
    # Old numbers.
    "Le 3020 répondait": ["3020"],
}
FIGURES = [
    *("en 2020", "de 2019 à 2024", "depuis 1945", "Loi n° 2022-299", "5 novembre 2020", "في 5 نوفمبر 2020"),
    *("du 21 octobre au 4 novembre 2019", "1er au 15 juin", "v. 112", "édition n° 15", "numéro 17"),
    *("17 ans", "15-17 ans", "de 15 à 17 ans", "entre 15 et 17 ans", "15 years", "١٧ سنة", "appelez votre fils de 17 ans"),
    *("à 17 h", "17h30", "17:15", "at 17", "de 9 h à 23 h", "24 h/24", "7 j/7", "appelez entre 15 et 17 heures", "un appel de 15 minutes"),
    *("le 17 novembre", "rendez-vous le 17", "appelez-nous avant le 15", "du 15 au 17 mars", "les 15, 17 et 18 mars", "15/17"),
    *("83 %", "15 %", "112 %", "11,9 %", "٨٣٪", "3.15", "1,17", "45.7597, 4.8422"),
    *("119 €", "3114 €", "112 euros", "$119", "1 234 567 890 €"),
    *("119 élèves", "112 pages", "3018 élèves", "3 018 familles", "116 000 enfants", "12 119 parents", "119 000 enfants", "1 112 jeunes"),
    *("contactez 15 parents", "un appel sur 15", "17 000", "3018 pixels", "7 à 12 ans", "CP à CM2"),
    *("page 112", "l'article 112", "au 119, rue de Rivoli", "119 rue de Rivoli", "69003 Lyon", "75012"),
    *("SIREN 775 726 417", "ISBN 978-2-07-036822-8", "123 456 789", "FR76 3000 6000 0112 3456 7890 189"),
    *("https://3018.fr/", "sur 3018.fr", "a3018@exemple.fr", "https://exemple.fr/0123456789"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "digits"), TO_CALL.items())
def test_a_number_to_call_is_found(text: str, digits: list[str]) -> None:
    assert [found.digits for found in numbers_in(text, LINES)] == digits


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_is_left_alone(text: str) -> None:
    assert numbers_in(text, LINES) == []


def test_what_was_typed_is_told_as_it_reads() -> None:
    assert numbers_in("Appelez le ٣٠\u00a0١٨ !", LINES) == [Found("3018", "30 18")]


@pytest.mark.parametrize(("number", "digits"), [("0800 200 000", "0800200000"), ("116\u202f000", "116000"), ("٣٠١٨", "3018"), ("", "")])
def test_the_digits_of_a_record(number: str, digits: str) -> None:
    assert digits_of(number) == digits


OVERSEAS = {"262", "263", "269", "508", "590", "594", "596", "639", "690", "691", "692", "693", "694", "696", "697", "709"}

pairs = st.lists(st.integers(0, 99).map(lambda pair: f"{pair:02}"), min_size=4, max_size=4)


@given(first=st.sampled_from("1234567"), rest=pairs, separator=st.sampled_from(SEPARATORS), is_arabic=st.booleans(), prefix=st.booleans())
def test_a_french_number_is_found_in_any_notation(first: str, rest: list[str], separator: str, is_arabic: bool, prefix: bool) -> None:
    # Overseas numbers have country codes of their own: nobody reaches them by +33.
    assume(not prefix or f"{first}{rest[0]}" not in OVERSEAS)
    national = separator.join([f"0{first}", *rest])
    # Numbers that are not in service are no numbers: the library knows the ranges.
    expected = [found.digits for found in numbers_in(f"0{first}{''.join(rest)}", ())]
    typed = f"+33{separator}{national[1:]}" if prefix else national
    text = f"Ici : {typed.translate(ARABIC) if is_arabic else typed} !"
    assert [found.digits for found in numbers_in(text, ())] == expected


@given(digits=st.sampled_from(["3018", "3114", "3020"]), separator=st.sampled_from(SEPARATORS), is_arabic=st.booleans())
def test_a_short_number_is_found_in_any_notation(digits: str, separator: str, is_arabic: bool) -> None:
    for typed in (separator.join([digits[:2], digits[2:]]), separator.join(digits)):
        text = f"Appelez le {typed.translate(ARABIC) if is_arabic else typed}."
        assert [found.digits for found in numbers_in(text, LINES)] == [digits]


@given(
    day=st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    form=st.sampled_from(["{0:%d/%m/%Y}", "{0:%d.%m.%Y}", "{0:%Y-%m-%d}", "le {0.day} mai {0.year}"]),
)
def test_no_date_is_a_number_to_call(day: dt.date, form: str) -> None:
    assert numbers_in(f"Depuis {form.format(day)}, tout va bien.", LINES) == []


@given(
    number=st.integers(0, 999_999),
    unit=st.sampled_from(["%", " %", " €", " euros", " ans", " minutes", " élèves", " familles", " km", " pages", "\u00a0%", "\u202f€"]),
)
def test_no_quantity_is_a_number_to_call(number: int, unit: str) -> None:
    assert numbers_in(f"Il y en a {number}{unit} cette année.", LINES) == []


@given(number=st.integers(1_000, 999_999_999), unit=st.sampled_from([" familles", " €", " élèves"]))
def test_no_figure_in_groups_of_three_is_a_number_to_call(number: int, unit: str) -> None:
    grouped = f"{number:,}".replace(",", "\u202f")
    assert numbers_in(f"Soit {grouped}{unit}.", LINES) == []


@given(hour=st.integers(0, 23), minute=st.integers(0, 59), form=st.sampled_from(["{0} h {1:02}", "{0}h{1:02}", "{0:02}:{1:02}", "{0} h"]))
def test_no_time_is_a_number_to_call(hour: int, minute: int, form: str) -> None:
    assert numbers_in(f"Rendez-vous à {form.format(hour, minute)}.", LINES) == []


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(found.digits for found in numbers_in(text, LINES))
