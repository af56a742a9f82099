"""The student edition: what is in it, what is not, and that it runs where it is used."""
