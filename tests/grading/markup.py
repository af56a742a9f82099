"""A page as a browser would take it apart: elements, attributes, headings, text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Page(HTMLParser):
    """What a page consists of."""

    html: str
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(tag)
        self.text += " " if tag in ("td", "th") else ""
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Note text."""
        if self.tags[-1:] != ["style"] or not data.lstrip().startswith("/* One column"):
            self.text += data

    def headings(self) -> list[int]:
        """Return the levels of the headings, in order."""
        return [int(tag[1]) for tag in self.tags if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]


def asks_nobody(page: Page) -> bool:
    """Say whether a page loads nothing, runs nothing and leads nowhere."""
    return (
        not {"script", "iframe", "object", "embed", "link", "base", "form", "img", "a"}
        & set(page.tags)
        and not [a for a in page.attributes if a[1].startswith("on") or a[1] in ("src", "href")]
        and all(value.startswith("#") for _, name, value in page.attributes if name == "xlink:href")
        and "@import" not in page.html
        and "url(http" not in page.html
    )
