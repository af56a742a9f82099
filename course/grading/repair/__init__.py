"""A submission rebuilt from the lesson, with the student's answers in their places."""
