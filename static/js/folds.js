import { arrive, onArrival } from "./arrival.js";
import { all } from "./find.js";

// What was unfolded stays so on the next page and on the way back: an answer elsewhere on the page closes nothing.
// A fold that the address names is unfolded too.
const unfolded = {};

addEventListener("hashchange", arrive);
addEventListener("toggle", ({ target }) => (unfolded[target.id] = target.open), true);
onArrival(() => {
  for (const each of all("details")) each.open ||= unfolded[each.id] || location.hash === `#${each.id}`;
});
