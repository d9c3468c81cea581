"""What people agreed to: which films, images and pages may show them, in which languages, where, and until when."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from pages import languages
from pages.days import day_of
from pages.files import is_new
from pages.private_files import SignedConsentField, private_storage, signed_consent_upload_to
from pages.signals import consent_written
from pages.uploads.signed_consents import check_signed_consent

READ_EVERY_CONSENT = "read_every_consent"
"""The right to see the consents of every association, signed files included; without it, those of the associations one publishes for."""


class Network(models.TextChoices):
    """Where else than on the site a person agreed to be shown."""

    PARTNERS = "partners", _("Sites of partners")
    FACEBOOK = "facebook", _("Facebook")
    INSTAGRAM = "instagram", _("Instagram")
    LINKEDIN = "linkedin", _("LinkedIn")
    YOUTUBE = "youtube", _("YouTube")
    PRESS = "press", _("Press")


class Consent(ClusterableModel):
    """One signed consent. What it covers may be public from its signature to the end of its last day, unless it is withdrawn."""

    person = models.ForeignKey("pages.Person", verbose_name=_("person"), on_delete=models.PROTECT, related_name="consents")
    organisation = models.ForeignKey(
        "pages.Organisation",
        verbose_name=_("association that keeps it"),
        on_delete=models.PROTECT,
        related_name="consents",
        help_text=_("Its publishers, and the coordination, may read the signed file; nobody else."),
    )
    covers = models.BooleanField(_("in this language"), default=False)
    networks = models.JSONField(_("also outside the site"), default=list, blank=True)
    signed_on = models.DateField(_("signed on"))
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The last day on which it holds, included; empty: without end.")
    )
    guardian_consent = models.BooleanField(
        _("signed by a parent or guardian"), default=False, help_text=_("Needed for a minor: without it nothing is shown.")
    )
    withdrawn_on = models.DateField(
        _("withdrawn on"), null=True, blank=True, help_text=_("With a date here, everything that needs this consent goes away at once.")
    )
    signed_file = SignedConsentField(
        _("signed file"),
        blank=True,
        max_length=255,
        storage=private_storage,
        upload_to=signed_consent_upload_to,
        validators=[FileExtensionValidator(["pdf", "jpg", "jpeg", "png"])],
    )
    # Whether the journal already knows that the last day is over: the scheduler tells it once.
    is_lapse_journalled = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-signed_on", "-pk"]
        permissions = [(READ_EVERY_CONSENT, _("Can read the consents of every association"))]
        indexes = [models.Index(fields=["valid_until"], name="consent_last_day")]

    def __str__(self) -> str:
        return gettext("%(person)s, signed on %(day)s") % {"person": self.person, "day": self.signed_on}

    def clean(self) -> None:
        """Refuses days that cannot be, unknown networks, a consent in no language, and a signed file that is none."""
        super().clean()
        if is_new(self.signed_file):
            check_signed_consent(self.signed_file)
        today = day_of()
        if self.signed_on and self.signed_on > today:
            raise ValidationError({"signed_on": _("This day has not come yet.")})
        if self.withdrawn_on and self.withdrawn_on > today:
            raise ValidationError({"withdrawn_on": _("This day has not come yet.")})
        if self.valid_until and self.signed_on and self.valid_until < self.signed_on:
            raise ValidationError({"valid_until": _("The end comes before the beginning.")})
        if not self.covered_languages():
            raise ValidationError(_("Tick at least one language."))
        if unknown := [name for name in self.networks if name not in Network.values]:
            raise ValidationError({"networks": _("Unknown: %(unknown)s.") % {"unknown": ", ".join(map(str, unknown))}})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the consent; what it makes public or takes away is journalled in the same transaction.

        Raises ``ValidationError`` where a new signed file is refused; nothing of it is kept.
        """
        if is_new(self.signed_file):
            check_signed_consent(self.signed_file)
        self.is_lapse_journalled = self.valid_until is not None and self.valid_until < day_of()
        with transaction.atomic():
            before = Consent.objects.filter(pk=self.pk).values_list("person_id", "signed_file").first()
            super().save(*args, **kwargs)
            people = {self.person_id} | ({before[0]} if before else set())
            consent_written.send(type(self), people=people)
            if before and before[1] and before[1] != self.signed_file.name:
                forget_signed_file(before[1])

    def covered_languages(self) -> list[str]:
        """The languages it covers."""
        return [code for code in languages.codes() if languages.text(self, "covers", code)]

    @admin.display(description=_("state"))
    def state(self) -> str:
        """Whether it holds today, and if not why, for lists of the admin."""
        today = day_of()
        if self.withdrawn_on is not None:
            return gettext("withdrawn")
        if self.valid_until is not None and self.valid_until < today:
            return gettext("expired")
        if self.person.is_minor and not self.guardian_consent:
            return gettext("a parent's signature is missing")
        return gettext("valid") if self.signed_on <= today else gettext("not yet valid")


def forget_signed_file(name: str) -> None:
    """Deletes a signed file once the transaction that gave it up is over."""
    transaction.on_commit(lambda: private_storage().delete(name))


class ConsentedVideo(Orderable):
    """A video that the person agreed to be shown in."""

    consent = ParentalKey(Consent, on_delete=models.CASCADE, related_name="videos")
    video = models.ForeignKey("pages.Video", verbose_name=_("video"), on_delete=models.CASCADE, related_name="consents")

    class Meta(Orderable.Meta):
        verbose_name = _("video")
        verbose_name_plural = _("videos")


class ConsentedImage(Orderable):
    """An image that the person agreed to be shown in."""

    consent = ParentalKey(Consent, on_delete=models.CASCADE, related_name="images")
    image = models.ForeignKey("pages.ClubImage", verbose_name=_("image"), on_delete=models.CASCADE, related_name="consents")

    class Meta(Orderable.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class ConsentedPage(Orderable):
    """A page in which the person agreed that their testimony stands."""

    consent = ParentalKey(Consent, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey("pages.BasePage", verbose_name=_("page"), on_delete=models.CASCADE, related_name="consents")

    class Meta(Orderable.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
