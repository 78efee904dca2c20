// One request at a time, and the newest wins (data-hx-sync on the page): Back ends what is under way, also an earlier
// Back, whose request htmx does not keep.
let back;

addEventListener("popstate", () => {
  window.htmx?.trigger("body", "htmx:abort");
  back?.abort();
});
addEventListener("htmx:beforeRequest", () => back?.abort());
addEventListener("htmx:historyCacheMiss", ({ detail }) => {
  back = detail.xhr;
});
