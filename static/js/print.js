import { onArrival } from "./arrival.js";
import { all, show } from "./find.js";
import { fill } from "./places.js";

onArrival(() => show("[data-print]"));
addEventListener("click", ({ target }) => {
  if (target.dataset.print !== undefined) print();
});

// Paper has lines to write on.
addEventListener("beforeprint", () => {
  fill("________________________");
  for (const { dataset } of all("[data-paper]"))
    for (const letter of all("pre")) letter.textContent = letter.textContent.replace(dataset.copy, dataset.paper);
});
addEventListener("afterprint", () => fill());
