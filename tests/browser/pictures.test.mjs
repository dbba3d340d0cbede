// The README's two pictures: there, small enough, and taken anew only on purpose (UPDATE_PICTURES=1).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { root, serve, shipped, visit } from "./house.mjs";

const size = { width: 1280, height: 800 };
const take = {
  "text.png": async page => {
    await page.goto(page.base + "en/texts/april-1920.html#p2");
    await page.locator("#r1").hover();
    await page.waitForTimeout(500);
    await page.locator("#r1").click();
    await page.locator(".pop").waitFor();
  },
  "person.png": async page => {
    await page.goto(page.base + "en/persons/narimanov.html#mentions");
  },
};

describe("a picture of the README", async () => {
  const base = await serve(shipped()), readme = readFileSync(path.join(root, "README.md"), "utf8");
  for (const [name, act] of Object.entries(take))
    it(`${name} is shown, is a PNG of at most 200 kB`, async () => {
      const file = path.join(root, "docs/pictures", name);
      if (process.env.UPDATE_PICTURES) await visit(base, { size }, async page => {
        page.base = base;
        await act(page);
        await page.screenshot({ path: file });
      });
      const bytes = readFileSync(file);
      assert.equal(bytes.subarray(1, 4).toString(), "PNG");
      assert.ok(bytes.length <= 200_000, `${bytes.length} bytes`);
      assert.ok(readme.includes(`docs/pictures/${name}`), "the README does not show it");
    });
});
