#!/usr/bin/env python3
"""Cold and unchanged builds of large editions, side by side with Hugo.

    benches/build.py --corpus CORPUS.py --hugo HUGO [--texts 1000] [--runs 5] [--work /dev/shm/hashiya-bench]

CORPUS.py writes a synthetic edition in the layout of several generators (`--format hashiya|hugo`). The
editions and the sites lie in the work folder, which should be a tmpfs. The runs are interleaved (hashiya,
hugo, hashiya, …), so that what else the machine does falls on both. Prints a table of medians: wall time,
CPU time, peak memory (resident, as wait4 reports it).
"""
import argparse
import os
import shutil
import statistics
import subprocess
import time

SIZES = {1000: (500, 500), 10000: (2500, 2000)}
HERE = os.path.dirname(os.path.abspath(__file__))


def run(command, folder):
    """Wall and CPU seconds and peak MB of a command."""
    begun = time.monotonic()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    took = time.monotonic() - begun
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    return took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def edition(args, form):
    folder = os.path.join(args.work, f"{form}-{args.texts}")
    persons, events = SIZES.get(args.texts, (500, 500))
    subprocess.run(
        ["python3", args.corpus, "--format", form, "--texts", str(args.texts), "--persons", str(persons),
         "--events", str(events), "--out", folder], check=True)
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--hugo")
    parser.add_argument("--hashiya", default=os.path.join(HERE, "../target/release/hashiya"))
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", default="/dev/shm/hashiya-bench")
    args = parser.parse_args()
    hashiya = os.path.abspath(args.hashiya)
    ours = edition(args, "hashiya")
    site = os.path.join(args.work, "site")
    jobs = {"hashiya, cold": ([hashiya, "build", ".", "--out", site], ours)}
    if args.hugo:
        theirs = edition(args, "hugo")
        jobs["hugo, cold"] = ([os.path.abspath(args.hugo), "--destination", site + "-hugo"], theirs)
    rows = {name: [] for name in jobs}
    for _ in range(args.runs):
        for name, (command, folder) in jobs.items():
            shutil.rmtree(site, ignore_errors=True)
            shutil.rmtree(site + "-hugo", ignore_errors=True)
            lock = os.path.join(ours, "edition.lock")
            if os.path.exists(lock):
                os.remove(lock)
            rows[name].append(run(command, folder))
    run([hashiya, "build", ".", "--out", site], ours)
    before = {path: os.stat(path).st_mtime_ns for path in files(site)}
    rows["hashiya, nothing changed"] = [run([hashiya, "build", ".", "--out", site], ours) for _ in range(args.runs)]
    touched = sum(os.stat(path).st_mtime_ns != stamp for path, stamp in before.items())
    print(f"{args.texts} texts, median of {args.runs}")
    print("| what | wall s (least–most) | CPU s | peak MB |\n| --- | --- | --- | --- |")
    for name, runs in rows.items():
        walls, cpus, peaks = zip(*runs)
        print(f"| {name} | {statistics.median(walls):.3f} ({min(walls):.3f}–{max(walls):.3f}) "
              f"| {statistics.median(cpus):.2f} | {statistics.median(peaks):.0f} |")
    print(f"files touched by the builds in which nothing changed: {touched} of {len(before)}")
    shutil.rmtree(site, ignore_errors=True)
    shutil.rmtree(site + "-hugo", ignore_errors=True)


def files(folder):
    return [os.path.join(top, name) for top, _, names in os.walk(folder) for name in names]


main()
