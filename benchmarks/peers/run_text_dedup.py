"""text-dedup: its minhash command, 5-grams, 128 permutations, threshold .7; clusters from the union-find it dumps."""

import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version

from exchange import arguments, articles, tell, write_clusters


def main():
    source, target = arguments()
    work = tempfile.mkdtemp(prefix="text-dedup-")
    try:
        started = time.perf_counter()
        plain = os.path.join(work, "articles.jsonl")
        names = []
        with open(plain, "w", encoding="utf-8") as out:
            for name, text in articles(source):
                names.append(name)
                out.write(json.dumps({"text": text}) + "\n")
        command = [sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--data_files", plain]
        command += ["--cache_dir", os.path.join(work, "cache"), "--split", "train", "--column", "text"]
        command += ["--ngram", "5", "--num_perm", "128", "--threshold", "0.7", "--num_proc", str(os.cpu_count())]
        command += ["--output", os.path.join(work, "out"), "--debug"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(os.path.join(work, "out", "uf.pkl"), "rb") as dump:
            unions = pickle.load(dump)
        write_clusters(target, {name: unions.find(i) for i, name in enumerate(names)})
        tell(version("text-dedup"), started)
    finally:
        shutil.rmtree(work, ignore_errors=True)


main()
