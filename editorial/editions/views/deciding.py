"""Releasing an edition, at once or at a set time, giving a plan up, and rolling back: for the coordination."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from editorial.editions import planning, releasing, rolling_back
from editorial.editions.candidates import Member, fingerprint, members_of
from editorial.editions.forms import ReleaseForm, RollBackForm
from editorial.editions.refusals import EditionRefusedError
from editorial.editions.views.edition import EditionView
from editorial.models import EditionRelease
from pages import languages
from pages.releases import ReleaseRefusedError


def _title(member: Member) -> str:
    revision = member.candidate
    column = languages.column("title", languages.source())
    return str(revision.content[column]) if revision is not None else languages.source_title(member.row)


class ReleaseView(EditionView):
    """Names everything that would go out, and asks when."""

    page_title = gettext_lazy("Release")
    header_icon = "upload"
    template_name = "editorial/editions/release.html"
    refusals: tuple[str, ...] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Days and hours are those of the site, whatever the profile of the reader says."""
        with timezone.override(timezone.get_default_timezone()):
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Releases, or plans the release; where something stands against it, says what."""
        members = members_of(self.edition)
        form = self._form(members, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            said = self._carry_out(form)
        except EditionRefusedError as refusal:
            self.refusals = tuple(refusal.sentences)
            return self.render_to_response(self.get_context_data())
        except ReleaseRefusedError:
            # The admin tells why, and keeps nothing of the request (``pages.admin_requests``).
            return redirect("editorial_readiness", self.edition.pk)
        messages.success(request, said)
        return redirect("editorial_readiness", self.edition.pk)

    def _carry_out(self, form: ReleaseForm) -> str:
        options = {"seen": self.request.POST.get("seen", ""), "leaving": form.cleaned_data.get("leaving", ())}
        if "later" in self.request.POST:
            go_at = form.cleaned_data["go_at"]
            planning.plan(self.edition, self.request.user, go_at=go_at, **options)
            return _("“%(title)s” goes out on %(day)s with its contents.") % {
                "title": self.title,
                "day": date_format(timezone.localtime(go_at), "DATETIME_FORMAT"),
            }
        releasing.release_now(self.edition, self.request.user, **options)
        return _("“%(title)s” is public with its contents.") % {"title": self.title}

    def _form(self, members: list[Member], data: Any = None) -> ReleaseForm:
        changed = [(member.row.pk, _title(member)) for member in members if member.row.live and member.candidate and not member.is_edition]
        return ReleaseForm(data, changed=changed)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The pages in the order of the edition, and the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        members = members_of(self.edition)
        data = self.request.POST if self.request.method == "POST" else None
        context.update(
            edition=self.edition,
            form=kwargs.get("form") or self._form(members, data),
            going=[(_title(member), member.row.live) for member in members if member.candidate is not None],
            staying=[_title(member) for member in members if member.candidate is None],
            seen=fingerprint(members),
            refusals=self.refusals,
        )
        return context


class CancelView(EditionView):
    """Gives a planned release up."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Cancels it, if it is still planned."""
        release = self.edition.releases.filter(state=EditionRelease.State.PLANNED).first()
        try:
            if release is None:
                raise EditionRefusedError(_("No release of this edition is planned."))
            planning.cancel(release, request.user)
        except EditionRefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The release is cancelled: nothing goes out."))
        return redirect("editorial_readiness", self.edition.pk)


class RollBackView(EditionView):
    """Names what every page returns to, and asks why."""

    page_title = gettext_lazy("Roll back")
    header_icon = "history"
    template_name = "editorial/editions/roll_back.html"
    refusals: tuple[str, ...] = ()

    @cached_property
    def release(self) -> EditionRelease:
        """The release to take back. Raises ``Http404`` where there is none."""
        last = rolling_back.last_released(self.edition)
        if last is None:
            raise Http404
        return last

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Rolls back, unless something was changed of which nobody was told."""
        form = RollBackForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        leaving = {int(number) for number in request.POST.getlist("leaving") if number.isdecimal()}
        try:
            rolling_back.roll_back(self.release, request.user, form.cleaned_data["reason"], leaving=leaving)
        except EditionRefusedError as refusal:
            self.refusals = tuple(refusal.sentences)
            return self.render_to_response(self.get_context_data(form=form))
        except ReleaseRefusedError:
            return redirect("editorial_readiness", self.edition.pk)
        messages.success(request, _("“%(title)s” is as it was before the release, with its contents.") % {"title": self.title})
        return redirect("editorial_readiness", self.edition.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The pages, those that were changed since apart."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        changed = rolling_back.changed_since(self.release)
        apart = {item.pk for item in changed}
        context.update(
            edition=self.edition,
            release=self.release,
            form=kwargs.get("form") or RollBackForm(),
            returning=[item for item in self.release.items.exclude(revision_published=None) if item.pk not in apart],
            changed=changed,
            refusals=self.refusals,
            back=reverse("editorial_readiness", args=[self.edition.pk]),
        )
        return context
