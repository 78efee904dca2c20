import { address } from "./address.js";
import { $ } from "./find.js";

let timer;

// The next page is fetched once the ticking has paused.
export function prefetch(form) {
  clearTimeout(timer);
  const ahead = () => fetch(address(form.action, form), { priority: "low" }).catch(() => {});
  if ($(":checked")) timer = setTimeout(ahead, 99);
}
