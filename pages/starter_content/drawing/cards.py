"""Cards with initials, in place of portraits and logos."""

from __future__ import annotations

import math

from pages.starter_content.drawing.canvas import BRICK, CORAL, CREAM, HONEY, NIGHT, PINE, PLUM, TEAL, Canvas, mixed

SIDE = 800
_BACKGROUNDS = (TEAL, CORAL, PINE, PLUM, NIGHT, BRICK, mixed(TEAL, NIGHT, 0.5), mixed(CORAL, PLUM, 0.5))


def initials_card(initials: str, number: int) -> Canvas:
    """A square card with ``initials``; ``number`` chooses its colour."""
    background = _BACKGROUNDS[number % len(_BACKGROUNDS)]
    canvas = Canvas(background, SIDE, SIDE)
    canvas.gradient(mixed(background, CREAM, 0.16), background)
    for step in range(3):
        turn = number * 0.9 + step * 2.1
        canvas.circle(400 + 330 * math.cos(turn), 400 + 330 * math.sin(turn), 150 - 30 * step, mixed(background, CREAM, 0.12 + 0.05 * step))
    canvas.circle(400, 400, 262, None, outline=HONEY, width=10)
    canvas.text(400, 400, initials, 230, CREAM, bold=True)
    return canvas
