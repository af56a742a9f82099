"""A forked child on its way to be one: shut off first, then at the judge's service."""

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from ...protocol.wire.channel import Channel
from . import isolate
from .child import Child
from .output import Sink, Stream


def be_child(
    channel: Channel,
    shell: Any,
    sink: Sink,
    settings: Mapping[str, Any],
    leave: Callable[[], None],
) -> NoReturn:
    """Shut this process off and answer the judge until it closes its end of `channel`.

    `leave` closes what is the parent's.
    """
    try:
        leave()
        child = Child(channel, shell, sink)
        try:
            isolate.close_all_but(channel.incoming, channel.outgoing)
            limits, home = settings["limits"], settings["home"]
            if settings["separate"]:
                isolate.shut_off(home, settings["uid"], limits)
            elif settings["uid"] is not None:
                isolate.change_account(home, settings["uid"], limits)
            else:
                os.setsid()
                os.chdir(home)
                isolate.ration(limits)
        except BaseException as error:
            child.say("failed", f"{type(error).__name__}: {error}")
            os._exit(1)
        sys.stdout, sys.stderr = Stream("stdout", sink), Stream("stderr", sink)
        child.say("ready")
        child.serve()
    finally:
        os._exit(0)
