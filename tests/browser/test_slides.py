"""The slides in a real browser, from the disk: nothing overflows, sliders move, paper has all."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from ..lesson import ROOT
from ..publish.editions import course_of, everything, site_of

LESSON = "03_two_weights"
DECKS = ("lecture", LESSON)
SIZES = ((1280, 720), (800, 600))
MADE = "lessons/{}.html"
# In place of the lecture's pictures, some of which train nets: as high as any on a slide.
STATIC = "drawing.show(two_weights.loss_slope())"
MOVING = "drawing.slide(two_weights.loss_slope(y_hat=2), y_hat=[2, 20])"
NEXT = """() => {
  const slides = Reveal.getSlides(), here = slides.indexOf(Reveal.getCurrentSlide());
  if (here + 1 === slides.length) return false;
  const next = Reveal.getIndices(slides[here + 1]);
  Reveal.slide(next.h, next.v);
  return true;
}"""
OVERFLOW = """() => {
  const slide = Reveal.getCurrentSlide();
  for (const one of slide.querySelectorAll(".fragment")) one.classList.add("visible");
  const wide = [...slide.querySelectorAll("pre, table")];
  const cut = wide.some((one) => one.scrollWidth > one.clientWidth + 1);
  const letters = parseFloat(getComputedStyle(slide).fontSize);
  return [slide.scrollHeight, cut ? 9999 : slide.scrollWidth, letters];
}"""
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("slides")
    course = course_of(base / "course", LESSON)
    place = course / "lessons" / "lecture" / "lecture.py"
    shutil.copytree(ROOT / "lessons" / "lecture", place.parent)
    text = place.read_text(encoding="utf-8")
    text = re.sub(r"^drawing\.show\(.*\)$", STATIC, text, flags=re.M)
    text = re.sub(r"^drawing\.slide\(.*\)$", MOVING, text, flags=re.M)
    place.write_text(text, encoding="utf-8")
    return site_of(course, "--slides", base / "my slïdes")


def opened(page: Page, site: Path, deck: str, more: str = "") -> None:
    page.goto(f"{(site / MADE.format(deck)).as_uri()}{more}")
    page.wait_for_function("Reveal.isReady()")


def test_it_is_small_and_names_no_other_place(site: Path) -> None:
    there = dict(everything(site))
    assert sum(len(content) for content in there.values()) < 8_000_000
    for name, content in there.items():
        if name.endswith(".html"):
            text = content.decode("utf-8")
            assert not re.search(r'(?:src|href)="(?:https?:)?//', text), name


@pytest.mark.parametrize("deck", DECKS)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_slide_overflows(site: Path, page: Page, deck: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    opened(page, site, deck)
    seen = 0
    while True:
        page.wait_for_function(
            "[...Reveal.getCurrentSlide().querySelectorAll('img')].every(i => i.complete)"
        )
        high, wide, letters = page.evaluate(OVERFLOW)
        title = page.evaluate("Reveal.getCurrentSlide().innerText.slice(0, 60)")
        assert high <= 720 and wide <= 1280 and letters >= 20, (title, high, wide, letters)
        seen += 1
        if not page.evaluate(NEXT):
            break
    assert seen > 10


def test_a_slider_moves_its_picture_and_the_keys_turn_pages(site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    opened(page, site, LESSON)
    while not page.locator("section.present section.present figure.frames input").count():
        assert page.evaluate(NEXT)
    figure = page.locator("section.present section.present figure.frames").first
    before = figure.locator("img").get_attribute("src"), figure.inner_text()
    slider = figure.locator("input").first
    box = slider.bounding_box()
    assert box
    page.mouse.click(box["x"] + 0.95 * box["width"], box["y"] + box["height"] / 2)
    page.wait_for_function(
        "([image, before]) => document.querySelector(image).getAttribute('src') !== before",
        arg=["section.present section.present figure.frames img", before[0]],
    )
    after = figure.locator("img").get_attribute("src"), figure.inner_text()
    assert before[0] != after[0] and before[1] != after[1]
    here = page.evaluate("Reveal.getSlidePastCount()")
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("Reveal.getSlidePastCount()") > here


def test_the_speaker_has_notes_and_a_clock(site: Path, page: Page) -> None:
    opened(page, site, "lecture")
    with page.expect_popup() as opening:
        page.keyboard.press("s")
    speaker = opening.value
    speaker.wait_for_load_state()
    speaker.wait_for_function(
        "document.querySelector('.speaker-controls-notes').innerText.length > 30"
    )
    notes = speaker.locator(".speaker-controls-notes").inner_text()
    assert "0.5 minutes." in notes
    speaker.close()


def test_it_prints(site: Path, page: Page) -> None:
    opened(page, site, "lecture", "?print-pdf")
    page.wait_for_function("document.querySelectorAll('.pdf-page').length > 0")
    slides = page.locator(".pdf-page").count()
    assert page.evaluate("[...document.images].every(i => i.loading !== 'lazy')")
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == slides > 30
