// One request at a time, and the newest wins (data-hx-sync on the page): Back ends what is under way, also an earlier
// Back, whose request htmx does not keep. Where htmx is not here yet, the browser fetches the page.
let earlier;

addEventListener("popstate", ({ state }) => {
  if (window.htmx) htmx.trigger("body", "htmx:abort");
  else if (state?.htmx) location.reload();
  earlier?.abort();
});
addEventListener("htmx:beforeRequest", () => earlier?.abort());
addEventListener("htmx:historyCacheMiss", ({ detail }) => {
  earlier = detail.xhr;
});
