"""`manage.py erase_person SLUG`: says what is kept of a person; with `--yes`, erases it everywhere and says what is left to humans."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editorial.upkeep.refreshing import refresh
from pages.erasure import names
from pages.erasure.erasing import erase
from pages.erasure.report import Report
from pages.models import Person
from search import indexing
from search.engine import IndexBusyError, SearchUnavailableError
from search.engines import kept_engines
from search.models import UnansweredQuestion
from search.unanswered import questions_with


class Command(BaseCommand):
    """Erases one person."""

    help = "Say what is kept of a person (rows, revisions, questions, indexes, caches, journal, files); with --yes, erase it."

    def add_arguments(self, parser: Any) -> None:
        """Add the slug and --yes."""
        parser.add_argument("slug", help="the person's slug, as in the admin")
        parser.add_argument("--yes", action="store_true", help="erase; without it nothing changes")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Print the report. A second run finds nobody and does nothing."""
        # Before the person: whoever is interrupted runs it again, and needs their names.
        asked = self._questions(options["slug"], really=options["yes"])
        report = erase(options["slug"], really=options["yes"])
        if report is None:
            self.stdout.write(f"Nobody has the slug {options['slug']}: nothing to erase.")
        else:
            for place in asked:
                report.add(place)
            self._print(report, is_done=options["yes"])
        if options["yes"]:
            # What was found about their pages, films and consents names them: it is looked for again.
            refresh()
            # Also when the person is gone already: an erasure may have been interrupted here.
            self._rebuild()

    def _questions(self, slug: str, *, really: bool) -> list[str]:
        """What was asked in vain with the person's name in it; deleted where this is meant."""
        person = Person.objects.filter(slug=slug).first()
        found = questions_with(names.of(person).words) if person is not None else []
        if really:
            UnansweredQuestion.objects.filter(pk__in=[question.pk for question in found]).delete()
        return [f"question without an answer of {question.day}, “{question.words}”" for question in found]

    def _print(self, report: Report, *, is_done: bool) -> None:
        by_hand = report.by_hand()
        self.stdout.write("Erased:" if is_done else "Would be erased:")
        for finding in report.findings:
            if finding not in by_hand:
                self.stdout.write(f"  {finding}")
        if by_hand:
            self.stdout.write("Only a human can rewrite:")
            for finding in by_hand:
                self.stdout.write(f"  {finding}")
        if not is_done:
            self.stdout.write("Nothing was changed. Run it again with --yes to erase.")

    def _rebuild(self) -> None:
        """Make the search index anew: a deleted document leaves its words behind until its part of the index is rewritten.

        The index before goes as well, which else would stay until the next rebuild.
        """
        try:
            for index, engine in kept_engines().items():
                indexing.rebuild(wait=True, index=index)
                engine.remove_superseded()
        except (IndexBusyError, SearchUnavailableError) as error:
            raise CommandError("The search index cannot be made anew now, and may still name the person: run this again.") from error
        self.stdout.write("The search index and the caches were made anew.")
