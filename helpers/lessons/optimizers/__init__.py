"""Lesson 10: the ravine, its pictures and its checks."""
