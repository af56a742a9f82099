"""Kinds of references: what is no plain data goes by a number or a name, under one of these codes.

Child to judge: a function, an iterator, or anything else as its name and text. Judge to child: a
function of the judge's, called by asking back, or a public one of NumPy or the course by its name.
"""

FUNCTION, ITERATOR, OTHER, CALLBACK, BY_NAME, OWN = range(64, 70)
PUBLIC = ("numpy", "helpers")  # modules whose functions are named rather than called back
