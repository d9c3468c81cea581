import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0005_edition_releases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GuestLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "guest",
                    models.CharField(
                        help_text="Such as “Mme Martin, mairie de Lyon”: the page says it too.", max_length=100, verbose_name="for whom"
                    ),
                ),
                (
                    "with_contents",
                    models.BooleanField(
                        default=True,
                        help_text="Otherwise the page of the edition alone can be opened.",
                        verbose_name="with the pages of the edition",
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        default=7,
                        help_text="From 1 to 14.",
                        validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(14)],
                        verbose_name="days",
                    ),
                ),
                ("token_digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="made at")),
                ("ends_at", models.DateTimeField(editable=False, verbose_name="ends at")),
                ("revoked_at", models.DateTimeField(editable=False, null=True, verbose_name="revoked at")),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guest_links",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "guest link",
                "verbose_name_plural": "guest links",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="GuestOpening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("link", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="openings", to="editorial.guestlink")),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
    ]
