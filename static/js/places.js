import { onArrival } from "./arrival.js";
import { all } from "./find.js";

// What is typed into the places stands in the letters, and leaves the browser in them only. It is kept here, by field
// for the next page in any language and by place for letters without fields: a reload forgets it.
const typed = {};
const filled = (text, blank) => text.replace(/\[[^[\]]*]/g, (place) => typed[place] || blank || place);
const encoded = (link) => link.replace(/%5B(?:(?!%5B).)*?%5D/g, (place) => encodeURIComponent(filled(decodeURIComponent(place))));

export function fill(blank) {
  for (const { id, dataset, value } of all("[data-place]")) typed[dataset.place] = typed[id] = value.trim();
  for (const letter of all("pre")) letter.textContent = filled(letter.dataset.text ??= letter.textContent, blank);
  for (const link of all("a[href^=mailto]")) link.href = encoded(link.dataset.href ??= link.href);
}

onArrival(() => {
  for (const input of all("[data-place]")) input.value ||= typed[input.id] ?? "";
  fill();
});
