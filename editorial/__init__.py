"""What editors see beyond Wagtail's own screens: teams, workflow, reviews, urgent corrections, fences between the associations."""
