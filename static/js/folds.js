import { onArrival } from "./arrival.js";
import { all } from "./find.js";

// What was unfolded stays so on the next page and on the way back: an answer elsewhere on the page closes nothing.
const unfolded = new Set();

addEventListener("toggle", ({ target }) => unfolded[target.open ? "add" : "delete"](target.id), true);
onArrival(() => {
  for (const each of all("details")) each.open ||= unfolded.has(each.id);
});
