"""Draws the sample images (``python -m pages.starter_content.drawing``) and encodes the clips (``….drawing.clips``), without Django."""
