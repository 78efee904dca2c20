// A page is here: this one, each that htmx brings, and the one that Back leads to.
const acts = [];

export function onArrival(act) {
  acts.push(act);
  act();
}

export function arrive() {
  for (const act of acts) act();
}

addEventListener("htmx:historyRestore", arrive);
addEventListener("htmx:afterSettle", arrive);
