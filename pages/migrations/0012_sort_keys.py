# What is listed by the alphabet gets keys to be sorted by, also what is there already.

from django.conf import settings
from django.db import migrations, models

import pages.models.sort_key
from pages.alphabet import NAMES, sort_key

MODELS = {"page": "BasePage", "person": "Person", "organisation": "Organisation", "theme": "Theme"}


def fill(apps, schema_editor):  # noqa: ARG001 - Django's signature
    """A language whose columns come later gets its keys from the sweep that comes with it."""
    keys = apps.get_model("pages", "SortKey")
    source = settings.SITE_SOURCE_LANGUAGE
    for kind, name in MODELS.items():
        model, field = apps.get_model("pages", name), NAMES[kind]
        known = {column.name for column in model._meta.get_fields()}
        columns = {code: f"{field}_{code}" for code, _name in settings.LANGUAGES if f"{field}_{code}" in known}
        rows = models.QuerySet(model).values("pk", *columns.values())
        found = [
            keys(kind=kind, object_id=row["pk"], language=code, key=sort_key(text))
            for row in rows
            for code, column in columns.items()
            if (text := row[column] or (kind != "page" and row[columns[source]]))
        ]
        keys.objects.bulk_create(found, batch_size=200)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0011_one_language_alone"),
    ]

    operations = [
        migrations.CreateModel(
            name="SortKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.BigIntegerField()),
                ("language", models.CharField(max_length=12)),
                ("key", pages.models.sort_key.AlphabeticalField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id", "language"), name="one_sort_key_per_thing_and_language")
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
