"""Lesson 13: what fit hides, Keras that students write, weapons against overfitting."""
