"""Scripts that a notebook may carry to whoever opens it, for every place that a page is made from.

In each `JS` stands for the program, which has no quotes, blanks or angle brackets.
"""

import base64
import copy

import nbformat
from nbformat import NotebookNode

from ..lesson import cells
from ..sample_class.students import LESSON, TYPICAL, answered

PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEUlEQVR42mP8z4APMOGVHbHSAEEsARPYrb8VAAAA"
    "AElFTkSuQmCC"
)
SVG = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg' onload='JS'/>").decode()
WRITTEN = "lower_loss"

# HTML in Markdown, whole, broken, and such as changes when it is parsed twice.
TYPED = [
    "<script>JS</script>",
    "<ScRiPt >JS</sCrIpT >",
    "<script/x>JS</script>",
    "<script\n>JS</script\n>",
    "<scr<script>ipt>JS</scr</script>ipt>",
    '<script src="data:text/javascript,JS"></script>',
    '<script type="module">JS</script>',
    '<script type="text/x-mathjax-config">JS</script>',
    "<svg><script>JS</script></svg>",
    "<svg onload=JS>",
    "<svg/onload=JS>",
    "<svg><animate onbegin=JS attributeName=x dur=1s>",
    '<svg><a xlink:href="javascript:JS"><text x="20" y="20">click</text></a></svg>',
    '<svg><use href="data:image/svg+xml,JS"></svg>',
    "<img src=x onerror=JS>",
    "<img src=x\nonerror=JS>",
    "<img/src=x/onerror=JS>",
    '<img src="x` `<script>JS</script>"` `>',
    '<img """><script>JS</script>">',
    "<img src=attachment:picture.png onload=JS>",
    "<img srcset=x onerror=JS>",
    "<image src=x onerror=JS>",
    "<audio src=x onerror=JS>",
    "<video><source onerror=JS></video>",
    "<input autofocus onfocus=JS>",
    "<select autofocus onfocus=JS></select>",
    "<details open ontoggle=JS>x</details>",
    "<details open\nontoggle=JS><summary>x</summary></details>",
    "<b onmouseover=JS>move</b>",
    "<body onload=JS>",
    "<marquee onstart=JS>x</marquee>",
    "<iframe src=javascript:JS></iframe>",
    '<iframe srcdoc="<script>parent.JS</script>"></iframe>',
    "<object data=javascript:JS></object>",
    "<embed src=javascript:JS>",
    "<form action=javascript:JS><button>go</button></form>",
    "<button formaction=javascript:JS form=f>go</button>",
    "<a href=javascript:JS>click</a>",
    '<a href="&#106;avascript&colon;JS">click</a>',
    '<a href="java\tscript:JS">click</a>',
    '<a href="\x01javascript:JS">click</a>',
    '<a href="data:text/html,<script>JS</script>">click</a>',
    "<math><mtext><a href=javascript:JS>click</a></mtext></math>",
    '<math href="javascript:JS">click</math>',
    '<base href="javascript:JS//">',
    '<meta http-equiv="refresh" content="0;url=javascript:JS">',
    '<link rel="stylesheet" href="data:text/css,*{}" onload=JS>',
    "<style>@keyframes x{}</style><b style=animation-name:x onanimationstart=JS>x</b>",
    "<style><img src=x onerror=JS></style>",
    '<noscript><p title="</noscript><img src=x onerror=JS>">',
    '<textarea><img title="</textarea><img src=x onerror=JS>">',
    '<xmp><p title="</xmp><img src=x onerror=JS>">',
    "<!--><img src=x onerror=JS>-->",
    "<!-- x --!><img src=x onerror=JS>",
    "<![CDATA[<img src=x onerror=JS>]]>",
    "<?x <img src=x onerror=JS>?>",
    "</div></div></div><script>JS</script>",
    "</code></pre></textarea></title><script>JS</script>",
    # Such as have got through sanitizers by changing in the second parse.
    '<svg></p><style><a id="</style><img src=1 onerror=JS>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=JS&gt;'
    '">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=JS>",
    '<svg><desc><template><style><a title="</style><img src onerror=JS>">',
    "<table><td><svg><title><style><img src=x onerror=JS></style>",
    "<p><svg><foreignObject><iframe srcdoc='<script>parent.JS</script>'></foreignObject></svg>",
    "<x-element onclick=JS tabindex=0 autofocus onfocus=JS>x",
    "<div style=background:url(javascript:JS)>x</div>",
    "<font color=red onclick=JS>x</font>",
]

# What is no HTML before Markdown is read, and what MathJax reads afterwards.
WRITES = [
    "[click](javascript:JS)",
    "[click](<javascript:JS>)",
    "[click](JaVaScRiPt:JS)",
    "[click](&#x6A;avascript:JS)",
    "[click](java&Tab;script:JS)",
    "[click](javascript&colon;JS)",
    "[click](%6aavascript:JS)",
    "[click](vbscript:JS)",
    "[click](data:text/html;base64,PHNjcmlwdD5KUzwvc2NyaXB0Pg==)",
    "[click][1]\n\n[1]: javascript:JS",
    "[click]\n\n[click]: <javascript:JS> 'title'",
    "<javascript:JS>",
    "<JAVASCRIPT:JS>",
    '[click](http://x.invalid"onmouseover=JS)',
    "[click](http://x.invalid 'x\" onmouseover=JS y=\"')",
    '![x](x"onerror="JS)',
    '![x" onerror=JS y="](x)',
    "![x](javascript:JS)",
    f"![x](data:image/svg+xml;base64,{SVG})",
    "![<img src=x onerror=JS>](attachment:picture.png)",
    "![x](attachment:picture.svg)",
    "![x](attachment:evil.png)",
    'http://x.invalid/"onmouseover=JS//',
    "&lt;script&gt;JS&lt;/script&gt;",
    "&#60;img src=x onerror=JS&#62;",
    "\\<img src=x onerror=JS>",
    "`<img src=x onerror=JS>`",
    "``` <script>JS</script>\n<script>JS</script>\n```",
    '```"><script>JS</script>\nx\n```',
    "```mermaid\nclick A call JS\n<img src=x onerror=JS>\n```",
    "| <img src=x onerror=JS> | [x](javascript:JS) |\n|---|---|\n| <script>JS</script> | x |",
    "# <img src=x onerror=JS>",
    "# x {#y onclick=JS}",
    "- [ ] <img src=x onerror=JS>",
    "term\n: <img src=x onerror=JS>",
    "*<img src=x*onerror=JS>",
    "<<img src=x onerror=JS>script>JS</script>",
    "<b*x*><script>JS</script>",
    "$<img src=x onerror=JS>$",
    "$$<script>JS</script>$$",
    "\\\\[<img src=x onerror=JS>\\\\]",
    "\\begin{align}<img src=x onerror=JS>\\end{align}",
    "$x</script><script>JS</script>$",
    "$`<img src=x onerror=JS>`$",
    "$a$<script>JS</script>$b$",
    "$\\href{javascript:JS}{click}$",
    "$\\href{javascript&colon;JS}{click}$",
    "&#36;&#92;href{javascript:JS}{click}&#36;",
    "\\\\(\\href{javascript:JS}{click}\\\\)",
    "$\\require{HTML}\\href{javascript:JS}{click}$",
    "$\\let\\x=\\href \\x{javascript:JS}{click}$",
    "$\\unicode[x;}</style><img src=x onerror=JS>]{65}$",
    "$\\style{background:url(javascript:JS)}{x}$",
    "$\\class{score}{x}\\cssId{submission}{y}$",
    "$\\text{<img src=x onerror=JS>}$",
    "$\\text{$\\href{javascript:JS}{click}$}$",
    "$\\bbox[border:1px;background:url(javascript:JS)]{x}$",
    "$\\verb|<img src=x onerror=JS>|$",
    "$\\require{action}\\toggle{\\href{javascript:JS}{a}}{b}\\endtoggle$",
    "<div>\n\n$x$ <img src=x onerror=JS>\n\n</div>",
    '<div class="downhill-written"><img src=x onerror=JS></div>',
]
TEXTS = [*TYPED, *WRITES]

# What nbconvert or nbgrader fall over, or take hours for.
MARKS = [
    "![x](attachment:)",
    "![x](attachment:none.png)",
    "![x](attachment:empty)",
    "### BEGIN HIDDEN TESTS",
    "### END HIDDEN TESTS\n### BEGIN HIDDEN TESTS\n### BEGIN HIDDEN TESTS",
    "x### BEGIN HIDDEN TESTS",
    "\ud800 half a letter",
    "\x00\x01\x1b[31mred\x1b[999999999999999999999;2;9m",
    "\u202eturned\u2066",
    "a." * 20_000,
    "(" * 50_000,
    "[" * 50_000,
    "$" + "a$$" * 20_000,
    "> " * 20_000 + "deep",
    "<b>" * 20_000,
    "<div>" * 8_000,
    "\\begin{a}" * 5_000,
    "a" + " " * 60_000 + "b",
    "```nolexer\nx\n```",
    "{% raw %}{{ 7 * 191 }}",
    "%%nomagic\nx",
]
ATTACHED = {
    "picture.png": {"image/png": PNG},
    "picture.svg": {"image/svg+xml": SVG},
    "evil.png": {'image/png"onerror="JS': 'x"onerror="JS', "image/png": 'x" onerror="JS'},
    "empty": {},
    '"><script>JS</script>': {"text/html": "<script>JS</script>"},
}


def hostile(js: str, texts: list[str]) -> NotebookNode:
    """Return a submission that has each text in every place; `js` may name its number, `{n}`."""
    notebook = answered(LESSON, TYPICAL)
    said = [text.replace("JS", js.format(n=n)) for n, text in enumerate(texts)]
    attached = copy.deepcopy(ATTACHED)
    for kinds in attached.values():
        kinds |= {kind: data.replace("JS", js.format(n=999)) for kind, data in kinds.items()}
    answer = cells(notebook)[WRITTEN]
    answer.source = "\n\n".join(["My answer.", *said])
    answer.attachments = attached
    for n, text in enumerate(said):
        markdown = nbformat.v4.new_markdown_cell(text, id=f"m{n}")
        markdown.attachments = attached
        raw = nbformat.v4.new_raw_cell(text, id=f"r{n}")
        code = nbformat.v4.new_code_cell(f"'''{text}'''", id=f"c{n}")
        code.outputs = [shown(text)]
        raw.metadata, code.metadata = ({**named(text), "raw_mimetype": "text/html"} for _ in "rc")
        notebook.cells += [markdown, raw, code]
    first = said[0] if said else "python"
    notebook.metadata |= named(first)
    notebook.metadata.kernelspec = {"name": first, "display_name": first, "language": first}
    notebook.metadata.language_info = {"name": first, "pygments_lexer": first}
    return notebook


def named(text: str) -> dict[str, object]:
    """Return metadata that say a text wherever a page may show it."""
    return {
        "title": text,
        "name": text,
        "tags": [text],
        "authors": [{"name": text}],
        "slideshow": {"slide_type": text},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"x": text}}},
    }


def shown(text: str) -> NotebookNode:
    """Return an output that says a text in every kind that a page may show."""
    kinds = ["text/html", "image/svg+xml", "application/javascript", "text/latex", "text/markdown"]
    kinds += ["application/vnd.jupyter.widget-view+json", "application/vnd.x+json", "text/plain"]
    data = {kind: {"model_id": text} if kind.endswith("json") else text for kind in kinds}
    return nbformat.v4.new_output("display_data", data, metadata={"text/html": {"isolated": True}})
