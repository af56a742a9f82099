"""The sandbox's display: a picture is shown by its finding in words.

A lesson shows a dozen pictures; drawing them takes several times as long as everything else, and no
check looks at one. Who asks for a picture's figure gets it drawn, as in a notebook.
"""

from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display

from helpers.drawing.display import Shown

from .shell import DisplayedText


class Words:
    """Shows what a picture says, and does not draw it."""

    def show(self, shown: Shown) -> None:
        """Keep the words; where a student's code captures what is shown, it gets the picture."""
        if isinstance(InteractiveShell.instance().display_pub, DisplayedText):
            display({"text/plain": shown.alt}, raw=True)  # type: ignore[no-untyped-call]
        else:
            shown.publish()
