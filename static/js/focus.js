import "./arrival.js";
import { $ } from "./find.js";

let pressed;

// What was pressed within an answer stays under the pointer, whatever changed above it.
addEventListener("htmx:beforeSwap", () => {
  const focused = $(".answer :focus, .stage :focus");
  pressed = focused && { id: focused.id, top: focused.getBoundingClientRect().top };
});

// On a page that htmx brought, the heading has the focus. What was pressed within an answer keeps it: the change is said.
addEventListener("htmx:afterSettle", () => {
  const focused = pressed?.id && document.getElementById(pressed.id);
  if (focused) {
    scrollBy(0, focused.getBoundingClientRect().top - pressed.top);
    $("#tila").textContent = `${$("h1").textContent}. ${$(".lead").textContent}`;
  }
  if (!$(":focus")) $("h1").focus({ preventScroll: true });
});
