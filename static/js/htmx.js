import { arrive, onArrival } from "./arrival.js";
import { $ } from "./find.js";

// htmx comes with the first sign of a visitor: docs/adr/0012
const { htmx: src } = $("[data-htmx]")?.dataset ?? {};
let early;

function onload() {
  arrive();
  if (early) htmx.trigger(early, "change");
}

const library = Object.assign(document.createElement("script"), { src, onload });

export function bringHtmx() {
  if (src) document.head.append(library);
}

addEventListener("load", () => {
  for (const name of ["pointerover", "keydown", "change"]) addEventListener(name, bringHtmx, { once: true });
});
addEventListener("change", ({ target }) => {
  if (!window.htmx) early = target;
});

// htmx keeps addresses there.
onArrival(() => {
  try {
    sessionStorage.clear();
  } catch {}
});
