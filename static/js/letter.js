import { check } from "./check.js";
import { copy } from "./copy.js";
import { $, all } from "./find.js";
import { fill } from "./places.js";

let unsent;

// Wrong places stop the letter once; the note then has a button that sends it as it is.
function isStopped(target) {
  const note = $("#kesken");
  const [wrong] = [...all("[data-place]")].filter((input) => check(input, true));
  note.lastElementChild.textContent = target.dataset.still;
  note.hidden = !wrong;
  unsent = target;
  wrong?.focus();
  return wrong;
}

function send(target) {
  const letter = $(`#${target.dataset.letter}`);
  if (letter) copy(target, letter.textContent, letter);
  else location = target.href;
}

addEventListener("input", ({ target }) => {
  if (!target.dataset.place) return;
  fill();
  $("#kesken").hidden = true;
});
addEventListener("click", (event) => {
  const { target } = event;
  if (target.parentElement?.id === "kesken") send(unsent);
  if (!target.dataset.still && !target.dataset.letter) return;
  event.preventDefault();
  if (!target.dataset.still || !isStopped(target)) send(target);
});
