"""Runs the extractors of Python over pages, for bench:html. Reads {"id", "html"} rows on stdin, writes {"tool", "id",
"text", "seconds"} rows; a page on which a tool fails gives an empty text. Versions go first: {"tool", "version"}."""

import json
import sys
import time
from importlib.metadata import version

import justext
import trafilatura
from resiliparse.extract.html2text import extract_plain_text


def with_justext(html):
    paragraphs = justext.justext(html.encode("utf8"), justext.get_stoplist("English"), encoding="utf8")
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


TOOLS = {
    "trafilatura": ("trafilatura", lambda html: trafilatura.extract(html, include_comments=False)),
    "trafilatura, precision": (
        "trafilatura",
        lambda html: trafilatura.extract(html, include_comments=False, favor_precision=True),
    ),
    "resiliparse": ("resiliparse", lambda html: extract_plain_text(html, main_content=True, list_bullets=False)),
    "jusText": ("justext", with_justext),
}

pages = [json.loads(line) for line in sys.stdin if line.strip()]
for tool, (package, extract) in TOOLS.items():
    print(json.dumps({"tool": tool, "version": version(package)}))
    for page in pages:
        start = time.perf_counter()
        try:
            text = extract(page["html"]) or ""
        except Exception:
            text = ""
        print(json.dumps({"tool": tool, "id": page["id"], "text": text, "seconds": time.perf_counter() - start}))
