"""A room for each lesson, with all that only this lesson imports.

`figures` are its pictures, `checks` are its checks; the rest is what its cells compute with. What
two rooms need lies in `helpers.market`, `drawing`, `checking`, or in `helpers` itself.
"""
