"""Right and wrong answers in number, for `benchmarks/grader_confusion.py`."""
