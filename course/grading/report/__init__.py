"""What goes out: a page a student, a page on the class, the scores."""
