"""Sources for Sphinx, and the site that it makes of them with MyST-NB and the theme Furo."""

import io
import re
import warnings
from pathlib import Path

from ...errors import CourseError
from . import font

STATIC = Path(__file__).parent / "static"
# Of no use to a reader: maps for who writes the theme, and what Sphinx keeps for itself.
UNUSED = (".map", ".buildinfo", "objects.inv", "environment.pickle")

MENDED = {
    'role="heading"': 'role="heading" aria-level="2"',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="Lessons">',
    '<th class="head"><p></p></th>': '<td class="head"></td>',
    '<div id="search-results"></div>': '<h1>Search</h1><div id="search-results"></div>',
}
COLOUR = re.compile("\x1b\\[[0-9;]*m")  # as Sphinx colours what it says


def write_sources(folder: Path, sources: dict[str, str]) -> None:
    """Have a folder hold these texts, by path, and no other; what is the same keeps its time."""
    for path in [p for p in folder.rglob("*") if p.is_file()]:
        if path.relative_to(folder).as_posix() not in sources:
            path.unlink()
    for name, text in sources.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def build_site(desk: Path, name: str) -> tuple[dict[str, bytes], list[str]]:
    """Make the site from `desk`/source; return its files by path, and what Sphinx warned of.

    What is in `desk` already, from an earlier build, is made anew only where its source changed.
    Raises CourseError where Sphinx can't make it.
    """
    try:
        from sphinx.application import Sphinx
        from sphinx.errors import SphinxError
        from sphinx.util.docutils import docutils_namespace
    except ImportError:
        raise CourseError(
            "Sphinx is missing. Run `pip install sphinx myst-nb furo math-core ziamath`."
        ) from None
    said = io.StringIO()
    try:
        with docutils_namespace(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of packages that use each other's old names
            app = Sphinx(
                srcdir=desk / "source",
                confdir=None,
                outdir=desk / "html",
                doctreedir=desk / "doctrees",
                buildername="html",
                confoverrides=_settings(name),
                status=None,
                warning=said,
            )
            app.build()
    except (SphinxError, OSError) as error:
        raise CourseError(f"Sphinx can't build the book: {error}") from error
    out = desk / "html"
    docs = app.env.found_docs
    files = {p.relative_to(out).as_posix(): p for p in sorted(out.rglob("*")) if p.is_file()}
    kept = {
        path: _mended(path, file.read_bytes())
        for path, file in files.items()
        if not path.endswith(UNUSED) and _is_ours(path, docs)
    }
    # Where no page changed, Sphinx does not look at these.
    kept |= {f"_static/{path.name}": path.read_bytes() for path in STATIC.iterdir()}
    pages = [text.decode("utf-8") for path, text in kept.items() if path.endswith(".html")]
    kept["_static/math.woff"] = font.subset(font.letters(pages))
    plain = COLOUR.sub("", said.getvalue())
    return kept, [line for line in plain.splitlines() if line.strip()]


def _mended(path: str, content: bytes) -> bytes:
    """Return a file; a page with what a screen reader misses in the theme's pages."""
    for found, better in MENDED.items() if path.endswith(".html") else ():
        content = content.replace(found.encode("utf-8"), better.encode("utf-8"))
    return content


def _is_ours(path: str, docs: set[str]) -> bool:
    """Say whether a file is of this build: a page of a lesson that is gone stays in the folder."""
    return not path.startswith("lessons/") or path.removesuffix(".html") in docs


def _settings(name: str) -> dict[str, object]:
    return {
        "project": name,
        "html_title": name,
        "language": "en",
        "extensions": ["myst_nb", "course.publish.book.mathml"],
        "myst_enable_extensions": ["deflist", "dollarmath"],
        "nb_execution_mode": "off",
        "nb_code_prompt_show": "Show the code",
        "nb_code_prompt_hide": "Hide the code",
        "suppress_warnings": ["myst.header"],
        "html_math_renderer": "mathml",
        "html_theme": "furo",
        "html_theme_options": {"top_of_page_buttons": []},
        "html_static_path": [str(STATIC)],
        "html_css_files": ["book.css"],
        "html_js_files": [("book.js", {"defer": "defer"})],
        "html_copy_source": False,
        "html_show_sphinx": False,
        "html_show_copyright": False,
        "html_use_index": False,
        "html_permalinks": False,
        "pygments_style": "a11y-light",
    }
