"""The small NumPy module that the lessons call. Importing it takes NumPy only.

gradients   slopes by nudging: central differences, complex step, relative error
slopes      the functions of lesson 01: a cubic, two bowls, a bond, an option
graph       a formula as boxes: values forward, slopes back (lesson 02)
losses      a loss and its slope, side by side
two_weights the net of lesson 03
figures     a state in, a picture out (needs matplotlib)
widgets     sliders around those pictures (needs ipywidgets)
check       what the check cells call, a module a lesson
"""

__version__ = "0.1.0"
