import { onArrival } from "./arrival.js";
import { $ } from "./find.js";

// A page that htmx brings may be in another language.
onArrival(() => {
  document.documentElement.lang = $("#main").lang;
});
