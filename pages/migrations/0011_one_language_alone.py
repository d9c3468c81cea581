# Rows with words get an identity of their own, in the tables and in the revisions that hold them; languages are published alone.

import uuid

import django.db.models.deletion
from django.db import migrations, models

ROWS = {
    "activitypage": {"material": "ActivityMaterial"},
    "conversationpage": {"openers": "ConversationOpener", "pitfalls": "ConversationPitfall"},
    "interviewpage": {
        "speakers": "InterviewSpeaker",
        "questions": "InterviewQuestion",
        "key_quotes": "InterviewQuote",
        "chapters": "InterviewChapter",
    },
}


def give_keys(apps, schema_editor):  # noqa: ARG001 - Django's signature
    """A new column has one value for all rows; each gets its own, and revisions get that of the row they hold."""
    keys = {name: _keys_of(apps.get_model("pages", name)) for rows in ROWS.values() for name in rows.values()}
    for page_type, relations in ROWS.items():
        revisions = apps.get_model("wagtailcore", "Revision").objects.filter(content_type__app_label="pages", content_type__model=page_type)
        for revision in revisions.iterator(chunk_size=200):
            for relation, name in relations.items():
                for row in revision.content.get(relation, []):
                    row["key"] = str(keys[name].get(row.get("pk")) or uuid.uuid4())
            revision.save(update_fields=["content"])


def _keys_of(model):
    rows = list(model.objects.only("pk"))
    for row in rows:
        row.key = uuid.uuid4()
    model.objects.bulk_update(rows, ["key"], batch_size=500)
    return {row.pk: row.key for row in rows}


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pages", "0010_crisis_reasons"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="activitymaterial",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AddField(
            model_name="basepage",
            name="languages_published_at",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="conversationopener",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AddField(
            model_name="conversationpitfall",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AddField(
            model_name="interviewchapter",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AddField(
            model_name="interviewquestion",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AddField(
            model_name="interviewquote",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AddField(
            model_name="interviewspeaker",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.CreateModel(
            name="RevisionLanguages",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("codes", models.JSONField(verbose_name="languages")),
                (
                    "go_live_at",
                    models.DateTimeField(
                        help_text="Of translations published without the source language, which has a time of its own.",
                        null=True,
                        verbose_name="go live at",
                    ),
                ),
                ("content_digest", models.CharField(blank=True, max_length=64)),
                (
                    "merged_from",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="merged_into", to="wagtailcore.revision"
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="languages", to="wagtailcore.revision"),
                ),
            ],
            options={
                "verbose_name": "languages of a version",
                "verbose_name_plural": "languages of versions",
            },
        ),
        migrations.CreateModel(
            name="TranslatorGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=12, verbose_name="language")),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="translates", to="auth.group", verbose_name="group"
                    ),
                ),
            ],
            options={
                "verbose_name": "translators",
                "verbose_name_plural": "translators",
            },
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=True),
    ]
