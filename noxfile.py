"""The tests on each Python, with the newest packages and with the lowest that are allowed.

uv run nox                                             all eight; what follows -- goes to pytest
uv run nox -s "tests-3.13(lowest)" -- tests/checking
"""

import nox

nox.options.default_venv_backend = "uv"


@nox.session(python=["3.11", "3.12", "3.13", "3.14"])
@nox.parametrize("packages", ["newest", "lowest"], ids=["newest", "lowest"])
def tests(session: nox.Session, packages: str) -> None:
    """Run pytest in an environment of its own."""
    # Only wheels: the lowest version is the lowest that was ever built for this Python.
    # Of yattag, which cosmic-ray needs, there is none.
    wheels = ["--only-binary=:all:", "--no-binary=yattag"]
    lowest = ["--resolution=lowest-direct", *wheels] if packages == "lowest" else []
    session.install("--requirements=pyproject.toml", "--group=dev", *lowest)
    session.install("--no-deps", "--editable=.")
    session.run("pytest", *session.posargs)
