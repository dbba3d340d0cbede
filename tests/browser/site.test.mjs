// The built folder as it lies on the disk: every link and fragment, what goes over the wire, what goes to the printer.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { disk, filesOf, serve, shipped, small, visit } from "./house.mjs";

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'", "#x2F": "/", "#96": "`", "#x60": "`" };
const plain = text => text.replace(/&(#?\w+);/g, (all, name) => entities[name] ?? all);

/** What a page says of itself: its ids and everything it points to. */
const read = html => {
  const bare = html.replace(/<!--[^]*?-->/g, "").replace(/<script\b[^>]*type="application\/[^]*?<\/script>/g, "");
  const all = pattern => [...bare.matchAll(pattern)].map(match => plain(match[1]));
  return { ids: all(/\sid="([^"]*)"/g), links: all(/\s(?:href|src|poster)="([^"]*)"/g) };
};

/** The faults of a site's links, judged from the disk alone. */
const faultsOf = site => {
  const files = filesOf(site), known = new Set(files), faults = [];
  const pages = new Map(files.filter(file => file.endsWith(".html")).map(file => [file, read(readFileSync(path.join(site, file), "utf8"))]));
  let links = 0;
  for (const [file, { ids, links: to }] of pages) {
    const twice = ids.filter((id, at) => ids.indexOf(id) != at);
    if (twice.length) faults.push(`${file}: id twice: ${twice.slice(0, 3)}`);
    for (const link of to) {
      links++;
      if (/^(https?:|mailto:|data:)/.test(link)) continue;
      if (file == "404.html" && link.startsWith("/edition/")) {
        // A host shows this page at any address: its links start at the edition's own.
        if (!known.has(link.slice("/edition/".length).split("#")[0])) faults.push(`${file}: ${link} leads to no file`);
        continue;
      }
      if (link.startsWith("/")) { faults.push(`${file}: ${link} starts at the root of a host`); continue; }
      const [address, fragment] = link.split("#");
      const target = address ? path.posix.join(path.posix.dirname(file), decodeURIComponent(address)) : file;
      if (!known.has(target)) faults.push(`${file}: ${link} leads to no file`);
      else if (fragment && !pages.get(target)?.ids.includes(decodeURIComponent(fragment))) faults.push(`${file}: ${link} leads to no place in ${target}`);
    }
  }
  return { faults, links, pages: pages.size };
};

for (const [name, site] of [["shipped", shipped()], ["small", small()]])
  describe(`the ${name} edition on the disk`, () => {
    it("has no link and no fragment that leads nowhere, and no id twice in a page", () => {
      const { faults, links, pages } = faultsOf(site);
      assert.ok(pages > 100 && links > 5 * pages, `only ${links} links in ${pages} pages were read`);
      assert.deepEqual(faults.slice(0, 20), [], `${faults.length} faults`);
    });

    it("can be reached page by page from its first page", () => {
      const pages = filesOf(site).filter(file => file.endsWith(".html")), seen = new Set(["index.html"]), way = ["index.html"];
      for (let file; (file = way.pop());)
        for (const link of read(readFileSync(path.join(site, file), "utf8")).links) {
          if (/^([a-z]+:|\/)/.test(link)) continue;
          const target = path.posix.join(path.posix.dirname(file), decodeURIComponent(link.split("#")[0]));
          if (target.endsWith(".html") && !seen.has(target)) { seen.add(target); way.push(target); }
        }
      assert.deepEqual(pages.filter(file => !seen.has(file) && file != "404.html").slice(0, 10), []);
    });

    it("asks no other host: a link that leaves the site is only ever one the reader follows", () => {
      for (const file of filesOf(site).filter(file => /\.(html|css|js)$/.test(file))) {
        const text = readFileSync(path.join(site, file), "utf8");
        for (const [asked] of text.matchAll(/(?:<(?:script|img|iframe|source|object|embed|audio|video)\b[^>]*?(?:src|data)="https?:[^"]*|<link\b[^>]*rel="(?:stylesheet|icon|preload|preconnect|dns-prefetch)"[^>]*href="https?:[^"]*|url\(\s*["']?https?:|@import[^;]*https?:)/g))
          assert.fail(`${file}: ${asked}`);
      }
    });
  });

it("the link checker finds a dead link, a dead fragment and a doubled id", () => {
  const site = mkdtempSync(path.join(tmpdir(), "hashiya-links-"));
  try {
    writeFileSync(path.join(site, "a.html"), '<p id="x"><a href="b.html#y">b</a> <a href="c.html">c</a> <a href="#x">x</a> <a href="/d.html">d</a><i id="x"></i>');
    writeFileSync(path.join(site, "b.html"), '<a href="a.html#x">a</a>');
    assert.deepEqual(faultsOf(site).faults, [
      "a.html: id twice: x", "a.html: b.html#y leads to no place in b.html", "a.html: c.html leads to no file", "a.html: /d.html starts at the root of a host"]);
  } finally { rmSync(site, { recursive: true }); }
});

it("a text's page with all it asks for is at most 60 kB over the wire", async () => {
  const base = await serve(shipped());
  for (const text of filesOf(shipped()).filter(file => /(^|\/)texts\/.*\.html$/.test(file)))
    await visit(base, {}, async (page, context) => {
      const asked = new Set();
      context.on("request", request => asked.add(request.url().slice(base.length).split("#")[0]));
      await page.goto(base + text, { waitUntil: "networkidle" });
      const weights = [...asked].map(file => [file, gzipSync(readFileSync(path.join(shipped(), file)), { level: 6 }).length]);
      const total = weights.reduce((sum, [, bytes]) => sum + bytes, 0);
      assert.ok(weights.length >= 3, "page, style and script were asked for");
      assert.ok(total <= 60_000, `${total} bytes: ${weights.map(w => w.join(" ")).join(", ")}`);
      console.log(`# ${text}: ${total} bytes`);
    });
});

describe("printed", () => {
  const textOf = async (base, file, options = {}) => {
    const out = path.join(mkdtempSync(path.join(tmpdir(), "hashiya-print-")), "page.pdf");
    try {
      await visit(base, options, async page => {
        await page.goto(base + file);
        await page.pdf({ path: out, format: "A4" });
      });
      return execFileSync("pdftotext", ["-enc", "UTF-8", out, "-"], { encoding: "utf8", maxBuffer: 1 << 26 });
    } finally { rmSync(path.dirname(out), { recursive: true, force: true }); }
  };
  // A printer breaks lines where it likes: letters and figures alone are compared.
  const letters = text => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");

  for (const [name, site, file, script] of [
    ["shipped", shipped(), "texts/april-1920.html", true],
    ["shipped", shipped(), "texts/april-1920.html", false],
    ["small", small(), "texts/letters.html", true]])
    it(`the ${name} edition's texts hold every note, scripting ${script ? "on" : "off"}`, async () => {
      const base = disk(site);
      const paper = letters(await textOf(base, file, { script }));
      const notes = await (async () => {
        let found;
        await visit(base, { script: false }, async page => { await page.goto(base + file); found = await page.locator(".notes .note-text").evaluateAll(notes => notes.map(note => {
            // What only screen readers are told is not printed.
            note.querySelectorAll(".visually-hidden").forEach(hidden => hidden.remove());
            return note.textContent;
          })); });
        return found;
      })();
      assert.ok(notes.length >= 8);
      for (const note of notes) assert.ok(paper.includes(letters(note)), `not on paper: ${note}`);
    });

  it("leaves the tools of the screen out and keeps a person's mentions, folded or not", async () => {
    const base = disk(shipped()), paper = await textOf(base, "persons/narimanov.html");
    const html = readFileSync(path.join(shipped(), "persons/narimanov.html"), "utf8");
    const lines = [...html.matchAll(/<q class="sentence">([^]*?)<\/q>/g)].map(match => plain(match[1].replace(/<[^>]*>/g, "")));
    assert.ok(lines.length > 5);
    for (const line of lines) assert.ok(letters(paper).includes(letters(line)), `not on paper: ${line}`);
    assert.ok(!letters(paper).includes(letters("Azərbaycanca English")), "the language switch is no use on paper");
  });
});
