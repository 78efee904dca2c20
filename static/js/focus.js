import "./arrival.js";
import { $ } from "./find.js";

let id;
let top;
const height = () => document.getElementById(id)?.getBoundingClientRect().top;

// What was pressed within an answer stays under the pointer, whatever changed above it.
addEventListener("htmx:beforeSwap", () => {
  ({ id } = $(".answer :focus, .stage :focus") ?? {});
  top = height();
});

// On a page that htmx brought, the heading has the focus. What was pressed within an answer keeps it: the change is said.
// At the top of a page nothing scrolls back: what stands above is then made as high as it was.
addEventListener("htmx:afterSettle", () => {
  if (height()) {
    scrollBy(0, height() - top);
    if (height() < top) $(".stages").style.marginTop = `${top - height()}px`;
    $("#tila").textContent = `${$("h1").textContent}. ${$(".lead").textContent}`;
  }
  if (!$(":focus")) $("h1").focus({ preventScroll: true });
});
