"""The site of the slides, which Sphinx makes with sphinx-revealjs; that has reveal.js in it."""

import re
from pathlib import Path

from .. import generator
from ..book import font
from ..book import site as book_site

STATIC = Path(__file__).parent / "static"
REVEAL = "_static/revealjs"
KEPT = re.compile(  # of all that comes with reveal.js
    rf"{REVEAL}/(LICENSE|dist/reveal\.(js|css)|plugin/notes/notes\.js"
    r"|dist/theme/(white\.css|fonts/source-sans-pro/(LICENSE|.+\.(css|woff))))"
)
OURS = ("_static/pygments.css", "_static/book.css", "_static/book.js")
SIZE = (1280, 720)  # of a slide


def build_slides(desk: Path, name: str) -> tuple[dict[str, bytes], list[str]]:
    """Make the slides from `desk`/source; return their files by path, and what Sphinx warned of.

    Raises CourseError where Sphinx can't make them.
    """
    made = generator.make(desk, "revealjs", "the slides", _settings(name))
    kept = {
        path: file.read_bytes()
        for path, file in made.files.items()
        if KEPT.fullmatch(path) or path in OURS or path.removesuffix(".html") in made.pages
    }
    kept |= {f"_static/{path.name}": path.read_bytes() for path in STATIC.iterdir()}
    kept |= {f"_static/{path.name}": path.read_bytes() for path in book_site.STATIC.iterdir()}
    kept["_static/math.woff"] = font.of_pages(kept)
    return kept, made.warned


def _settings(name: str) -> dict[str, object]:
    extensions = ["myst_parser", "sphinx_revealjs", f"{__package__}.code"]
    scripts = [(file, {"defer": "defer"}) for file in ("book.js", "slides.js")]
    shown: dict[str, object] = {"width": SIZE[0], "height": SIZE[1], "margin": 0.02}
    shown |= {"hash": True, "slideNumber": "c/t", "center": False, "transition": "none"}
    shown |= {"pdfSeparateFragments": False, "pdfMaxPagesPerSlide": 1, "navigationMode": "linear"}
    return {
        "project": name,
        "suppress_warnings": ["myst.header", "toc.not_included"],
        "extensions": [*extensions, "course.publish.book.mathml"],
        "revealjs_html_theme": "revealjs-simple",
        "revealjs_style_theme": "white",
        "revealjs_static_path": [str(STATIC), str(book_site.STATIC)],
        "revealjs_css_files": ["pygments.css", "book.css", "slides.css"],
        "revealjs_js_files": scripts,
        "revealjs_script_conf": shown,
        "revealjs_script_plugins": [
            {"src": "revealjs/plugin/notes/notes.js", "name": "RevealNotes"}
        ],
    }
