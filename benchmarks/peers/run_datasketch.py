"""datasketch: MinHash of 128 values, LSH at .7, candidates kept where the estimate reaches .7, as its guide advises."""

import re
import time
from importlib.metadata import version

from datasketch import MinHash, MinHashLSH
from exchange import arguments, articles, tell, write_pairs

WORD = re.compile(r"\w+")


def shingles(text):
    words = WORD.findall(text.lower())
    return {" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))} if words else set()


def main():
    source, target = arguments()
    started = time.perf_counter()
    lsh = MinHashLSH(threshold=0.7, num_perm=128)
    sketches, pairs = {}, []
    for name, text in articles(source):
        sketch = MinHash(num_perm=128)
        sketch.update_batch(list(shingles(text)))
        for other in lsh.query(sketch):
            if sketch.jaccard(sketches[other]) >= 0.7:
                pairs.append((other, name))
        lsh.insert(name, sketch)
        sketches[name] = sketch
    write_pairs(target, pairs)
    tell(version("datasketch"), started)


main()
