"""Publishing some languages of a page: the others stay as readers have them, and the draft keeps everybody's work."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import GroupPagePermission, Revision

from cms.runner.scheduler import Outcome, run_due
from pages.language_publication import NotPublicYetError, languages_of, record
from pages.models import BasePage, InterviewPage, StandardPage, TranslatorGroup
from pages.models.interview import InterviewQuestion
from tests.api.asking import ask
from tests.factories import InterviewPageFactory, StandardPageFactory, loader

pytestmark = pytest.mark.django_db

READ = """
query Read($locale: Locale!) { page(path: "/association", locale: $locale) {
  title summary bodyHtml locale isFallback path publishedAt updatedAt translations { locale path title isReady }
} }
"""


def read(code: str) -> dict[str, Any]:
    found: dict[str, Any] = ask(READ, {"locale": code.upper()}).data["page"]
    return found


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def draft(page: Any, codes: set[str] | None = None, author: Any = None, **texts: Any) -> Revision:
    """A new version of the page with other texts, meant to publish `codes` (None: all)."""
    version = fresh(page).get_latest_revision_as_object()
    for name, value in texts.items():
        setattr(version, name, value)
    version.languages_to_publish = codes
    revision: Revision = version.save_revision(user=author)
    return revision


def said(page: Any) -> tuple[str, ...]:
    return tuple(getattr(page, f"title_{code}") for code in ("fr", "en", "ar"))


@pytest.fixture
def page(home: BasePage) -> StandardPage:
    """Public in three languages."""
    made = StandardPageFactory(
        parent=home,
        slug="association",
        title_fr="L’association",
        title_en="The association",
        title_ar="الجمعية",
        summary_en="About",
        summary_ar="عن",
        ready=["en", "ar"],
        live=False,
    )
    draft(made).publish(user=loader())
    return fresh(made)


def test_arabic_goes_out_and_french_is_byte_for_byte_the_old_one(page: StandardPage) -> None:
    draft(page, title_fr="Un brouillon", summary_fr="Pas fini")
    before = {code: read(code) for code in ("fr", "en", "ar")}

    draft(page, {"ar"}, title_ar="جمعية الآباء").publish(user=loader())

    after = {code: read(code) for code in ("fr", "en", "ar")}
    others = [{**seen, "translations": None} for seen in (before["fr"], before["en"])]
    assert [{**seen, "translations": None} for seen in (after["fr"], after["en"])] == others
    assert (after["ar"]["title"], after["ar"]["summary"]) == ("جمعية الآباء", "عن")
    assert after["ar"]["updatedAt"] == fresh(page).last_published_at.isoformat()
    kept = fresh(page)
    newest = kept.get_latest_revision_as_object()
    assert kept.has_unpublished_changes
    assert said(newest) == ("Un brouillon", "The association", "جمعية الآباء")
    assert newest.summary_fr == "Pas fini"
    assert said(kept) == ("L’association", "The association", "جمعية الآباء")


def test_french_goes_out_and_the_translations_stay(page: StandardPage) -> None:
    draft(page, {"fr"}, title_fr="Nous", title_en="Half transl")
    page.latest_revision = fresh(page).latest_revision
    page.latest_revision.publish(user=loader())
    assert said(fresh(page)) == ("Nous", "The association", "الجمعية")
    assert said(fresh(page).get_latest_revision_as_object()) == ("Nous", "Half transl", "الجمعية")
    assert read("en")["title"] == "The association"
    assert [read(code)["updatedAt"] for code in ("fr", "en", "ar")] == [
        fresh(page).last_published_at.isoformat(),
        *[page.last_published_at.isoformat()] * 2,
    ]


def test_a_publication_of_everything_is_wagtail_s_own(page: StandardPage) -> None:
    draft(page, {"en"}, title_en="Us").publish(user=loader())
    revision = draft(page, {"fr", "en", "ar"}, title_fr="Nous")
    count = Revision.objects.count()
    revision.publish(user=loader())
    whole = fresh(page)
    assert (Revision.objects.count(), whole.live_revision_id, whole.has_unpublished_changes) == (count, revision.pk, False)
    assert whole.languages_published_at == {}
    assert read("fr")["updatedAt"] == read("en")["updatedAt"] == read("ar")["updatedAt"]


def test_nothing_is_left_in_the_draft_when_readers_have_all_of_it(page: StandardPage) -> None:
    revision = draft(page, {"en"}, title_en="Us")
    revision.publish(user=loader())
    whole = fresh(page)
    merged = whole.live_revision
    assert (merged.languages.merged_from_id, merged.languages.codes) == (revision.pk, ["en"])
    assert (whole.latest_revision_id, whole.has_unpublished_changes) == (merged.pk, False)


def test_the_first_publication_leaves_out_the_languages_not_chosen(home: BasePage) -> None:
    made = StandardPageFactory(parent=home, slug="association", title_fr="Nous", title_en="Us", ready=["en"], live=False)
    draft(made, {"fr"}).publish(user=loader())
    assert [(seen["title"], seen["isFallback"]) for seen in (read("fr"), read("en"))] == [("Nous", False), ("Nous", True)]
    draft(made, {"en"}).publish(user=loader())
    assert (read("en")["title"], read("en")["isFallback"]) == ("Us", False)


def test_a_translation_cannot_go_out_before_its_page(home: BasePage) -> None:
    made = StandardPageFactory(parent=home, slug="association", title_fr="Nous", title_en="Us", ready=["en"], live=False)
    revision = draft(made, {"en"})
    count = Revision.objects.count()
    with pytest.raises(NotPublicYetError, match="« Nous » n’est pas encore publique"):
        revision.publish(user=loader())
    assert (fresh(made).live, Revision.objects.count()) == (False, count)


# --- rows ------------------------------------------------------------------------------------------------------------------------


def questions(page: Any) -> list[tuple[str, str | None]]:
    return [(row.question_fr, row.question_en) for row in page.questions.all()]


def test_the_words_of_rows_find_their_row(home: BasePage) -> None:
    interview: InterviewPage = InterviewPageFactory(title_en="Interview", ready=["en"], live=False)
    interview.questions = [
        InterviewQuestion(sort_order=0, time_ms=0, question_fr="Qui ?", question_en="Who?"),
        InterviewQuestion(sort_order=1, time_ms=9, question_fr="Quoi ?", question_en="What?"),
    ]
    interview.save()
    draft(interview).publish(user=loader())
    version = fresh(interview).get_latest_revision_as_object()
    first, second = version.questions.all()
    first.question_fr, first.question_en = "Qui êtes-vous ?", "Who are you?"
    first.sort_order = 1
    version.questions = [InterviewQuestion(sort_order=0, time_ms=5, question_fr="Où ?", question_en="Where?"), first]
    second_key = second.key
    version.languages_to_publish = {"en"}
    version.save_revision().publish(user=loader())
    live = fresh(interview)
    assert questions(live) == [("Qui ?", "Who are you?"), ("Quoi ?", "What?")]
    assert [row.key for row in live.questions.all()] == [first.key, second_key]
    newest = live.get_latest_revision_as_object()
    assert questions(newest) == [("Où ?", "Where?"), ("Qui êtes-vous ?", "Who are you?")]
    newest.languages_to_publish = {"fr"}
    newest.save_revision().publish(user=loader())
    assert questions(fresh(interview)) == [("Où ?", None), ("Qui êtes-vous ?", "Who are you?")]
    last = fresh(interview).get_latest_revision_as_object()
    assert questions(last) == [("Où ?", "Where?"), ("Qui êtes-vous ?", "Who are you?")]


# --- schedules -------------------------------------------------------------------------------------------------------------------


def later(minutes: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(minutes=minutes)


def run_due_in(minutes: int, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    moment = later(minutes)
    with monkeypatch.context() as patched:
        patched.setattr(timezone, "now", lambda: moment)
        return run_due(moment)


def test_a_scheduled_language_is_merged_with_what_readers_have_at_its_time(page: StandardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    revision = draft(page, {"ar"}, title_ar="لاحقا", title_fr="Brouillon", languages_go_live_at=(moment := later(5)))
    revision.publish(user=loader())
    assert said(fresh(page)) == ("L’association", "The association", "الجمعية")
    assert Revision.objects.get(pk=revision.pk).approved_go_live_at == moment
    draft(page, {"en"}, title_en="In the meantime").publish(user=loader())
    assert said(fresh(page)) == ("L’association", "In the meantime", "الجمعية")
    assert languages_of(revision) == {"ar"}

    assert run_due_in(6, monkeypatch) == Outcome(done=1, failed=0)

    assert said(fresh(page)) == ("L’association", "In the meantime", "لاحقا")
    assert said(fresh(page).get_latest_revision_as_object()) == ("Brouillon", "In the meantime", "لاحقا")


def test_a_language_published_now_is_no_longer_part_of_what_is_scheduled(page: StandardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    scheduled = draft(page, title_fr="Bientôt", title_en="Old English", go_live_at=later(5))
    scheduled.publish(user=loader())
    draft(page, {"en"}, title_en="New English", go_live_at=None).publish(user=loader())
    assert languages_of(scheduled) == {"fr", "ar"}
    assert run_due_in(6, monkeypatch) == Outcome(done=1, failed=0)
    assert said(fresh(page)) == ("Bientôt", "New English", "الجمعية")


# --- translators -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def translator(home: BasePage) -> Any:
    """Somebody whose rights reach the English of every page."""
    group = Group.objects.create(name="Anglais")
    TranslatorGroup.objects.create(group=group, language="en")
    for action in ("change", "publish"):
        permission = Permission.objects.get(content_type__app_label="pages", codename=f"{action}_basepage")
        GroupPagePermission.objects.create(group=group, page_id=home.pk, permission=permission)
    user = get_user_model().objects.create_user("anglais")
    user.groups.add(group)
    return user


def test_a_translator_publishes_one_language_whatever_the_version_says(page: StandardPage, translator: Any) -> None:
    draft(page, author=translator, title_fr="Volé", title_en="Us", title_ar="سرق").publish(user=translator)
    assert said(fresh(page)) == ("L’association", "Us", "الجمعية")
    assert said(fresh(page).get_latest_revision_as_object()) == ("Volé", "Us", "سرق")


def test_a_translator_publishes_nothing_of_another_language(page: StandardPage, translator: Any) -> None:
    revision = draft(page, {"ar"}, author=translator, title_ar="سرق")
    count = Revision.objects.count()
    with pytest.raises(PermissionDenied):
        revision.publish(user=translator)
    assert (said(fresh(page)), Revision.objects.count()) == (("L’association", "The association", "الجمعية"), count)


def test_what_a_translator_may_do(page: StandardPage, translator: Any) -> None:
    rights = page.permissions_for_user(translator)
    assert (rights.can_edit(), rights.can_publish()) == (True, True)
    refused = (
        rights.is_publisher(),
        rights.can_unpublish(),
        rights.can_delete(),
        rights.can_move(),
        rights.can_copy(),
        rights.can_lock(),
        rights.can_add_subpage(),
        rights.can_publish_subpage(),
        rights.can_reorder_children(),
        rights.can_set_view_restrictions(),
        rights.can_unschedule(),
    )
    assert refused == (False,) * 11
    page.unpublish()
    assert fresh(page).permissions_for_user(translator).can_publish() is False


def test_what_a_revision_publishes_is_put_down_once(page: StandardPage) -> None:
    revision = draft(page, {"en"})
    record(revision, {"ar", "en"})
    assert languages_of(revision) == {"en", "ar"}
    record(revision, None)
    assert languages_of(revision) is None


def test_a_translator_who_publishes_in_bulk_leaves_a_schedule_of_the_page_alone(page: StandardPage, translator: Any) -> None:
    scheduled = draft(page, title_fr="Bientôt", title_en="Us", go_live_at=(moment := later(5).replace(microsecond=0)))
    scheduled.publish(user=loader())
    Revision.objects.get(pk=scheduled.pk).publish(user=translator)
    kept = Revision.objects.get(pk=scheduled.pk)
    assert said(fresh(page)) == ("L’association", "Us", "الجمعية")
    assert (kept.approved_go_live_at, languages_of(kept)) == (moment, {"fr", "ar"})


def test_an_editor_who_also_translates_does_not_publish(page: StandardPage, translator: Any, home: BasePage) -> None:
    group = Group.objects.create(name="Rédaction")
    permission = Permission.objects.get(content_type__app_label="pages", codename="change_basepage")
    GroupPagePermission.objects.create(group=group, page_id=home.pk, permission=permission)
    translator.groups.add(group)
    both = get_user_model().objects.get(pk=translator.pk)
    rights = page.permissions_for_user(both)
    assert (rights.only_languages, rights.can_edit(), rights.can_publish(), rights.is_publisher(), rights.can_unpublish()) == (
        None,
        True,
        False,
        False,
        False,
    )


# --- what is written over, taken down, scheduled anew ----------------------------------------------------------------------------


def test_a_new_schedule_takes_nothing_down(home: BasePage) -> None:
    made = StandardPageFactory(parent=home, slug="association", title_fr="Nous", title_en="Us", ready=["en"], live=False)
    draft(made, {"fr"}).publish(user=loader())
    draft(made, title_fr="Bientôt", go_live_at=later(5)).publish(user=loader())
    assert (fresh(made).live, said(fresh(made))[:2]) == (True, ("Nous", "Us"))


def test_a_page_taken_down_comes_back_as_it_was(page: StandardPage) -> None:
    draft(page, {"ar"}, title_ar="جمعية الآباء").publish(user=loader())
    fresh(page).unpublish()
    fresh(page).get_latest_revision().publish(user=loader())
    back = fresh(page)
    assert (back.live, said(back), back.is_ready_en, back.is_ready_ar) == (
        True,
        ("L’association", "The association", "جمعية الآباء"),
        True,
        True,
    )


def test_a_version_that_waits_for_its_time_is_not_written_over(page: StandardPage, translator: Any) -> None:
    waiting = draft(page, {"en"}, author=translator, title_en="Us", languages_go_live_at=(moment := later(5)))
    waiting.publish(user=loader())
    version = fresh(page).get_latest_revision_as_object()
    version.title_en = "Us, again"
    saved = version.save_revision(user=translator, overwrite_revision=Revision.objects.get(pk=waiting.pk), clean=False)
    kept = Revision.objects.get(pk=waiting.pk)
    assert saved.pk != waiting.pk
    assert (kept.approved_go_live_at, kept.as_object().title_en, languages_of(kept)) == (moment, "Us", {"en"})
