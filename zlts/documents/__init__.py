"""What leaves as paper: letters, papers for a measure, public lines; first as values, then drawn for Word."""
