import { onArrival } from "./arrival.js";
import { $ } from "./find.js";

// A question that htmx brings has its script too, and an answer that of its role's kit. A browser runs a module once.
onArrival(() => {
  if ($("[data-path]")) import($("[data-question]").dataset.question);
  if ($("[data-kit]")) import($("[data-kit]").dataset.kit);
});
