// Notes: opened in place by pointer and key, never lost, and whole without scripting.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { disk, eventually, focused, narrow, serve, shipped, small, visit, wide } from "./house.mjs";

const open = page => page.locator(".pop:popover-open");
const mark = (page, id) => page.locator(`#${id}`);

/** The box lies in the window and does not cover its mark. */
const inWindow = async (page, box, over) => {
  const at = await box.boundingBox(), from = over && await over.boundingBox(), size = page.viewportSize();
  assert.ok(at.width > 100 && at.height > 20, `a panel too small to read: ${JSON.stringify(at)}`);
  assert.ok(at.x >= 0 && at.y >= 0 && at.x + at.width <= size.width + 0.5 && at.y + at.height <= size.height + 0.5,
    `off-screen: ${JSON.stringify(at)} in ${JSON.stringify(size)}`);
  if (from) assert.ok(at.y >= from.y + from.height - 1 || at.y + at.height <= from.y + 1 || at.x >= from.x + from.width || at.x + at.width <= from.x,
    `the panel covers its mark: ${JSON.stringify(at)} over ${JSON.stringify(from)}`);
};

for (const [where, base] of [["http", await serve(shipped())], ["disk", disk(shipped())]]) {
  const text = base + "texts/april-1920.html";

  describe(`a note, from ${where}`, () => {
    it("opens by a click and holds the note's words", () => visit(base, {}, async page => {
      await page.goto(text);
      await mark(page, "r2").click();
      await open(page).waitFor();
      const words = (await page.locator("#n2 .note-text").textContent()).trim();
      assert.ok((await open(page).textContent()).includes(words), "the panel lacks the note's words");
      assert.equal(await open(page).getAttribute("role"), "doc-footnote");
      assert.equal(await mark(page, "r2").getAttribute("aria-expanded"), "true");
      assert.equal(new URL(page.url()).hash, "", "a click that opens does not also jump");
      await inWindow(page, open(page), mark(page, "r2"));
    }));

    for (const key of ["Enter", "Space"])
      it(`opens by ${key} at its focused mark; Esc closes it and the mark has the focus again`, () => visit(base, {}, async page => {
        await page.goto(text);
        await mark(page, "r2").focus();
        await page.keyboard.press(key);
        await open(page).waitFor();
        assert.ok(await open(page).evaluate(box => box.contains(document.activeElement)), "the focus goes into the note");
        await page.keyboard.press("Tab");
        await page.keyboard.press("Escape");
        await eventually(async () => assert.equal(await open(page).count(), 0));
        assert.equal(await focused(page), "#r2");
        assert.equal(await mark(page, "r2").getAttribute("aria-expanded"), "false");
      }));

    it("opens by hover, stays while the pointer is in it, and goes when the pointer has gone", () => visit(base, {}, async page => {
      await page.goto(text);
      await mark(page, "r1").scrollIntoViewIfNeeded();
      await page.waitForTimeout(400);
      await mark(page, "r1").hover();
      await open(page).waitFor();
      const box = await open(page).boundingBox();
      await page.mouse.move(box.x + 30, box.y + 12, { steps: 4 });
      await page.waitForTimeout(900);
      assert.equal(await open(page).count(), 1, "it stays under the pointer");
      await page.mouse.move(5, 5, { steps: 4 });
      await eventually(async () => assert.equal(await open(page).count(), 0));
    }));

    it("does not open by a pointer that only passes", () => visit(base, {}, async page => {
      await page.goto(text);
      await mark(page, "r1").scrollIntoViewIfNeeded();
      await page.waitForTimeout(400);
      await page.evaluate(() => document.addEventListener("toggle", () => { document.body.dataset.opened = "yes"; }, { capture: true }));
      await mark(page, "r1").hover();
      await page.mouse.move(5, 5);
      await page.waitForTimeout(700);
      assert.equal(await page.evaluate(() => document.body.dataset.opened), undefined, "it opened for a moment");
    }));

    it("has text to select and live links", () => visit(base, {}, async page => {
      await page.goto(text);
      await mark(page, "r1").click();
      const words = open(page).locator("p").last();
      await words.waitFor();
      const box = await words.boundingBox();
      await page.mouse.move(box.x + 1, box.y + 8);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width - 4, box.y + box.height - 4, { steps: 8 });
      await page.mouse.up();
      assert.ok((await page.evaluate(() => getSelection().toString())).trim().length > 10, "nothing was selected");
      assert.equal(await open(page).count(), 1, "selecting does not close it");
      const link = open(page).locator("a.citation").first(), to = await link.evaluate(a => a.href);
      await page.evaluate(() => getSelection().removeAllRanges());
      await link.click();
      // To the work, or into its text where the edition has that.
      await page.waitForURL(to);
      assert.match(page.url(), /\/(works|texts)\//);
      assert.ok(!page.url().startsWith(text), "it leads to another page");
    }));

    it("leads by its mark to the note and by the way back to the mark, without scripting", () => visit(base, { script: false }, async page => {
      await page.goto(text);
      await mark(page, "r2").click();
      assert.equal(new URL(page.url()).hash, "#n2");
      const seen = async id => { const at = await mark(page, id).boundingBox(); return at.y >= 0 && at.y < page.viewportSize().height; };
      assert.ok(await seen("n2"), "the note is in view");
      await page.locator('#n2 a[href="#r2"]').click();
      assert.equal(new URL(page.url()).hash, "#r2");
      assert.ok(await seen("r2"), "the mark is in view");
    }));

    it("cited twice has two ways back, each to its own mark", () => visit(base, { script: false }, async page => {
      await page.goto(text);
      const back = page.locator("#n1 .note-back"), marks = page.locator('.body a.note-mark[href="#n1"]');
      assert.equal(await back.count(), 2);
      assert.equal(await marks.count(), 2);
      const names = new Set();
      for (const n of [0, 1]) {
        names.add(await back.nth(n).getAttribute("aria-label"));
        assert.equal(await back.nth(n).getAttribute("href"), "#" + await marks.nth(n).getAttribute("id"));
      }
      assert.equal(names.size, 2, "the two ways back have two names");
    }));
  });
}

describe("panels of notes", async () => {
  const base = await serve(small()), text = base + "texts/letters.html";

  it("open over each other where a note holds a note, and Esc takes them one by one", () => visit(base, {}, async page => {
    await page.goto(text);
    await page.locator('.body a.note-mark[href="#n1"]').first().focus();
    const first = await focused(page);
    await page.keyboard.press("Enter");
    await open(page).first().waitFor();
    await open(page).locator("a.note-mark").click();
    await eventually(async () => assert.equal(await open(page).count(), 2));
    assert.match(await open(page).last().textContent(), /inner note stands inside/);
    await inWindow(page, open(page).last());
    await page.keyboard.press("Escape");
    await eventually(async () => assert.equal(await open(page).count(), 1));
    await page.keyboard.press("Escape");
    await eventually(async () => assert.equal(await open(page).count(), 0));
    assert.equal(await focused(page), first);
  }));

  it("lead on without scripting where a note holds a note, and back", () => visit(base, { script: false }, async page => {
    await page.goto(text);
    await page.locator("#n1 a.note-mark").click();
    const at = new URL(page.url()).hash, id = await page.locator("#n1 a.note-mark").getAttribute("id");
    assert.match(await page.locator(at).textContent(), /inner note stands inside/);
    await page.locator(`${at} .note-back`).click();
    assert.equal(new URL(page.url()).hash, "#" + id);
  }));

  for (const size of [wide, { ...wide, height: 400 }, { width: 700, height: 500 }])
    it(`are never off-screen at ${size.width}×${size.height}, wherever the mark stands`, () => visit(base, { size }, async page => {
      await page.goto(text);
      const marks = page.locator(".body a.note-mark");
      for (let n = 0; n < await marks.count(); n++)
        for (const block of ["start", "end"]) {
          const one = marks.nth(n);
          await one.evaluate((mark, block) => mark.scrollIntoView({ block, behavior: "instant" }), block);
          await one.focus();
          await page.keyboard.press("Enter");
          await open(page).waitFor();
          await inWindow(page, open(page), one);
          await page.keyboard.press("Escape");
          await eventually(async () => assert.equal(await open(page).count(), 0));
        }
    }));

  it("are sheets on a phone: as wide as the window, at its foot, never over their mark", () => visit(base, { size: narrow, touch: true }, async page => {
    await page.goto(text);
    const marks = page.locator(".body a.note-mark");
    for (let n = 0; n < await marks.count(); n++) {
      await marks.nth(n).tap();
      await open(page).waitFor();
      await eventually(() => inWindow(page, open(page), marks.nth(n)));
      const at = await open(page).boundingBox();
      assert.ok(at.width >= narrow.width - 1 && Math.abs(at.y + at.height - narrow.height) < 1, `no sheet: ${JSON.stringify(at)}`);
      await open(page).locator(".pop-head button").tap();
      await eventually(async () => assert.equal(await open(page).count(), 0));
    }
  }));

  it("close when the reader presses elsewhere", () => visit(base, {}, async page => {
    await page.goto(text);
    await page.locator(".body a.note-mark").first().click();
    await open(page).waitFor();
    await page.locator("h1").click();
    await eventually(async () => assert.equal(await open(page).count(), 0));
  }));

  it("copy no id: every id of the page stands once while they are open", () => visit(base, {}, async page => {
    await page.goto(text);
    await page.locator('.body a.note-mark[href="#n1"]').first().click();
    await open(page).waitFor();
    const twice = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
      return ids.filter((id, at) => ids.indexOf(id) != at);
    });
    assert.deepEqual(twice, []);
  }));
});
