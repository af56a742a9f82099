"""The class: who is in it, as a roster says."""
