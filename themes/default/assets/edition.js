// What a page gains by script: notes and glosses in place, a filter, things to copy, light and dark.
// Every page is whole without it. A classic script, so that it runs from a disk as well.
(() => {
"use strict";
const doc = document, root = doc.documentElement, words = doc.currentScript.dataset;
const phone = matchMedia("(max-width: 37.49rem)"), calm = matchMedia("(prefers-reduced-motion: reduce)");
const one = (query, from = doc) => from.querySelector(query);
const all = (query, from = doc) => [...from.querySelectorAll(query)];
const element = (name, attributes, ...children) => {
  const made = doc.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...children);
  return made;
};

/* ---- light and dark: what the reader chose, if the browser lets us remember it ---- */

const store = "hashiya:" + words.store + ":scheme", schemes = ["auto", "light", "dark"];
const remembered = () => { try { return localStorage.getItem(store) } catch { return null } };
let scheme = remembered() || "auto";
const button = one(".scheme");
const showScheme = () => {
  if (scheme == "auto") delete root.dataset.scheme; else root.dataset.scheme = scheme;
  if (button) button.ariaLabel = button.title = button.dataset.label + ": " + button.dataset[scheme];
};
if (!schemes.includes(scheme)) scheme = "auto";
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    scheme = schemes[(schemes.indexOf(scheme) + 1) % 3];
    try { localStorage.setItem(store, scheme) } catch { /* it holds for this page */ }
    showScheme();
  });
}
showScheme();

/* ---- panels: a pile, because a note may hold a note ---- */

const pile = [], MARKS = "a.note-mark[href], [data-gloss], .correction[title], .date[title], a.para-number";
const markOf = target => target instanceof Element ? target.closest(MARKS) : null;
const targetOf = mark => doc.getElementById(decodeURIComponent(mark.hash.slice(1)));

// What a mark opens: its title, and a copy without ids so that none is there twice.
const contentOf = mark => {
  if (mark.matches(".para-number")) return one("#cite") && address(mark);
  if (mark.title) {
    // A tooltip cannot be opened by key or finger; ours can, and the browser's is put away.
    mark.dataset.gloss = mark.title;
    mark.removeAttribute("title");
  }
  const gloss = mark.dataset.gloss;
  const source = gloss ? doc.getElementById(gloss) : targetOf(mark);
  if (!source && mark.matches(".correction, .date")) return { role: "note", title: "", name: mark.textContent.trim(), body: element("div", { class: "pop-body" }, gloss) };
  if (!source) return null;
  const copy = (one(".note-text", source) || source).cloneNode(true);
  for (const part of all("[id]", copy)) part.removeAttribute("id");
  for (const part of all(".note-back", copy)) part.remove();
  const body = element("div", { class: "pop-body" });
  body.append(...copy.childNodes);
  const list = source.closest("section.notes");
  if (list) {
    const lang = source.closest("[lang]");
    if (lang) body.lang = lang.lang;
    return { role: "doc-footnote", title: mark.textContent.trim(), name: one("h2", list).firstChild.textContent.trim(), body };
  }
  return { role: "group", title: "", name: mark.textContent.trim(), body };
};

const open = (mark, pinned) => {
  if (!root.showPopover) return null;
  const known = pile.find(panel => panel.mark == mark);
  if (known) { known.pinned ||= pinned; return known }
  const content = contentOf(mark);
  if (!content) return null;
  closeFrom(pile.findIndex(panel => panel.box.contains(mark)) + 1);
  const close = element("button", { type: "button", "aria-label": words.close }, "×");
  const name = (content.name + " " + content.title).trim();
  const head = element("div", { class: "pop-head" }, element("span", {}, content.title), close);
  const box = element("div", { class: "pop", popover: "manual", role: content.role, "aria-label": name, tabindex: "-1" });
  if (content.title || phone.matches) box.append(head);
  box.append(content.body);
  if (!content.body.lang) box.lang = root.lang;
  (mark.closest("sup") || mark).after(box);
  const panel = { mark, box, pinned };
  close.addEventListener("click", () => shut(panel));
  pile.push(panel);
  if (mark.matches("a")) mark.ariaExpanded = "true";
  box.showPopover();
  place(panel);
  return panel;
};

// Below its line if there is room, else above it, never over it and never off the window.
const place = ({ mark, box }) => {
  box.style.cssText = "";
  const pieces = [...mark.getClientRects()], room = 8, gap = 6;
  if (phone.matches) {
    const under = pieces[0].bottom + 24 - box.getBoundingClientRect().top;
    if (under > 0) scrollBy({ top: under, behavior: calm.matches ? "auto" : "smooth" });
    return;
  }
  const line = parseFloat(getComputedStyle(mark.closest("p, li, h2, h3, td, .pop") || root).lineHeight) || 24;
  const rect = pieces.find(piece => pointer.y >= piece.top - 4 && pointer.y <= piece.bottom + 4) || pieces[0];
  const half = Math.max(rect.height, line) / 2, middle = (rect.top + rect.bottom) / 2;
  const top = middle - half - gap, bottom = middle + half + gap;
  const below = innerHeight - bottom - room, above = top - room;
  const under = box.offsetHeight <= below || below >= above;
  box.style.maxHeight = Math.max(96, under ? below : above) + "px";
  const left = Math.min(Math.max(rect.left - 24, room), root.clientWidth - box.offsetWidth - room);
  box.style.left = Math.max(left, 0) + scrollX + "px";
  box.style.top = (under ? bottom : top - box.offsetHeight) + scrollY + "px";
};

const shut = (panel, focus = true) => {
  const at = pile.indexOf(panel);
  if (at < 0) return;
  const inside = panel.box.contains(doc.activeElement);
  closeFrom(at);
  if (focus && inside) panel.mark.focus({ preventScroll: true });
};
const closeFrom = level => {
  for (const { mark, box } of pile.splice(level)) {
    mark.removeAttribute("aria-describedby");
    if (mark.matches("a")) mark.ariaExpanded = "false";
    box.remove();
  }
};

for (const date of all(".date[title]")) date.tabIndex = 0;

/* ---- opening and closing: by pointer, by key, by touch ---- */

let timer = 0, scrolled = -1e3, missed = false, pressed = "mouse", pointer = { y: -1 };
const later = (wait, act) => { clearTimeout(timer); timer = setTimeout(act, wait) };
const used = ({ mark, box, pinned }) => pinned || mark.matches(":hover") || box.matches(":hover") ||
  mark.matches(":focus-visible") || box.contains(doc.activeElement) ||
  (box.contains(getSelection().anchorNode) && !getSelection().isCollapsed);
const tidy = () => {
  while (pile.length && !used(pile.at(-1))) closeFrom(pile.length - 1);
};

// Nothing opens because the page moved under the pointer; the next movement of the pointer itself counts.
const hover = event => {
  if (event.pointerType != "mouse") return;
  pointer = { y: event.clientY };
  const mark = markOf(event.target);
  missed = event.timeStamp - scrolled < 250;
  if (mark && !missed && !mark.matches(".para-number")) later(320, () => open(mark, false));
  else later(280, tidy);
};
doc.addEventListener("pointerover", hover);
doc.addEventListener("pointermove", event => { if (missed) hover(event) });
addEventListener("scroll", event => {
  if (event.target != doc) return;
  scrolled = event.timeStamp;
  missed = true;
  later(600, tidy);
}, { capture: true, passive: true });
addEventListener("resize", () => pile.forEach(place));

doc.addEventListener("pointerdown", event => {
  pressed = event.pointerType;
  pointer = { y: event.clientY };
  clearTimeout(timer);
  if (markOf(event.target)) return;
  closeFrom(pile.findIndex(panel => panel.box.contains(event.target)) + 1);
});

doc.addEventListener("click", event => {
  const mark = markOf(event.target);
  if (!mark || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const byKey = event.detail == 0, shown = pile.find(panel => panel.mark == mark);
  if (mark.matches("a[data-gloss]")) {
    // A name leads to its page; a finger, which cannot hover, sees the gloss first.
    if (pressed != "touch" || byKey || shown) return;
  } else if (shown && shown.pinned) {
    event.preventDefault();
    closeFrom(pile.indexOf(shown));
    return;
  }
  if (byKey) pointer = { y: -1 };
  const panel = open(mark, true);
  if (!panel) return;
  event.preventDefault();
  if (byKey) panel.box.focus({ preventScroll: true });
});

doc.addEventListener("keydown", event => {
  if (event.key == "Escape" && pile.length) {
    const { mark, box } = pile.at(-1);
    const back = box.contains(doc.activeElement) || doc.activeElement == doc.body;
    clearTimeout(timer);
    closeFrom(pile.length - 1);
    if (back) mark.focus({ preventScroll: true });
    event.preventDefault();
  } else if ((event.key == " " || event.key == "Enter") && doc.activeElement == event.target) {
    const mark = event.target.matches(MARKS) && event.target;
    if (mark && (event.key == " " || mark.matches(":not(a)")) && !mark.matches("a[data-gloss]")) {
      event.preventDefault();
      mark.click();
    }
  }
});

doc.addEventListener("focusin", event => {
  const target = event.target;
  if (!(target instanceof Element)) return;
  const at = pile.findLastIndex(panel => panel.box.contains(target) || panel.mark == target);
  closeFrom(at + 1);
  if (target.matches("[data-gloss]:focus-visible")) {
    pointer = { y: -1 };
    const panel = open(target, false);
    if (panel) {
      panel.box.id = "gloss-open";
      target.setAttribute("aria-describedby", panel.box.id);
    }
  }
});

/* ---- things to copy ---- */

// A click on a number leaves the words chosen.
doc.addEventListener("mousedown", event => { if (markOf(event.target)?.matches(".para-number")) event.preventDefault() });

const said = element("p", { class: "said", role: "status" });
const copyButton = (label, text) => {
  const made = element("button", { type: "button" }, label);
  made.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(text()) } catch {
      const field = element("textarea", {});
      field.value = text();
      made.after(field);
      field.select();
      doc.execCommand("copy");
      field.remove();
      made.focus();
    }
    made.parentNode.append(said);
    said.textContent = "";
    setTimeout(() => { said.textContent = words.copied }, 50);
  });
  return made;
};
const canonical = () => (one("link[rel=canonical]") || location).href.replace(/#.*/, "");
const cite = one("#cite");

// The text's files for reference managers, made to name a paragraph: its number stands for pages, its address for
// the text's. Each file is a `data:` address, as the build wrote it.
const inFormats = (number, url) => [...document.querySelectorAll("#cite a[download]")].map(file => {
  const cut = file.href.indexOf(","), head = file.href.slice(0, cut), text = decodeURIComponent(file.href.slice(cut + 1));
  const place = "¶ " + number;
  const made = head.includes("json") ? JSON.stringify({ ...JSON.parse(text), page: place, URL: url })
    : head.includes("bibtex") ? text.replace(/\n  url = .*/, "").replace(/\n}/, () => `\n  pages = {${place}},\n  url = {${url}},\n}`)
    : text.replace(/\r?\nUR  - .*/, "").replace(/ER  -/, () => `SP  - ${place}\r\nUR  - ${url}\r\nER  -`);
  const name = file.download.replace(/(\.\w+)$/, "-p" + number + "$1");
  return element("a", { href: head + "," + encodeURIComponent(made), download: name }, file.textContent);
});

// A click on a paragraph's number offers its address and its citation, with the words chosen in it.
const address = mark => {
  const { plain, link, citation, paragraph } = cite.dataset, number = mark.textContent.trim();
  const url = canonical() + mark.hash, chosen = getSelection();
  const quoted = mark.parentNode.contains(chosen.anchorNode) ? chosen.toString().trim() : "";
  const cited = (quoted && quoted + "\n— ") + plain.replace(/\.?\s*$/, "") + ", ¶ " + number + ". " + url;
  const body = element("div", { class: "pop-body" }, element("p", { class: "cited" }, cited),
    element("div", { class: "actions" }, copyButton(citation, () => cited), copyButton(link, () => url), ...inFormats(number, url)));
  return { role: "group", title: "¶ " + number, name: paragraph + " " + number, body };
};
if (cite) one(".hint", cite).before(element("p", { class: "actions" },
  copyButton(cite.dataset.citation, () => one(".citation-text", cite).innerText.trim())));

/* ---- the filter of a register ---- */

// As the build folds `data-filter`: lower case, ə to e, ı to i, no marks above or below.
const fold = text => text.toLowerCase().replace(/ə/g, "e").replace(/ı/g, "i").normalize("NFD").replace(/\p{M}/gu, "");
const filter = one(".filter input");
if (filter) {
  const entries = all("[data-filter]"), groups = all("section.letter"), count = one("#filter-count");
  const sift = () => {
    const wanted = fold(filter.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const entry of entries) {
      const fits = wanted.every(word => entry.dataset.filter.includes(word));
      entry.hidden = !fits;
      found += fits;
    }
    for (const group of groups) group.hidden = !one("[data-filter]:not([hidden])", group);
    count.textContent = wanted.length ? (found ? found + " / " + entries.length : filter.dataset.none.replace("{text}", filter.value.trim())) : "";
  };
  one(".filter").hidden = false;
  filter.addEventListener("input", sift);
  if (filter.value) sift();
}

/* ---- a fold that hides where a link leads opens ---- */

const unfold = () => {
  const target = location.hash && doc.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
};
addEventListener("hashchange", unfold);
unfold();
if (innerWidth < 600) for (const fold of all(".contents > details")) fold.open = false;
})();
