"""In place of `work.grade_task`: a submission says itself what comes of it, and nothing is run.

So the tests of pipeline, resumption and faults need no sandbox and take no time. A submission is
`{"right": [exercises], "answers": {…}, "mended": [as plain data], "do": what happens to the worker,
"once": file that says it happened, "unless": file that averts it, "seconds": how long it takes,
"refused": file by which it is no notebook,
"log": file that says when it began and ended}`.
"""

import json
import os
import signal
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgpack

from course.grading.own import OwnTests
from course.grading.parcels import NeedsReview

from .made import graded

LESSON = "03_two_weights"


def grade(packed: bytes) -> bytes:
    """Do what the submission says."""
    parts = msgpack.unpackb(packed)
    student = parts["student"]
    if parts["own"] and not parts["content"]:  # a trial of an own notebook's tests
        return msgpack.packb({"tests": OwnTests().plain()})
    try:
        wanted = json.loads(parts["content"])
        if "refused" in wanted and Path(wanted["refused"]).exists():
            raise ValueError
    except ValueError:
        aside = NeedsReview(parts["file"], "It is no notebook.", student)
        return msgpack.packb({"aside": asdict(aside)})
    note(wanted, f"+{student}")
    time.sleep(wanted.get("seconds", 0))
    once = Path(wanted["once"]) if "once" in wanted else None
    spared = once is not None and once.exists()
    if once:
        once.touch()
    if "unless" in wanted and Path(wanted["unless"]).exists():
        spared = True
    do = "" if spared else wanted.get("do", "")
    if do == "raise":
        raise RuntimeError("a fault of the grader's")
    if do == "hang":
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
        pow(7, 10**90, 10**100_000)  # the interpreter gets no turn while this lasts
    if do == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    one = graded(LESSON, student, wanted.get("right", ()), wanted.get("answers"))
    made = asdict(one) | {
        "notebook": json.dumps(one.notebook),
        "mended": wanted.get("mended", []),
        "suspect": "The machine was busy." if do == "suspect" else "",
    }
    note(wanted, f"-{student}")
    return msgpack.packb({"graded": made})


def note(wanted: dict[str, Any], what: str) -> None:
    """Write down what happens when."""
    if "log" in wanted:
        with Path(wanted["log"]).open("a", encoding="utf-8") as log:
            log.write(what + "\n")
