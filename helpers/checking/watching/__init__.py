"""A function run once more, with every value that its lines and their parts take.

The function is compiled anew from its own text, each expression inside a call that notes its value.
So parts are evaluated once and in their order, loops, comprehensions, lambdas and functions that
it calls included; no tracer is set, and a debugger's stays as it is. A value can also be replaced
while the function runs: that shows whether all that follows from it is right.

`text` finds the definition; `statements`, and within them `expressions`, put the calls into it and
list its `parts`; `recompiled` makes a function of it; `local` runs that, and keeps the values as
`numbers` reads them. In the grader all of this happens in the student's process.
"""
