import { $ } from "./find.js";

let left;

// Who comes back from changing an answer is at the link that led away, and hears what the answer is now.
addEventListener("click", ({ target }) => {
  if (/muuta=1/.test(target.search)) left = target.pathname;
});
addEventListener("htmx:afterSettle", () => {
  const link = left && $(`[href^="${left}?"][href*="muuta=1"]`);
  if (!link) return;
  left = "";
  $("#tila").textContent = $("h1").textContent;
  setTimeout(() => link.focus());
});
