"""`manage.py doctor`: says in words what is well and what is late."""

import json
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from cms.doctor import examine


class Command(BaseCommand):
    """Looks at everything that works in the background, and at what it needs."""

    help = "Say what is well and what is late, and what to do (exit code 1 if something is late, else 0); --json for programs."
    # It has to speak where a check would stop it.
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: Any) -> None:
        """Add --json."""
        parser.add_argument("--json", action="store_true", help="one JSON object: well (true or false) and facts")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Print a line for each fact."""
        # As every command speaks; the admin says the same in the language of its reader.
        with translation.override("en"):
            facts = [
                {"code": fact.code, "well": not fact.is_late, "words": str(fact.words), "to_do": str(fact.to_do)} for fact in examine()
            ]
        late = sum(not fact["well"] for fact in facts)
        if options["json"]:
            self.stdout.write(json.dumps({"well": late == 0, "facts": facts}, ensure_ascii=False, indent=2))
        else:
            for fact in facts:
                self.stdout.write(f"{'well' if fact['well'] else 'LATE'}  {fact['words']}")
                if fact["to_do"]:
                    self.stdout.write(f"      {fact['to_do']}")
            self.stdout.write("Everything is well." if late == 0 else f"{late} of {len(facts)} need somebody.")
        if late:
            raise SystemExit(1)
