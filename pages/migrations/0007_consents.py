import django.core.validators
import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

import pages.private_files


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0006_resource_types"),
    ]

    operations = [
        migrations.AddField(
            model_name="basepage",
            name="consented_languages",
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="basepage",
            name="testimony_of",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                help_text="Whose own story the page tells: it is public only while each of them consents. Naming somebody needs none.",
                related_name="testimonies",
                to="pages.person",
                verbose_name="testimony of",
            ),
        ),
        migrations.AddField(
            model_name="clubimage",
            name="people_shown",
            field=models.ManyToManyField(
                blank=True,
                help_text="The image is public only while each of them consents to it. None: it shows nobody one could recognise.",
                related_name="images_shown_in",
                to="pages.person",
                verbose_name="people it shows",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="is_minor",
            field=models.BooleanField(
                default=False, help_text="Nothing shows a minor unless a parent or guardian has signed the consent.", verbose_name="minor"
            ),
        ),
        migrations.AddField(
            model_name="video",
            name="people_shown",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                help_text="The video is public only while each of them consents to it. None: it shows nobody and lets nobody hear.",
                related_name="videos_shown_in",
                to="pages.person",
                verbose_name="people it shows or lets hear",
            ),
        ),
        migrations.AlterField(
            model_name="scheduleralarm",
            name="action",
            field=models.CharField(
                choices=[("publish", "publish"), ("unpublish", "unpublish"), ("lapse", "take away what a consent no longer covers")],
                max_length=10,
                verbose_name="action",
            ),
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("covers", models.BooleanField(default=False, verbose_name="in this language")),
                ("covers_fr", models.BooleanField(default=False, verbose_name="in this language")),
                ("covers_en", models.BooleanField(default=False, verbose_name="in this language")),
                ("covers_ar", models.BooleanField(default=False, verbose_name="in this language")),
                ("networks", models.JSONField(blank=True, default=list, verbose_name="also outside the site")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day on which it holds, included; empty: without end.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
                (
                    "guardian_consent",
                    models.BooleanField(
                        default=False,
                        help_text="Needed for a minor: without it nothing is shown.",
                        verbose_name="signed by a parent or guardian",
                    ),
                ),
                (
                    "withdrawn_on",
                    models.DateField(
                        blank=True,
                        help_text="With a date here, everything that needs this consent goes away at once.",
                        null=True,
                        verbose_name="withdrawn on",
                    ),
                ),
                (
                    "signed_file",
                    pages.private_files.SignedConsentField(
                        blank=True,
                        max_length=255,
                        storage=pages.private_files.private_storage,
                        upload_to=pages.private_files.signed_consent_upload_to,
                        validators=[django.core.validators.FileExtensionValidator(["pdf", "jpg", "jpeg", "png"])],
                        verbose_name="signed file",
                    ),
                ),
                ("is_lapse_journalled", models.BooleanField(default=False, editable=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        help_text="Its publishers, and the coordination, may read the signed file; nobody else.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="pages.organisation",
                        verbose_name="association that keeps it",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="pages.person", verbose_name="person"
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["-signed_on", "-pk"],
                "permissions": [("read_every_consent", "Can read the consents of every association")],
            },
        ),
        migrations.CreateModel(
            name="ConsentedImage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "consent",
                    modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name="images", to="pages.consent"),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="pages.clubimage", verbose_name="image"
                    ),
                ),
            ],
            options={
                "verbose_name": "image",
                "verbose_name_plural": "images",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConsentedPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "consent",
                    modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="pages.consent"),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
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
        migrations.CreateModel(
            name="ConsentedVideo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "consent",
                    modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name="videos", to="pages.consent"),
                ),
                (
                    "video",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="pages.video", verbose_name="video"
                    ),
                ),
            ],
            options={
                "verbose_name": "video",
                "verbose_name_plural": "videos",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["valid_until"], name="consent_last_day"),
        ),
    ]
