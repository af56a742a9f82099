"""What a lesson's first cell imports: it says in a sentence which packages can't be used.

By this file the cell also knows the course's folder `helpers` from another one.
"""

from . import too_old, unfit

for _sentence in (too_old(), unfit()):
    if _sentence:
        print(_sentence)
