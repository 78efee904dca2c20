import { onArrival } from "./arrival.js";
import { $, all } from "./find.js";

// How many options are ticked.
export function count() {
  const place = $("[data-count]");
  if (place) place.textContent = `${place.dataset.count}: ${all(":checked").length}`;
}

onArrival(count);
