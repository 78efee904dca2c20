import { onArrival } from "./arrival.js";
import { $, all } from "./find.js";

// How many options are ticked, and how many mandates they make where that is known.
export function count(mandates) {
  const place = $("[data-count]");
  if (!place) return;
  const ticked = all(":checked").length;
  place.textContent = `${place.dataset.count}: ${ticked}`;
  if (ticked && mandates && place.dataset.mandates) place.textContent += ` · ${place.dataset.mandates}: ${mandates}`;
}

onArrival(() => count($("#main").dataset.mandates));
