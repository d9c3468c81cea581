"""The first pages of a new site: Wagtail's root, and a home page of our type (a draft) in place of Wagtail's welcome page."""

from django.db import migrations

WELCOME_TREE_PATH = "00010001"


def speak_french(page, title):
    page.title = page.title_fr = title
    page.draft_title = page.draft_title_fr = title


def write_first_pages(apps, _schema_editor):
    BasePage = apps.get_model("pages", "BasePage")
    HomePage = apps.get_model("pages", "HomePage")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Site = apps.get_model("wagtailcore", "Site")
    root = BasePage.objects.get(depth=1)
    speak_french(root, "Root")
    root.save()
    welcome = BasePage.objects.filter(path=WELCOME_TREE_PATH, numchild=0).first()
    if welcome is None:
        return
    content_type, _created = ContentType.objects.get_or_create(app_label="pages", model="homepage")
    home = HomePage(basepage_ptr=welcome)
    # The row of the base table stays; a row of the home page's own table is added to it.
    home.__dict__.update({field.attname: getattr(welcome, field.attname) for field in BasePage._meta.concrete_fields})
    speak_french(home, "Accueil")
    home.slug = "accueil"
    home.url_path = "/accueil/"
    home.live = False
    home.has_unpublished_changes = True
    home.content_type = content_type
    home.save()
    Site.objects.filter(root_page_id=welcome.pk).update(site_name="Club des Parents Connectés")


class Migration(migrations.Migration):
    dependencies = [("pages", "0004_content")]

    operations = [migrations.RunPython(write_first_pages, migrations.RunPython.noop)]
