import { onArrival } from "./arrival.js";
import { show } from "./find.js";
import { fill } from "./places.js";

onArrival(() => show("[data-print]"));
addEventListener("click", ({ target }) => {
  if (target.dataset.print !== undefined) print();
});

// Paper has lines to write on.
addEventListener("beforeprint", () => fill("________________________"));
addEventListener("afterprint", () => fill());
