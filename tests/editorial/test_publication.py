"""An edition, or a page of urgent help, goes live only after another association approved that version: by every road there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, TaskState
from wagtail.users.models import UserProfile

from cms.runner.scheduler import run_due
from pages import authorship, releases
from pages.models import BasePage, ContentEvent, EditionPage, Helpline, RevisionApproval, SchedulerAlarm, StandardPage
from pages.releases import ReleaseRefusedError, content_digest, publishing_as
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, public_state, save_draft
from tests.editorial.reviewing import decide, submit
from tests.factories import EditionPageFactory, HelplineFactory, loader
from tests.pages.admin.screens import soup

pytestmark = pytest.mark.django_db


def page_events() -> int:
    return ContentEvent.objects.filter(kind="page").count()


def filled(page: Any, **values: Any) -> dict[str, Any]:
    """What the browser would send from the page's form as it is, with some values changed."""
    form_class = page.get_edit_handler().get_form_class()
    form = form_class(instance=page, for_user=loader(), parent_page=page.get_parent())
    sent: dict[str, Any] = {}
    for name in form.fields:
        value = form.initial.get(name, form.fields[name].initial)
        bound = form[name].value()
        if hasattr(bound, "stream_block") or name.rsplit("_", 1)[0] in ("easy_read", page.main_text_field):
            sent[f"{name}-count"] = "0"
        elif isinstance(value, bool):
            if value:
                sent[name] = "on"
        elif isinstance(bound, list):
            sent[name] = [getattr(item, "pk", item) for item in bound]
        elif bound is not None and not hasattr(bound, "storage"):
            sent[name] = getattr(bound, "pk", bound)
    if page.is_crisis or values.get("is_crisis"):
        # Without a helpline the checks would refuse it, before anybody asks about approval.
        text = f"{page.main_text_field}_fr"
        line = Helpline.objects.first() or HelplineFactory()
        sent |= {
            f"{text}-count": "1",
            f"{text}-0-type": "helpline",
            f"{text}-0-value": line.pk,
            f"{text}-0-deleted": "",
            f"{text}-0-order": "0",
        }
    for name in form.formsets:
        sent |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0", f"{name}-MIN_NUM_FORMS": "0", f"{name}-MAX_NUM_FORMS": ""}
    return {**sent, **values}


def crisis_draft(club: Club, **fields: Any) -> StandardPage:
    """A draft that the checks let pass: with a helpline in sight."""
    return draft_of(club.enfance, "Que faire maintenant", is_crisis=True, body_fr=[("helpline", HelplineFactory())], **fields)


def live_crisis_page(club: Club) -> StandardPage:
    return live_page_of(club.enfance, "Que faire maintenant", is_crisis=True, body_fr=[("helpline", HelplineFactory())])


# --- the roads of the admin --------------------------------------------------------------------------------------------------------


def test_edit_and_publish_saves_a_draft_and_publishes_nothing(club: Club, browser: Callable[[Any], Client]) -> None:
    page = crisis_draft(club)
    before, events = public_state(page), page_events()
    browser(club.enfance.publisher).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), filled(page, **{"action-publish": "1"}))
    assert public_state(page) == before
    assert page_events() == events
    assert fresh(page).latest_revision.user == club.enfance.publisher


def test_the_button_to_submit_speaks_the_language_of_its_reader(club: Club, browser: Callable[[Any], Client]) -> None:
    page = draft_of(club.enfance)
    UserProfile.objects.create(user=club.enfance.editor, preferred_language="en")
    client = browser(club.enfance.editor)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def button() -> str:
        found = soup(client.get(address)).select_one("[name=action-submit]")
        assert found is not None
        return " ".join(found.get_text().split())

    assert button() == "Submit for approval"
    page.get_workflow().start(page, club.enfance.editor)
    task = page.current_workflow_task_state
    task.reject(user=club.unaf.publisher)
    assert button() == "Submit for approval again"


def test_ticking_urgent_help_while_publishing_saves_a_draft(club: Club, browser: Callable[[Any], Client]) -> None:
    page = live_page_of(club.enfance, "Ordinaire")
    before = public_state(page)
    answer = browser(club.enfance.publisher).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        filled(page, **{"action-publish": "1", "is_crisis": "on", "title_fr": "Urgent", "summary_fr": "Vite"}),
    )
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert public_state(page) == before
    assert fresh(page).latest_revision.content["title_fr"] == "Urgent"


def test_unticking_urgent_help_needs_approval_too(club: Club, browser: Callable[[Any], Client]) -> None:
    page = live_crisis_page(club)
    before = public_state(page)
    sent = filled(page, **{"action-publish": "1", "title_fr": "Plus urgent"})
    del sent["is_crisis"]
    browser(club.enfance.publisher).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent)
    assert public_state(page) == before
    assert fresh(page).latest_revision.content["is_crisis"] is False


def test_create_and_publish_makes_a_draft(club: Club, browser: Callable[[Any], Client]) -> None:
    blank = StandardPage(title_fr="Urgence", summary_fr="Vite", slug="urgence", is_crisis=True, organisation=club.enfance.organisation)
    blank.path = club.enfance.space.path
    events = page_events()
    browser(club.enfance.publisher).post(
        reverse("wagtailadmin_pages:add", args=["pages", "standardpage", club.enfance.space.pk]), filled(blank, **{"action-publish": "1"})
    )
    made = StandardPage.objects.get(slug="urgence")
    assert (made.live, made.is_crisis) == (False, True)
    assert page_events() == events


def test_create_and_publish_of_an_edition_makes_a_draft(club: Club, browser: Callable[[Any], Client]) -> None:
    blank = EditionPage(title_fr="Deuxième", summary_fr="Bientôt", slug="deuxieme", number=2, launch_date=dt.date(2021, 1, 1))
    index = club.edition.get_parent()
    blank.path = index.path
    browser(club.coordination.publisher).post(
        reverse("wagtailadmin_pages:add", args=["pages", "editionpage", index.pk]), filled(blank, **{"action-publish": "1"})
    )
    assert not EditionPage.objects.get(slug="deuxieme").live


def test_copy_with_publication_copies_nothing(club: Club, browser: Callable[[Any], Client]) -> None:
    page = live_crisis_page(club)
    pages, events = BasePage.objects.count(), page_events()
    browser(club.enfance.publisher).post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {"new_title": "Copie", "new_slug": "copie", "new_parent_page": club.enfance.space.pk, "publish_copies": "on"},
    )
    assert BasePage.objects.count() == pages
    assert page_events() == events


def test_copy_of_a_section_with_publication_copies_nothing_of_it(club: Club, browser: Callable[[Any], Client]) -> None:
    from tests.factories import ResourceIndexPageFactory, StandardPageFactory  # noqa: PLC0415 - only here

    section = ResourceIndexPageFactory(parent=club.enfance.space, title_fr="Rubrique", slug="rubrique")
    StandardPageFactory(parent=section, title_fr="Calme")
    StandardPageFactory(parent=section, title_fr="Urgent", is_crisis=True, body_fr=[("helpline", HelplineFactory())])
    pages, events, revisions = BasePage.objects.count(), page_events(), Revision.objects.count()
    browser(club.enfance.publisher).post(
        reverse("wagtailadmin_pages:copy", args=[section.pk]),
        {
            "new_title": "Copie",
            "new_slug": "copie",
            "new_parent_page": club.enfance.space.pk,
            "copy_subpages": "on",
            "publish_copies": "on",
        },
    )
    assert (BasePage.objects.count(), page_events(), Revision.objects.count()) == (pages, events, revisions)


def test_copy_as_a_draft_is_free(club: Club, browser: Callable[[Any], Client]) -> None:
    page = live_crisis_page(club)
    browser(club.enfance.publisher).post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {"new_title": "Copie", "new_slug": "copie", "new_parent_page": club.enfance.space.pk},
    )
    assert not StandardPage.objects.get(slug="copie").live


def test_bulk_publication_publishes_nothing(club: Club, browser: Callable[[Any], Client]) -> None:
    hidden = save_draft(live_page_of(club.enfance, "Ordinaire"), club.enfance.editor, is_crisis=True)
    pages = [crisis_draft(club), save_draft(live_crisis_page(club), club.enfance.editor, title_fr="Autre"), hidden]
    of_pages = ContentEvent.objects.filter(kind="page", object_id__in=[page.pk for page in pages])
    before, events = [public_state(page) for page in pages], of_pages.count()
    url = reverse("wagtail_bulk_action", args=["pages", "basepage", "publish"]) + "?" + "&".join(f"id={page.pk}" for page in pages)
    browser(club.enfance.publisher).post(url, {})
    space = reverse("wagtail_bulk_action", args=["pages", "basepage", "publish"]) + f"?id={club.enfance.space.pk}"
    browser(club.enfance.publisher).post(space, {"include_descendants": "on"})
    assert [public_state(page) for page in pages] == before
    assert of_pages.count() == events


def test_a_schedule_is_refused(club: Club, browser: Callable[[Any], Client]) -> None:
    page = crisis_draft(club)
    later = timezone.localtime() + dt.timedelta(days=2)
    browser(club.enfance.publisher).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), filled(page, **{"action-publish": "1", "go_live_at": f"{later:%Y-%m-%d %H:%M}"})
    )
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    revision = fresh(page).latest_revision
    revision.approved_go_live_at = later
    with pytest.raises(ReleaseRefusedError):
        revision.save()
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_revert_and_publish_saves_a_draft(club: Club, browser: Callable[[Any], Client]) -> None:
    page = live_crisis_page(club)
    first = page.live_revision
    with publishing_as(loader()):
        save_draft(page, loader(), title_fr="Nouveau titre").latest_revision.publish(user=loader())
    page = fresh(page)
    before = public_state(page)
    browser(club.enfance.publisher).post(
        reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk]), filled(first.as_object(), **{"action-publish": "1"})
    )
    assert public_state(page) == before


def test_the_admins_api_publishes_nothing(club: Club, browser: Callable[[Any], Client]) -> None:
    page = crisis_draft(club)
    before = public_state(page)
    answer = browser(club.enfance.publisher).post(
        reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"]), {}, content_type="application/json"
    )
    assert answer.status_code == 404
    assert public_state(page) == before


def test_ordinary_pages_are_published_by_their_publishers_and_not_by_editors(club: Club, browser: Callable[[Any], Client]) -> None:
    page = draft_of(club.enfance, "Ordinaire")
    sent = filled(page, **{"action-publish": "1"})
    browser(club.enfance.editor).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent)
    assert not fresh(page).live
    browser(club.enfance.publisher).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent)
    assert fresh(page).live


def test_taking_down_is_free_even_under_review_and_locked(club: Club, browser: Callable[[Any], Client]) -> None:
    page = save_draft(live_crisis_page(club), club.enfance.editor, title_fr="Autre")
    page.get_workflow().start(page.get_latest_revision_as_object(), club.enfance.editor)
    BasePage.objects.filter(pk=page.pk).update(locked=True, locked_by=club.enfance.editor)
    browser(club.enfance.publisher).post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {})
    assert not fresh(page).live
    edition = club.edition
    browser(club.coordination.publisher).post(reverse("wagtailadmin_pages:unpublish", args=[edition.pk]), {})
    assert not fresh(edition).live


# --- the roads of scripts ----------------------------------------------------------------------------------------------------------


def test_a_script_publishes_nothing_unapproved(club: Club) -> None:
    draft, live = crisis_draft(club), live_crisis_page(club)
    before = [public_state(page) for page in (draft, live, club.edition)]
    changed = fresh(live)
    changed.title_fr = "Par un script"
    raised = fresh(draft)
    raised.live = True
    field_only = fresh(live)
    field_only.summary_fr = "Autre résumé"
    calmed = fresh(live)
    calmed.is_crisis = False
    new = EditionPage(title_fr="Deuxième", summary_fr="Bientôt", slug="deuxieme", number=2, launch_date=dt.date(2021, 1, 1))
    roads: list[Callable[[], Any]] = [
        changed.save,
        raised.save,
        lambda: raised.save(update_fields=["live"]),
        lambda: field_only.save(update_fields=["summary_fr"]),
        calmed.save,
        draft.latest_revision.publish,
        lambda: draft.latest_revision.publish(user=club.enfance.publisher, skip_permission_checks=True),
        lambda: club.edition.get_parent().specific.add_child(instance=new),
        lambda: fresh(live).copy(update_attrs={"slug": "copie"}, keep_live=True),
    ]
    for road in roads:
        with pytest.raises(ReleaseRefusedError):
            road()
    assert [public_state(page) for page in (draft, live, club.edition)] == before
    assert not EditionPage.objects.filter(slug="deuxieme").exists()


def test_what_stays_the_same_is_not_asked_about(club: Club) -> None:
    page = live_crisis_page(club)
    events = page_events()
    fresh(page).save()
    moved = fresh(page)
    moved.move(fresh(club.unaf.space), pos="last-child")
    assert fresh(page).live
    assert page_events() == events + 1


def test_only_an_active_superuser_by_name_publishes_as_such(club: Club) -> None:
    loader_ = loader()
    for user in (None, club.enfance.publisher):
        with pytest.raises(PermissionDenied), publishing_as(user):
            pass
    page = crisis_draft(club)
    with publishing_as(loader_):
        page.latest_revision.publish()
    assert fresh(page).live
    record = RevisionApproval.objects.get(page=page)
    assert (record.approved_by, record.as_superuser, record.revision_id) == (loader_, True, page.latest_revision_id)
    # The name counts for what is published under it, and for nothing after.
    later = save_draft(page, club.enfance.editor, title_fr="Autre")
    with pytest.raises(ReleaseRefusedError):
        later.latest_revision.publish()


def test_a_superuser_publishes_and_schedules_through_the_admin(
    club: Club, admin_client: Client, superuser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = crisis_draft(club)
    admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), filled(page, **{"action-publish": "1"}))
    assert fresh(page).live
    assert list(RevisionApproval.objects.filter(page=page).values_list("approved_by", "as_superuser")) == [(superuser.pk, True)]
    later = timezone.localtime() + dt.timedelta(days=2)
    page = fresh(page)
    admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        filled(page, **{"action-publish": "1", "title_fr": "Demain", "go_live_at": f"{later:%Y-%m-%d %H:%M}"}),
    )
    monkeypatch.setattr(timezone, "now", lambda: later + dt.timedelta(minutes=2))
    assert run_due(timezone.now()).failed == 0
    assert fresh(page).title_fr == "Demain"


# --- approval --------------------------------------------------------------------------------------------------------------------


def test_another_associations_publisher_approves_and_it_goes_live(club: Club, browser: Callable[[Any], Client]) -> None:
    page = crisis_draft(club)
    events = page_events()
    state = submit(page, club.enfance.editor)
    shown = browser(club.unaf.publisher).get(reverse("editorial_review", args=[state.pk]))
    assert shown.status_code == 200
    assert "Que faire maintenant" in shown.content.decode()
    decide(browser(club.unaf.publisher), state, comment="Bien.")
    assert fresh(page).live
    record = RevisionApproval.objects.get(page=page)
    assert (record.approved_by, record.organisation, record.revision_id, record.language, record.as_superuser, record.comment) == (
        club.unaf.publisher,
        club.unaf.organisation,
        page.latest_revision_id,
        None,
        False,
        "Bien.",
    )
    assert page_events() == events + 1


def test_those_who_may_not_approve_change_nothing(club: Club, browser: Callable[[Any], Client]) -> None:
    page = crisis_draft(club, author=club.enfance.publisher)
    state = submit(page, club.enfance.publisher)
    refused = [club.enfance.publisher, club.enfance.editor, club.unaf.editor, club.coordination.publisher]
    for user in refused:
        for answer in (
            decide(browser(user), state),
            decide(browser(user), state, "reject", "Non."),
            browser(user).get(reverse("editorial_review", args=[state.pk])),
        ):
            assert answer["Location"] == reverse("wagtailadmin_home")
        browser(user).post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {})
    assert not fresh(page).live
    assert not RevisionApproval.objects.filter(page=page).exists()
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS


def test_an_author_of_the_other_association_does_not_approve_their_own_text(club: Club, browser: Callable[[Any], Client]) -> None:
    # Somebody of UNAF wrote a version in e-Enfance's space (a superuser may have moved it there).
    page = save_draft(crisis_draft(club), club.unaf.publisher, title_fr="De l’UNAF")
    page = save_draft(page, club.enfance.editor, title_fr="Relu")
    state = submit(page, club.enfance.editor)
    decide(browser(club.unaf.publisher), state)
    assert not fresh(page).live


def test_a_colleague_of_an_author_is_not_another_association(club: Club, browser: Callable[[Any], Client]) -> None:
    from tests.editorial.conftest import person  # noqa: PLC0415 - only here

    page = save_draft(crisis_draft(club), club.unaf.editor, title_fr="De l’UNAF")
    state = submit(page, club.enfance.editor)
    decide(browser(club.unaf.publisher), state)
    decide(browser(person("double", club.unaf.team.publishers, club.enfance.team.publishers)), state)
    assert not fresh(page).live


def test_an_edition_of_the_coordination_is_approved_by_an_association(club: Club, browser: Callable[[Any], Client]) -> None:
    edition = save_draft(club.edition, club.coordination.publisher, title_fr="Deuxième titre")
    state = submit(edition, club.coordination.publisher)
    decide(browser(club.coordination.publisher), state)
    assert fresh(edition).title_fr == "Édition"
    decide(browser(club.enfance.publisher), state)
    assert fresh(edition).title_fr == "Deuxième titre"


def test_ordinary_pages_are_approved_by_a_publisher_of_the_association_never_by_an_author(
    club: Club, browser: Callable[[Any], Client]
) -> None:
    from tests.editorial.conftest import person  # noqa: PLC0415 - only here

    page = draft_of(club.enfance, "Ordinaire", author=club.enfance.publisher)
    state = submit(page, club.enfance.publisher)
    for user in (club.enfance.publisher, club.enfance.editor, club.unaf.publisher):
        decide(browser(user), state)
        assert not fresh(page).live
    decide(browser(person("seconde", club.enfance.team.publishers)), state)
    assert fresh(page).live


def test_a_new_version_drops_the_approval(club: Club, browser: Callable[[Any], Client]) -> None:
    page = crisis_draft(club)
    decide(browser(club.unaf.publisher), submit(page, club.enfance.editor))
    approved = fresh(page).live_revision
    page = save_draft(page, club.enfance.editor, title_fr="Encore autre chose")
    with pytest.raises(ReleaseRefusedError):
        page.latest_revision.publish()
    # The approved version may still be published, as it was; changed under its number, it may not.
    fresh(page).unpublish()
    approved.publish()
    assert fresh(page).live
    content = {**approved.content, "title_fr": "Glissé dans la version approuvée"}
    Revision.objects.filter(pk=approved.pk).update(content=content)
    with pytest.raises(ReleaseRefusedError):
        Revision.objects.get(pk=approved.pk).publish()
    assert fresh(page).title_fr == "Que faire maintenant"


def test_what_changed_while_it_was_read_is_not_approved(club: Club, browser: Callable[[Any], Client]) -> None:
    page = crisis_draft(club)
    state = submit(page, club.enfance.editor)
    seen = content_digest(state.revision.as_object())
    save_draft(page, club.enfance.publisher, title_fr="Changé entre-temps")
    answer = decide(browser(club.unaf.publisher), state, seen=seen)
    assert answer["Location"] == reverse("editorial_review", args=[state.pk])
    assert not fresh(page).live
    decide(browser(club.unaf.publisher), TaskState.objects.get(pk=state.pk))
    assert fresh(page).title_fr == "Changé entre-temps"


def test_asking_for_changes_needs_a_word_and_publishes_nothing(club: Club, browser: Callable[[Any], Client]) -> None:
    page = crisis_draft(club)
    state = submit(page, club.enfance.editor)
    assert decide(browser(club.unaf.publisher), state, "reject").status_code == 200
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS
    decide(browser(club.unaf.publisher), state, "reject", "La source manque.")
    done = TaskState.objects.get(pk=state.pk)
    assert (done.status, done.comment) == (TaskState.STATUS_REJECTED, "La source manque.")
    assert not fresh(page).live


def test_an_approved_schedule_is_kept_and_an_unapproved_one_raises_an_alarm(
    club: Club, browser: Callable[[Any], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    later = timezone.now().replace(microsecond=0) + dt.timedelta(days=2)
    page = save_draft(crisis_draft(club), club.enfance.editor, go_live_at=later)
    decide(browser(club.unaf.publisher), submit(page, club.enfance.editor))
    assert not fresh(page).live
    assert Revision.objects.get(pk=page.latest_revision_id).approved_go_live_at == later
    other = crisis_draft(club, slug="autre")
    Revision.objects.filter(pk=other.latest_revision_id).update(approved_go_live_at=later)
    monkeypatch.setattr(timezone, "now", lambda: later + dt.timedelta(minutes=1))
    outcome = run_due(timezone.now())
    assert (outcome.done, outcome.failed) == (1, 1)
    assert (fresh(page).live, fresh(other).live) == (True, False)
    assert SchedulerAlarm.objects.get().object_id == str(other.pk)


def test_the_record_knows_its_authors(club: Club) -> None:
    page = save_draft(crisis_draft(club), club.enfance.publisher, title_fr="Deux auteurs")
    assert authorship.authors_of(page.latest_revision) == {club.enfance.editor.pk, club.enfance.publisher.pk}
    releases.record_approval(page.latest_revision, club.unaf.publisher, organisation_id=club.unaf.organisation.pk)
    page = save_draft(page, club.enfance.editor, title_fr="Un auteur")
    assert authorship.authors_of(page.latest_revision) == {club.enfance.editor.pk}
    assert EditionPageFactory(title_fr="Par la fabrique", slug="fabrique").live


def test_a_version_with_findings_is_not_approved(club: Club, browser: Callable[[Any], Client]) -> None:
    page = draft_of(club.enfance, "Urgence sans ligne", is_crisis=True)
    state = submit(page, club.enfance.editor)
    answer = decide(browser(club.unaf.publisher), state)
    assert answer["Location"] == reverse("editorial_review", args=[state.pk])
    assert not fresh(page).live
    assert not RevisionApproval.objects.filter(page=page).exists()
