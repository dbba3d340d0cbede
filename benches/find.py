#!/usr/bin/env python3
"""How long it takes to find names and dates that nobody marked.

    benches/find.py --corpus ../shared/bench/corpus.py [--hashiya target/release/hashiya] [--texts 1000] [--persons 5000] [--runs 5]

Makes an edition of --texts texts (1,000 are about 10 MB) and --persons persons, takes all links to persons and
dates out of the texts, and exports their mentions on one core: with nothing looked for, with names, with dates,
with both. What finding takes is the difference; it is told with what was found, the peak of memory, and, as a
measure of the machine, the time in which `grep -F` finds the same surnames in the same files, without endings,
initials, or persons behind them.
"""
import argparse
import glob
import os
import re
import statistics
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
LINK = re.compile(r"\[([^\]\[]*)\]\((?:person|date):[^)]*\)")


def edition(args, folder):
    subprocess.run(["python3", args.corpus, "--format", "hashiya", "--out", folder, "--texts", str(args.texts),
                    "--persons", str(args.persons)], check=True, stdout=subprocess.DEVNULL)
    size = 0
    for path in glob.glob(os.path.join(folder, "content/texts/*.md")):
        with open(path, encoding="utf-8") as f:
            text = LINK.sub(r"\1", f.read())
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        size += len(text.encode())
    return size


def run(command, out, threads="1"):
    """Seconds, and peak of memory in MB."""
    env = dict(os.environ, RAYON_NUM_THREADS=threads)
    begun = time.monotonic()
    with open(out, "wb") as f:
        child = subprocess.Popen(command, stdout=f, stderr=subprocess.DEVNULL, env=env)
        _, _, usage = os.wait4(child.pid, 0)
    return time.monotonic() - begun, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--hashiya", default=os.path.join(HERE, "../target/release/hashiya"))
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--persons", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        size = edition(args, os.path.join(folder, "edition"))
        root = os.path.join(folder, "edition")
        site = open(os.path.join(root, "site.toml"), encoding="utf-8").read()
        site = re.sub(r"\[link\][^\[]*", "", site)
        surnames = os.path.join(folder, "surnames")
        with open(os.path.join(root, "content/persons.yaml"), encoding="utf-8") as f:
            found = sorted({name.split()[-1] for name in re.findall(r'name: "?([^"\n]+)', f.read())})
        with open(surnames, "w", encoding="utf-8") as f:
            f.write("\n".join(found) + "\n")
        print(f"{args.texts} texts, {size / 1e6:.1f} MB, {args.persons} persons, {len(found)} surnames; one core, median of {args.runs}")
        wanted = {"nothing": "", "names": 'persons = "auto"', "dates": 'dates = "auto"',
                  "both": 'persons = "auto"\ndates = "auto"'}
        times = {name: [] for name in [*wanted, "grep"]}
        peaks, counts = {}, {}
        for _ in range(args.runs):
            for name, lines in wanted.items():
                with open(os.path.join(root, "site.toml"), "w", encoding="utf-8") as f:
                    f.write(site + "\n[link]\n" + lines + "\n")
                out = os.path.join(folder, "out")
                seconds, peaks[name] = run([os.path.abspath(args.hashiya), "export", "mentions", root], out)
                times[name].append(seconds)
                with open(out, "rb") as f:
                    counts[name] = sum(1 for _ in f)
            out = os.path.join(folder, "out")
            texts = glob.glob(os.path.join(root, "content/texts/*.md"))
            times["grep"].append(run(["grep", "-o", "-F", "-f", surnames, *texts], out)[0])
        base = statistics.median(times["nothing"])
        for name in wanted:
            median = statistics.median(times[name])
            print(f"{name:8} {median:6.3f} s, {median - base:+.3f} s for finding; {counts[name]} mentions; {peaks[name]:.0f} MB")
        print(f"grep -F  {statistics.median(times['grep']):6.3f} s")


if __name__ == "__main__":
    main()
