"""The pictures of docs/site: each screen of the website in each language, on a laptop and on a telephone, side by side in one file."""

from __future__ import annotations

import io
import sys

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.running_site import ROOT, Site
from tests.site_screens import LANGUAGES, screens

FOLDER = ROOT / "docs" / "site"
LAPTOP, TELEPHONE = {"width": 1280, "height": 1000}, {"width": 390, "height": 844}
# Pixels of the file: both screens beside each other, small enough for a repository and large enough to read.
HEIGHT, GAP, PAPER, QUALITY = 620, 16, "#d9d4cf", 60

INDEX = """# The website, screen by screen

Each file shows a laptop and a telephone side by side; `make screenshots ONLY=site` takes them from the running program with its starter
content. All screens in [French](#french), [English](#english) and [Arabic](#arabic).
"""
NAMES = {"fr": "French", "en": "English", "ar": "Arabic"}


def take_site(browser: Browser, site: Site) -> None:
    """Take every picture and write the page that shows them; pictures of screens that are gone go too."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    pages = [browser.new_page(viewport=size, device_scale_factor=1) for size in (LAPTOP, TELEPHONE)]
    shown = screens(site)
    for old in FOLDER.glob("*.webp"):
        if old.stem not in shown:
            old.unlink()
    for name, address in shown.items():
        _side_by_side([_taken(page, site.address + address) for page in pages]).save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)
        sys.stdout.write(f"docs/site/{name}.webp\n")
    (FOLDER / "README.md").write_text(_index(list(shown)), encoding="utf-8")
    for page in pages:
        page.close()


def _taken(page: Page, address: str) -> Image.Image:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def _side_by_side(pictures: list[Image.Image]) -> Image.Image:
    fitted = [picture.resize((round(picture.width * HEIGHT / picture.height), HEIGHT), Image.Resampling.LANCZOS) for picture in pictures]
    sheet = Image.new("RGB", (sum(picture.width for picture in fitted) + GAP, HEIGHT), PAPER)
    left = 0
    for picture in fitted:
        sheet.paste(picture, (left, 0))
        left += picture.width + GAP
    return sheet


def _index(names: list[str]) -> str:
    parts = [INDEX]
    for language in LANGUAGES:
        parts.append(f"\n## {NAMES[language]}\n")
        parts += [f"\n**{name.rsplit('-', 1)[0]}**\n\n![{name}]({name}.webp)\n" for name in names if name.endswith(f"-{language}")]
    return "".join(parts)
