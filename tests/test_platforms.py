"""Windows and macOS, as far as Linux can tell: imports, names of files, encodings, line ends."""

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path, PureWindowsPath

import pytest
import yaml

from course import signature
from course.build import build
from course.publish import release
from helpers.market import prices

from .lesson import ROOT, tracked
from .test_build import contents, course_copy

LESSON = "03_two_weights"
ROOMS = ("helpers", "course", "tests", "benchmarks", "data", "docs")
SOURCES = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
SOURCES += ROOT.glob("*.py")
# What Windows lacks; the grader, which needs Linux, uses it.
ELSEWHERE = "import sys; sys.modules.update(fcntl=None, resource=None); "


def python(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", ELSEWHERE + code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


def test_the_command_course_runs_without_linux() -> None:
    done = python("""
from typer.testing import CliRunner
from course.cli import app
for words in ("--help", "build --help", "publish --help", "grade --help", "adopt 99_none"):
    print(words, CliRunner().invoke(app, words.split()).exit_code)
sys.platform = "win32"
for words in ("grade 03_two_weights x.zip", "report 03_two_weights"):
    result = CliRunner().invoke(app, words.split())
    print(words, result.exit_code, repr(result.exception), " ".join(result.output.split()))
""")
    lines = done.stdout.splitlines()
    assert [line[-1] for line in lines[:5]] == ["0", "0", "0", "0", "1"], done.stderr
    for line in lines[5:]:
        assert "1 SystemExit(1) Grading needs Linux" in line
    assert len(lines) == 7


@pytest.mark.slow
def test_off_linux_tests_of_the_grader_are_skipped_and_the_others_collected() -> None:
    done = python("""
import sysconfig, pytest
sysconfig.get_config_vars()  # asks for the platform once
sys.platform = "other"
options = ["--collect-only", "-q", "-rs", "-n0", "-p", "no:cacheprovider"]
raise SystemExit(pytest.main([*options, "tests/grading", "tests/test_build.py"]))
""")
    assert done.returncode == 0, done.stdout
    assert "tests/test_build.py::" in done.stdout or "tests/test_build.py:" in done.stdout
    modules = list((ROOT / "tests" / "grading").glob("test_*.py"))
    skipped = [line for line in done.stdout.splitlines() if "the grader needs Linux" in line]
    assert sum(int(line.split("[")[1].split("]")[0]) for line in skipped) == len(modules)


@pytest.mark.parametrize("room", ["helpers", "course", "tests"])
def test_only_the_grader_imports_what_other_systems_lack(room: str) -> None:
    linux = {"fcntl", "resource", "pwd", "grp", "termios", "pty"}
    for path in (ROOT / room).rglob("*.py"):
        if {"grading", "attacks"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found = {name.split(".")[0] for name in names} & linux
            assert not found, f"{path.relative_to(ROOT)} imports {found}"


def says_no_encoding(call: ast.Call) -> bool:
    """Say whether a call reads or writes text in whatever encoding the system prefers."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    name = call.func.id if isinstance(call.func, ast.Name) else name
    if name == "read_text":
        return not call.args and "encoding" not in named
    if name == "write_text":
        return len(call.args) < 2 and "encoding" not in named
    if name in ("run", "Popen", "check_output"):
        return "text" in named and "encoding" not in named
    modes = [*call.args[:2], named.get("mode")]
    words = [str(m.value) for m in modes if isinstance(m, ast.Constant)]
    mode = next((word for word in words if word and set(word) <= set("rwaxbt+")), "")
    if isinstance(call.func, ast.Name):
        return name == "open" and "b" not in mode and "encoding" not in named
    bare = not call.args and not call.keywords
    return name == "open" and (bare or bool(mode)) and "b" not in mode and "encoding" not in named


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("path.read_text()", True),
        ("path.read_text('utf-8')", False),
        ("path.write_text('a')", True),
        ("path.write_text('a', 'utf-8')", False),
        ("open(path)", True),
        ("open(path, 'rb')", False),
        ("path.open()", True),
        ("path.open('w')", True),
        ("path.open('w', encoding='utf-8')", False),
        ("subprocess.run([], text=True)", True),
        ("subprocess.run([], text=True, encoding='utf-8')", False),
        ("archive.open(info)", False),
    ],
)
def test_what_says_no_encoding(line: str, wrong: bool) -> None:
    (call,) = [node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call)]
    assert says_no_encoding(call) is wrong


def test_the_encoding_is_said() -> None:
    silent = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and says_no_encoding(node)
    ]
    assert silent == []


def test_names_of_files_are_taken_by_every_system() -> None:
    names = tracked()
    assert not [name for name in names if re.search(r'[:*?"<>|\\]', name)]
    assert not [n for n, count in Counter(map(str.lower, names)).items() if count > 1]
    for name in names:
        assert name.isascii() and len(name) < 120, name
        for part in PureWindowsPath(name).parts:
            assert not PureWindowsPath(part).is_reserved() and part == part.rstrip(". "), name


def to_crlf(folder: Path) -> None:
    """Give every file of a folder the ends of lines of Windows, as git may do there."""
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix in (".py", ".ipynb"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def test_a_course_with_the_ends_of_lines_of_windows_is_built_to_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = course_copy(tmp_path / "course", LESSON)
    wanted = contents(course)
    to_crlf(course)
    solution = course / "solutions" / LESSON / "two_weights.ipynb"
    assert b"\r\n" in solution.read_bytes()
    found = signature.read_plain(solution)
    assert found is not None and signature.edits(found) == []
    assert build(course) == [LESSON]
    assert contents(course) == wanted


def test_a_course_with_the_ends_of_lines_of_windows_is_published(tmp_path: Path) -> None:
    course = course_copy(tmp_path / "course", LESSON)
    to_crlf(course)
    assert list(release.notebooks(course)) == [f"notebooks/{LESSON}/two_weights.ipynb"]


def test_prices_with_the_ends_of_lines_of_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = prices.load_prices()
    copy = tmp_path / "sp500.csv"
    copy.write_bytes(prices.SNAPSHOT.read_bytes().replace(b"\n", b"\r\n"))
    monkeypatch.setattr(prices, "SNAPSHOT", copy)
    assert prices.load_prices().equals(wanted)


def test_the_public_host_runs_the_gate_and_the_whole_matrix() -> None:
    text = (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    gate, matrix = yaml.safe_load(text)["jobs"].values()
    assert [step["run"] for step in gate["steps"] if "run" in step][-1] == ".ci/run"
    by = matrix["strategy"]["matrix"]
    assert {name.split("-")[0] for name in by["os"]} == {"ubuntu", "macos", "windows"}
    nox = matrix["steps"][-1]["run"]
    assert nox == 'uv run nox -s "tests-${{ matrix.python }}(${{ matrix.packages }})"'
    sessions = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    assert f"python={by['python']}".replace("'", '"') in sessions
    assert f"ids={by['packages']}".replace("'", '"') in sessions
