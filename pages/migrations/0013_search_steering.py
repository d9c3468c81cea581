import uuid

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0012_sort_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="PromotedAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "French"), ("en", "English"), ("ar", "Arabic")], max_length=12, verbose_name="language"
                    ),
                ),
                (
                    "questions",
                    models.TextField(
                        help_text="One question a line. It is matched as a whole: accents, capitals, small words, the ends of words and their order do not count, any word more does.",
                        max_length=5000,
                        verbose_name="what is typed",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("valid_to", models.DateField(blank=True, help_text="The last day.", null=True, verbose_name="until")),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Why; readers do not see it.", max_length=1000, verbose_name="note for colleagues"
                    ),
                ),
            ],
            options={
                "verbose_name": "promoted answer",
                "verbose_name_plural": "promoted answers",
                "ordering": ["language", "pk"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="SynonymGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "French"), ("en", "English"), ("ar", "Arabic")], max_length=12, verbose_name="language"
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        help_text="One word or short phrase a line, as people type it.", max_length=2000, verbose_name="words"
                    ),
                ),
                (
                    "leads_to",
                    models.TextField(
                        blank=True,
                        help_text="One a line. Empty: the words above all mean the same. Otherwise they lead to these, and these do not lead back.",
                        max_length=2000,
                        verbose_name="only lead to",
                    ),
                ),
                (
                    "weight",
                    models.FloatField(
                        default=0.6,
                        help_text="What a word found so counts beside one that was typed, which counts 1.",
                        validators=[django.core.validators.MinValueValidator(0.05), django.core.validators.MaxValueValidator(0.95)],
                        verbose_name="weight",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "group of synonyms",
                "verbose_name_plural": "synonyms",
                "ordering": ["language", "pk"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="PromotedPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "promoted",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="pages.promotedanswer"
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.WAGTAIL_PAGE_MODEL, verbose_name="page"
                    ),
                ),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
    ]
