"""A text in Markdown as HTML that runs nothing, loads nothing and looks like nothing but text.

HTML that somebody typed is shown as it was typed, but for a few tags without attributes and for
pictures that the notebook holds. What comes of the Markdown goes through nh3, a sanitizer.
"""

import re
from html import escape, unescape
from typing import Any
from urllib.parse import quote, unquote

import nh3
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from .letters import UNSEEN, safe_text
from .pictures import TYPES, NoPicture, Pictures

MOST = 10_000  # characters; rendering takes a time that grows with their square
BARE = {"b", "br", "center", "del", "details", "em", "hr", "i", "kbd", "mark", "s", "small"}
BARE |= {"strong", "sub", "summary", "sup", "u"}
HEADINGS = {f"h{level}" for level in range(1, 7)}
TAGS = BARE | HEADINGS | {"a", "blockquote", "code", "dd", "div", "dl", "dt", "img", "li", "ol"}
TAGS |= {"p", "pre", "table", "tbody", "td", "th", "thead", "tr", "ul"}
ATTRIBUTES = {"a": {"href", "title"}, "img": {"alt", "height", "src", "title", "width"}}
VALUES = {
    "href": re.compile(r"(?:https?://|mailto:)[^\s\\]+", re.I),
    "src": re.compile(rf"data:(?:{'|'.join(TYPES)});base64,[A-Za-z0-9+/=]+"),
    "width": re.compile(r"\d{1,3}%?"),
    "height": re.compile(r"\d{1,3}%?"),
}
TYPED = re.compile(rf"(</?(?:{'|'.join(sorted(BARE))})\s*/?>|<img\b[^<>]*>)", re.I)
ATTRIBUTE = re.compile(r"""\b(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
# What of TeX leads, loads, or reaches out of its formula into the page; MathJax knows all of it.
MACROS = "bbox|class|cssId|data|href|html[A-Za-z]*|includegraphics|mmlToken|require|style|unicode"
MACRO = re.compile(rf"\\(?=(?:{MACROS})(?![A-Za-z]))")
# `2*3*4` is a product. The letter stands for its asterisks while Markdown is read.
PRODUCT, ASTERISK = re.compile(r"(?<=[\w)\]])\*(?=[\w(\[.])"), "\ue000"
# Without these a text is prose for every renderer: no HTML, no entity, no link, no picture.
SPECIAL = re.compile(
    rf"<[A-Za-z/!?]|&[#A-Za-z]|\]\s*[(\[:]|://|```|~~~|{MACRO.pattern}|{PRODUCT.pattern}"
)
# An HTML block of Markdown ends at an empty line, and nbconvert looks for formulas and links in it.
# With these letters written as numbers the block is one line of which every renderer sees the same.
BLOCK = '<div class="downhill-written">'
NUMBERED = str.maketrans({letter: f"&#{ord(letter)};" for letter in "\n$\\`[]()*_!~|"})


class Renderer(IPythonRenderer):  # type: ignore[misc]  # nbconvert has no types
    """Renders Markdown as Formgrader does, with typed HTML as text and pictures from the cell."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__(escape=False, exclude_anchor_links=True)
        self._pictures = pictures

    def inline_html(self, html: str) -> str:
        """Return typed HTML as text."""
        parts = TYPED.split(html)
        return "".join(self._tag(p) if i % 2 else escape(p) for i, p in enumerate(parts))

    def block_html(self, html: str) -> str:
        """Return typed HTML as text; what does not begin as one of these tags is no mixture."""
        made = self.inline_html(html) if TYPED.match(html.lstrip()) else escape(html)
        return f"{made}\n"

    def block_code(self, code: str, info: str | None = None) -> str:
        """Return code as it is."""
        return f"<pre><code>{escape(code)}</code></pre>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Return a link; one that leads into this page or this server is shown as it was typed."""
        if VALUES["href"].fullmatch(url):
            return f'<a href="{escape(url)}">{text}</a>'
        return f"[{text}]({escape(unquote(url))})"

    def image(self, text: str, url: str, title: str | None = None, **size: str) -> str:
        """Return a picture of the notebook; of another one say where it is, and fetch nothing."""
        alt = escape(unescape(re.sub(r"<[^>]*>", "", text)))
        if VALUES["href"].fullmatch(url):
            return f"[picture {alt}, not fetched: {self.link(escape(unquote(url)), url)}]"
        if not url.startswith("attachment:"):
            return f"![{alt}]({escape(unquote(url))})"
        try:
            src = self._pictures.take(url)
        except NoPicture as why:
            return f"[picture {alt or escape(unquote(url))}: {why}]"
        more = "".join(f' {name}="{escape(value)}"' for name, value in size.items())
        return f'<img alt="{alt}" src="{src}"{more}>'

    def _tag(self, tag: str) -> str:
        if not tag.lower().startswith("<img"):
            return tag
        said = {name.lower(): "".join(value) for name, *value in ATTRIBUTE.findall(tag)}
        if not said.get("src", "").startswith("attachment:"):
            return escape(tag)
        size = {name: said[name] for name in ("width", "height") if name in said}
        return self.image(said.get("alt", ""), said["src"], **size)


def html(source: str, attachments: object = None, most: int = MOST) -> Markup:
    """Return Markdown as HTML; what is longer than `most` characters as the text that it is."""
    pictures = Pictures(attachments)
    typed = safe_text(pictures.lifted(source)).replace(ASTERISK, "\N{REPLACEMENT CHARACTER}")
    if len(typed) > most:
        return pre(typed)
    typed = PRODUCT.sub(ASTERISK, typed)
    made = MarkdownWithMath(renderer=Renderer(pictures)).render(typed)
    return _clean(made.replace(ASTERISK, "*").replace(quote(ASTERISK), "*"), TAGS)


def pre(source: str) -> Markup:
    """Return text as HTML in which every letter stays where it is."""
    return _clean(f"<pre>{escape(safe_text(source))}</pre>", TAGS)


def is_plain(source: str) -> bool:
    """Say whether a text in Markdown is harmless as it is."""
    return len(source) <= MOST and safe_text(source) == source and not SPECIAL.search(source)


def block(made: Markup) -> str:
    """Return HTML as a cell in Markdown that every renderer leaves as it is."""
    return f"{BLOCK}{made.translate(NUMBERED)}</div>"


def standalone_cell(source: str, attachments: object, ours: bool) -> Markup:
    """Return a cell for a page of its own, which leads nowhere and has headings of its own.

    `ours` says whether we wrote the notebook: then the cell may be what `block` returned.
    """
    if not source.strip():
        return Markup("")
    made = source if ours and source.startswith(BLOCK) else html(source, attachments)
    return _clean(made, TAGS - HEADINGS - {"a"})


def _clean(made: str, tags: set[str]) -> Markup:
    clean = nh3.clean(
        made,
        tags=tags,
        attributes=ATTRIBUTES,
        attribute_filter=_value,
        url_schemes={"http", "https", "mailto", "data"},
    )
    seen = UNSEEN.sub("\N{REPLACEMENT CHARACTER}", clean)  # what was written as "&#8238;"
    # To be read, as "\href"; to MathJax a macro that it does not know.
    return Markup(MACRO.sub("\\\\\N{WORD JOINER}", seen))


def _value(tag: str, name: str, value: str) -> Any:
    known = VALUES.get(name)
    return value if known is None or known.fullmatch(value) else None
