"use strict";
const places = [...document.querySelectorAll(".place")];
const areas = [...document.querySelectorAll(".decisions textarea")];
const store = "import-report " + location.pathname;
let here = -1;

const lines = (place) => [...place.querySelectorAll("li code")].map((code) => code.textContent);
const shown = (place) => place.getClientRects().length > 0;

function go(to) {
  if (!places[to]) return;
  here = to;
  places[to].focus({ preventScroll: true });
  places[to].scrollIntoView({ block: "center" });
}

function step(by) {
  let to = here + by;
  while (places[to] && !shown(places[to])) to += by;
  go(to);
}

function copy(text) {
  if (navigator.clipboard) navigator.clipboard.writeText(text).catch(() => {});
}

function keep() {
  try {
    localStorage.setItem(store, JSON.stringify(areas.map((area) => area.value)));
  } catch { /* the report works without a memory */ }
}

/* The area is the editor's: other lines in it stay as they are. */
function put(at, nth) {
  const place = places[at];
  const area = areas[Number(place.dataset.file)];
  const own = lines(place);
  const rest = area.value.split("\n").filter((line) => line.trim() && !own.includes(line));
  if (own[nth] !== undefined) rest.push(own[nth]);
  area.value = rest.length ? rest.join("\n") + "\n" : "";
  mark();
  keep();
}

function mark() {
  const written = areas.map((area) => new Set(area.value.split("\n")));
  for (const place of places) {
    const set = written[Number(place.dataset.file)];
    let done = false;
    for (const item of place.querySelectorAll("li")) {
      const is = set.has(item.querySelector("code").textContent);
      item.classList.toggle("chosen", is);
      done ||= is;
    }
    place.classList.toggle("done", done);
  }
}

function reveal(id) {
  const target = document.getElementById(id);
  target?.closest("details")?.setAttribute("open", "");
  target?.scrollIntoView({ block: "center" });
}

places.forEach((place, at) => {
  place.tabIndex = -1;
  place.addEventListener("focusin", () => { here = at; });
  place.addEventListener("click", () => { here = at; });
  place.querySelectorAll("li").forEach((item, nth) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "decide";
    button.addEventListener("click", () => put(at, nth));
    item.append(" ", button);
  });
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("textarea")) return;
  const key = event.key;
  if (key === "j" || key === "ArrowDown") step(1);
  else if (key === "k" || key === "ArrowUp") step(-1);
  else if (key === "a") copy(areas.map((area) => area.value).join(""));
  else if (here < 0) return;
  else if (/^[1-9]$/.test(key)) {
    if (lines(places[here])[Number(key) - 1] === undefined) return;
    put(here, Number(key) - 1);
    step(1);
  }
  else if (key === "u") put(here, -1);
  else if (key === "c") copy(lines(places[here]).join("\n") + "\n");
  else if (key === "o") location.hash = places[here].querySelector(".what a").hash;
  else return;
  event.preventDefault();
});

addEventListener("hashchange", () => reveal(location.hash.slice(1)));
try {
  const old = JSON.parse(localStorage.getItem(store) ?? "[]");
  areas.forEach((area, nth) => { area.value = old[nth] ?? ""; });
} catch { /* as above */ }
for (const area of areas) area.addEventListener("input", () => { mark(); keep(); });
for (const hidden of document.querySelectorAll(".decisions, .scripted")) hidden.hidden = false;
mark();
if (location.hash) reveal(location.hash.slice(1));
