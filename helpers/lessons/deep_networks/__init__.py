"""Lesson 07: deep networks, their pictures and their checks."""
