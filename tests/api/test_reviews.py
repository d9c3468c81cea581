"""Who read a page over, as readers are told: of exactly the text they have, in the language they get, and of nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Revision

from pages import models, releases
from pages.journal.sweep import sweep
from pages.models import ContentEvent, PageReview, RevisionApproval, TranslatorGroup
from tests.api.answers.conftest import clock, house  # noqa: F401 - fixtures
from tests.api.answers.house import House
from tests.api.asking import ask, data_of
from tests.api.scenes import stream
from tests.factories import GuidePageFactory, OrganisationFactory, loader, restrict

pytestmark = pytest.mark.django_db

DAY = dt.datetime(2025, 11, 3, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def guide(home: models.HomePage) -> models.GuidePage:
    """A guide, public in French and English."""
    return published(GuidePageFactory(slug="guide", title_fr="Guide", title_en="A guide", ready=["en"]))


def saved(page: Any, codes: set[str] | None = None, **texts: str) -> Revision:
    """A new version of a page."""
    version = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, text in texts.items():
        setattr(version, name, text)
    version.languages_to_publish = codes
    revision: Revision = version.save_revision()
    return revision


def published(page: Any, codes: set[str] | None = None, **texts: str) -> Any:
    saved(page, codes, **texts).publish(user=loader())
    return type(page).objects.get(pk=page.pk)


def approved(revision: Revision, name: str = "UNAF", day: dt.datetime = DAY, reads: str = "", **how: Any) -> RevisionApproval:
    """An approval by somebody of an association ("": nobody's), who reads a language."""
    user = get_user_model().objects.create_user(f"{name}-{RevisionApproval.objects.count()}", is_superuser=how.pop("superuser", False))
    if reads:
        group, _made = TranslatorGroup.objects.get_or_create(language=reads, defaults={"group": _group(reads)})
        user.groups.add(group.group)
    organisation = models.Organisation.objects.filter(short_name=name).first() or (OrganisationFactory(short_name=name) if name else None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: day)
        return releases.record_approval(revision, user, organisation_id=organisation and organisation.pk, **how)  # type: ignore[no-any-return]


def _group(code: str) -> Any:
    from django.contrib.auth.models import Group  # noqa: PLC0415 - only here

    return Group.objects.create(name=f"traduction {code}")


def told(locale: str = "FR", path: str = "/ressources/guide") -> Any:
    page = data_of(f'{{ page(path: "{path}", locale: {locale}) {{ reviews {{ locale organisation {{ shortName }} approvedAt }} }} }}')
    return page["page"] and [
        (review["locale"], review["organisation"] and review["organisation"]["shortName"], review["approvedAt"])
        for review in page["page"]["reviews"]
    ]


UNAF = ("FR", "UNAF", "2025-11-03T09:30:00+00:00")


def test_the_approval_of_what_is_live_is_told_in_the_language_that_was_read(guide: models.GuidePage) -> None:
    revision = saved(guide, title_fr="Guide revu")
    approved(revision)
    assert told() == []
    revision.publish(user=loader())
    # Nobody of the association was known to read English.
    assert (told(), told("EN"), told("AR")) == ([UNAF], [], [UNAF])


def test_a_translation_is_told_by_who_reads_it(guide: models.GuidePage) -> None:
    revision = saved(guide, {"en"}, title_en="The guide")
    approved(revision, "", reads="en", codes={"en"})
    revision.publish(user=loader())
    assert (told(), told("EN")) == ([], [("EN", None, "2025-11-03T09:30:00+00:00")])


def test_whoever_reads_a_language_says_so_of_the_whole_page(guide: models.GuidePage) -> None:
    approved(guide.live_revision, reads="en")
    assert (told(), told("EN")) == ([UNAF], [("EN", *UNAF[1:])])


def test_an_edit_drops_it_there_and_leaves_the_other_language(guide: models.GuidePage) -> None:
    approved(guide.live_revision, reads="en")
    published(guide, {"en"}, title_en="The guide")
    assert (told(), told("EN")) == ([UNAF], [])
    published(guide, title_fr="Autre guide")
    assert (told(), told("EN")) == ([], [])


def test_a_script_that_writes_the_row_drops_it_too(guide: models.GuidePage) -> None:
    approved(guide.live_revision)
    guide.title_fr = "Par un script"
    guide.save()
    assert told() == []


def test_saving_what_is_live_unchanged_keeps_it(guide: models.GuidePage) -> None:
    approved(guide.live_revision)
    models.GuidePage.objects.get(pk=guide.pk).save()
    assert told() == [UNAF]


def test_a_text_of_blocks_is_told_of_in_whatever_order_a_database_keeps_their_names(guide: models.GuidePage) -> None:
    guide = published(guide, steps_fr=stream(("step", {"title": "Un", "text": "<p>Ici.</p>", "image": None})))
    approved(guide.live_revision)
    assert told() == [UNAF]
    # The row as PostgreSQL has it from the start.
    guide.steps_fr = stream(("step", {"text": "<p>Ici.</p>", "image": None, "title": "Un"}))
    guide.save()
    assert told() == [UNAF]
    guide.steps_fr = stream(("step", {"text": "<p>Là.</p>", "image": None, "title": "Un"}))
    guide.save()
    assert told() == []


def test_the_newest_word_of_each_association_stands_first(guide: models.GuidePage) -> None:
    approved(guide.live_revision)
    approved(guide.live_revision, "e-Enfance", DAY + dt.timedelta(days=1))
    approved(guide.live_revision, day=DAY + dt.timedelta(days=2))
    assert told() == [("FR", "UNAF", "2025-11-05T09:30:00+00:00"), ("FR", "e-Enfance", "2025-11-04T09:30:00+00:00")]


@pytest.mark.parametrize("how", [{"superuser": True}, {"name": ""}, {"codes": {"en"}}])
def test_what_is_no_second_reading_is_not_told(guide: models.GuidePage, how: dict[str, Any]) -> None:
    approved(guide.live_revision, **how)
    assert (told(), told("EN")) == ([], [])


def test_an_urgent_correction_is_not_told_until_it_is_approved(guide: models.GuidePage) -> None:
    revision = saved(guide, title_fr="Corrigé")
    releases.correct_urgently(revision, loader(), "Numéro faux")
    assert told() == []
    approved(revision)
    assert told() == [UNAF]


def test_approvals_of_drafts_and_of_what_is_hidden_do_not_leak(guide: models.GuidePage) -> None:
    approved(saved(guide, title_fr="Brouillon"))
    draft = GuidePageFactory(slug="brouillon", live=False)
    approved(draft.save_revision())
    closed = published(GuidePageFactory(slug="ferme"))
    approved(closed.live_revision)
    restrict(closed)
    assert (told(), told(path="/ressources/brouillon"), told(path="/ressources/ferme")) == ([], None, None)
    names = "{ pages: editions { totalCount } organisations { nodes { shortName } } }"
    assert data_of(names)["organisations"] == {"nodes": [{"shortName": "UNAF"}]}
    assert list(PageReview.objects.values_list("page", flat=True)) == [closed.pk]


def test_a_page_taken_down_forgets_and_remembers_when_it_is_back(guide: models.GuidePage) -> None:
    approved(guide.live_revision)
    revision = guide.live_revision
    guide.unpublish()
    assert PageReview.objects.count() == 0
    Revision.objects.get(pk=revision.pk).publish(user=loader())
    assert told() == [UNAF]


def test_an_association_that_is_gone_approves_nothing(guide: models.GuidePage) -> None:
    approved(guide.live_revision)
    models.Organisation.objects.get(short_name="UNAF").delete()
    assert told() == []


def test_a_preview_of_a_draft_is_told_of_nobody(guide: models.GuidePage) -> None:
    from api.preview.tokens import token_for  # noqa: PLC0415 - only here

    approved(guide.live_revision)
    saved(guide, title_fr="Brouillon")
    token = token_for(guide, loader())
    answer = data_of("query ($token: String!) { preview(token: $token) { title reviews { locale } } }", {"token": token})
    assert answer == {"preview": {"title": "Brouillon", "reviews": []}}
    assert told() == [UNAF]


def test_an_approval_after_publication_reaches_caches_by_the_journal(guide: models.GuidePage, house: House) -> None:  # noqa: F811
    question = '{ page(path: "/ressources/guide") { reviews { organisation { shortName } } } }'
    house.look()
    assert house.get(question).data == {"page": {"reviews": []}}
    assert house.get(question).was_kept
    events = ContentEvent.objects.count()

    approved(guide.live_revision, day=timezone.now())

    assert list(ContentEvent.objects.values_list("action", "kind", "object_id"))[events:] == [
        ("PUBLISHED", "organisation", models.Organisation.objects.get().pk),
        ("CHANGED", "page", guide.pk),
    ]
    assert house.look() == 1
    assert house.get(question).data == {"page": {"reviews": [{"organisation": {"shortName": "UNAF"}}]}}


def test_the_sweep_finds_what_a_bypass_changed(guide: models.GuidePage) -> None:
    approved(guide.live_revision)
    models.BasePage.objects.filter(pk=guide.pk).update(title_fr="Autre")
    assert sweep() == 1
    assert told() == []


@pytest.mark.parametrize("count", [1, 20])
def test_reviews_of_many_pages_take_a_statement_a_level(count: int, home: models.HomePage) -> None:
    for number in range(count):
        approved(published(GuidePageFactory(slug=f"guide-{number}")).live_revision, f"ASSO{number}")
    answer = ask("{ resources(first: 50) { nodes { reviews { organisation { shortName } approvedAt } } } }")
    assert [len(page["reviews"]) for page in answer.data["resources"]["nodes"]] == [1] * count
    # The guides; their reviews; the associations.
    assert len(answer.statements) == 3
