"""Sphinx with MyST-NB: a folder of texts and notebooks to a web site, for book and slides alike."""

import io
import re
import warnings
from pathlib import Path
from typing import NamedTuple

from ..errors import CourseError

COLOUR = re.compile("\x1b\\[[0-9;]*m")  # as Sphinx colours what it says
PACKAGES = "sphinx myst-nb furo sphinx-revealjs math-core ziamath"
SETTINGS: dict[str, object] = {
    "language": "en",
    "myst_enable_extensions": ["deflist", "dollarmath"],
    "suppress_warnings": ["myst.header"],
    "html_math_renderer": "mathml",
    "pygments_style": "a11y-light",
}


class Made(NamedTuple):
    """What Sphinx made: all files in its folder by path, the pages of now, and its warnings."""

    files: dict[str, Path]
    pages: set[str]
    warned: list[str]


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


def make(desk: Path, builder: str, what: str, settings: dict[str, object]) -> Made:
    """Make the site from `desk`/source in `desk`/html; `settings` are added to `SETTINGS`.

    What is there already, from an earlier run, is made anew only where its source changed. `what`
    names the site in errors, as in "the book". Raises CourseError where Sphinx can't make it.
    """
    try:
        from sphinx.application import Sphinx
        from sphinx.errors import SphinxError
        from sphinx.util.docutils import docutils_namespace
    except ImportError:
        raise CourseError(f"Sphinx is missing. Run `pip install {PACKAGES}`.") from None
    said = io.StringIO()
    try:
        with docutils_namespace(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of packages that use each other's old names
            app = Sphinx(
                srcdir=desk / "source",
                confdir=None,
                outdir=desk / "html",
                doctreedir=desk / "doctrees",
                buildername=builder,
                # A dictionary of its own: Sphinx writes an extension's suffixes into the default.
                confoverrides=SETTINGS | {"source_suffix": {}} | settings,
                status=None,
                warning=said,
            )
            app.build()
    except (SphinxError, OSError) as error:
        raise CourseError(
            f"Sphinx can't make {what}: {error}. Its packages are `{PACKAGES}`."
        ) from error
    out = desk / "html"
    files = {p.relative_to(out).as_posix(): p for p in sorted(out.rglob("*")) if p.is_file()}
    plain = COLOUR.sub("", said.getvalue())
    return Made(files, app.env.found_docs, [line for line in plain.splitlines() if line.strip()])
