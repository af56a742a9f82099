"""Lesson 12: the table, the study with its rivals, leaks, its pictures and its checks."""
