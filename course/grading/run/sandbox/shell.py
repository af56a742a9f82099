"""An IPython shell without a terminal, history or tracebacks: what a cell needs, and no more."""

from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from .output import Sink


class DisplayedText(DisplayPublisher):
    """Keeps the text of what is displayed; pictures and widgets need nobody to see them."""

    sink: Sink

    def publish(self, data: dict[str, Any], *_: Any, **__: Any) -> None:
        """Keep the plain text of a display."""
        self.sink.add("display", str(data.get("text/plain", "")))

    def clear_output(self, wait: bool = False) -> None:
        """Nothing to clear."""


class ExpressionText(DisplayHook):
    """Keeps the text of a cell's last expression."""

    sink: Sink

    def write_output_prompt(self) -> None:
        """No prompt."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        """Keep the plain text."""
        self.sink.add("result", str(format_dict.get("text/plain", "")))

    def finish_displayhook(self) -> None:
        """No line feed."""


class Shell(InteractiveShell):
    """The shell in which a student's cells run."""

    displayhook_class = Type(ExpressionText)
    display_pub_class = Type(DisplayedText)

    def showtraceback(self, *_: Any, **__: Any) -> None:
        """Errors are told by `execute`."""

    def showsyntaxerror(self, *_: Any, **__: Any) -> None:
        """Errors are told by `execute`."""

    def enable_gui(self, gui: Any = None) -> None:
        """There is no screen."""


def started(sink: Sink) -> Shell:
    """Return the one shell of this process, ready for cells."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Minimal"
    config.InteractiveShell.cache_size = 0
    shell: Shell = Shell.instance(config=config)
    hook: Any = shell.displayhook
    publisher: Any = shell.display_pub
    hook.sink = publisher.sink = sink
    # Only text is kept, so nothing else is made: no pictures of figures, no HTML of tables.
    display: Any = shell.display_formatter
    for kind, formatter in display.formatters.items():
        formatter.enabled = kind == "text/plain"
    return shell
