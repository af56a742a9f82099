"""What `run` and `judge` both speak: the words, and what stands for a thing of the student's."""
