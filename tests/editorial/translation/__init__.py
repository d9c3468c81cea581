"""What the desk for translations promises."""
