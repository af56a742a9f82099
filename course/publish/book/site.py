"""The book's site, which Sphinx makes with the theme Furo."""

from pathlib import Path

from .. import generator
from . import font

STATIC = Path(__file__).parent / "static"
# Of no use to a reader: maps for who writes the theme, and what Sphinx keeps for itself.
UNUSED = (".map", ".buildinfo", "objects.inv", "environment.pickle")

MENDED = {
    'role="heading"': 'role="heading" aria-level="2"',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="Lessons">',
    '<th class="head"><p></p></th>': '<td class="head"></td>',
    "<th></th>": "<td></td>",  # the corner of pandas' tables
    '<div id="search-results"></div>': '<h1>Search</h1><div id="search-results"></div>',
}


def build_site(desk: Path, name: str) -> tuple[dict[str, bytes], list[str]]:
    """Make the site from `desk`/source; return its files by path, and what Sphinx warned of.

    Raises CourseError where Sphinx can't make it.
    """
    made = generator.make(desk, "html", "the book", _settings(name))
    kept = {
        path: _mended(path, file.read_bytes())
        for path, file in made.files.items()
        if not path.endswith(UNUSED) and _is_ours(path, made.pages)
    }
    # Where no page changed, Sphinx does not look at these.
    kept |= {f"_static/{path.name}": path.read_bytes() for path in STATIC.iterdir()}
    kept["_static/math.woff"] = font.of_pages(kept)
    return kept, made.warned


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
        "extensions": ["myst_nb", "course.publish.book.mathml"],
        "nb_execution_mode": "off",
        "nb_code_prompt_show": "Show the code",
        "nb_code_prompt_hide": "Hide the code",
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
    }
