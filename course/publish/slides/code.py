"""Code on slides is coloured by Pygments when they are made, as in the book.

An extension of Sphinx: sphinx-revealjs leaves the colours to a script in the browser.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator
from sphinx_revealjs.writers import RevealjsSlideTranslator


class Translator(RevealjsSlideTranslator):  # type: ignore[misc]
    """Slides of reveal.js, with Sphinx's own blocks of code."""

    visit_literal_block = HTML5Translator.visit_literal_block
    depart_literal_block = HTML5Translator.depart_literal_block


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the translator in place; Sphinx calls this."""
    app.set_translator("revealjs", Translator)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
