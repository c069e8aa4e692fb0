"""rensa: RMinHash of 128 values fed with Python's word shingles, LSH of 16 bands, estimate of .7 or more."""

import re
import time
from importlib.metadata import version

from exchange import arguments, articles, tell, write_pairs
from rensa import RMinHash, RMinHashLSH

WORD = re.compile(r"\w+")


def shingles(text):
    words = WORD.findall(text.lower())
    return [" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))] if words else []


def main():
    source, target = arguments()
    started = time.perf_counter()
    names, texts = zip(*articles(source))
    sketches = RMinHash.from_token_sets([shingles(text) for text in texts], num_perm=128, seed=42)
    lsh = RMinHashLSH(threshold=0.7, num_perm=128, num_bands=16)
    pairs = []
    for i, sketch in enumerate(sketches):
        for other in lsh.query(sketch):
            if sketch.jaccard(sketches[other]) >= 0.7:
                pairs.append((names[other], names[i]))
        lsh.insert(i, sketch)
    write_pairs(target, pairs)
    tell(version("rensa"), started)


main()
