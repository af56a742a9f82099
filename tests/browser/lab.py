"""A notebook open in JupyterLab, driven with mouse and keyboard as a student drives it.

JupyterLab's application object, ``window.jupyterapp``, is used only to look things up and to put
text into a cell; running cells and moving sliders is done with real clicks and key presses.
"""

import re
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

Cell = str | int
"""A cell's nbformat id, such as "forward-check", or its place in the notebook, from 0."""

ANSI = re.compile(r"\x1b\[[0-9;]*m")

# Counts what was asked of the kernel and what came back. JupyterLab's own signs of being done are
# not enough: once a cell has raised, even one tagged raises-exception, it resolves the command and
# takes the [*] off all the waiting cells, while the kernel goes on to run them.
WATCH = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  const watch = {panel, commands: 0, waiting: new Set(), callbackErrors: []};
  window.downhill = watch;
  watch.images = index => Promise.all(
    [...panel.content.widgets[index].node.querySelectorAll('.jp-OutputArea-output img')]
      .map(async image => {
        const bytes = await (await fetch(image.src)).arrayBuffer();
        const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        return [...hash].map(b => b.toString(16).padStart(2, '0')).join('');
      }));
  window.jupyterapp.commands.commandExecuted.connect((_, {id, result}) => {
    const settled = () => { watch.commands += 1; };
    if (id.startsWith('notebook:run-')) result.then(settled, settled);
  });
  panel.sessionContext.session.anyMessage.connect((_, {direction, msg}) => {
    const {msg_type, msg_id} = msg.header, parent = msg.parent_header;
    if (direction === 'send' && msg_type === 'execute_request') {
      watch.waiting.add('reply ' + msg_id).add('idle ' + msg_id);
    } else if (direction === 'send' && msg_type === 'comm_msg') {
      watch.waiting.add('idle ' + msg_id);
    } else if (msg_type === 'execute_reply') {
      watch.waiting.delete('reply ' + parent.msg_id);
    } else if (msg_type === 'status' && msg.content.execution_state === 'idle') {
      watch.waiting.delete('idle ' + parent.msg_id);
    } else if (msg_type === 'error' && parent.msg_type === 'comm_msg') {
      const text = msg.content.traceback.join('\\n');
      watch.callbackErrors.push(text.replace(/\\x1b\\[[0-9;]*m/g, ''));
    }
  });
}"""

IS_READY = """path => {
  const panel = window.jupyterapp?.shell.currentWidget;
  return panel?.context?.path === path && panel.context.isReady
    && panel.content.widgets?.length > 0
    && panel.sessionContext.session?.kernel?.status === 'idle';
}"""

IS_QUIET = "() => downhill.waiting.size === 0"
IS_DONE = "before => downhill.commands > before && downhill.waiting.size === 0"

# A box shows its children as bare placeholders until their own views have been made, and a formula
# stands as $$...$$ in the text until MathJax has set it.
IS_DRAWN = """() => {
  const {panel} = downhill, type = 'application/vnd.jupyter.widget-view+json';
  const all = s => [...panel.content.node.querySelectorAll(s)];
  const due = panel.content.widgets.flatMap(w => w.model.outputs?.toJSON() ?? [])
    .filter(output => output.data?.[type]);
  const output = '.jp-Cell-outputArea > .jp-OutputArea-child > .jp-OutputArea-output';
  return all(output + ' > [class*="widget-"]').length >= due.length
    && all('.widget-box > *').every(e => e.className !== 'lm-Widget')
    && all('.jp-OutputArea img').every(i => i.complete && i.naturalWidth > 0)
    && all('.jp-RenderedMarkdown :is(p, li, td)').every(e => !e.textContent.includes('$$'));
}"""

# A loop of its own, because Playwright's wait_for_function does not await a promise's value.
NEW_IMAGES = """async ([index, old, timeout]) => {
  const end = performance.now() + timeout;
  while (performance.now() < end) {
    const now = await downhill.images(index);
    if (downhill.waiting.size === 0 && '' + now !== '' + old) return now;
    await new Promise(requestAnimationFrame);
  }
  return null;
}"""

# A box may scroll or clip its contents inside the panel, so every box is asked, not only the panel.
# Left out: MathJax's copy for screen readers and the slider's rail, which are clipped by design.
OVERFLOW = """() => downhill.panel.content.widgets.flatMap(w => {
  const boxes = w.node.querySelectorAll(':is(.jp-OutputArea-output, .jp-RenderedMarkdown)');
  return [...new Set([...boxes].flatMap(b => [b, ...b.querySelectorAll('*')]))]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')
    .filter(e => !e.closest('mjx-assistive-mml, .noUi-target'))
    .map(e => `${w.model.id}: <${e.localName} class="${e.className}"> `
      + `${e.scrollWidth} px in ${e.clientWidth} px`);
})"""

STATE = """() => JSON.stringify({
  kernel: window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status ?? 'none',
  dialogs: [...document.querySelectorAll('.jp-Dialog')].map(d => d.innerText),
  unanswered: window.downhill?.waiting.size ?? 0,
  callbackErrors: (window.downhill?.callbackErrors ?? []).map(text => text.split('\\n').at(-1)),
})"""


class LabError(RuntimeError):
    """JupyterLab did not do what was waited for, or a test asked for what is not there."""


class Slider(NamedTuple):
    """What a student reads on a slider."""

    label: str
    value: str


class Notebook:
    """One notebook in one browser page."""

    def __init__(self, page: Page, url: str, token: str) -> None:
        self.page = page
        self._url = url
        self._token = token
        self._is_open = False

    def open(self, path: str, timeout: float = 60) -> None:
        """Open the notebook at `path` in the served folder and wait for its kernel."""
        self.page.goto(self._address(quote(path)))
        self._wait(IS_READY, path, f"opening {path}", timeout)
        self.page.evaluate(WATCH)
        self._is_open = True

    def _address(self, path: str) -> str:
        # `reset` drops the tabs of the test before, which JupyterLab would otherwise open again.
        return f"{self._url}/lab/tree/{path}?token={self._token}&reset"

    def close(self) -> None:
        """Shut the kernel down; the page itself belongs to whoever made it."""
        if self._is_open:
            self.page.evaluate("() => downhill.panel.sessionContext.shutdown()")
            self._is_open = False

    def run_all(self, timeout: float = 120) -> None:
        """Choose Run > Run All Cells and wait until the kernel has answered for every cell."""
        before = self.page.evaluate("downhill.commands")
        self.page.get_by_role("menubar").get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        self._wait_until_run(before, "running all cells", timeout)

    def run_cell(self, cell: Cell, timeout: float = 60) -> None:
        """Select the cell with a click, press Ctrl+Enter and wait for the kernel's answer."""
        before = self.page.evaluate("downhill.commands")
        self._node(cell).locator(".jp-InputPrompt").click()
        self.page.keyboard.press("Control+Enter")
        self._wait_until_run(before, f"running cell {cell!r}", timeout)

    def cell_ids(self) -> list[str]:
        """Give the ids of all cells, in order."""
        return self.page.evaluate("downhill.panel.content.widgets.map(w => w.model.id)")

    def source(self, cell: Cell) -> str:
        """Give the cell's text."""
        return self._model(cell, "model.sharedModel.getSource()")

    def set_source(self, cell: Cell, text: str) -> None:
        """Replace the cell's text."""
        self._model(cell, "model.sharedModel.setSource(arg)", text)

    def execution_count(self, cell: Cell) -> int | None:
        """Give the number in the cell's [ ], or None when the cell has not run."""
        return self._model(cell, "model.executionCount")

    def outputs_text(self, cell: Cell) -> str:
        """Give the text that is to be read under the cell."""
        return "\n".join(self._outputs(cell).all_inner_texts()).strip()

    def errors(self, cell: Cell | None = None) -> list[str]:
        """Give the text of every error output, of one cell or of all, without its colours."""
        found = []
        for one in self.cell_ids() if cell is None else [cell]:
            outputs = self._model(one, "model.outputs?.toJSON() ?? []")
            errors = [o for o in outputs if o["output_type"] == "error"]
            found += [ANSI.sub("", "\n".join(o["traceback"])) for o in errors]
        return found

    def callback_errors(self) -> list[str]:
        """Give the errors raised in widgets' callbacks, which JupyterLab shows only in its log."""
        return self.page.evaluate("downhill.callbackErrors")

    def images(self, cell: Cell) -> list[str]:
        """Give the SHA-256 of each picture under the cell, in order, those of widgets included."""
        return self.page.evaluate("index => downhill.images(index)", self._index(cell))

    def wait_for_new_image(self, cell: Cell, old: list[str], timeout: float = 20) -> list[str]:
        """Wait until the cell's pictures differ from `old`, and give the new ones."""
        arg = [self._index(cell), old, timeout * 1000]
        new = self.page.evaluate(NEW_IMAGES, arg)
        if new is None:
            raise self._failure(f"waiting for a new picture under cell {cell!r}", timeout)
        self._wait(IS_DRAWN, None, "drawing the new picture", timeout)
        return new

    def sliders(self, cell: Cell) -> list[Slider]:
        """Give the sliders under the cell, in order."""
        return [
            Slider(
                slider.locator(".widget-label").text_content() or "",
                slider.locator(".widget-readout").inner_text(),
            )
            for slider in self._outputs(cell).locator(".widget-slider").all()
        ]

    def move_slider(self, cell: Cell, k: int, steps: int, timeout: float = 20) -> str:
        """Move the cell's slider `k` by arrow keys, left for negative steps; wait for the kernel.

        Gives what the slider then reads.
        """
        sliders = self._outputs(cell).locator(".widget-slider")
        if k >= sliders.count():
            raise LabError(f"cell {cell!r} has {sliders.count()} sliders, so no number {k}")
        handle = sliders.nth(k).locator(".noUi-handle").first
        before = handle.get_attribute("aria-valuenow")
        handle.focus()
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowRight" if steps > 0 else "ArrowLeft")
        if steps and handle.get_attribute("aria-valuenow") == before:
            raise LabError(f"slider {k} of cell {cell!r} stayed at {before}: is it at its end?")
        self._wait(IS_QUIET, None, f"moving slider {k} of cell {cell!r}", timeout)
        return self.sliders(cell)[k].value

    def drag_slider(
        self, cell: Cell, k: int, pauses: list[float], timeout: float = 20
    ) -> list[str]:
        """Drag the cell's slider `k` from its left end to its right one, with the mouse.

        The way is parted evenly by `pauses`, in seconds. Gives the picture's alternative text
        at the end of each pause, with the button still down, and then what the slider reads.
        """
        slider = self._outputs(cell).locator(".widget-slider").nth(k)
        handle, rail = slider.locator(".noUi-handle").first, slider.locator(".noUi-target")
        handle.scroll_into_view_if_needed()
        box, track = handle.bounding_box(), rail.bounding_box()
        assert box and track
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        end = track["x"] + track["width"]
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        seen, image = [], self._outputs(cell).locator("img").first
        for part, pause in enumerate(pauses, start=1):
            self.page.mouse.move(x + (end - x) * part / len(pauses), y, steps=10)
            self.page.wait_for_timeout(1000 * pause)
            seen.append(image.get_attribute("alt") or "")
        self.page.mouse.up()
        self._wait(IS_QUIET, None, f"dragging slider {k} of cell {cell!r}", timeout)
        return [*seen, self.sliders(cell)[k].value]

    def overflow(self) -> list[str]:
        """Describe each element in the outputs or the text that is too wide for its box."""
        return self.page.evaluate(OVERFLOW)

    def screenshot(self, path: Path) -> None:
        """Take a picture of the window as it is."""
        self.page.screenshot(path=path)

    def screenshot_cells(self, folder: Path) -> list[Path]:
        """Take a picture of every cell in full, named by place and id."""
        folder.mkdir(parents=True, exist_ok=True)
        size = self.page.viewport_size
        assert size is not None
        # A cell taller than the notebook's scrolling area would be cut off, so that is made taller.
        tallest = self.page.evaluate(
            "Math.max(...downhill.panel.content.widgets.map(w => w.node.offsetHeight))"
        )
        height = size["height"] + int(tallest)
        self.page.set_viewport_size({"width": size["width"], "height": height})
        paths = []
        for index, name in enumerate(self.cell_ids()):
            paths.append(folder / f"{index:02}-{name}.png")
            self._node(index).screenshot(path=paths[-1])
        self.page.set_viewport_size(size)
        return paths

    def _index(self, cell: Cell) -> int:
        ids = self.cell_ids()
        if isinstance(cell, str) and cell in ids:
            return ids.index(cell)
        if isinstance(cell, int) and cell in range(len(ids)):
            return cell
        raise LabError(f"no cell {cell!r}; the notebook has {', '.join(ids)}")

    def _node(self, cell: Cell) -> Locator:
        return self.page.locator(".jp-NotebookPanel .jp-Cell").nth(self._index(cell))

    def _outputs(self, cell: Cell) -> Locator:
        # Only the cell's own: an Output widget has outputs inside an output.
        own = ".jp-Cell-outputArea > .jp-OutputArea-child > .jp-OutputArea-output"
        return self._node(cell).locator(own)

    def _model(self, cell: Cell, expression: str, arg: Any = None) -> Any:
        script = f"([i, arg]) => downhill.panel.content.widgets[i].{expression}"
        return self.page.evaluate(script, [self._index(cell), arg])

    def _wait_until_run(self, before: int, what: str, timeout: float) -> None:
        self._wait(IS_DONE, before, what, timeout)
        self._wait(IS_DRAWN, None, f"{what}: drawing the outputs", timeout)

    def _wait(self, condition: str, arg: Any, what: str, timeout: float) -> None:
        try:
            self.page.wait_for_function(condition, arg=arg, timeout=timeout * 1000)
        except PlaywrightTimeout as error:
            raise self._failure(what, timeout) from error

    def _failure(self, what: str, timeout: float) -> LabError:
        return LabError(f"{what}: not done after {timeout} s; {self.page.evaluate(STATE)}")
