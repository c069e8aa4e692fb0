"""datatrove: its four MinHash stages on this machine, 5-grams, 16 buckets of 8 hashes; clusters as it saves them."""

import glob
import os
import shutil
import sys
import tempfile
import time
from importlib.metadata import version

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupBuckets
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from exchange import arguments, tell, write_clusters

TASKS = os.cpu_count() or 1


def split(source, folder):
    """datatrove gives a task whole files: one file a task."""
    os.makedirs(folder)
    outs = [open(os.path.join(folder, f"{i:05d}.jsonl"), "wb") for i in range(TASKS)]
    with open(source, "rb") as lines:
        for i, line in enumerate(lines):
            outs[i % TASKS].write(line)
    for out in outs:
        out.close()


def stages(work):
    config = MinhashConfig(n_grams=5, num_buckets=16, hashes_per_bucket=8)
    reader = lambda: JsonlReader(f"{work}/in", text_key="text", id_key="id")
    yield [reader(), MinhashDedupSignature(output_folder=f"{work}/signatures", config=config)], TASKS
    yield [MinhashDedupBuckets(f"{work}/signatures", f"{work}/buckets", config=config)], 16
    yield [MinhashDedupCluster(f"{work}/buckets", f"{work}/removed", config=config, save_cluster_id=True)], 1
    writer = JsonlWriter(f"{work}/kept", compression=None)
    gone = JsonlWriter(f"{work}/gone", compression=None)
    yield [reader(), MinhashDedupFilter(f"{work}/removed", exclusion_writer=gone, load_cluster_ids=True), writer], TASKS


def clusters(work):
    import json

    found = {}
    for path in glob.glob(f"{work}/kept/*") + glob.glob(f"{work}/gone/*"):
        for line in open(path, encoding="utf-8"):
            row = json.loads(line)
            cluster = row["metadata"].get("minhash_cluster_id", -1)
            found[row["id"]] = cluster if cluster != -1 else f"single {row['id']}"
    return found


def main():
    source, target = arguments()
    work = tempfile.mkdtemp(prefix="datatrove-")
    try:
        started = time.perf_counter()
        split(source, f"{work}/in")
        for number, (pipeline, tasks) in enumerate(stages(work)):
            executor = LocalPipelineExecutor(
                pipeline=pipeline, tasks=tasks, workers=TASKS, logging_dir=f"{work}/logs/{number}"
            )
            executor.run()
        write_clusters(target, clusters(work))
        tell(version("datatrove"), started)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    sys.setrecursionlimit(1 << 20)
    main()
