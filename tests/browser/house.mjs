// What every browser test stands on: the built edition, a server under a sub-path, a Chromium that reports faults.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, "../..");
export const wide = { width: 1280, height: 800 };
export const narrow = { width: 390, height: 844 };

const binary = process.env.HASHIYA || path.join(root, "target/debug/hashiya");

// Said here, at the top: within a test `after` would mean the end of that test.
const atTheEnd = [];
after(async () => { for (const act of atTheEnd.reverse()) await act(); });

const temporary = name => {
  const folder = mkdtempSync(path.join(tmpdir(), `hashiya-${name}-`));
  atTheEnd.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Builds an edition from a copy, so that a test never writes into the repository; the folder of the site. */
const build = edition => {
  const copy = temporary("edition");
  for (const part of ["site.toml", "content", "edition.lock", "themes"])
    if (existsSync(path.join(edition, part))) cpSync(path.join(edition, part), path.join(copy, part), { recursive: true });
  const out = path.join(copy, "public");
  execFileSync(binary, ["build", copy, "--out", out], { stdio: ["ignore", "ignore", process.env.VERBOSE ? "inherit" : "pipe"] });
  return out;
};

let shippedSite, smallSite;
/** The edition that ships with hashiya, built. */
export const shipped = () => (shippedSite ??= build(root));
/** A small edition with what the shipped one has no cause to hold: a note within a note, a mark at the edge, code. */
export const small = () => (smallSite ??= build(path.join(here, "edition")));

/** Every file below a folder, as paths with `/`, sorted. */
export const filesOf = folder => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"))
  .sort();

/**
 * One page of each kind the site has, as `[kind, path]`: the first found of each, so that a new kind is tested at once.
 * The kind is what the page's body says it is, with the register's name where there are several registers.
 */
export const kindsOf = site => {
  const found = new Map(), size = file => statSync(path.join(site, file)).size;
  for (const file of filesOf(site).filter(file => file.endsWith(".html"))) {
    const kind = readFileSync(path.join(site, file), "utf8").match(/<body class="([^"]+)"/)?.[1];
    assert.ok(kind, `${file}: the body says no kind`);
    const folder = file.replace(/^[a-z]{2}\//, "").split(/[/.]/)[0];
    const name = ["register", "entity"].includes(kind) ? `${kind} ${folder}` : /chronology\/\d/.test(file) ? "year" : kind;
    const known = found.get(name);
    // Of many entities the fullest page stands for all: it has every part a page of its kind can have.
    if (!known || (kind == "entity" && size(file) > size(known))) found.set(name, file);
  }
  return [...found];
};

const types = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml", json: "application/json", xml: "application/xml", png: "image/png", jpg: "image/jpeg", webp: "image/webp" };

/** Serves a folder at `/edition/` as a plain host does; the address of its first page's folder. */
export const serve = async folder => {
  const server = createServer((request, answer) => {
    const asked = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = asked.startsWith("/edition/") && path.join(folder, asked.slice("/edition".length));
    if (file && existsSync(file) && statSync(file).isFile()) {
      answer.writeHead(200, { "content-type": types[file.split(".").at(-1)] ?? "application/octet-stream" });
      answer.end(readFileSync(file));
    } else {
      answer.writeHead(404, { "content-type": types.html });
      answer.end("not found");
    }
  });
  await new Promise(ready => server.listen(0, "127.0.0.1", ready));
  atTheEnd.push(() => { server.close(); server.closeAllConnections(); });
  return `http://127.0.0.1:${server.address().port}/edition/`;
};

/** The address of a folder on the disk. */
export const disk = folder => pathToFileURL(folder).href + "/";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const executable = process.env.CHROMIUM ||
  (process.env.PATH ?? "").split(path.delimiter).flatMap(folder => names.map(name => path.join(folder, name))).find(existsSync);

let running;
const browser = async () => {
  assert.ok(executable, "no Chromium: install one, or name it in CHROMIUM");
  if (!running) {
    running = chromium.launch({
      executablePath: executable,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
    });
    atTheEnd.push(async () => (await running).close());
  }
  return running;
};

/**
 * Runs `act(page)` in a fresh context and then asserts that nothing was wrong on the way:
 * no console error or warning, no exception, no CSP violation, no failed request, no request outside `base`.
 */
export const visit = async (base, { script = true, size = wide, scheme = "light", touch = false, ...more } = {}, act) => {
  const context = await (await browser()).newContext({
    javaScriptEnabled: script, viewport: size, colorScheme: scheme, hasTouch: touch, isMobile: touch, reducedMotion: "reduce", ...more,
  });
  const faults = [];
  context.setDefaultTimeout(5000);
  context.on("console", said => { if (["error", "warning"].includes(said.type())) faults.push(`console: ${said.text()} (${said.location().url})`); });
  context.on("weberror", error => faults.push(`exception: ${error.error()}`));
  context.on("request", request => { if (!request.url().startsWith(base) && !request.url().startsWith("data:")) faults.push(`request to ${request.url()}`); });
  // A request that a further step on the way cut off is no fault.
  context.on("requestfailed", request => request.failure()?.errorText == "net::ERR_ABORTED" || faults.push(`failed: ${request.url()}: ${request.failure()?.errorText}`));
  context.on("response", answer => { if (answer.status() >= 400) faults.push(`${answer.status()}: ${answer.url()}`); });
  try {
    const page = await context.newPage();
    if (script) await page.addInitScript(() => addEventListener("securitypolicyviolation",
      event => console.error("policy", event.violatedDirective, event.blockedURI)));
    await act(page, context);
    assert.deepEqual(faults, [], "faults seen by the browser");
  } finally {
    await context.close();
  }
};

/** Asks until the answer is right, for at most three seconds; then the last failed assertion is the test's. */
export const eventually = async check => {
  const end = Date.now() + 3000;
  for (;;) {
    try { return await check(); } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise(later => setTimeout(later, 40));
    }
  }
};

/** What has the focus, short enough to read in a failed test. */
export const focused = page => page.evaluate(() => {
  const at = document.activeElement;
  return at == document.body ? "body" : (at.id && "#" + at.id) || at.className || at.textContent.trim().slice(0, 40);
});
