"""The teams are set up by one command that may run again."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Workflow, WorkflowPage

from editorial.models import ApprovalTask, Team
from pages.models import HomePage, TranslatorGroup
from tests.factories import OrganisationFactory, OrganisationPageFactory

pytestmark = pytest.mark.django_db


def everything() -> dict[str, object]:
    return {
        "groups": sorted(Group.objects.values_list("name", flat=True)),
        "rights": sorted(Group.objects.values_list("name", "permissions__codename")),
        "pages": sorted(GroupPagePermission.objects.values_list("group__name", "page__slug", "permission__codename")),
        "files": sorted(GroupCollectionPermission.objects.values_list("group__name", "collection__name", "permission__codename")),
        "translators": list(TranslatorGroup.objects.order_by("group__name").values_list("group__name", "language")),
        "collections": sorted(Collection.objects.values_list("name", flat=True)),
        "teams": list(Team.objects.values_list("organisation__slug", "editors__name", "publishers__name", "collection__name")),
        "workflow": list(WorkflowPage.objects.values_list("page__slug", "workflow__name")),
        "tasks": list(ApprovalTask.objects.values_list("name", "active")),
    }


def set_up() -> str:
    out = io.StringIO()
    call_command("set_up_teams", stdout=out)
    return out.getvalue()


def test_an_association_gets_groups_rights_and_a_collection(home: HomePage) -> None:
    unaf = OrganisationFactory(slug="unaf", short_name="UNAF")
    OrganisationFactory(slug="facebook", short_name="Facebook")
    OrganisationPageFactory(parent=home, slug="unaf", organisation=unaf)
    set_up()
    made = everything()
    translators = [
        f"{team}\N{NO-BREAK SPACE}: traduction ({language})" for team in ("Coordination", "UNAF") for language in ("English", "العربيّة")
    ]
    teams = ["Coordination", "UNAF\N{NO-BREAK SPACE}: publication", "UNAF\N{NO-BREAK SPACE}: rédaction"]
    assert made["groups"] == sorted([*teams, *translators])
    assert made["teams"] == [
        (None, None, "Coordination", "Commun"),
        ("unaf", "UNAF\N{NO-BREAK SPACE}: rédaction", "UNAF\N{NO-BREAK SPACE}: publication", "UNAF"),
    ]
    assert made["translators"] == list(zip(translators, ("en", "ar", "en", "ar"), strict=True))
    places = dict(zip(translators, ("accueil", "accueil", "unaf", "unaf"), strict=True))
    assert [right for right in made["pages"] if right[0] in places] == [
        (name, places[name], f"{action}_basepage") for name in sorted(places) for action in ("change", "publish")
    ]
    assert [right for right in made["pages"] if right[0] not in places] == [
        *(("Coordination", "accueil", f"{action}_basepage") for action in ("add", "change", "lock", "publish", "unlock")),
        *(
            ("UNAF\N{NO-BREAK SPACE}: publication", "unaf", f"{action}_basepage")
            for action in ("add", "change", "lock", "publish", "unlock")
        ),
        ("UNAF\N{NO-BREAK SPACE}: rédaction", "unaf", "add_basepage"),
        ("UNAF\N{NO-BREAK SPACE}: rédaction", "unaf", "change_basepage"),
    ]
    kinds = ("document", "image", "video")
    assert [row[1:] for row in made["files"] if row[0] == translators[2]] == [
        *(("Commun", f"choose_{kind}") for kind in kinds),
        *(("UNAF", f"choose_{kind}") for kind in kinds),
    ]
    assert [row[1:] for row in made["files"] if row[0] == "UNAF\N{NO-BREAK SPACE}: rédaction"] == [
        *(("Commun", f"choose_{kind}") for kind in kinds),
        *(("UNAF", f"{action}_{kind}") for action in ("add", "change", "choose") for kind in kinds),
    ]
    assert made["workflow"] == [("accueil", "Approbation avant publication")]
    assert Workflow.objects.get(name="Approbation avant publication").tasks.get().specific == ApprovalTask.objects.get()


def test_running_it_again_changes_nothing(home: HomePage) -> None:
    OrganisationPageFactory(parent=home, slug="unaf", organisation=OrganisationFactory(slug="unaf", short_name="UNAF"))
    set_up()
    before = everything()
    assert set_up().splitlines()[-1] == "The teams were set up already."
    assert everything() == before


def test_a_group_renamed_by_hand_stays_the_teams(home: HomePage) -> None:
    OrganisationPageFactory(parent=home, slug="unaf", organisation=OrganisationFactory(slug="unaf", short_name="UNAF"))
    set_up()
    Group.objects.filter(publishes_for__organisation__slug="unaf").update(name="Les chefs")
    Group.objects.filter(translates__language="en", page_permissions__page__slug="unaf").update(name="Les anglicistes")
    before = everything()
    set_up()
    assert everything() == before


def test_the_coordination_alone_reads_every_consent(home: HomePage) -> None:
    OrganisationPageFactory(parent=home, slug="unaf", organisation=OrganisationFactory(slug="unaf", short_name="UNAF"))
    set_up()
    granted = Group.permissions.through.objects.filter(permission__codename="read_every_consent")
    assert list(granted.values_list("group__name", flat=True)) == ["Coordination"]
    # A site set up before the right existed gets it, once.
    granted.delete()
    assert "Coordination: 1 new" in set_up()
    assert "Coordination: 0 new" in set_up()
    assert granted.count() == 1
