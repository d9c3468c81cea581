"""The forms of synonyms and promoted answers: they refuse what search could not use, as search itself reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pages.choosing_forms import RecordForm
from pages.lines import lines_of
from pages.models import SynonymGroup
from search.analysis import QUERY_CHARACTERS, analyse

Terms = tuple[str, ...]


def terms_of(line: str, language: str) -> Terms:
    """A word or phrase as search compares it."""
    return tuple(analyse(line, language, QUERY_CHARACTERS))


def without_meaning(lines: Iterable[str], language: str) -> list[ValidationError]:
    """What to say of the lines that search cannot read: they hold only small words or signs."""
    return [
        ValidationError(_("“%(line)s” has no word that search looks for."), params={"line": line[:80]})
        for line in lines
        if not terms_of(line, language)
    ]


class SynonymGroupForm(RecordForm):
    """The form of a group of synonyms."""

    def clean(self) -> Any:
        """As Wagtail's; each word must lead somewhere, be said once, and stand in one group of its language."""
        cleaned = super().clean()
        language, words, goals = cleaned.get("language"), lines_of(cleaned.get("words")), lines_of(cleaned.get("leads_to"))
        if language and "words" not in self.errors:
            self._refuse("words", [*without_meaning(words, language), *_repeated(words, language), *self._known(words, language)])
            said = {terms_of(word, language): word for word in words}
            again = [(goal, said[terms]) for goal in goals if (terms := terms_of(goal, language)) in said and terms]
            self._refuse("leads_to", [*without_meaning(goals, language), *_repeated(goals, language), *(_same(*pair) for pair in again)])
        return cleaned

    def _known(self, words: list[str], language: str) -> list[ValidationError]:
        """What to say of words that another group leads on from: nobody would see which of the two counts."""
        others: dict[Terms, SynonymGroup] = {}
        for group in SynonymGroup.objects.filter(language=language).exclude(pk=self.instance.pk):
            others |= {terms_of(line, language): group for line in lines_of(group.words)}
        return [
            ValidationError(
                _("“%(word)s” stands in another group already (%(group)s)."),
                params={"word": word, "group": str(others[terms])[:200]},
            )
            for word in words
            if (terms := terms_of(word, language)) in others and terms
        ]

    def _refuse(self, field: str, errors: list[ValidationError]) -> None:
        if errors:
            self.add_error(field, errors)


class PromotedAnswerForm(RecordForm):
    """The form of a promoted answer."""

    def clean(self) -> Any:
        """As Wagtail's; each question needs a word that means something, and each page is put first once."""
        cleaned = super().clean()
        language, questions = cleaned.get("language"), lines_of(cleaned.get("questions"))
        if language and "questions" not in self.errors and (errors := without_meaning(questions, language)):
            self.add_error("questions", errors)
        formset = self.formsets.get("pages")
        if formset is not None and formset.is_valid():
            chosen = [row.cleaned_data.get("page") for row in formset.forms if row not in formset.deleted_forms]
            pages = [page.pk for page in chosen if page is not None]
            if len(pages) != len(set(pages)):
                raise ValidationError(_("A page stands here twice."))
        return cleaned


def _repeated(lines: list[str], language: str) -> list[ValidationError]:
    """What to say of lines that search cannot tell from one before them."""
    first: dict[Terms, str] = {}
    errors = []
    for line in lines:
        terms = terms_of(line, language)
        if terms and first.setdefault(terms, line) != line:
            errors.append(_same(line, first[terms]))
    return errors


def _same(line: str, other: str) -> ValidationError:
    return ValidationError(_("To search, “%(line)s” and “%(other)s” are the same word."), params={"line": line, "other": other})
