import { address } from "./address.js";
import { count } from "./count.js";
import { $ } from "./find.js";

let timer;
let newest;

// The next page is fetched once the ticking has paused; it knows how many mandates the ticks make.
export function prefetch(form) {
  clearTimeout(timer);
  newest = address(form.action, form);
  if ($(":checked")) timer = setTimeout(look, 99, newest);
}

async function look(ahead) {
  try {
    const html = await (await fetch(ahead, { priority: "low" })).text();
    if (ahead === newest) count(/data-mandates="(\d+)"/.exec(html)?.[1]);
  } catch {}
}
