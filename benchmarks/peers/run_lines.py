"""jusText and trafilatura on pages that have lost their markup: each line is given to them as a paragraph."""

import html
import json
import sys
import time

import justext
import trafilatura


def as_page(text):
    """A page of one paragraph a line."""
    return "<html><body>" + "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n")) + "</body></html>"


def folded(line):
    return " ".join(line.split())


def with_justext(text):
    paragraphs = justext.justext(as_page(text).encode(), justext.get_stoplist("English"), encoding="utf-8")
    return [paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate]


def with_trafilatura(text):
    return (trafilatura.extract(as_page(text), include_comments=False) or "").split("\n")


def main():
    source, target, tool = sys.argv[1:4]
    extract = {"jusText": with_justext, "trafilatura": with_trafilatura}[tool]
    started = time.perf_counter()
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for row in map(json.loads, lines):
            left = {folded(line) for line in extract(row["text"])}
            keeps = [folded(line) in left for line in row["text"].split("\n")]
            out.write(json.dumps({"id": row["id"], "keeps": keeps}) + "\n")
    print(json.dumps({"seconds": time.perf_counter() - started}))


main()
