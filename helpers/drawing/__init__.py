"""Pictures: `drawing.show(figures.dials())` shows one, `drawing.slide(…)` puts sliders around it.

A lesson's own pictures are in `helpers.lessons.<lesson>.figures`.
"""

from .display import show as show
from .picture import Picture as Picture
from .sliders import slide as slide
