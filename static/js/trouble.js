import { $ } from "./find.js";

// When nothing comes through, htmx alone would say nothing.
const alarm = $("#hairio");
for (const name of ["responseError", "sendError", "timeout"])
  addEventListener(`htmx:${name}`, () => {
    alarm.textContent = alarm.dataset.text;
  });
addEventListener("htmx:beforeRequest", () => {
  alarm.textContent = "";
});
