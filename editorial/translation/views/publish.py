"""The screen on which one language of a page is published: what stands against it, what will be missing, and the button."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateTimeInput

from editorial.reviews import OutdatedVersionError, UnfitVersionError
from editorial.translation import publishing, wording
from editorial.translation.publishing import Way
from editorial.translation.states import State, Survey
from editorial.translation.views.desk import LanguageDeskView
from editorial.views.reading import told_again


class PublicationForm(forms.Form):
    """When a language goes out."""

    moment = forms.DateTimeField(
        label=gettext_lazy("Publish at"), required=False, widget=AdminDateTimeInput, help_text=gettext_lazy("Empty: at once.")
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def clean_moment(self) -> dt.datetime | None:
        """A time that is to come."""
        moment: dt.datetime | None = self.cleaned_data["moment"]
        if moment is not None and moment <= timezone.now():
            raise ValidationError(_("This time is over: leave the field empty to publish at once."))
        return moment


@method_decorator(never_cache, name="dispatch")
class PublishView(LanguageDeskView, TemplateView):
    """Says what would go out, and does it when asked to."""

    template_name = "editorial/translation/publish.html"

    def get_page_title(self) -> str:
        """What is done here."""
        return publishing.label(self.page, self.code, self.request.user)

    def steps(self) -> list[dict[str, Any]]:
        """Through the translation."""
        translation = _("Translation: %(language)s") % {"language": wording.language_name(self.code)}
        back = reverse("editorial_translation", args=[self.page.pk, self.code])
        return [{"url": back, "label": translation}, {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Publishes or submits, unless the text changed in the meantime. Raises ``PermissionDenied`` where there is no way."""
        form = PublicationForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        moment = form.cleaned_data["moment"]
        try:
            way = publishing.publish(self.page, self.code, request.user, seen=form.cleaned_data["seen"], moment=moment)
        except (OutdatedVersionError, UnfitVersionError) as refusal:
            return told_again(request, refusal)
        messages.success(request, self._done(way, moment))
        return redirect("editorial_translation", self.page.pk, self.code)

    def _done(self, way: Way, moment: dt.datetime | None) -> str:
        if way is Way.SUBMIT:
            done = _("Submitted for approval for “%(title)s”: %(language)s.")
        elif moment is not None:
            done = _("Scheduled for “%(title)s”: %(language)s.")
        else:
            done = _("Public now for “%(title)s”: %(language)s.")
        return done % {"title": self.page.get_admin_display_title(), "language": wording.language_name(self.code)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The plan, and what it leaves out."""
        context = super().get_context_data(**kwargs)
        plan = publishing.plan(self.page, self.code, self.request.user)
        context.setdefault("form", PublicationForm(initial={"seen": plan.seen}))
        context.update(
            plan=plan,
            left=_left(plan.survey),
            is_submitted=plan.way is Way.SUBMIT,
            is_closed=None if plan.way.is_open else _why_closed(plan.way),
            media=context["form"].media,
        )
        return context


def _left(survey: Survey) -> list[str]:
    """What readers will not get as it should be, in words."""
    missing, stale, review = (survey.counts[state] for state in (State.MISSING, State.STALE, State.REVIEW))
    told = (
        (missing, ngettext("%(number)d sentence will be missing.", "%(number)d sentences will be missing.", missing)),
        (stale, ngettext("%(number)d sentence is out of date.", "%(number)d sentences are out of date.", stale)),
        (review, ngettext("%(number)d sentence is to be looked at.", "%(number)d sentences are to be looked at.", review)),
    )
    return [words % {"number": number} for number, words in told if number]


def _why_closed(way: Way) -> str:
    return {
        Way.NOT_PUBLIC: _("This page is not public yet: its first publication includes French, which the other languages follow."),
        Way.UNDER_REVIEW: _("A version of this page waits for approval: this language can be submitted once that is decided."),
        Way.NOTHING_NEW: _("Readers have this language as it stands here: there is nothing to publish."),
        Way.NOT_ALLOWED: _("You may not publish this language of this page now."),
    }[way]
