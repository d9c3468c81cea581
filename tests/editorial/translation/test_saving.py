"""What is put on record when a version is saved, what the desk saves, and how each page stands then."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import PageLogEntry

from editorial.models import LanguageState, TranslationRecord
from editorial.translation import standing
from editorial.translation.reading import survey_of_draft, survey_of_public
from editorial.translation.saving import Change, ConflictError, RefusedChangesError, may_translate, save
from editorial.translation.states import State, Verdict
from pages import language_publication
from pages.models import StandardPage
from tests.editorial.conftest import Club, fresh, save_draft, translator
from tests.editorial.translation.bilingual import bilingual_page, stream
from tests.editorial.translation.content import helpline, paragraph
from tests.factories import HelplineFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(club: Club) -> StandardPage:
    """A public page in French and English."""
    return bilingual_page(club.enfance, [paragraph("a", "Un"), paragraph("b", "Deux")], [paragraph("a", "One"), paragraph("b", "Two")])


def draft_states(page: StandardPage, code: str) -> dict[str, str]:
    return {item.part.path: item.state.value for item in survey_of_draft(fresh(page), code).items}


def test_what_is_written_with_the_french_beside_it_is_current(page: StandardPage) -> None:
    assert draft_states(page, "en") == {"title": "current", "summary": "current", "body/a": "current", "body/b": "current"}
    assert draft_states(page, "ar") == {"title": "missing", "summary": "missing", "body/a": "missing", "body/b": "missing"}


def test_changing_one_block_makes_it_stale_in_the_draft_and_leaves_what_readers_have(page: StandardPage, club: Club) -> None:
    save_draft(page, club.enfance.editor, body_fr=stream(paragraph("a", "Un"), paragraph("b", "Trois")))
    assert draft_states(page, "en") == {"title": "current", "summary": "current", "body/a": "current", "body/b": "stale"}
    assert survey_of_public(fresh(page), "en").to_do == 0
    item = survey_of_draft(fresh(page), "en").by_path["body/b"]
    assert item.record is not None
    assert item.record.source == "<p>Deux</p>"
    save_draft(page, club.enfance.editor, body_fr=stream(paragraph("a", "Un"), paragraph("b", "Deux")))
    assert draft_states(page, "en")["body/b"] == "current"


def test_a_stale_text_changed_in_the_form_is_to_be_looked_at(page: StandardPage, club: Club) -> None:
    save_draft(page, club.enfance.editor, body_fr=stream(paragraph("a", "Un"), paragraph("b", "Trois")))
    save_draft(page, club.enfance.editor, body_en=stream(paragraph("a", "One"), paragraph("b", "Two!")))
    assert draft_states(page, "en")["body/b"] == "review"


def test_half_words_of_a_version_that_saves_itself_leave_nothing_on_record(page: StandardPage, club: Club) -> None:
    for typed in ("H", "He", "Hel"):
        version = fresh(page).get_latest_revision_as_object()
        latest = fresh(page).latest_revision
        version.title_ar = typed
        version.save_revision(user=club.enfance.editor, overwrite_revision=latest if typed != "H" else None)
    assert list(TranslationRecord.objects.filter(page=page, language="ar").values_list("path", "made_by")) == [
        ("title", club.enfance.editor.pk)
    ]
    assert draft_states(page, "ar")["title"] == "current"


def test_texts_nothing_is_known_of_are_to_be_looked_at_until_somebody_changes_them(page: StandardPage, club: Club) -> None:
    TranslationRecord.objects.all().delete()
    save_draft(page, club.enfance.editor, title_en="Good sleep")
    assert draft_states(page, "en") == {"title": "current", "summary": "review", "body/a": "review", "body/b": "review"}


def test_the_desk_saves_a_version_of_the_whole_page_and_puts_the_texts_on_record(page: StandardPage, club: Club) -> None:
    amina = translator("amina", club.enfance.space, "ar")
    found = save(page, "ar", {"title": Change("النوم"), "body/a": Change("<p>واحد</p>")}, amina)
    assert (found.to_do, found.share) == (2, 50)
    revision = fresh(page).latest_revision
    assert (revision.user, language_publication.languages_of(revision)) == (amina, None)
    version = fresh(page).get_latest_revision_as_object()
    assert (version.title_ar, [block.id for block in version.body_ar], version.title_fr) == ("النوم", ["a"], "Le sommeil")
    assert fresh(page).title_ar in (None, "")
    save(page, "ar", {"body/b": Change("<p>اثنان</p>")}, amina)
    assert fresh(page).latest_revision_id == revision.pk
    assert draft_states(page, "ar") == {"title": "current", "summary": "missing", "body/a": "current", "body/b": "current"}


def test_what_a_form_saved_is_not_written_over(page: StandardPage, club: Club) -> None:
    editor = club.enfance.editor
    save_draft(page, editor, title_fr="Le bon sommeil")
    form = fresh(page).latest_revision
    save(page, "ar", {"title": Change("النوم")}, editor)
    first = fresh(page).latest_revision
    save(page, "ar", {"summary": Change("قصير")}, editor)
    version = fresh(page).get_latest_revision_as_object()
    assert (form.pk != first.pk, fresh(page).latest_revision_id) == (True, first.pk)
    assert (version.title_fr, version.title_ar, version.summary_ar) == ("Le bon sommeil", "النوم", "قصير")
    assert [entry.action for entry in PageLogEntry.objects.filter(page=page.pk, revision=first)] == ["editorial.translate"] * 2


def test_an_unfinished_french_keeps_nobody_from_translating(page: StandardPage, club: Club) -> None:
    version = fresh(page).get_latest_revision_as_object()
    version.summary_fr = ""
    version.save_revision(user=club.enfance.editor, clean=False)
    assert save(page, "ar", {"title": Change("النوم")}, club.enfance.editor).by_path["title"].state is State.CURRENT
    assert fresh(page).get_latest_revision_as_object().summary_fr == ""


def test_a_text_may_stay_empty_and_a_stale_one_be_said_to_stand(page: StandardPage, club: Club) -> None:
    amina = translator("amina", club.enfance.space, "ar")
    save(page, "ar", {"summary": Change(verdict=Verdict.SKIPPED)}, amina)
    assert draft_states(page, "ar")["summary"] == "skipped"
    assert fresh(page).latest_revision.user != amina
    ben = translator("ben", club.enfance.space)
    save_draft(page, club.enfance.editor, title_fr="Le bon sommeil")
    save(page, "en", {"title": Change(reason="Le sens reste.")}, ben)
    item = survey_of_draft(fresh(page), "en").by_path["title"]
    assert item.record is not None
    assert (item.state, item.record.reason, item.record.made_by) == (State.CURRENT, "Le sens reste.", ben.pk)


def test_what_changed_meanwhile_is_told_and_nothing_is_saved(page: StandardPage, club: Club) -> None:
    amina, before = translator("amina", club.enfance.space, "ar"), survey_of_draft(page, "ar").by_path
    save_draft(page, club.enfance.editor, title_fr="Le bon sommeil")
    revision = fresh(page).latest_revision_id
    with pytest.raises(ConflictError) as met:
        save(
            page,
            "ar",
            {
                "title": Change("النوم", source_digest=before["title"].part.source_digest),
                "summary": Change("قصير", source_digest=before["summary"].part.source_digest),
                "body/gone": Change("ما"),
            },
            amina,
        )
    assert met.value.errors == {
        "title": "Le français a changé depuis que vous l’avez lu.",
        "body/gone": "Ce texte n’est plus là.",
    }
    assert (fresh(page).latest_revision_id, draft_states(page, "ar")["summary"]) == (revision, "missing")


def test_a_text_that_is_too_long_is_refused_and_nothing_is_saved(page: StandardPage, club: Club) -> None:
    amina, revision = translator("amina", club.enfance.space, "ar"), fresh(page).latest_revision_id
    with pytest.raises(RefusedChangesError) as met:
        save(page, "ar", {"summary": Change("ا" * 301), "title": Change("النوم")}, amina)
    assert met.value.errors == {"summary": "Ce texte compte 301 caractères, et peut en avoir 300."}
    assert (fresh(page).latest_revision_id, TranslationRecord.objects.filter(language="ar").count()) == (revision, 0)


def test_rich_text_is_kept_to_what_the_editor_offers(page: StandardPage, club: Club) -> None:
    amina = translator("amina", club.enfance.space, "ar")
    save(page, "ar", {"body/a": Change('<p>واحد <b>مهم</b><script>alert(1)</script><img src="x" onerror="y"></p>')}, amina)
    assert survey_of_draft(fresh(page), "ar").by_path["body/a"].part.translation == "<p>واحد <b>مهم</b></p>"


def test_what_has_one_line_stays_on_one_line_and_an_emptied_rich_text_is_empty(page: StandardPage, club: Club) -> None:
    amina = translator("amina", club.enfance.space, "ar")
    save(page, "ar", {"title": Change("النوم\r\n جيدا\n"), "summary": Change("سطر\nسطر"), "body/a": Change("<p>واحد</p>")}, amina)
    found = {item.part.path: item.part.translation for item in survey_of_draft(fresh(page), "ar").items}
    assert (found["title"], found["summary"]) == ("النوم جيدا", "سطر\nسطر")
    assert save(page, "ar", {"body/a": Change("<p></p><ul><li><br/></li></ul>")}, amina).by_path["body/a"].state is State.MISSING
    assert list(fresh(page).get_latest_revision_as_object().body_ar) == []


@pytest.mark.parametrize(
    ("who", "code"), [("translator of english", "ar"), ("other association", "ar"), ("editor", "fr"), ("editor", "xx")]
)
def test_nobody_writes_a_language_that_is_not_theirs(page: StandardPage, club: Club, who: str, code: str) -> None:
    user = {
        "translator of english": lambda: translator("ben", club.enfance.space),
        "other association": lambda: club.unaf.editor,
        "editor": lambda: club.enfance.editor,
    }[who]()
    revision = fresh(page).latest_revision_id
    assert may_translate(user, fresh(page), code) is False
    if code == "ar":
        with pytest.raises(PermissionDenied):
            save(page, code, {"title": Change("النوم")}, user)
    assert (fresh(page).latest_revision_id, TranslationRecord.objects.filter(language="ar").count()) == (revision, 0)


def state_of(page: StandardPage, code: str) -> tuple[int, ...]:
    row = LanguageState.objects.get(page=page, language=code)
    return (row.parts, row.missing, row.stale, row.review, row.share, row.public_to_do)


def test_how_a_page_stands_follows_what_is_saved_and_what_is_published(page: StandardPage, club: Club) -> None:
    assert (state_of(page, "en"), state_of(page, "ar")) == ((4, 0, 0, 0, 100, 0), (4, 4, 0, 0, 0, 0))
    save_draft(page, club.enfance.editor, title_fr="Le bon sommeil")
    assert state_of(page, "en") == (4, 0, 1, 0, 75, 0)
    since = LanguageState.objects.get(page=page, language="en").to_do_since
    fresh(page).latest_revision.publish(user=club.enfance.publisher)
    row = LanguageState.objects.get(page=page, language="en")
    assert (state_of(page, "en"), row.to_do_since, row.is_served) == ((4, 0, 1, 0, 75, 1), since, True)
    save(page, "en", {"title": Change("Good sleep")}, translator("ben", club.enfance.space))
    row = LanguageState.objects.get(page=page, language="en")
    assert (state_of(page, "en"), row.to_do_since) == ((4, 0, 0, 0, 100, 1), None)


def test_pages_that_were_never_surveyed_are(page: StandardPage, club: Club) -> None:
    assert standing.refresh_lacking() == 0
    LanguageState.objects.filter(page=page, language="ar").delete()
    assert standing.refresh_lacking() == 1
    assert state_of(page, "ar") == (4, 4, 0, 0, 0, 0)


def test_a_helpline_of_the_french_comes_along(page: StandardPage, club: Club) -> None:
    line = HelplineFactory()
    save_draft(page, club.enfance.editor, body_fr=stream(helpline("h", line.pk), paragraph("a", "Un")))
    assert draft_states(page, "en") == {
        "title": "current",
        "summary": "current",
        "body/h/=": "missing",
        "body/a": "current",
        "body/b": "stale",
    }
    ben = translator("ben", club.enfance.space)
    save(page, "en", {"body/h/=": Change(""), "body/b": Change("")}, ben)
    version = fresh(page).get_latest_revision_as_object()
    assert [(block.block_type, block.id) for block in version.body_en] == [("helpline", "h"), ("paragraph", "a")]
    assert survey_of_draft(fresh(page), "en").to_do == 0
