"""What a student wrote, made harmless to show: as text, as HTML, in a notebook, in a table."""
