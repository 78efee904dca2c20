import { onArrival } from "./arrival.js";
import { $ } from "./find.js";

// A question that htmx brings has its script too. A browser runs the same module once.
onArrival(() => {
  if ($("[data-path]")) import($("[data-question]").dataset.question);
});
