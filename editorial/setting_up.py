"""Sets the teams up: groups, collections, rights, the workflow, a first glossary. Running it again makes what is missing, no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Workflow, WorkflowPage, WorkflowTask
from wagtail.snippets.models import get_snippet_models

from editorial.models import ApprovalTask, Team
from editorial.translation import first_words
from pages import languages
from pages.models import HomePage, Organisation, OrganisationPage, TranslatorGroup, Video
from pages.models.consent import READ_EVERY_CONSENT
from pages.starter_content.media_library import COLLECTION as SAMPLES

# Wagtail's own groups hold rights on the whole tree.
WAGTAIL_GROUPS = ("Moderators", "Editors")
EDITORS = ("add", "change")
TRANSLATORS = ("change", "publish")
READS_THE_GLOSSARY = ("editorial", "view_glossaryterm")
# Which language's, ``editorial.translation.glossary_admin`` says.
WRITES_THE_GLOSSARY = (READS_THE_GLOSSARY, *(("editorial", f"{action}_glossaryterm") for action in ("add", "change", "delete")))
PUBLISHERS = ("add", "change", "publish", "lock", "unlock")

_MEDIA_RIGHTS: tuple[tuple[str, str], ...] = tuple(
    (app, f"{action}_{model}")
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"), ("pages", "video"))
    for action in ("add", "change", "choose")
)


def set_up(say: Callable[[str], None]) -> int:
    """Makes what is missing; returns how many things were made. ``say`` is told of each team and of the workflow.

    Every association with a space (an ``OrganisationPage``) has a team.
    """
    with transaction.atomic(), override(languages.source()):
        count = _Count()
        _drop_empty_groups(count)
        common = _collection(_("Common"), count)
        coordination = _coordination(common, count)
        say(f"{coordination}: {count.since_last()} new")
        teams = [coordination]
        for organisation in Organisation.objects.filter(pages__in=OrganisationPage.objects.all()).distinct().order_by("pk"):
            teams.append(_team(organisation, count))
            say(f"{organisation.short_name}: {count.since_last()} new")
        shared = [common, *Collection.objects.filter(name=SAMPLES, depth=2)]
        for team in teams:
            for group in _groups(team):
                for collection in shared:
                    _grant_files(group, collection, ("choose",), count)
        for translators in TranslatorGroup.objects.select_related("group").order_by("pk"):
            for collection in [*shared, *_collections_beside(translators)]:
                _grant_files(translators.group, collection, ("choose",), count)
        _workflow(count)
        say(f"Workflow: {count.since_last()} new")
        count.of(first_words.fill_empty_glossary())
        return count.total


class _Count:
    """Counts what is made."""

    def __init__(self) -> None:
        self.total = self._told = 0

    def of(self, made: bool) -> None:
        self.total += made

    def since_last(self) -> int:
        told, self._told = self._told, self.total
        return self.total - told


def _groups(team: Team) -> Iterable[Group]:
    return (group for group in (team.editors, team.publishers) if group is not None)


def _drop_empty_groups(count: _Count) -> None:
    for group in Group.objects.filter(name__in=WAGTAIL_GROUPS, user=None):
        group.delete()
        count.of(True)


def _coordination(common: Collection, count: _Count) -> Team:
    team, made = Team.objects.get_or_create(organisation=None)
    count.of(made)
    if team.publishers is None:
        team.publishers = _group(_("Coordination"), count)
    team.collection = team.collection or common
    team.save()
    group = team.publishers
    _grant(group, [("wagtailadmin", "access_admin")], count)
    _grant(group, [*_snippet_rights(), ("pages", READ_EVERY_CONSENT)], count)
    for home in HomePage.objects.filter(depth=2):
        _grant_pages(group, home, PUBLISHERS, count)
        _translators(_("Coordination"), home, count)
    _grant_files(group, team.collection, ("add", "change", "choose"), count)
    return team


def _team(organisation: Organisation, count: _Count) -> Team:
    team, made = Team.objects.get_or_create(organisation=organisation)
    count.of(made)
    if team.editors is None:
        team.editors = _group(_("%(association)s: editors") % {"association": organisation.short_name}, count)
    if team.publishers is None:
        team.publishers = _group(_("%(association)s: publishers") % {"association": organisation.short_name}, count)
    if team.collection is None:
        team.collection = _collection(organisation.short_name, count)
    team.save()
    for group, rights in ((team.editors, EDITORS), (team.publishers, PUBLISHERS)):
        _grant(group, [("wagtailadmin", "access_admin"), READS_THE_GLOSSARY], count)
        for space in OrganisationPage.objects.filter(organisation=organisation):
            _grant_pages(group, space, rights, count)
        _grant_files(group, team.collection, ("add", "change", "choose"), count)
    for space in OrganisationPage.objects.filter(organisation=organisation):
        _translators(organisation.short_name, space, count)
    return team


def _translators(team_name: str, place: HomePage | OrganisationPage, count: _Count) -> None:
    """A group of translators for each language of the site but the source, with rights on one place of the tree."""
    for code in languages.translations():
        known = TranslatorGroup.objects.filter(language=code, group__page_permissions__page_id=place.pk).select_related("group").first()
        if known is None:
            name = _("%(team)s: translators (%(language)s)") % {"team": team_name, "language": languages.native_name(code)}
            known, made = TranslatorGroup.objects.get_or_create(group=_group(name, count), defaults={"language": code})
            count.of(made)
        _grant(known.group, [("wagtailadmin", "access_admin"), *WRITES_THE_GLOSSARY], count)
        _grant_pages(known.group, place, TRANSLATORS, count)


def _collections_beside(translators: TranslatorGroup) -> Iterable[Collection]:
    """The collections of the teams whose spaces these people translate."""
    places = GroupPagePermission.objects.filter(group=translators.group).values("page")
    teams = Team.objects.filter(organisation__pages__in=OrganisationPage.objects.filter(pk__in=places), collection__isnull=False)
    return [team.collection for team in teams.distinct().select_related("collection") if team.collection is not None]


def _group(name: str, count: _Count) -> Group:
    group, made = Group.objects.get_or_create(name=name)
    count.of(made)
    return group


def _collection(name: str, count: _Count) -> Collection:
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=name).first()
    count.of(found is None)
    return found or root.add_child(name=name)


def _snippet_rights() -> list[tuple[str, str]]:
    """The shared records of the catalogue: all but videos, which belong to their collections."""
    shared: list[type[models.Model]] = [model for model in get_snippet_models() if model is not Video]
    return [
        (model._meta.app_label, f"{action}_{model._meta.model_name}") for model in shared for action in ("add", "change", "delete", "view")
    ]


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _grant(group: Group, rights: Iterable[tuple[str, str]], count: _Count) -> None:
    held = set(group.permissions.values_list("content_type__app_label", "codename"))
    for app, codename in rights:
        if (app, codename) not in held:
            group.permissions.add(_permission(app, codename))
            count.of(True)


def _grant_pages(group: Group, page: HomePage | OrganisationPage, actions: Iterable[str], count: _Count) -> None:
    for action in actions:
        permission = _permission("pages", f"{action}_basepage")
        _right, made = GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)
        count.of(made)


def _grant_files(group: Group, collection: Collection, actions: Iterable[str], count: _Count) -> None:
    for app, codename in _MEDIA_RIGHTS:
        if codename.split("_")[0] in actions:
            permission = _permission(app, codename)
            _right, made = GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
            count.of(made)


def _workflow(count: _Count) -> None:
    task = ApprovalTask.objects.filter(active=True).order_by("pk").first()
    if task is None:
        task = ApprovalTask.objects.create(name=_("Approval"))
        count.of(True)
    workflow = Workflow.objects.filter(active=True, workflow_tasks__task=task).order_by("pk").first()
    if workflow is None:
        workflow = Workflow.objects.create(name=_("Approval before publication"))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        count.of(True)
    for home in HomePage.objects.filter(depth=2):
        _assigned, made = WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
        count.of(made)
    # Wagtail's first workflow stands on the root, with tasks for groups that are gone.
    WorkflowPage.objects.filter(page__depth=1).delete()
