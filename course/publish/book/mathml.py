"""Mathematics as MathML Core, which browsers draw themselves: no script and no request.

An extension of Sphinx, which lets one register a renderer of mathematics.
"""

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

NAME = "mathml"
converter = LatexToMathML()
logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the renderer; Sphinx calls this."""
    app.add_html_math_renderer(NAME, (_inline, None), (_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(_mathml(self, node, block=False))
    raise nodes.SkipNode


def _block(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(f'<div class="math">{_mathml(self, node, block=True)}</div>')
    raise nodes.SkipNode


def _mathml(self: HTML5Translator, node: nodes.Element, block: bool) -> str:
    """Return a formula as MathML; where it can't be read, as it was typed, and with a warning."""
    try:
        return converter.convert_with_local_state(node.astext(), displaystyle=block)
    except LatexError as error:
        logger.warning("a formula can't be read: %s", error, location=node)
        return f"<code>{self.encode(node.astext())}</code>"
