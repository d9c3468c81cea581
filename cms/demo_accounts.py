"""Accounts to try the admin with, in development only: their addresses end in `.invalid`, which nobody can own."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import GroupPagePermission

from editorial.models import Team
from pages.models import OrganisationPage, TranslatorGroup

# Printed at each start, and only good on a loopback address.
PASSWORD = "club-demo"  # noqa: S105 - published on purpose
DOMAIN = "club.invalid"


@dataclass(frozen=True)
class DemoAccount:
    """An account and what it may do; `role` is that of the team ("publishers", "editors", "translators"), "" for a superuser.

    `association` is the slug of the team's association, "" for the coordination; `language` that of translators.
    """

    username: str
    may: str
    association: str = ""
    role: str = ""
    language: str = ""

    @property
    def email(self) -> str:
        """The address of the account."""
        return f"{self.username}@{DOMAIN}"

    def group(self) -> Group | None:
        """The group of the account; None for a superuser, and as long as the team is not set up."""
        if self.role == TRANSLATORS:
            spaces = OrganisationPage.objects.filter(organisation__slug=self.association)
            places = GroupPagePermission.objects.filter(page__in=spaces.values("pk")).values("group")
            translators = TranslatorGroup.objects.filter(language=self.language, group__in=places).select_related("group").first()
            return translators.group if translators else None
        team = Team.objects.filter(organisation__slug=self.association or None).first() if self.role else None
        return getattr(team, self.role) if team else None


TRANSLATORS = "translators"

# The starter content is published in this name.
ADMINISTRATOR = DemoAccount("coordination", "do everything")
ASSOCIATIONS = {"e-enfance": "e-Enfance", "unaf": "UNAF", "generation-numerique": "Génération Numérique"}
TEAM_ACCOUNTS = (
    DemoAccount("coordination.club", "edit the home page, the editions and the shared records", role="publishers"),
    *(
        account
        for slug, name in ASSOCIATIONS.items()
        for account in (
            DemoAccount(f"redaction.{slug}", f"write for {name}, and ask for publication", slug, "editors"),
            DemoAccount(f"publication.{slug}", f"publish for {name}, and approve for the others", slug, "publishers"),
        )
    ),
    DemoAccount("anglais.e-enfance", "write and publish the English of e-Enfance", "e-enfance", TRANSLATORS, "en"),
    DemoAccount("arabe.e-enfance", "write and publish the Arabic of e-Enfance", "e-enfance", TRANSLATORS, "ar"),
    DemoAccount("anglais.unaf", "write the English of UNAF, and approve the English of the others", "unaf", TRANSLATORS, "en"),
)
DEMO_ACCOUNTS = (ADMINISTRATOR, *TEAM_ACCOUNTS)


def make_demo_accounts() -> list[DemoAccount]:
    """Make the accounts that are missing, those of teams once the teams are set up; return those made; refuse outside development."""
    if not settings.HAS_DEMO_CONTENT:
        raise ImproperlyConfigured("Demo accounts exist in development only (cms.settings.development).")
    made = []
    with transaction.atomic():
        for account in DEMO_ACCOUNTS:
            group = account.group()
            is_waiting = bool(account.role) and group is None
            if is_waiting or get_user_model().objects.filter(username=account.username).exists():
                continue
            user = get_user_model()(
                username=account.username,
                email=account.email,
                is_staff=not account.role,
                is_superuser=not account.role,
            )
            user.set_password(PASSWORD)
            user.save()
            if group is not None:
                user.groups.add(group)
            made.append(account)
    return made


def lacks_team_accounts() -> bool:
    """Say whether accounts of the teams are missing, and so perhaps the teams."""
    names = [account.username for account in TEAM_ACCOUNTS]
    return get_user_model().objects.filter(username__in=names).count() < len(names)


def demo_users() -> QuerySet[AbstractUser]:
    """Return the accounts whose address ends in `.invalid`, whoever made them."""
    users: QuerySet[AbstractUser] = get_user_model()._default_manager.filter(email__iendswith=".invalid")
    return users
