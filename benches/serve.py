#!/usr/bin/env python3
"""From saving a text to its page as served, and to the pages that depend on it; milliseconds.

    serve.py HASHIYA EDITION [ROUNDS]

EDITION is changed and put back. Half of the saves are in place, half by rename.
"""

import http.client
import pathlib
import re
import statistics
import subprocess
import sys
import threading
import time


def main():
    binary, root, rounds = sys.argv[1], pathlib.Path(sys.argv[2]), int((sys.argv[3:] or [20])[0])
    server = subprocess.Popen([binary, "serve", root, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        for line in server.stderr:
            found = re.search(r"http://127\.0\.0\.1:(\d+)(/\S*)", line)
            if found:
                break
        print(line.strip())
        # What it says must be read, or it waits for us.
        threading.Thread(target=server.stderr.read, daemon=True).start()
        measure(root, rounds, int(found[1]), found[2])
    finally:
        server.terminate()


def measure(root, rounds, port, base):
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def get(path):
        connection.request("GET", base + path)
        return connection.getresponse().read()

    texts = sorted((root / "content/texts").glob("*.md"))
    persons = sorted((root / "content").glob("persons*"))[0]
    persons = persons if persons.is_file() else sorted(persons.glob("*.yaml"))[0]
    key = re.search(r"id: *([\w-]+)", persons.read_text())[1]
    page_times, rest_times, person_times = [], [], []
    for round_ in range(rounds):
        text = texts[round_ * 37 % len(texts)]
        old = text.read_text()
        word = f"zzsaved{round_}zz"
        page = "texts/" + text.name.split(".")[0] + ".html"
        get(page)
        new = old.rstrip("\n") + f"\n\nThis [{word}](person:{key}) was [saved](date:1920).\n"
        started = time.perf_counter()
        save(text, new, round_ % 2)
        while word.encode() not in get(page):
            pass
        page_times.append(time.perf_counter() - started)
        for other in [f"persons/{key}.html", "persons.html", "chronology.html", "index.html"]:
            get(other)
        rest_times.append(time.perf_counter() - started)
        save(text, old, 0)
        while word.encode() in get(page):
            pass
        time.sleep(0.05)
        register = persons.read_text()
        changed = re.sub(r"(id: *" + key + r"\b.*?name: *\{?(?:\w+: )?\"?)", rf"\g<1>{word} ", register, count=1, flags=re.S)
        if round_ < 6 and changed != register:
            started = time.perf_counter()
            save(persons, changed, round_ % 2)
            while word.encode() not in get(f"persons/{key}.html"):
                pass
            person_times.append(time.perf_counter() - started)
            save(persons, register, 0)
            while word.encode() in get(f"persons/{key}.html"):
                pass
            time.sleep(0.05)
    show("text page", page_times)
    show("and all that depend on it", rest_times)
    show("person edited, its page", person_times)


def save(path, text, by_rename):
    if by_rename:
        beside = path.with_name("." + path.name)
        beside.write_text(text)
        beside.rename(path)
    else:
        path.write_text(text)


def show(what, times):
    if times:
        times = sorted(1000 * t for t in times)
        print(f"{what}: median {statistics.median(times):.0f}, max {times[-1]:.0f} ({len(times)} saves)")


main()
