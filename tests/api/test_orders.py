"""Orders by what is served: titles, names and moments of the language that readers get, the same in every database."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.pagination import encoded_cursor
from pages import languages, models
from pages.alphabet import refresh_keys, sort_key
from pages.days import day_of
from tests.api.asking import ask, data_of
from tests.factories import (
    ConsentFactory,
    GuidePageFactory,
    OrganisationFactory,
    PersonFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def titles(order: str, locale: str, size: int = 100) -> list[str]:
    """The titles of the resources in an order, read page by page."""
    return [node["title"] for node in nodes("resources", "PageOrder", order, locale, "title", size)]


def names(field: str, order: str, locale: str) -> list[str]:
    return [node["name"] for node in nodes(field, "NameOrder", order, locale, "name", 2)]


def nodes(field: str, enum: str, order: str, locale: str, wanted: str, size: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = data_of(
            f"""query ($after: String, $order: {enum}, $locale: Locale, $first: Int) {{
              {field}(after: $after, orderBy: $order, locale: $locale, first: $first) {{
                nodes {{ {wanted} }} pageInfo {{ endCursor hasNextPage }} }} }}""",
            {"after": after, "order": order, "locale": locale.upper(), "first": size},
        )[field]
        found += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]


def test_titles_are_sorted_as_they_are_served(home: models.HomePage) -> None:
    GuidePageFactory(title_fr="Zèbre", title_en="Apple", ready=["en"])
    # Written in English, and not ready: its French title counts.
    GuidePageFactory(title_fr="école", title_en="Aardvark")
    GuidePageFactory(title_fr="Écran 10", title_ar="آلة", ready=["ar"])
    GuidePageFactory(title_fr="Écran 9", title_en="Zoo", title_ar="ياء", ready=["en", "ar"])

    assert titles("TITLE", "fr", 1) == ["école", "Écran 9", "Écran 10", "Zèbre"]
    assert titles("TITLE", "en", 2) == ["Apple", "école", "Écran 10", "Zoo"]
    assert titles("TITLE", "ar", 3) == ["école", "Zèbre", "آلة", "ياء"]


def test_names_are_sorted_field_by_field_as_they_are_answered(db: None) -> None:
    for french, english in [("Écrans", "Zoom"), ("vie privée", ""), ("Amis", None), ("élèves", "Ähnlich")]:
        ThemeFactory(name_fr=french, name_en=english)
    PersonFactory(display_name_fr="Zoé", display_name_ar="أحمد")
    PersonFactory(display_name_fr="ali", display_name_ar="ياسين")
    OrganisationFactory(name_fr="L’Union")
    OrganisationFactory(name_fr="e-Enfance", short_name="Z")

    assert names("themes", "NAME", "FR") == ["Amis", "Écrans", "élèves", "vie privée"]
    assert names("themes", "NAME", "EN") == ["Ähnlich", "Amis", "vie privée", "Zoom"]
    assert names("themes", "NAME_REVERSED", "EN") == ["Zoom", "vie privée", "Amis", "Ähnlich"]
    assert names("people", "NAME", "FR") == ["ali", "Zoé"]
    assert names("people", "NAME", "AR") == ["أحمد", "ياسين"]
    assert names("organisations", "NAME", "FR") == ["e-Enfance", "L’Union"]


def test_a_title_served_until_the_end_of_a_consent_gives_way_to_the_french(home: models.HomePage) -> None:
    witness = PersonFactory()
    page = GuidePageFactory(title_fr="Z", title_en="A", ready=["en"], slug="temoin")
    GuidePageFactory(title_fr="M", title_en="M", ready=["en"])
    page.testimony_of = [witness]
    page.save()
    ConsentFactory(person=witness, pages=[page], covered=["fr"])
    today = day_of(timezone.now())
    english = ConsentFactory(person=witness, pages=[page], covered=["fr", "en"], valid_until=today)
    assert titles("TITLE", "en") == ["A", "M"]

    # As on the day after: nothing is written at midnight.
    stored = {"fr": "", "en": (today - dt.timedelta(days=1)).isoformat()}
    models.Consent.objects.filter(pk=english.pk).update(valid_until=today - dt.timedelta(days=1))
    models.BasePage.objects.filter(pk=page.pk).update(consented_languages=stored)
    assert titles("TITLE", "en") == ["M", "Z"]
    models.BasePage.objects.filter(pk=page.pk).update(consented_languages={"fr": ""})
    assert titles("TITLE", "en") == ["M", "Z"]


def test_the_last_updated_is_that_of_the_language_served(home: models.HomePage) -> None:
    def at(day: int, microsecond: int = 0) -> dt.datetime:
        return dt.datetime(2026, 1, day, 12, microsecond=microsecond, tzinfo=dt.UTC)

    def published(title: str, whole: dt.datetime | None, ready: tuple[str, ...] = (), **own: dt.datetime) -> None:
        page = GuidePageFactory(title_fr=title, ready=ready, **{f"title_{code}": f"{title} {code}" for code in ready})
        moments = {code: moment.isoformat() for code, moment in own.items()}
        models.BasePage.objects.filter(pk=page.pk).update(last_published_at=whole, languages_published_at=moments)

    published("A", at(1), ("en",), en=at(9, 500_000))
    published("B", at(9, 400_000), ("en",))
    # Its English came out last, and is not ready any more.
    published("C", at(2), en=at(20))
    published("D", None)
    published("E", at(10), fr=at(5))
    published("F", at(9), ("en",), fr=at(11))

    assert titles("RECENTLY_UPDATED", "fr", 1) == ["F", "B", "E", "C", "A", "D"]
    assert titles("RECENTLY_UPDATED", "en", 2) == ["A en", "B en", "F en", "E", "C", "D"]
    for locale in languages.codes():
        moments = [node["updatedAt"] for node in nodes("resources", "PageOrder", "RECENTLY_UPDATED", locale, "updatedAt", 1)]
        assert moments == [*sorted(filter(None, moments), reverse=True), None]


def test_pages_in_the_language_asked_come_first(home: models.HomePage) -> None:
    for day, title, ready in ((1, "A", ("en",)), (2, "B", ()), (3, "C", ("en",)), (4, "D", ()), (None, "E", ("en",)), (None, "F", ())):
        page = GuidePageFactory(title_fr=title, ready=ready, **{f"title_{code}": f"{title} {code}" for code in ready})
        moment = day and dt.datetime(2026, 1, day, tzinfo=dt.UTC)
        models.BasePage.objects.filter(pk=page.pk).update(first_published_at=moment)

    assert titles("READY_FIRST", "en", 1) == ["C en", "A en", "E en", "D", "B", "F"]
    assert titles("READY_FIRST", "fr", 2) == titles("NEWEST", "fr") == ["D", "C", "B", "A", "E", "F"]


@pytest.mark.parametrize("count", [1, 20])
def test_an_order_takes_one_statement(home: models.HomePage, count: int) -> None:
    for number in range(count):
        GuidePageFactory(title_fr=f"Guide {number}")
        ThemeFactory(name_fr=f"Thème {number}")
    for field, orders in {
        "resources": ("TITLE", "RECENTLY_UPDATED", "NEWEST", "OLDEST", "READY_FIRST"),
        "themes": ("NAME", "NAME_REVERSED"),
    }.items():
        for order in orders:
            answer = ask(f"{{ {field}(orderBy: {order}, locale: AR) {{ nodes {{ key }} }} }}")
            assert len(answer.data[field]["nodes"]) == count
            assert len(answer.statements) == 1


def test_insertions_removals_and_new_titles_neither_repeat_nor_skip_what_stays(home: models.HomePage) -> None:
    made = {title: GuidePageFactory(title_fr=title) for title in "bdfhj"}
    question = """query ($after: String) { resources(first: 2, after: $after, orderBy: TITLE) {
      nodes { title } pageInfo { endCursor } } }"""
    first = data_of(question)["resources"]
    GuidePageFactory(title_fr="a")
    GuidePageFactory(title_fr="e")
    made["d"].delete()
    # Behind the place that was reached, and before it.
    made["b"].title_fr, made["j"].title_fr = "i", "c"
    for page in (made["b"], made["j"]):
        page.save()
    rest = [data_of(question, {"after": first["pageInfo"]["endCursor"]})["resources"]]
    rest.append(data_of(question, {"after": rest[0]["pageInfo"]["endCursor"]})["resources"])

    assert [[node["title"] for node in page["nodes"]] for page in (first, *rest)] == [["b", "d"], ["e", "f"], ["h", "i"]]


# Letters of the site's languages and what stands between them, then anything a database takes.
NAMES = st.text(
    st.sampled_from("aàâÀzéÉèœŒç’'- 0129٣ابتةأآإـَ«»") | st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8
)
PAGES = st.lists(
    st.tuples(
        NAMES.filter(bool),
        NAMES,
        st.booleans(),
        st.none() | st.fixed_dictionaries({}, optional={"en": st.sampled_from(["", "2000-01-01", "2999-12-31"])}),
    ),
    min_size=1,
    max_size=6,
)


@given(PAGES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_titles_are_sorted_as_python_sorts_those_served(home: models.HomePage, pages: list[Any]) -> None:
    with transaction.atomic():
        made = [GuidePageFactory(slug=f"page-{place}") for place in range(len(pages))]
        for page, (french, english, is_ready, consented) in zip(made, pages, strict=True):
            models.BasePage.objects.filter(pk=page.pk).update(
                title_fr=french, title_en=english or None, is_ready_en=is_ready and bool(english), consented_languages=consented
            )
        refresh_keys("page", [page.pk for page in made])
        for locale in ("fr", "en"):
            rows = models.BasePage.objects.filter(pk__in=[page.pk for page in made]).values(
                "pk", "title_fr", "title_en", *languages.readiness_columns()
            )
            served = [(row[f"title_{languages.served_language(row, locale)}"], row["pk"]) for row in rows]
            assert titles("TITLE", locale, 2) == [title for title, _pk in sorted(served, key=lambda each: (sort_key(each[0]), each[1]))]
        transaction.set_rollback(True)


@given(st.lists(st.tuples(NAMES.filter(bool), NAMES), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_names_are_sorted_as_python_sorts_those_answered(db: None, pairs: list[tuple[str, str]]) -> None:
    with transaction.atomic():
        made = [ThemeFactory(name_fr=french, name_en=english) for french, english in pairs]
        for code in ("fr", "en"):
            answered = [(languages.text_with_fallback(theme, "name", code), theme.pk) for theme in made]
            expected = [name for name, _pk in sorted(answered, key=lambda each: (sort_key(each[0]), each[1]))]
            assert names("themes", "NAME", code) == expected
        transaction.set_rollback(True)


def test_a_cursor_made_by_hand_says_nothing_of_hidden_titles(home: models.HomePage) -> None:
    GuidePageFactory(title_fr="b", slug="b")
    hidden = [GuidePageFactory(title_fr="a canari", live=False), GuidePageFactory(title_fr="c", title_en="canari")]
    for locale in ("FR", "EN"):
        for title in ("", "a", "a canari", "b", "c", "canari"):
            cursor = encoded_cursor([f"title-{locale.lower()}", title, max(page.pk for page in hidden)])
            found = data_of(
                "query ($after: String, $locale: Locale) { resources(after: $after, locale: $locale, orderBy: TITLE) { nodes { title } } }",
                {"after": cursor, "locale": locale},
            )["resources"]["nodes"]
            # By the titles that readers are served, and by no other.
            assert [node["title"] for node in found] == [shown for shown in ("b", "c") if shown > title]
