"""What JupyterLab does first when it starts in the course's folder: it makes `work/`, or renews it.

Jupyter calls this because of course/jupyter/downhill.json, which the package installs.
"""

from pathlib import Path
from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "course.lab"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Refresh `work/` and log what there is to know; anywhere but in the course do nothing."""
    root = Path(server.root_dir)
    if not ((root / "lessons").is_dir() and (root / "nbgrader_config.py").is_file()):
        return
    from .errors import CourseError
    from .work import refresh

    try:
        for line in refresh(root):
            server.log.warning(line)
    except CourseError as error:  # JupyterLab starts in any case
        server.log.error("%s", error)
