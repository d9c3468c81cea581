import uuid

import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0009_approvals"),
    ]

    operations = [
        migrations.CreateModel(
            name="CrisisReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("SUICIDE", "Thoughts of suicide"),
                            ("SELF_HARM", "Self-harm"),
                            ("SEXTORTION", "Blackmail with intimate images"),
                            ("IMAGES_SHARED", "Intimate images shared"),
                            ("SEXUAL_VIOLENCE", "Sexual violence"),
                            ("GROOMING", "An adult who approaches a child"),
                            ("HARASSMENT", "Harassment"),
                            ("RUNAWAY", "A child who ran away"),
                        ],
                        max_length=20,
                        unique=True,
                        verbose_name="reason",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("title_fr", models.CharField(max_length=120, null=True, verbose_name="title")),
                ("title_en", models.CharField(max_length=120, null=True, verbose_name="title")),
                ("title_ar", models.CharField(max_length=120, null=True, verbose_name="title")),
                (
                    "message",
                    models.TextField(
                        help_text="Calm, without blame: what matters in the first minute.", max_length=300, verbose_name="message"
                    ),
                ),
                (
                    "message_fr",
                    models.TextField(
                        help_text="Calm, without blame: what matters in the first minute.",
                        max_length=300,
                        null=True,
                        verbose_name="message",
                    ),
                ),
                (
                    "message_en",
                    models.TextField(
                        help_text="Calm, without blame: what matters in the first minute.",
                        max_length=300,
                        null=True,
                        verbose_name="message",
                    ),
                ),
                (
                    "message_ar",
                    models.TextField(
                        help_text="Calm, without blame: what matters in the first minute.",
                        max_length=300,
                        null=True,
                        verbose_name="message",
                    ),
                ),
                (
                    "steps_neutral",
                    models.TextField(blank=True, help_text="One short sentence a line.", verbose_name="first steps for anybody"),
                ),
                (
                    "steps_neutral_fr",
                    models.TextField(blank=True, help_text="One short sentence a line.", null=True, verbose_name="first steps for anybody"),
                ),
                (
                    "steps_neutral_en",
                    models.TextField(blank=True, help_text="One short sentence a line.", null=True, verbose_name="first steps for anybody"),
                ),
                (
                    "steps_neutral_ar",
                    models.TextField(blank=True, help_text="One short sentence a line.", null=True, verbose_name="first steps for anybody"),
                ),
                (
                    "steps_parent",
                    models.TextField(
                        blank=True,
                        help_text="One short sentence a line. Empty: what is said to anybody.",
                        verbose_name="first steps for a parent",
                    ),
                ),
                (
                    "steps_parent_fr",
                    models.TextField(
                        blank=True,
                        help_text="One short sentence a line. Empty: what is said to anybody.",
                        null=True,
                        verbose_name="first steps for a parent",
                    ),
                ),
                (
                    "steps_parent_en",
                    models.TextField(
                        blank=True,
                        help_text="One short sentence a line. Empty: what is said to anybody.",
                        null=True,
                        verbose_name="first steps for a parent",
                    ),
                ),
                (
                    "steps_parent_ar",
                    models.TextField(
                        blank=True,
                        help_text="One short sentence a line. Empty: what is said to anybody.",
                        null=True,
                        verbose_name="first steps for a parent",
                    ),
                ),
                (
                    "steps_young_person",
                    models.TextField(
                        blank=True,
                        help_text="One short sentence a line. Empty: what is said to anybody.",
                        verbose_name="first steps for a young person",
                    ),
                ),
                (
                    "steps_young_person_fr",
                    models.TextField(
                        blank=True,
                        help_text="One short sentence a line. Empty: what is said to anybody.",
                        null=True,
                        verbose_name="first steps for a young person",
                    ),
                ),
                (
                    "steps_young_person_en",
                    models.TextField(
                        blank=True,
                        help_text="One short sentence a line. Empty: what is said to anybody.",
                        null=True,
                        verbose_name="first steps for a young person",
                    ),
                ),
                (
                    "steps_young_person_ar",
                    models.TextField(
                        blank=True,
                        help_text="One short sentence a line. Empty: what is said to anybody.",
                        null=True,
                        verbose_name="first steps for a young person",
                    ),
                ),
                (
                    "steps_witness",
                    models.TextField(
                        blank=True,
                        help_text="One short sentence a line. Empty: what is said to anybody.",
                        verbose_name="first steps for a witness",
                    ),
                ),
                (
                    "steps_witness_fr",
                    models.TextField(
                        blank=True,
                        help_text="One short sentence a line. Empty: what is said to anybody.",
                        null=True,
                        verbose_name="first steps for a witness",
                    ),
                ),
                (
                    "steps_witness_en",
                    models.TextField(
                        blank=True,
                        help_text="One short sentence a line. Empty: what is said to anybody.",
                        null=True,
                        verbose_name="first steps for a witness",
                    ),
                ),
                (
                    "steps_witness_ar",
                    models.TextField(
                        blank=True,
                        help_text="One short sentence a line. Empty: what is said to anybody.",
                        null=True,
                        verbose_name="first steps for a witness",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "guide",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="pages.guidepage",
                        verbose_name="guide",
                    ),
                ),
            ],
            options={
                "verbose_name": "reason for urgent help",
                "verbose_name_plural": "reasons for urgent help",
                "ordering": ["order", "code"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="CrisisReasonHelpline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "helpline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="pages.helpline", verbose_name="helpline"
                    ),
                ),
                (
                    "reason",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="helplines", to="pages.crisisreason"
                    ),
                ),
            ],
            options={
                "verbose_name": "helpline",
                "verbose_name_plural": "helplines",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
    ]
