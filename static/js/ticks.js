import { address } from "./address.js";
import { count } from "./count.js";
import { $ } from "./find.js";
import { prefetch } from "./prefetch.js";

addEventListener("change", ({ target }) => {
  const { form } = target;
  if (!form?.dataset.path) return;
  leaveAlone(target);
  count();
  // Back keeps the ticks.
  history.replaceState(history.state, "", address(form.dataset.path, form, "jatka"));
  prefetch(form);
});

// "None of these" and the others take each other's tick away.
function leaveAlone(target) {
  for (const box of target.form.querySelectorAll(":checked"))
    if (target.checked && box !== target && [box, target].includes($("[data-alone]"))) box.checked = false;
}
