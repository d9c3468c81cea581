"""What only a real server can show: two writers, rebuilds under load, kills, and answers that are those of the embedded engine."""
