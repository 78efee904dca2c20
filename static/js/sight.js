import { onArrival } from "./arrival.js";
import { $ } from "./find.js";
import { bringHtmx } from "./htmx.js";

let sight;

// An answer in sight for two seconds is counted, once.
function look() {
  clearTimeout(sight);
  const { outcome, edition } = $("[data-outcome]")?.dataset ?? {};
  if (document.hidden || !outcome) return;
  sight = setTimeout(() => {
    delete $("[data-outcome]").dataset.outcome;
    bringHtmx();
    navigator.sendBeacon("/palaute/?tulos", new URLSearchParams({ tulos: outcome, julkaisu: edition }));
  }, 2000);
}

onArrival(look);
document.addEventListener("visibilitychange", look);
