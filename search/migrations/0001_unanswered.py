import django.db.models.deletion
from django.db import migrations, models

import search.models.unanswered


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DayKey",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("key", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="UnansweredQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                (
                    "language",
                    models.CharField(choices=search.models.unanswered.languages_of_the_site, max_length=12, verbose_name="language"),
                ),
                ("words", models.CharField(blank=True, max_length=400, verbose_name="words")),
                ("asked", models.PositiveIntegerField(default=0, verbose_name="times asked")),
            ],
            options={
                "verbose_name": "question without an answer",
                "verbose_name_plural": "questions without an answer",
                "ordering": ["-day", "language", "-asked", "words"],
                "constraints": [models.UniqueConstraint(fields=("day", "language", "words"), name="one_count_per_question_and_day")],
            },
        ),
        migrations.CreateModel(
            name="WithheldQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("language", models.CharField(max_length=12)),
                ("digest", models.CharField(max_length=32)),
                ("asked", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("day", "language", "digest"), name="one_withheld_count_per_question")],
            },
        ),
        migrations.CreateModel(
            name="VisitorToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=32)),
                (
                    "question",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="visitors", to="search.withheldquestion"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("question", "token"), name="one_token_per_visitor_and_question")],
            },
        ),
    ]
