import "./arrival.js";
import { $ } from "./find.js";

// On a page that htmx brought, the heading has the focus. An answered prerequisite keeps it: the change is said.
addEventListener("htmx:afterSettle", () => {
  const card = $(".card:has(.choices :focus)");
  if (card) $("#tila").textContent = `${card.querySelector("h3").textContent}: ${card.querySelector(".tag").textContent}. ${$("h1").textContent}`;
  if (!$(":focus")) $("h1").focus({ preventScroll: true });
});
