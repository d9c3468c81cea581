"""The screens of the exchange: files out, a file in, and what it would change, to be saved or not."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin import messages

from editorial.models import TranslationFile
from editorial.translation.exchange.applying import NotAppliedError, apply
from editorial.translation.exchange.checking import HEADINGS, Outcome, Report, checked
from editorial.translation.exchange.choosing import entries, languages_written_by
from editorial.translation.exchange.forms import TO_DO, DownloadForm, UploadForm
from editorial.translation.exchange.intake import FORMATS, read
from editorial.translation.exchange.rows import UnfitFileError
from editorial.views.desk import DeskView
from pages import languages

MOST_LINES = 200
"""Rows of an outcome that the screen shows: what is wrong two hundred times is wrong in one way."""


class ForThoseWhoTranslate(DeskView):
    """For everybody who may write another language than French somewhere."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuses those who may write none."""
        if not languages_written_by(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


@method_decorator(never_cache, name="dispatch")
class ExchangeView(ForThoseWhoTranslate, TemplateView):
    """Two forms: files out, and a file in."""

    page_title = gettext_lazy("Translation files")
    header_icon = "download"
    template_name = "editorial/translation/exchange.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The forms; an address may say the language, and the page or the edition."""
        asked = {name: self.request.GET[name] for name in ("language", "scope", "page", "edition", "what") if name in self.request.GET}
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("download", DownloadForm(user=self.request.user, initial=asked))
        context.setdefault("upload", UploadForm(user=self.request.user))
        return context

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Keeps a file that can be understood, and goes on to what it would change."""
        form = UploadForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            # The form is below the other, out of sight on most screens.
            form.fields["file"].widget.attrs["autofocus"] = True
            return self.render_to_response(self.get_context_data(upload=form))
        cleaned = form.cleaned_data
        kept = TranslationFile.keep(request.user, cleaned["file"].name, cleaned["language"], cleaned["content"])
        return redirect("editorial_exchange_check", kept.pk)


class DownloadView(ExchangeView):
    """A file out; the forms again where it cannot be made."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file."""
        form = DownloadForm(request.GET, user=request.user)
        if form.is_valid():
            try:
                content, name = self._file(form)
            except UnfitFileError as error:
                form.add_error(None, str(error))
            else:
                kind = FORMATS[form.cleaned_data["format"]].CONTENT_TYPE
                return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
        return self.render_to_response(self.get_context_data(download=form))

    def _file(self, form: DownloadForm) -> tuple[bytes, str]:
        code, ending = form.cleaned_data["language"], form.cleaned_data["format"]
        found = list(entries(form.pages(), code, only_to_do=form.cleaned_data["what"] == TO_DO))
        if not found:
            raise UnfitFileError(_("There is nothing to do in these pages, or none of them is yours to translate."))
        name = f"{languages.source()}-{code}-{timezone.localdate():%Y-%m-%d}.{ending}"
        return FORMATS[ending].written(found, code), name


@method_decorator(never_cache, name="dispatch")
class CheckView(ForThoseWhoTranslate, TemplateView):
    """What a file would change, row by row; then all of it is saved, or nothing."""

    page_title = gettext_lazy("What this file changes")
    header_icon = "doc-full"
    template_name = "editorial/translation/exchange_check.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Finds the file, for who brought it."""
        found = TranslationFile.of(request.user, kwargs["file_id"])
        if found is None:
            raise Http404
        self.file = found
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The name of the file."""
        return self.file.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The report."""
        report = self._report()
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "report": report,
            "code": report.code,
            "language": languages.native_name(report.code),
            "direction": languages.direction(report.code),
            "sections": [_section(report, outcome) for outcome in (Outcome.ERROR, Outcome.CONFLICT, Outcome.CHANGE)],
            "counts": [(HEADINGS[outcome], report.counts[outcome]) for outcome in Outcome],
            "errors": report.counts[Outcome.ERROR],
            "conflicts": report.counts[Outcome.CONFLICT],
            "may_be_applied": report.may_be_applied(without_conflicts=True),
            "seen": _digest(report),
        }

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Saves what was seen, or puts the file away."""
        if "discard" in request.POST:
            self.file.delete()
            messages.success(request, _("The file was put away; nothing was saved."))
            return redirect("editorial_exchange")
        report = self._report()
        if _digest(report) != request.POST.get("seen"):
            return self._again(_("The site changed after you saw this list. Nothing was saved: look at it again."))
        try:
            saved = apply(report, request.user, without_conflicts="without_conflicts" in request.POST)
        except NotAppliedError:
            return self._again(_("Nothing was saved."))
        self.file.delete()
        messages.success(request, ngettext("%(count)d text was saved.", "%(count)d texts were saved.", saved) % {"count": saved})
        return redirect("editorial_exchange")

    def _report(self) -> Report:
        try:
            return checked(read(bytes(self.file.content), self.file.ending), self.request.user, self.file.language)
        except UnfitFileError as error:
            # It could be read when it was brought: its language is gone from the site.
            raise Http404 from error

    def _again(self, message: str) -> HttpResponse:
        messages.error(self.request, message)
        return redirect("editorial_exchange_check", self.file.pk)


def _section(report: Report, outcome: Outcome) -> dict[str, Any]:
    lines = report.of(outcome)
    return {
        "outcome": outcome.value,
        "heading": HEADINGS[outcome],
        "lines": lines[:MOST_LINES],
        "total": len(lines),
        "left_out": max(0, len(lines) - MOST_LINES),
    }


def _digest(report: Report) -> str:
    """What stands for a report: what one sees of it is what is saved."""
    said = "\n".join(f"{line.number} {line.outcome.value} {line.reason} {line.before}" for line in report.lines)
    return hashlib.sha256(said.encode()).hexdigest()
