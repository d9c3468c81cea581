"""The colours of the Club in drawn images, the same as on the screens (``editorial/static/editorial/brand.css``)."""

from __future__ import annotations

PLUM = "hsl(329.5, 46%, 23.3%)"
GREEN_BLUE = "hsl(189, 88%, 23.5%)"
# On the ground of plum: what may stand behind words, and what may be read.
PALE_PLUM = "hsl(329.5, 38%, 30%)"
PEACH, SUN, CREAM, WHITE = "#F6C9A8", "#FFD166", "#FBF1E0", "#FFFFFF"
