export const $ = (selector) => document.querySelector(selector);
export const all = (selector) => document.querySelectorAll(selector);

// What only the script can serve is hidden until then.
export function show(selector) {
  for (const each of all(selector)) each.hidden = false;
}
