"""The web edition in a real browser, from the disk: no server, and nothing from outside."""

import re
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from course.build import build

from ..publish.editions import course_of, everything, site_of
from ..publish.test_canaries import plant

LESSON = "03_two_weights"  # one slider, two, one of time, and one that waits for a prediction
PAGES = ("index.html", f"lessons/{LESSON}.html", "summary.html", "glossary.html", "search.html")
WIDTHS = (1280, 800, 360)  # axe looks at the last, where code is wider than the page
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of one lesson, in whose course are canaries where students must not look."""
    base = tmp_path_factory.mktemp("book")
    course = course_of(base / "course", LESSON)
    place = course / "lessons" / LESSON / f"{LESSON[3:]}.py"
    words, _ = plant(place.read_text(encoding="utf-8"), LESSON)
    place.write_text(words, encoding="utf-8", newline="\n")
    build(course)
    # A name with a space and a letter beyond ASCII: it is to work from any path.
    return site_of(course, "--book", base / "my böok")


def violations(page: Page) -> list[str]:
    """Return what axe finds; it is not to read style sheets again, which no page on a disk may."""
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{v['id']}: {v['help']}: {node['html']:.200}" for v in found for node in v["nodes"]]


def test_no_canary_is_in_it(site: Path) -> None:
    names = []
    for name, content in everything(site):
        assert f"canary-{LESSON}-".encode() not in content, name
        names.append(name)
    assert "_static/math.woff" in names
    assert sum(name.startswith("frames/") and name.endswith(".webp") for name in names) > 50


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_and_axe_finds_nothing(site: Path, page: Page, name: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((site / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for element in page.locator(".prediction button").all():
            element.click()
        page.wait_for_timeout(400)  # the theme lets colours change slowly
        assert violations(page) == []


def test_the_first_view_is_small(site: Path, page: Page) -> None:
    files = set[str]()
    page.on("request", lambda request: files.add(request.url))
    page.goto((site / PAGES[1]).as_uri())
    page.wait_for_timeout(500)  # the font is asked for when mathematics is laid out
    paths = {Path(unquote(urlparse(url).path)) for url in files if url.startswith("file:")}
    assert len(paths) > 8
    assert sum(path.stat().st_size for path in paths) < 1_000_000


def test_each_slider_moves_picture_and_words(site: Path, page: Page) -> None:
    page.goto((site / PAGES[1]).as_uri())
    for element in page.locator(".prediction button").all():
        element.click()
    figures = page.locator("figure.frames")
    sliders = 0
    for k in range(figures.count()):
        figure = figures.nth(k)
        for slider in figure.locator("input[type=range]").all():
            sliders += 1
            slider.scroll_into_view_if_needed()
            box = slider.bounding_box()
            assert box
            seen = set()
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            page.mouse.down()
            for part in (0.1, 0.5, 0.9):
                page.mouse.move(box["x"] + part * box["width"], box["y"] + box["height"] / 2)
                seen.add(shown(page, figure))
            page.mouse.up()
            assert len(seen) == 3 and len({words for _, words in seen}) == 3
            place = slider.input_value()
            slider.press("Home")
            assert slider.input_value() == "0" != place
            assert slider.get_attribute("aria-valuetext")
    assert sliders >= 4


def shown(page: Page, figure: object) -> tuple[str, str]:
    """Return the picture's file and the finding, once the wanted frame is there."""
    page.wait_for_timeout(150)
    image = figure.locator("img")  # type: ignore[attr-defined]
    assert image.evaluate("image => image.complete && image.naturalWidth > 0")
    return image.get_attribute("src"), figure.locator("figcaption").inner_text()  # type: ignore[attr-defined]


def test_time_can_be_played(site: Path, page: Page) -> None:
    page.goto((site / PAGES[1]).as_uri())
    button = page.get_by_role("button", name="Play").first
    slider = page.locator(".control:has(button) input").first
    before = slider.input_value()
    button.click()
    page.wait_for_function(
        "([input, before]) => input.value !== before", arg=[slider.element_handle(), before]
    )
    page.get_by_role("button", name="Pause").click()
    assert button.is_visible()


def test_a_reveal_waits_for_the_prediction(site: Path, page: Page) -> None:
    page.goto((site / PAGES[1]).as_uri())
    prediction = page.locator(".prediction").first
    reveal = page.locator("details.reveal").first
    reveal.locator("summary").first.click()
    assert reveal.get_attribute("open") is None
    prediction.get_by_role("button", name="less", exact=True).click()
    assert reveal.get_attribute("open") is not None
    assert "You said less." in reveal.inner_text()
    assert reveal.locator("details").first.get_attribute("open") is None  # the answer stays folded
    prediction.get_by_role("button", name="more", exact=True).click()
    assert "You said more." in reveal.inner_text() and "less." not in reveal.inner_text()


def test_search_finds_a_term(site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_placeholder("Search").fill("backpropagation")
    page.get_by_placeholder("Search").press("Enter")
    found = page.locator("ul.search a").first
    found.wait_for()
    assert "03 · Two weights" in page.locator("ul.search").inner_text()


def test_without_javascript_a_page_can_be_read(site: Path, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / PAGES[1]).as_uri())
    assert page.locator("input[type=range]").count() == 0
    assert page.locator("figure.frames img").first.is_visible()
    assert page.locator("figure.frames figcaption").first.inner_text()
    page.locator("details.reveal > summary").first.click()
    assert page.locator("details.reveal").first.get_attribute("open") is not None
    context.close()


def test_it_prints(site: Path, page: Page) -> None:
    page.goto((site / PAGES[1]).as_uri())
    pdf = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > 5
    assert all(d.get_attribute("open") is not None for d in page.locator("details.reveal").all())
