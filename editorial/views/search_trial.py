"""The box to try the search: what readers get for a question, and what they would get with a record that is not saved yet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from editorial.search_trial import Move, Outcome, card, current_tools, moves, outcome, with_unsaved
from editorial.views.desk import DeskView
from pages import languages
from pages.models import PromotedAnswer, SynonymGroup
from search.engine import SearchUnavailableError
from search.matching import EVERYTHING, KEYWORDS, TITLE, TITLE_WORDS, WORDS

TRIED: dict[str, type[Any]] = {"synonymgroup": SynonymGroup, "promotedanswer": PromotedAnswer}
"""The records whose form may be tried before it is saved, by the first half of what `SearchTrialPanel.tried` gives."""

FIELDS = {
    EVERYTHING: gettext_lazy("in the text"),
    TITLE: gettext_lazy("in the title"),
    KEYWORDS: gettext_lazy("among the keywords"),
    WORDS: gettext_lazy("letter for letter in the text"),
    TITLE_WORDS: gettext_lazy("letter for letter in the title"),
}


class TrialForm(forms.Form):
    """A question, and the language of the reader who asks it."""

    prefix = "trial"

    text = forms.CharField(label=gettext_lazy("Question"), max_length=200)
    language = forms.ChoiceField(label=gettext_lazy("Language of the reader"), choices=settings.LANGUAGES)


@method_decorator(never_cache, name="dispatch")
class SearchTrialView(DeskView, TemplateView):
    """Answers by POST alone: no question of anybody stands in an address or a log."""

    page_title = gettext_lazy("Try the search")
    header_icon = "search"
    template_name = "editorial/search_trial.html"
    tried: str = ""
    record_form: Any = None

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Shows what the question gives."""
        self.tried = request.POST.get("trial-of", "")
        if self.tried:
            self.record_form = self._record_form(request)
        # The form of a record says its own language.
        language = request.POST.get("trial-language") or request.POST.get("language") or languages.source()
        form = TrialForm({"trial-text": request.POST.get("trial-text", ""), "trial-language": language})
        context = self.get_context_data(form=form)
        if form.is_valid():
            asked = form.cleaned_data["text"], form.cleaned_data["language"]
            context.update(self._answers(*asked), card=card(*asked, timezone.now()))
        return self.render_to_response(context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and with a record's own all that stands in it, to be tried with other questions."""
        context: dict[str, Any] = super().get_context_data(**{"form": TrialForm(), **kwargs})
        if self.tried:
            posted = self.request.POST.lists()
            context["unsaved"] = [(name, value) for name, values in posted if not name.startswith(("trial-", "csrf")) for value in values]
        return {**context, "tried": self.tried, "record_form": self.record_form}

    def _record_form(self, request: HttpRequest) -> Any:
        name, _colon, key = self.tried.partition(":")
        model = TRIED.get(name)
        if model is None or (key and not key.isdecimal()):
            raise Http404
        instance = model()
        if key:
            instance = model._default_manager.filter(pk=key).first()
            if instance is None:
                raise Http404
        return model.get_edit_handler().get_form_class()(request.POST, instance=instance, for_user=request.user)

    def _answers(self, text: str, language: str) -> dict[str, Any]:
        now = timezone.now()
        tools = current_tools(now)
        try:
            before = outcome(text, language, tools, now)
            if self.record_form is None:
                return {"outcomes": [(_("What readers get"), before)], "rows": _rows(before, None)}
            if not self.record_form.is_valid():
                return {"outcomes": [(_("Now"), before)], "rows": _rows(before, None), "is_unfit": True}
            after = outcome(text, language, with_unsaved(tools, self.record_form.save(commit=False)), now)
        except SearchUnavailableError:
            return {"is_unavailable": True}
        return {"outcomes": [(_("Now"), before), (_("With this form"), after)], "rows": _rows(before, after), "is_compared": True}


def _rows(before: Outcome, after: Outcome | None) -> list[dict[str, Any]]:
    """The lines of the table of results."""
    found = moves(before.results, before.results if after is None else after.results)
    return [
        {
            "title": move.title,
            "move": _told(move),
            "cells": [
                result
                and {
                    "place": result.place,
                    "score": result.score,
                    "language": result.language,
                    "reasons": _reasons(result),
                    "meaning": result.meaning,
                }
                for result in ((move.before,) if after is None else (move.before, move.after))
            ],
            "is_moved": move.before is None or move.after is None or move.places != 0,
        }
        for move in found
    ]


def _told(move: Move) -> str:
    """How a page moves, in words."""
    if move.before is None:
        return _("new")
    if move.after is None:
        return _("no longer here")
    if move.places > 0:
        return ngettext("up %(places)d place", "up %(places)d places", move.places) % {"places": move.places}
    if move.places < 0:
        return ngettext("down %(places)d place", "down %(places)d places", -move.places) % {"places": -move.places}
    return _("stays")


def _reasons(result: Any) -> list[dict[str, Any]]:
    return [{"word": reason.word, "field": FIELDS[reason.field], "score": reason.score} for reason in result.reasons]
