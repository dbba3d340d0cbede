// Reading: glosses, registers, chronology, citing, languages, light and dark, and the way there by keys alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { disk, eventually, focused, narrow, serve, shipped, small, visit } from "./house.mjs";

const open = page => page.locator(".pop:popover-open");
const shown = page => page.locator("[data-filter]:visible");
const http = await serve(shipped());

for (const [where, base] of [["http", http], ["disk", disk(shipped())]])
  describe(`a mention, from ${where}`, () => {
    const text = base + "texts/april-1920.html";

    it("shows its gloss by hover, with the name and the person's page", () => visit(base, {}, async page => {
      await page.goto(text);
      const name = page.locator("a.mention.person").first(), id = await name.getAttribute("data-gloss");
      await name.scrollIntoViewIfNeeded();
      await page.waitForTimeout(400);
      await name.hover();
      await open(page).waitFor();
      const heading = await page.locator(`#${id} .gloss-name`).textContent();
      assert.ok((await open(page).textContent()).includes(heading));
      assert.equal(await open(page).locator("a").last().evaluate(a => a.pathname), await name.evaluate(a => a.pathname));
    }));

    it("shows its gloss at the focus and keeps the focus; Esc puts it away", () => visit(base, {}, async page => {
      await page.goto(text);
      const name = page.locator("a.mention.person").first();
      await page.keyboard.press("Tab");
      await name.focus();
      await open(page).waitFor();
      assert.ok(await name.evaluate(a => a == document.activeElement), "the focus stays at the name");
      assert.equal(await page.locator("#" + await name.getAttribute("aria-describedby")).count(), 1, "a reader who hears gets the gloss too");
      await page.keyboard.press("Escape");
      await eventually(async () => assert.equal(await open(page).count(), 0));
      assert.ok(await name.evaluate(a => a == document.activeElement));
    }));

    it("leads by a click to the person's page, and that page's line back to the very paragraph", () => visit(base, {}, async page => {
      await page.goto(text);
      const name = page.locator("a.mention.person").first();
      const from = await name.evaluate(a => a.closest("[id]").id), to = await name.evaluate(a => a.href);
      await name.click();
      await page.waitForURL(to);
      assert.equal(await page.locator("body").getAttribute("class"), "entity");
      const line = page.locator(`.mention-lines a[href$="april-1920.html#${from}"]`).first();
      await line.click();
      await page.waitForURL(`**/april-1920.html#${from}`);
      const at = await page.locator(`#${from}`).boundingBox();
      assert.ok(at.y >= 0 && at.y < 300, `the paragraph is not at the top of the window: ${at.y}`);
    }));
  });

describe("a mention, otherwise", () => {
  it("leads to its page without scripting, from the disk", () => visit(disk(shipped()), { script: false }, async page => {
    await page.goto(disk(shipped()) + "texts/april-1920.html");
    const name = page.locator("a.mention.person").first(), to = await name.evaluate(a => a.href);
    await name.click();
    assert.equal(page.url(), to);
    assert.ok(await page.locator("h1").isVisible());
  }));

  it("shows a finger its gloss first, and its page at the second touch", () => visit(http, { size: narrow, touch: true }, async page => {
    await page.goto(http + "texts/april-1920.html");
    const name = page.locator("a.mention.person").first(), to = await name.evaluate(a => a.href);
    await name.tap();
    await open(page).waitFor();
    assert.match(page.url(), /april-1920\.html$/);
    await open(page).locator("a").last().tap();
    await page.waitForURL(to);
  }));

  it("lies apart from its neighbours: an event named in running text stays in its line", () => visit(http, {}, async page => {
    await page.goto(http + "texts/april-1920.html");
    for (const kind of ["person", "place", "body", "event"]) {
      const style = await page.locator(`.body a.mention.${kind}`).first().evaluate(a => getComputedStyle(a).display);
      assert.equal(style, "inline", kind);
    }
  }));
});

describe("the index of persons", () => {
  const index = http + "persons.html";

  for (const [typed, wanted] of [["cavad", "Cavad"], ["Əli", "Əli"], ["eli", "Əli"], ["ALI", "Ali"], ["нариман", "Нариман"]])
    it(`finds by what is typed: ${typed}`, () => visit(http, {}, async page => {
      await page.goto(index);
      const all = await shown(page).count();
      await page.locator("#filter").fill(typed);
      await eventually(async () => assert.ok(await shown(page).count() < all, "nothing was filtered"));
      const left = await shown(page).allTextContents();
      assert.ok(left.some(entry => entry.includes(wanted)), `no ${wanted} among ${left.length}`);
      assert.match(await page.locator("#filter-count").textContent(), new RegExp(`${left.length} / ${all}`));
      for (const heading of await page.locator("section.letter:visible").all())
        assert.ok(await heading.locator("[data-filter]:visible").count() > 0, "a letter without entries is still shown");
      await page.locator("#filter").fill("");
      await eventually(async () => assert.equal(await shown(page).count(), all));
    }));

  it("says when nothing is found", () => visit(http, {}, async page => {
    await page.goto(index);
    await page.locator("#filter").fill("zzqq");
    await eventually(async () => assert.match(await page.locator("#filter-count").textContent(), /zzqq/));
    assert.equal(await shown(page).count(), 0);
  }));

  it("has a bar of letters in the alphabet's order, each leading to its heading", () => visit(http, { script: false }, async page => {
    await page.goto(index);
    const letters = await page.locator(".letters li").allTextContents();
    const alphabet = [..."ABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZ"];
    assert.deepEqual(letters.map(l => l.trim()).filter(l => alphabet.includes(l)), alphabet);
    const headings = await page.locator("section.letter h2").allTextContents();
    // What begins with no letter of the alphabet stands behind it.
    const rank = letter => alphabet.includes(letter) ? alphabet.indexOf(letter) : alphabet.length;
    assert.deepEqual(headings, [...headings].sort((a, b) => rank(a) - rank(b)), "the headings' order");
    await page.locator(".letters a", { hasText: "N" }).first().click();
    const at = await page.locator("section.letter h2", { hasText: /^N$/ }).boundingBox();
    assert.ok(at.y >= 0 && at.y < 400, `heading N at ${at.y}`);
  }));

  it("has no filter where there is no scripting", () => visit(http, { script: false }, async page => {
    await page.goto(index);
    assert.equal(await page.locator("#filter:visible").count(), 0);
  }));
});

describe("light and dark", () => {
  const back = page => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor);
  const until = async (page, scheme) => {
    for (let n = 0; n < 3 && await page.evaluate(() => document.documentElement.dataset.scheme) != scheme; n++)
      await page.locator("button.scheme").click();
  };

  it("follow the reader's system, then the reader's choice on every page", () => visit(http, { scheme: "light" }, async page => {
    await page.goto(http + "index.html");
    const light = await back(page);
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await back(page);
    assert.notEqual(light, dark, "the system's dark is not followed");
    await until(page, "light");
    assert.equal(await back(page), light);
    await page.goto(http + "persons.html");
    assert.equal(await back(page), light, "the choice is kept on the next page");
    await page.emulateMedia({ colorScheme: "light" });
    await until(page, "dark");
    assert.equal(await back(page), dark);
  }));

  it("can be chosen where nothing can be remembered", () => visit(http, {}, async page => {
    await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } }));
    await page.goto(http + "index.html");
    const light = await back(page);
    await until(page, "dark");
    assert.notEqual(await back(page), light);
  }));
});

describe("the ways through", () => {
  it("the other language is the same page in that language, and back", () => visit(http, {}, async page => {
    for (const file of ["texts/april-1920.html", "persons/narimanov.html", "persons.html", "chronology.html", "pages/about.html", "index.html"]) {
      await page.goto(http + file);
      await page.locator(".languages a[lang=en]").click();
      await page.waitForURL(http + "en/" + file);
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
      await page.locator(".languages a[lang=az]").click();
      await page.waitForURL(http + file);
    }
  }));

  it("a bar of the chronology is a link with a name that leads to its month", () => visit(http, { script: false }, async page => {
    await page.goto(http + "chronology.html");
    const bars = page.locator(".chart svg a");
    assert.ok(await bars.count() > 12);
    for (const bar of await bars.all()) assert.match(await bar.getAttribute("aria-label"), /\p{L}.*\d/u);
    const at = await bars.nth(8).getAttribute("href");
    await bars.nth(8).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(new URL(at, http).href);
    assert.ok(await page.locator(new URL(page.url()).hash.replace("#", "[id='") + "']").count() == 1, "the month is there");
  }));

  it("a long chronology has a page per year with a way to the next", async () => {
    const base = await serve(small());
    await visit(base, { script: false }, async page => {
      await page.goto(base + "chronology.html");
      await page.locator(".years a", { hasText: "1920" }).click();
      assert.match(page.url(), /chronology\/1920\.html$/);
      await page.locator("a[rel=next]").click();
      assert.match(page.url(), /chronology\/1921\.html$/);
    });
  });

  it("by keys alone: from the first page to a person, to a mention in its paragraph, and back", () => visit(http, {}, async page => {
    const tabTo = async query => {
      for (let n = 0; n < 400; n++) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(query => {
          const one = document.activeElement, box = one.getBoundingClientRect();
          return { found: one.matches(query), outlined: getComputedStyle(one).outlineStyle != "none" || getComputedStyle(one).boxShadow != "none" || one.matches(".chart"), width: box.width };
        }, query);
        if (!at.found) continue;
        assert.ok(at.outlined, `the focus cannot be seen at ${query}`);
        return page.keyboard.press("Enter");
      }
      assert.fail(`no key leads to ${query}`);
    };
    await page.goto(http + "index.html");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.hash), "#content", "the first stop skips to the content");
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "#content");
    await tabTo('main a[href="persons.html"]');
    await page.waitForURL("**/persons.html");
    await tabTo('a[href="persons/narimanov.html"]');
    await page.waitForURL("**/narimanov.html");
    await tabTo(".mention-lines a");
    await page.waitForURL(/texts\/.*#p\d+$/);
    await page.goBack();
    assert.match(page.url(), /narimanov\.html$/);
    await page.goBack();
    assert.match(page.url(), /persons\.html$/);
  }));
});

describe("citing", () => {
  it("a paragraph's number is spoken as one", () => visit(http, {}, async page => {
    await page.goto(http + "texts/april-1920.html");
    assert.equal(await page.getByRole("link", { name: "¶ 3", exact: true }).getAttribute("href"), "#p3");
    assert.equal(await page.locator("#p3 > .para-number").textContent(), "3");
  }));

  it("a paragraph's number offers its citation and its address, to be copied", () => visit(http, {}, async (page, context) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(http).origin });
    await page.goto(http + "texts/april-1920.html");
    await page.locator("#p3 > .para-number").click();
    await open(page).waitFor();
    const [citation, link] = await open(page).locator(".actions button").all();
    await citation.click();
    await eventually(async () => assert.equal((await page.locator(".said").textContent()).trim().length > 2, true));
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /Aprel 1920/);
    assert.match(copied, /¶ 3/);
    assert.match(copied, /texts\/april-1920\.html#p3$/);
    await link.click();
    await eventually(async () => assert.equal(await page.evaluate(() => navigator.clipboard.readText()), http + "texts/april-1920.html#p3"));
  }));

  it("a paragraph is cited in every format, with its number and its address", () => visit(http, {}, async page => {
    await page.goto(http + "texts/april-1920.html");
    await page.locator("#p3 > .para-number").click();
    await open(page).waitFor();
    const files = await open(page).locator("a[download]").evaluateAll(list => list.map(a => [a.download, decodeURIComponent(a.href)]));
    assert.deepEqual(files.map(([name]) => name), ["april-1920-p3.bib", "april-1920-p3.ris", "april-1920-p3.json"]);
    const [bib, ris, json] = files.map(([, text]) => text.slice(text.indexOf(",") + 1));
    assert.match(bib, /\n  pages = \{¶ 3\},\n  url = \{[^}]*texts\/april-1920\.html#p3\},\n\}/);
    assert.match(ris, /\r\nSP  - ¶ 3\r\nUR  - \S*#p3\r\nER  -/);
    assert.equal(JSON.parse(json).page, "¶ 3");
    assert.match(JSON.parse(json).URL, /texts\/april-1920\.html#p3$/);
  }));

  it("the files for reference managers lie beside the text and hold it", () => visit(http, { script: false }, async page => {
    await page.goto(http + "texts/april-1920.html");
    const files = await page.locator("#cite a[download]").evaluateAll(list => list.map(a => a.href));
    assert.ok(files.length >= 2, `only ${files.length} formats`);
    for (const file of files) {
      const said = file.startsWith("data:") ? decodeURIComponent(file) : readFileSync(path.join(shipped(), file.slice(http.length)), "utf8");
      assert.match(said, /Aprel 1920/, file.slice(0, 60));
    }
  }));
});
