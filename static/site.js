// Every page works without this.
const $ = (selector) => document.querySelector(selector);
let timer;

const address = (path, form, left) =>
  `${path}?${new URLSearchParams([...new FormData(form)].filter(([key]) => key !== left))}`;

function count() {
  const place = $("[data-count]");
  if (place) place.textContent = `${document.querySelectorAll(":checked").length} valittu`;
}

// On load and after each swap.
function arrive() {
  count();
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  $(".errors")?.focus();
}

addEventListener("change", ({ target }) => {
  const form = target.form;
  if (!form?.dataset.path) return;
  for (const box of form.querySelectorAll(":checked"))
    if (target.checked && box !== target && [box, target].includes($("[data-alone]"))) box.checked = false;
  count();
  // Back keeps what is ticked; the next page is fetched ahead.
  history.replaceState(history.state, "", address(form.dataset.path, form, "jatka"));
  clearTimeout(timer);
  const ahead = () => fetch(address(form.action, form), { priority: "low" }).catch(() => {});
  if ($(":checked")) timer = setTimeout(ahead, 99);
});

addEventListener("click", async ({ target }) => {
  const text = target.dataset.copy;
  if (!text) return;
  try {
    await navigator.clipboard.writeText(text);
    $("#tila").textContent = target.textContent = "Kopioitu";
  } catch {
    const shown = document.createElement("span");
    shown.textContent = text;
    target.replaceWith(shown);
    getSelection().selectAllChildren(shown);
  }
});

const alarm = $("#hairio");
const tell = () => { alarm.textContent = alarm.dataset.text; };
for (const name of ["responseError", "sendError", "timeout"]) addEventListener(`htmx:${name}`, tell);
addEventListener("htmx:beforeRequest", () => { alarm.textContent = ""; });
addEventListener("htmx:historyRestore", arrive);
addEventListener("htmx:afterSettle", () => {
  arrive();
  if (document.activeElement === document.body) $("h1").focus({ preventScroll: true });
});
arrive();
