"""`manage.py train_crisis_model FOLDER`: learn from the labelled sets what danger that no list holds looks like, and write it down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.crisis import meaning
from search.crisis.training import examples, trained
from search.encoder import current_encoder


class Command(BaseCommand):
    """Writes the file of the model; the same sets, encoder and machine give the same file."""

    help = "Learn the model of meaning of urgent help from the labelled sets of a folder (tests/search/crisis), and write its file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the folder, and where to write."""
        parser.add_argument("folder", type=Path, help="Holds phrases.<language>.yaml, fresh.yaml and ordinary.yaml.")
        parser.add_argument("--to", type=Path, default=meaning.FILE, help="The file to write, by default the one that search reads.")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Learn, or say why not."""
        encoder = current_encoder()
        if encoder is None:
            raise CommandError("There is no encoder: SEARCH_BY_MEANING is off, or its package is not installed.")
        try:
            learned = examples(options["folder"])
        except FileNotFoundError as error:
            raise CommandError(f"{error.filename} is missing.") from error
        model = trained(learned, encoder)
        options["to"].write_text(model.written(), encoding="utf-8")
        self.stdout.write(f"Learned from {len(learned)} texts: threshold {model.threshold}. Look at the difference, and run the tests.")
