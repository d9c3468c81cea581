"""Draws every image of the sample content: ``python -m pages.starter_content.drawing``."""

from __future__ import annotations

import sys
from collections.abc import Callable

from pages.starter_content.drawing import scenes_guides, scenes_resources, scenes_site
from pages.starter_content.drawing.canvas import Canvas
from pages.starter_content.drawing.cards import initials_card
from pages.starter_content.sources import IMAGES, records

SCENES: dict[str, Callable[[], Canvas]] = {
    "accueil": scenes_site.village_of_lit_houses,
    "editions": scenes_site.row_of_coloured_folders,
    "edition-1": scenes_site.umbrella_under_grey_bubbles,
    "ressources": scenes_site.path_with_flags,
    "a-propos": scenes_site.round_table_with_cups,
    "mentions-legales": scenes_site.sheets_and_pen,
    "accessibilite": scenes_site.open_door_on_the_level,
    "e-enfance": scenes_site.lighthouse_over_boats,
    "unaf": scenes_site.tree_of_houses,
    "generation-numerique": scenes_site.three_kites,
    "e-enfance-ligne-d-ecoute": scenes_site.telephone_in_the_night,
    "unaf-parler-des-ecrans": scenes_site.table_with_a_basket,
    "generation-numerique-preparer-un-atelier": scenes_site.board_and_half_circle,
    "enfant-harcele": scenes_guides.door_opening_on_a_dark_room,
    "enfant-accuse": scenes_guides.bridge_being_built,
    "chantage-images": scenes_guides.locked_envelope,
    "temps-ecran": scenes_guides.telephone_asleep_under_the_moon,
    "premier-telephone": scenes_guides.telephone_at_the_start_of_a_path,
    "verifier-information": scenes_guides.magnifier_over_a_newspaper,
    "tutoriels": scenes_resources.telephone_with_switches,
    "articles": scenes_resources.book_with_rising_frames,
    "conversations": scenes_resources.two_chairs_and_bubbles,
    "questions": scenes_resources.question_mark_as_a_lamp,
    "activites": scenes_resources.table_with_a_coloured_grid,
    "partenaires": scenes_resources.bridge_between_two_villages,
    "interview-justine-atlan": scenes_guides.stage_with_a_lighthouse,
    "interview-olivier-barbin": scenes_guides.stage_with_two_cups,
    "interview-olivier-gerard": scenes_guides.stage_with_houses,
    "interview-jennifer-hanna": scenes_guides.stage_with_a_mirror,
    "interview-michelle-gilbert": scenes_guides.stage_with_keys,
}


def draw_images() -> None:
    """Draws each image named in images.yaml: its scene, or a card with its initials."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for number, record in enumerate(records("images")):
        slug = record["slug"]
        canvas = initials_card(record["initials"], number) if "initials" in record else SCENES[slug]()
        canvas.save(IMAGES / f"{slug}.webp")
        sys.stdout.write(f"{slug}.webp\n")


if __name__ == "__main__":
    draw_images()
