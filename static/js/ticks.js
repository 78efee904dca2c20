import { address } from "./address.js";
import { count } from "./count.js";
import { $, all } from "./find.js";
import { prefetch } from "./prefetch.js";

addEventListener("change", ({ target }) => {
  const { form } = target;
  if (!form?.dataset.path) return;
  leaveAlone(target);
  count();
  keep(address(form.dataset.path, form, "jatka"));
  prefetch(form);
});

// "None of these" and the others take each other's tick away.
function leaveAlone(target) {
  for (const box of target.form.querySelectorAll(":checked"))
    if (target.checked && box !== target && [box, target].includes($("[data-alone]"))) box.checked = false;
}

// Back keeps the ticks, and so does every link to a question or to this one in another language.
function keep(ticked) {
  history.replaceState(history.state, "", ticked);
  for (const link of all('#kielet a, #main [href*="/kysely/"]')) link.href = link.pathname + location.search;
}

// htmx has kept the address that a link had at first.
addEventListener("htmx:configRequest", ({ detail }) => {
  detail.path = detail.elt.href ?? detail.path;
});
