"""A package that is installed here, as a wheel again: for Python in a browser."""

import base64
import hashlib
import io
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from ..errors import CourseError

PURE = "py3-none-any"
# What an installer added, and the list of files, which is written anew.
INSTALLERS = {"INSTALLER", "REQUESTED", "RECORD", "direct_url.json", "uv_build.json"}


def installed(name: str) -> Distribution:
    """Return what is known of an installed package. Raises CourseError if there is none."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        raise CourseError(f"The package {name} is missing. Run `pip install {name}`.") from None


def wheel(name: str) -> tuple[str, bytes]:
    """Return name and contents of the wheel of a package, the same for the same package.

    Files outside site-packages are left out: scripts, and a JupyterLab extension's own.

    Raises
    ------
    CourseError : the package is not installed, or it is not pure Python.
    """
    package = installed(name)
    if "-none-any" not in (package.read_text("WHEEL") or ""):
        raise CourseError(f"The package {name} is not pure Python, so no browser can load it.")
    plain = name.replace("-", "_")
    info = f"{plain}-{package.version}.dist-info"
    contents = {}
    for path in package.files or []:
        inside = ".." not in path.parts and path.suffix != ".pyc"
        if inside and not (".dist-info" in path.parts[0] and path.name in INSTALLERS):
            contents[path.as_posix()] = Path(str(path.locate())).read_bytes()
    contents[f"{info}/RECORD"] = _record(contents, info)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path_, content in contents.items():
            archive.writestr(zipfile.ZipInfo(path_), content, zipfile.ZIP_DEFLATED)
    return f"{plain}-{package.version}-{PURE}.whl", buffer.getvalue()


def _record(contents: dict[str, bytes], info: str) -> bytes:
    lines = []
    for path, content in contents.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        lines.append(f"{path},sha256={digest},{len(content)}\n")
    return "".join([*lines, f"{info}/RECORD,,\n"]).encode("utf-8")
