#!/usr/bin/env python3
"""How long after a save `hashiya serve` answers with the changed pages.

    benches/serve.py EDITION [--hashiya target/release/hashiya] [--runs 5] [--port 4711]

EDITION is a folder that `benches/build.py` made. Each run edits one text: a mention of another person and a
word are added, in place and by rename in turn. Measured is the time from the end of the save until the
text's page, the person's page, the index of persons and the chronology are all served from the new state.
The text is put back at the end.
"""
import argparse
import glob
import os
import re
import statistics
import subprocess
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))


def get(url):
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read().decode()


def save(path, text, rename):
    if rename:
        with open(path + ".new", "w", encoding="utf-8") as f:
            f.write(text)
        os.replace(path + ".new", path)
    else:
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("edition")
    parser.add_argument("--hashiya", default=os.path.join(HERE, "../target/release/hashiya"))
    parser.add_argument("--runs", type=int, default=6)
    parser.add_argument("--port", type=int, default=4711)
    args = parser.parse_args()
    server = subprocess.Popen([os.path.abspath(args.hashiya), "serve", args.edition, "--port", str(args.port)],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    url = None
    for line in server.stderr:
        found = re.search(r"http://\S+", line)
        if found:
            url = found.group(0).rstrip(".,;")
            break
    try:
        measure(args, url)
    finally:
        server.terminate()


def measure(args, url):
    path = sorted(glob.glob(os.path.join(args.edition, "content/texts/*.md")))[3]
    key = os.path.basename(path).split(".")[0]
    person = re.search(r"^- id: (\S+)", open(os.path.join(args.edition, "content/persons.yaml"), encoding="utf-8").read(), re.M).group(1)
    original = open(path, encoding="utf-8").read()
    pages = {"text": f"texts/{key}.html", "person": f"persons/{person}.html", "index": "persons.html", "chronology": "chronology.html"}
    for page in pages.values():
        get(url + page)
    times = {name: [] for name in ["text", "all"]}
    try:
        for run in range(args.runs):
            word = f"Sınaqsözü{run}q{time.monotonic_ns()}"
            changed = original.replace("\n\n## ", f"\n\n[{word}](person:{person}) bəzən görünür.\n\n## ", 1)
            save(path, changed, rename=run % 2 == 1)
            begun = time.monotonic()
            waiting = {"text", "person"}
            while waiting:
                for name in sorted(waiting, reverse=True):
                    if word in get(url + pages[name]):
                        waiting.discard(name)
                        if name == "text":
                            times["text"].append(time.monotonic() - begun)
                time.sleep(0.002)
            get(url + pages["index"])
            get(url + pages["chronology"])
            times["all"].append(time.monotonic() - begun)
            time.sleep(0.5)
    finally:
        save(path, original, rename=False)
    for name, values in times.items():
        shown = " ".join(f"{value * 1000:.0f}" for value in values)
        print(f"{name}: median {statistics.median(values) * 1000:.0f} ms ({shown})")


main()
