"""Lesson 06: a network by layers, its pictures and its checks."""
