// Every page works without this.
const $ = (selector) => document.querySelector(selector);
let timer;

const address = (path, form, left) =>
  `${path}?${new URLSearchParams([...new FormData(form)].filter(([key]) => key !== left))}`;

function count() {
  const place = $("[data-count]");
  if (place) place.textContent = `${document.querySelectorAll(":checked").length} valittu`;
}

function arrive() {
  count();
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  $(".errors")?.focus();
  // htmx keeps the address there; we keep nothing.
  try { sessionStorage.clear(); } catch {}
}

addEventListener("change", ({ target }) => {
  const form = target.form;
  if (!form?.dataset.path) return;
  for (const box of form.querySelectorAll(":checked"))
    if (target.checked && box !== target && [box, target].includes($("[data-alone]"))) box.checked = false;
  count();
  // Back keeps the ticks; the next page is fetched ahead.
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
    const shown = new Text(text);
    target.replaceWith(shown);
    getSelection().setBaseAndExtent(shown, 0, shown, text.length);
  }
});

const alarm = $("#hairio");
for (const name of ["responseError", "sendError", "timeout"])
  addEventListener(`htmx:${name}`, () => { alarm.textContent = alarm.dataset.text; });
addEventListener("htmx:beforeRequest", () => { alarm.textContent = ""; });
addEventListener("htmx:historyRestore", arrive);
addEventListener("htmx:afterSettle", () => {
  arrive();
  if (!$(":focus")) $("h1").focus({ preventScroll: true });
});
arrive();
