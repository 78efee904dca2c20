let control;
let timer;

// What was pressed says that it waits, when that is long enough to be noticed.
addEventListener("htmx:beforeRequest", ({ detail }) => {
  const { submitter, target } = detail.requestConfig.triggeringEvent;
  control = submitter ?? target;
  timer = setTimeout(() => {
    control.ariaBusy = true;
  }, 200);
});
addEventListener("htmx:afterRequest", () => {
  clearTimeout(timer);
  control.ariaBusy = null;
});
