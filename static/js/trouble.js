import { $ } from "./find.js";

let again;

// When nothing comes through, htmx alone would say nothing. What failed can be tried again; without that all is well.
function tell(retry) {
  const alarm = $("#hairio > div");
  again = retry;
  alarm.hidden = !retry;
  document.body.style.setProperty("--alarm", `${alarm.offsetHeight}px`);
}

const back = () => tell(() => dispatchEvent(new PopStateEvent("popstate", { state: history.state })));

for (const name of ["responseError", "sendError", "timeout"])
  addEventListener(`htmx:${name}`, ({ detail }) => {
    const { submitter, type, target } = detail.requestConfig.triggeringEvent;
    tell(() => (submitter ? submitter.click() : target.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }))));
    if (!submitter) target.scrollIntoView({ block: "nearest" });
  });
addEventListener("htmx:historyCacheMissLoadError", back);
addEventListener("htmx:historyCacheMiss", ({ detail }) => {
  tell();
  detail.xhr.onerror = back;
});
for (const name of ["htmx:beforeRequest", "online"]) addEventListener(name, () => again && tell());
addEventListener("click", ({ target }) => {
  if (target.matches("#hairio button")) again();
});
