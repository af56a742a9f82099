"""Lesson 01: the functions whose slopes it feels, its pictures and its checks."""
