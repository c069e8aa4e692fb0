"""gaoya: its own word analyzer in Rust, 5-word shingles, 16 bands of 8, estimate of .7 or more."""

import time
from importlib.metadata import version

from exchange import arguments, articles, tell, write_pairs
from gaoya.minhash import MinHashStringIndex


def main():
    source, target = arguments()
    started = time.perf_counter()
    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=0.7,
        num_bands=16,
        band_size=8,
        analyzer="word",
        lowercase=True,
        ngram_range=(5, 5),
    )
    names, pairs = [], []
    for i, (name, text) in enumerate(articles(source)):
        names.append(name)
        pairs.extend((names[other], name) for other in index.query(text))
        index.insert_document(i, text)
    write_pairs(target, pairs)
    tell(version("gaoya"), started)


main()
