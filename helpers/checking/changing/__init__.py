"""Small changes of a function's lines, each tried out: which of them gives other values.

What a slip has put in, another one takes out: a sign, an operator, a name, a number, a call, a
factor or term, two lines exchanged. All changes of expressions are compiled into one function, in
which a number says which of them counts; those of whole lines are functions of their own. (Debroy
and Wong, "Using mutation to automatically suggest fixes for faulty programs", ICST 2010.)

`instead` says what may have been meant in the place of an expression, `missing` what may be missing
in it, and `order` how lines may have been meant to stand. `switches` puts the changes of
expressions beside them, and `tried` runs the function under each change that is asked for.
"""
