"""What every peer's script shares: reading articles, writing what it found, and how long that took."""

import json
import resource
import sys
import time


def arguments():
    """ARTICLES.jsonl and OUT.jsonl; articles have an id and a text."""
    return sys.argv[1], sys.argv[2]


def articles(path):
    """(id, text) of every article of a JSONL file."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], row["text"]


def write_clusters(path, cluster_of):
    """One row a cluster of two or more: the ids that the peer would merge."""
    clusters = {}
    for name, cluster in cluster_of.items():
        clusters.setdefault(cluster, []).append(name)
    with open(path, "w", encoding="utf-8") as out:
        for members in clusters.values():
            if len(members) > 1:
                out.write(json.dumps({"cluster": members}) + "\n")


def write_pairs(path, pairs):
    """One row a pair of ids that the peer calls similar."""
    with open(path, "w", encoding="utf-8") as out:
        for a, b in pairs:
            out.write(json.dumps({"a": a, "b": b}) + "\n")


def tell(version, started):
    """The last line on stdout: version, seconds end to end without the interpreter's start, peak memory."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(
        json.dumps(
            {"version": version, "seconds": time.perf_counter() - started, "peakBytes": 1024 * max(own, children)}
        )
    )
