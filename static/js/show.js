import { onArrival } from "./arrival.js";
import { all } from "./find.js";

// What only the script can serve is hidden until then.
onArrival(() => {
  for (const each of all("button, .places, .finder div")) each.hidden = false;
});
