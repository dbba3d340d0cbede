// Every kind of page: seen by axe-core in both schemes and widths, without faults, without sideways scrolling, valid HTML.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { disk, filesOf, here, kindsOf, narrow, serve, shipped, small, visit, wide } from "./house.mjs";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const kinds = kindsOf(shipped());
// The small edition stands in with what the shipped one lacks: years, code, wide tables, a host in its 404.
const more = kindsOf(small()).filter(([kind]) => ["year", "text", "not-found"].includes(kind) || !kinds.some(([known]) => known == kind));
const pages = [
  { name: "shipped", site: shipped(), http: await serve(shipped()), kinds },
  { name: "small", site: small(), http: await serve(small()), kinds: more },
];

it("every kind of page the templates know is among those tested", () => {
  const templates = filesOf(path.join(here, "../../themes/default/templates")).map(file => file.replace(".html", ""))
    .filter(name => !["base", "parts"].includes(name));
  const bodies = new Set(pages.flatMap(({ kinds }) => kinds.map(([kind]) => kind.split(" ")[0])));
  assert.deepEqual([...bodies].filter(kind => kind != "year").sort(), templates.sort());
  const registers = pages[0].kinds.map(([kind]) => kind).filter(kind => /^(register|entity) /.test(kind)).sort();
  assert.deepEqual(registers, ["entity bodies", "entity events", "entity persons", "entity places", "entity works",
    "register bodies", "register persons", "register places", "register works"]);
});

for (const { name, site, http, kinds } of pages)
  for (const [kind, file] of kinds)
    describe(`${kind} of the ${name} edition (${file})`, () => {
      for (const scheme of ["light", "dark"])
        for (const size of [wide, narrow])
          it(`has no fault that axe-core knows, ${scheme}, ${size.width} px`, () => visit(http, { scheme, size }, async page => {
            await page.goto(http + file);
            // What is folded is read too, and so is a note that is open.
            await page.evaluate(() => document.querySelectorAll("details").forEach(fold => { fold.open = true; }));
            const mark = page.locator(".body a.note-mark").first();
            if (await mark.count()) { await mark.focus(); await page.keyboard.press("Enter"); await page.locator(".pop").waitFor(); }
            await page.evaluate(axe);
            const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
            assert.deepEqual(found.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | ")}`), []);
          }));

      it("does not scroll sideways at 320 px, nor at 1280", async () => {
        for (const width of [320, 1280])
          await visit(http, { size: { width, height: 700 } }, async page => {
            await page.goto(http + file);
            await page.evaluate(() => document.querySelectorAll("details").forEach(fold => { fold.open = true; }));
            const [inner, needed, widest] = await page.evaluate(() => {
              const root = document.documentElement;
              const out = [...document.body.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > root.clientWidth + 1);
              return [root.clientWidth, root.scrollWidth, out.slice(0, 4).map(one => one.outerHTML.slice(0, 90))];
            });
            assert.ok(needed <= inner, `${needed} px wide in ${inner}: ${widest.join(" | ")}`);
          });
      });

      // Where an edition has an address, its 404 page is asked for from anywhere and starts its links at the host's root.
      if (kind != "not-found" || name == "shipped") it("is whole from the disk, with scripting and without, and asks nobody for anything", async () => {
        for (const script of [true, false])
          await visit(disk(site), { script }, async page => {
            await page.goto(disk(site) + file);
            assert.ok(await page.locator("h1").isVisible());
            assert.ok(await page.locator("main").isVisible());
            const styled = await page.evaluate(() => [...document.styleSheets].length);
            assert.ok(styled >= 1, "no stylesheet");
          });
      });
    });

describe("the HTML checker", () => {
  it("finds no error in any kind of page", async () => {
    const jar = path.join(path.dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
    const files = pages.flatMap(({ site, kinds }) => kinds.map(([, file]) => path.join(site, file)));
    assert.ok(files.length > 15);
    const said = await promisify(execFile)("java", ["-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", "--stdout", ...files],
      { maxBuffer: 1 << 26 });
    const { messages } = JSON.parse(said.stdout);
    const errors = messages.filter(m => m.type == "error" || m.type == "non-document-error");
    assert.deepEqual(errors.map(m => `${m.url?.split("/public/")[1]}:${m.lastLine}: ${m.message} ${m.extract?.trim().slice(0, 120) ?? ""}`), []);
  });
});
