import { onArrival } from "./arrival.js";
import { all, show } from "./find.js";

// What is typed into the places stands in the letters, and leaves the browser in them only.
const typed = {};
const filled = (text, blank) => text.replace(/\[[^[\]]*]/g, (place) => typed[place] || blank || place);
const encoded = (link) => link.replace(/%5B(?:(?!%5B).)*?%5D/g, (place) => encodeURIComponent(filled(decodeURIComponent(place))));

export function fill(blank) {
  for (const { dataset, value } of all("[data-place]")) typed[dataset.place] = value.trim();
  for (const letter of all("pre")) letter.textContent = filled(letter.dataset.text ??= letter.textContent, blank);
  for (const link of all("a[href^=mailto]")) link.href = encoded(link.dataset.href ??= link.href);
}

onArrival(() => {
  show(".places");
  for (const input of all("[data-place]")) input.value ||= typed[input.dataset.place] ?? "";
  fill();
});
