"""`manage.py check_content`: what the editorial checks find in the pages readers have."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from pages import languages
from pages.editorial_checks import Severity, findings
from pages.editorial_checks.wording import told
from pages.models import BasePage


class Command(BaseCommand):
    """Lists the findings of live pages; ends with 1 where one of them would keep its page from being published today."""

    help = "List what the editorial checks find in live pages (exit code 1 if something would block publication, else 0)."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Checks every live page, as it is public."""
        pages = told_of = blocking = 0
        for page in BasePage.objects.live().filter(depth__gt=1).order_by("path").specific().iterator():
            pages += 1
            found = findings(page)
            if found:
                told_of += 1
                self.stdout.write(f"{languages.text(page, 'title', languages.source())} ({page.url_path})")
            for finding in found:
                blocking += finding.severity is Severity.BLOCKING
                self.stdout.write(f"  {finding.severity.value}: {told(page, finding)}")
        self.stdout.write(f"{pages} live pages; {told_of} with findings, {blocking} of them blocking.")
        if blocking:
            sys.exit(1)
