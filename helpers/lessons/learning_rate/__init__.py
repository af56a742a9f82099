"""Lesson 08: hills and walks, its pictures and its checks."""
