"""The last cell of a lesson: what is still missing, and which file to hand in."""

from collections.abc import Collection

from . import colab, disk
from .cells import edited_checks, hand_in_problems

__all__ = ["submit"]


def submit(
    lesson: str, *exercises: str, anyway: bool = False, voluntary: Collection[str] = ()
) -> None:
    """Say what is missing in the open notebook; in Google Colab, download it to be handed in.

    Nothing is sent anywhere, and whether an answer is right is not looked at: its check says that.

    Parameters
    ----------
    lesson : the notebook's name without ending, such as "two_weights"; the download is called so.
    exercises : the names of the answer cells.
    anyway : in Colab, download a notebook also where something is missing.
    voluntary : those of the exercises that may be left out.
    """
    if colab.is_here():
        _in_colab(lesson, exercises, voluntary, anyway)
    else:
        _on_disk(lesson, exercises, voluntary)


def _in_colab(
    lesson: str, exercises: tuple[str, ...], voluntary: Collection[str], anyway: bool
) -> None:
    try:
        notebook = colab.open_notebook()
    except colab.NoNotebook as error:
        print(f"{lesson}: {error} Choose File, Download, Download .ipynb, and hand in that file.")
        return
    missing = hand_in_problems(notebook, exercises, voluntary=voluntary)
    _say(lesson, missing, edited_checks(notebook, exercises))
    if missing and not anyway:
        print("To hand it in as it is, tick `anyway` and run this cell again.")
    else:
        print(f"Your browser downloads {lesson}.ipynb: hand in that file.")
        colab.browser_download(colab.without_personal_data(notebook), f"{lesson}.ipynb")


def _on_disk(lesson: str, exercises: tuple[str, ...], voluntary: Collection[str]) -> None:
    saved = disk.saved_notebook(lesson, exercises)
    if saved is None:
        print(f"{lesson}: the file of this notebook was not found. Save it, and hand in that file.")
        return
    unsaved = disk.unsaved(saved.notebook, exercises)
    missing = hand_in_problems(saved.notebook, exercises, unsaved, voluntary)
    _say(lesson, missing, edited_checks(saved.notebook, exercises))
    print(f"So says {saved.name}, saved at {saved.time}.")
    print("After a change, save (Ctrl+S, on a Mac Cmd+S) and run this cell again.")
    if not missing:
        print(f"Hand in {saved.name}.")


def _say(lesson: str, missing: list[str], notes: list[str]) -> None:
    print(f"{lesson}: something is missing." if missing else f"{lesson}: nothing is missing.")
    for line in [*missing, *notes]:
        print(f"  {line}")
