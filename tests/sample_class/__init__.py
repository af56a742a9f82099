"""A class of six students, the course they submit to, and the scores they must get.

`students` makes their notebooks, `colab` saves one as Google Colab does, `course` is a copy of the
course in which nbgrader grades them, and `expected.csv` holds the score of every cell.
"""
