"""Lesson 02: computation graphs, their pictures and the checks."""
