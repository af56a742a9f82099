"""Where in an answer the first value is off, for one that is no known mistake.

The way of a wrong answer through it, as `first_line` leads it:

1. `mending` tries out small changes of its lines, and keeps those that make results right.
2. `trace` runs it once more beside the reference, at the same points; `turns` are a part's values.
3. `matches` says which of these values the reference has as well, whatever their names are.
4. `by_name` passes the lines that are right by their names, and stops at the first that is not.
5. `by_value` asks `fixes`, or else `secant`, for other values with which the results come right.
6. From there `suspects` goes back along the `sources` to what is not `known` to be right.
7. `structure` tells what is read from outside of the function, and a `return` within a loop.
8. `first_line` weighs what these have found, and `sentences` says it.

A line is said to be off only if the results come right with another value in its place, and if what
the line is made of is right. An answer with nan or inf takes a way of its own: `not_finite`.
"""
