// A second press within moments does not send a form twice. When no answer comes, a later one does.
const MOMENTS = 5000;
let sent = new WeakMap();

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (event.timeStamp - (sent.get(form) ?? -Infinity) < MOMENTS) return event.preventDefault();
  sent.set(form, event.timeStamp);
});
addEventListener("pageshow", () => (sent = new WeakMap()));
