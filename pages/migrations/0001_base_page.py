import django.db.models.deletion
import modelsearch.index
import wagtail.fields
import wagtail.models.content_types
import wagtail.models.preview
import wagtail.models.specific
from django.conf import settings
from django.db import migrations, models

import pages.files


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="BasePage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=255, unique=True)),
                ("depth", models.PositiveIntegerField()),
                ("numchild", models.PositiveIntegerField(default=0)),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                ("has_unpublished_changes", models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes")),
                ("first_published_at", models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at")),
                ("last_published_at", models.DateTimeField(editable=False, null=True, verbose_name="last published at")),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="The page title as you'd like it to be seen by the public", max_length=255, verbose_name="title"
                    ),
                ),
                (
                    "title_fr",
                    models.CharField(
                        help_text="The page title as you'd like it to be seen by the public",
                        max_length=255,
                        null=True,
                        verbose_name="title",
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        help_text="The page title as you'd like it to be seen by the public",
                        max_length=255,
                        null=True,
                        verbose_name="title",
                    ),
                ),
                (
                    "title_ar",
                    models.CharField(
                        help_text="The page title as you'd like it to be seen by the public",
                        max_length=255,
                        null=True,
                        verbose_name="title",
                    ),
                ),
                ("draft_title", models.CharField(editable=False, max_length=255)),
                ("draft_title_fr", models.CharField(editable=False, max_length=255, null=True)),
                ("draft_title_en", models.CharField(editable=False, max_length=255, null=True)),
                ("draft_title_ar", models.CharField(editable=False, max_length=255, null=True)),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        help_text="The name of the page as it will appear in URLs e.g http://domain.com/blog/[my-slug]/",
                        max_length=255,
                        verbose_name="slug",
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=models.SET(wagtail.models.content_types.get_default_page_content_type),
                        related_name="pages",
                        to="contenttypes.contenttype",
                        verbose_name="content type",
                    ),
                ),
                ("url_path", models.TextField(blank=True, editable=False, verbose_name="URL path")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="owned_pages",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                ("latest_revision_created_at", models.DateTimeField(editable=False, null=True, verbose_name="latest revision created at")),
                (
                    "alias_of",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="aliases",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "show_in_menus",
                    models.BooleanField(
                        default=False,
                        help_text="Whether a link to this page will appear in automatically generated menus",
                        verbose_name="show in menus",
                    ),
                ),
                (
                    "seo_title",
                    models.CharField(
                        blank=True,
                        help_text="The name of the page displayed on search engine results as the clickable headline.",
                        max_length=255,
                        verbose_name="title tag",
                    ),
                ),
                (
                    "seo_title_fr",
                    models.CharField(
                        blank=True,
                        help_text="The name of the page displayed on search engine results as the clickable headline.",
                        max_length=255,
                        null=True,
                        verbose_name="title tag",
                    ),
                ),
                (
                    "seo_title_en",
                    models.CharField(
                        blank=True,
                        help_text="The name of the page displayed on search engine results as the clickable headline.",
                        max_length=255,
                        null=True,
                        verbose_name="title tag",
                    ),
                ),
                (
                    "seo_title_ar",
                    models.CharField(
                        blank=True,
                        help_text="The name of the page displayed on search engine results as the clickable headline.",
                        max_length=255,
                        null=True,
                        verbose_name="title tag",
                    ),
                ),
                (
                    "search_description",
                    models.TextField(
                        blank=True,
                        help_text="The descriptive text displayed underneath a headline in search engine results.",
                        verbose_name="meta description",
                    ),
                ),
                (
                    "search_description_fr",
                    models.TextField(
                        blank=True,
                        help_text="The descriptive text displayed underneath a headline in search engine results.",
                        null=True,
                        verbose_name="meta description",
                    ),
                ),
                (
                    "search_description_en",
                    models.TextField(
                        blank=True,
                        help_text="The descriptive text displayed underneath a headline in search engine results.",
                        null=True,
                        verbose_name="meta description",
                    ),
                ),
                (
                    "search_description_ar",
                    models.TextField(
                        blank=True,
                        help_text="The descriptive text displayed underneath a headline in search engine results.",
                        null=True,
                        verbose_name="meta description",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        help_text="In two sentences: what the reader finds here (300 characters at most).",
                        max_length=300,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_fr",
                    models.TextField(
                        help_text="In two sentences: what the reader finds here (300 characters at most).",
                        max_length=300,
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_en",
                    models.TextField(
                        help_text="In two sentences: what the reader finds here (300 characters at most).",
                        max_length=300,
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_ar",
                    models.TextField(
                        help_text="In two sentences: what the reader finds here (300 characters at most).",
                        max_length=300,
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "address",
                    models.SlugField(
                        allow_unicode=True,
                        blank=True,
                        help_text="Last part of the page's address in this language; empty: as in French.",
                        max_length=255,
                        verbose_name="address",
                    ),
                ),
                (
                    "address_fr",
                    models.SlugField(
                        allow_unicode=True,
                        blank=True,
                        help_text="Last part of the page's address in this language; empty: as in French.",
                        max_length=255,
                        null=True,
                        verbose_name="address",
                    ),
                ),
                (
                    "address_en",
                    models.SlugField(
                        allow_unicode=True,
                        blank=True,
                        help_text="Last part of the page's address in this language; empty: as in French.",
                        max_length=255,
                        null=True,
                        verbose_name="address",
                    ),
                ),
                (
                    "address_ar",
                    models.SlugField(
                        allow_unicode=True,
                        blank=True,
                        help_text="Last part of the page's address in this language; empty: as in French.",
                        max_length=255,
                        null=True,
                        verbose_name="address",
                    ),
                ),
                ("is_ready", models.BooleanField(default=False, verbose_name="this language can be published")),
                ("is_ready_fr", models.BooleanField(default=False, verbose_name="this language can be published")),
                ("is_ready_en", models.BooleanField(default=False, verbose_name="this language can be published")),
                ("is_ready_ar", models.BooleanField(default=False, verbose_name="this language can be published")),
                (
                    "keywords",
                    models.TextField(
                        blank=True,
                        help_text="One per line or separated by commas; used by search, never shown.",
                        verbose_name="words families type",
                    ),
                ),
                (
                    "keywords_fr",
                    models.TextField(
                        blank=True,
                        help_text="One per line or separated by commas; used by search, never shown.",
                        null=True,
                        verbose_name="words families type",
                    ),
                ),
                (
                    "keywords_en",
                    models.TextField(
                        blank=True,
                        help_text="One per line or separated by commas; used by search, never shown.",
                        null=True,
                        verbose_name="words families type",
                    ),
                ),
                (
                    "keywords_ar",
                    models.TextField(
                        blank=True,
                        help_text="One per line or separated by commas; used by search, never shown.",
                        null=True,
                        verbose_name="words families type",
                    ),
                ),
                (
                    "content_warning",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "None"),
                            ("violence", "Speaks of violence"),
                            ("sexual_violence", "Speaks of sexual violence"),
                            ("suicide", "Speaks of suicide or self-harm"),
                            ("shocking", "Speaks of shocking images"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="content warning",
                    ),
                ),
                (
                    "is_crisis",
                    models.BooleanField(default=False, help_text="Helplines stay in sight on this page.", verbose_name="urgent help page"),
                ),
                (
                    "share_text",
                    models.CharField(
                        blank=True, help_text="For messages and networks; empty: the summary.", max_length=280, verbose_name="text to share"
                    ),
                ),
                (
                    "share_text_fr",
                    models.CharField(
                        blank=True,
                        help_text="For messages and networks; empty: the summary.",
                        max_length=280,
                        null=True,
                        verbose_name="text to share",
                    ),
                ),
                (
                    "share_text_en",
                    models.CharField(
                        blank=True,
                        help_text="For messages and networks; empty: the summary.",
                        max_length=280,
                        null=True,
                        verbose_name="text to share",
                    ),
                ),
                (
                    "share_text_ar",
                    models.CharField(
                        blank=True,
                        help_text="For messages and networks; empty: the summary.",
                        max_length=280,
                        null=True,
                        verbose_name="text to share",
                    ),
                ),
                (
                    "easy_read",
                    wagtail.fields.StreamField(
                        [("heading", 3), ("paragraph", 4), ("quote", 7), ("list", 11)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 200}),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [("2", "Part"), ("3", "Section"), ("4", "Detail")], "label": "Level"},
                            ),
                            2: (
                                "wagtail.blocks.RegexBlock",
                                (),
                                {
                                    "error_messages": {"invalid": "Only small letters, digits and hyphens."},
                                    "help_text": "To link to this heading: small letters, digits and hyphens.",
                                    "label": "Anchor",
                                    "max_length": 80,
                                    "regex": "^[a-z0-9-]*$",
                                    "required": False,
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 0), ("level", 1), ("anchor", 2)]], {}),
                            4: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link", "document-link", "ol", "ul", "superscript"], "label": "Paragraph"},
                            ),
                            5: ("wagtail.blocks.TextBlock", (), {"label": "Quotation"}),
                            6: ("wagtail.blocks.CharBlock", (), {"label": "Source", "max_length": 200, "required": False}),
                            7: ("wagtail.blocks.StructBlock", [[("text", 5), ("source", 6)]], {}),
                            8: ("wagtail.blocks.BooleanBlock", (), {"label": "Numbered", "required": False}),
                            9: ("wagtail.blocks.CharBlock", (), {"label": "Item", "max_length": 500}),
                            10: ("wagtail.blocks.ListBlock", (9,), {"label": "Items"}),
                            11: ("wagtail.blocks.StructBlock", [[("is_ordered", 8), ("items", 10)]], {}),
                        },
                        verbose_name="easy-to-read version",
                    ),
                ),
                (
                    "easy_read_fr",
                    wagtail.fields.StreamField(
                        [("heading", 3), ("paragraph", 4), ("quote", 7), ("list", 11)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 200}),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [("2", "Part"), ("3", "Section"), ("4", "Detail")], "label": "Level"},
                            ),
                            2: (
                                "wagtail.blocks.RegexBlock",
                                (),
                                {
                                    "error_messages": {"invalid": "Only small letters, digits and hyphens."},
                                    "help_text": "To link to this heading: small letters, digits and hyphens.",
                                    "label": "Anchor",
                                    "max_length": 80,
                                    "regex": "^[a-z0-9-]*$",
                                    "required": False,
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 0), ("level", 1), ("anchor", 2)]], {}),
                            4: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link", "document-link", "ol", "ul", "superscript"], "label": "Paragraph"},
                            ),
                            5: ("wagtail.blocks.TextBlock", (), {"label": "Quotation"}),
                            6: ("wagtail.blocks.CharBlock", (), {"label": "Source", "max_length": 200, "required": False}),
                            7: ("wagtail.blocks.StructBlock", [[("text", 5), ("source", 6)]], {}),
                            8: ("wagtail.blocks.BooleanBlock", (), {"label": "Numbered", "required": False}),
                            9: ("wagtail.blocks.CharBlock", (), {"label": "Item", "max_length": 500}),
                            10: ("wagtail.blocks.ListBlock", (9,), {"label": "Items"}),
                            11: ("wagtail.blocks.StructBlock", [[("is_ordered", 8), ("items", 10)]], {}),
                        },
                        null=True,
                        verbose_name="easy-to-read version",
                    ),
                ),
                (
                    "easy_read_en",
                    wagtail.fields.StreamField(
                        [("heading", 3), ("paragraph", 4), ("quote", 7), ("list", 11)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 200}),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [("2", "Part"), ("3", "Section"), ("4", "Detail")], "label": "Level"},
                            ),
                            2: (
                                "wagtail.blocks.RegexBlock",
                                (),
                                {
                                    "error_messages": {"invalid": "Only small letters, digits and hyphens."},
                                    "help_text": "To link to this heading: small letters, digits and hyphens.",
                                    "label": "Anchor",
                                    "max_length": 80,
                                    "regex": "^[a-z0-9-]*$",
                                    "required": False,
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 0), ("level", 1), ("anchor", 2)]], {}),
                            4: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link", "document-link", "ol", "ul", "superscript"], "label": "Paragraph"},
                            ),
                            5: ("wagtail.blocks.TextBlock", (), {"label": "Quotation"}),
                            6: ("wagtail.blocks.CharBlock", (), {"label": "Source", "max_length": 200, "required": False}),
                            7: ("wagtail.blocks.StructBlock", [[("text", 5), ("source", 6)]], {}),
                            8: ("wagtail.blocks.BooleanBlock", (), {"label": "Numbered", "required": False}),
                            9: ("wagtail.blocks.CharBlock", (), {"label": "Item", "max_length": 500}),
                            10: ("wagtail.blocks.ListBlock", (9,), {"label": "Items"}),
                            11: ("wagtail.blocks.StructBlock", [[("is_ordered", 8), ("items", 10)]], {}),
                        },
                        null=True,
                        verbose_name="easy-to-read version",
                    ),
                ),
                (
                    "easy_read_ar",
                    wagtail.fields.StreamField(
                        [("heading", 3), ("paragraph", 4), ("quote", 7), ("list", 11)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 200}),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [("2", "Part"), ("3", "Section"), ("4", "Detail")], "label": "Level"},
                            ),
                            2: (
                                "wagtail.blocks.RegexBlock",
                                (),
                                {
                                    "error_messages": {"invalid": "Only small letters, digits and hyphens."},
                                    "help_text": "To link to this heading: small letters, digits and hyphens.",
                                    "label": "Anchor",
                                    "max_length": 80,
                                    "regex": "^[a-z0-9-]*$",
                                    "required": False,
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 0), ("level", 1), ("anchor", 2)]], {}),
                            4: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link", "document-link", "ol", "ul", "superscript"], "label": "Paragraph"},
                            ),
                            5: ("wagtail.blocks.TextBlock", (), {"label": "Quotation"}),
                            6: ("wagtail.blocks.CharBlock", (), {"label": "Source", "max_length": 200, "required": False}),
                            7: ("wagtail.blocks.StructBlock", [[("text", 5), ("source", 6)]], {}),
                            8: ("wagtail.blocks.BooleanBlock", (), {"label": "Numbered", "required": False}),
                            9: ("wagtail.blocks.CharBlock", (), {"label": "Item", "max_length": 500}),
                            10: ("wagtail.blocks.ListBlock", (9,), {"label": "Items"}),
                            11: ("wagtail.blocks.StructBlock", [[("is_ordered", 8), ("items", 10)]], {}),
                        },
                        null=True,
                        verbose_name="easy-to-read version",
                    ),
                ),
                (
                    "audio",
                    models.FileField(blank=True, max_length=255, upload_to=pages.files.audio_upload_to, verbose_name="audio reading"),
                ),
                (
                    "audio_fr",
                    models.FileField(
                        blank=True, max_length=255, null=True, upload_to=pages.files.audio_upload_to, verbose_name="audio reading"
                    ),
                ),
                (
                    "audio_en",
                    models.FileField(
                        blank=True, max_length=255, null=True, upload_to=pages.files.audio_upload_to, verbose_name="audio reading"
                    ),
                ),
                (
                    "audio_ar",
                    models.FileField(
                        blank=True, max_length=255, null=True, upload_to=pages.files.audio_upload_to, verbose_name="audio reading"
                    ),
                ),
                ("last_reviewed_on", models.DateField(blank=True, null=True, verbose_name="last reviewed on")),
                ("review_due_on", models.DateField(blank=True, null=True, verbose_name="review due on")),
                (
                    "licence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Title, summary and link only"),
                            ("excerpt", "The first section too"),
                            ("full", "The whole page"),
                        ],
                        default="",
                        help_text="Empty: the association's usual licence.",
                        max_length=10,
                        verbose_name="licence",
                    ),
                ),
                ("is_sample", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
                "permissions": [
                    ("bulk_delete_basepage", "Delete pages with children"),
                    ("lock_basepage", "Lock/unlock pages you've locked"),
                    ("publish_basepage", "Publish any page"),
                    ("unlock_basepage", "Unlock any page"),
                ],
                "indexes": [],
                "constraints": [],
            },
            bases=(wagtail.models.preview.PreviewableMixin, wagtail.models.specific.SpecificMixin, modelsearch.index.Indexed, models.Model),
        ),
    ]
