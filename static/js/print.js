import { fill } from "./places.js";

addEventListener("click", ({ target }) => {
  if (target.dataset.print !== undefined) print();
});

// Paper has lines to write on.
addEventListener("beforeprint", () => fill("________________________"));
addEventListener("afterprint", () => fill());
