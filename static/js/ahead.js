import { onArrival } from "./arrival.js";
import { $ } from "./find.js";

// A question that htmx brings has its script too, and an answer that of its role's kit: once the link names the role, or
// the share box is opened. A browser runs a module once.
onArrival(() => {
  if ($("[data-path]")) import($("[data-question]").dataset.question);
  if (location.hash && $("[data-kit]")) import($("[data-kit]").dataset.kit);
});
addEventListener("toggle", ({ target }) => target.dataset.kit && import(target.dataset.kit), true);
