"""What images with words are drawn with: lettering and its fonts, the colours of the Club, its sign. Cards and share kits share it."""
