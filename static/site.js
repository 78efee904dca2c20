// Every page works without this.
const $ = (selector) => document.querySelector(selector);
const all = (selector) => document.querySelectorAll(selector);
let timer, sight, unsent, early;

const address = (path, form, left) =>
  `${path}?${new URLSearchParams([...new FormData(form)].filter(([key]) => key !== left))}`;

function count() {
  const place = $("[data-count]");
  if (place) place.textContent = `${place.dataset.count}: ${all(":checked").length}`;
}

// htmx: docs/adr/0012
const { htmx: src } = document.currentScript.dataset;
const onload = () => { arrive(); if (early) htmx.trigger(early, "change"); };
const library = Object.assign(document.createElement("script"), { src, onload });
addEventListener("load", () => {
  for (const name of ["pointerover", "keydown", "change"])
    if (src) addEventListener(name, () => document.head.append(library), { once: true });
});
addEventListener("popstate", ({ state }) => { if (state?.htmx && !window.htmx) location.reload(); });

// What is in sight for two seconds is counted, once.
function look() {
  clearTimeout(sight);
  const { outcome, edition } = $("[data-outcome]")?.dataset ?? {};
  if (document.hidden || !outcome) return;
  sight = setTimeout(() => {
    delete $("[data-outcome]").dataset.outcome;
    document.head.append(library);
    navigator.sendBeacon("/palaute/", new URLSearchParams({ tulos: outcome, julkaisu: edition }));
  }, 2000);
}

function arrive() {
  count();
  look();
  for (const each of all("[data-copy], [data-letter], [data-print], .places")) each.hidden = false;
  for (const input of all("[data-place]")) input.value ||= typed[input.dataset.place] ?? "";
  fill();
  // htmx keeps addresses there.
  try { sessionStorage.clear(); } catch {}
}

document.addEventListener("visibilitychange", look);
addEventListener("change", ({ target }) => {
  if (!window.htmx) early = target;
  const form = target.form;
  if (!form?.dataset.path) return;
  for (const box of form.querySelectorAll(":checked"))
    if (target.checked && box !== target && [box, target].includes($("[data-alone]"))) box.checked = false;
  count();
  // Back keeps the ticks.
  history.replaceState(history.state, "", address(form.dataset.path, form, "jatka"));
  clearTimeout(timer);
  const ahead = () => fetch(address(form.action, form), { priority: "low" }).catch(() => {});
  if ($(":checked")) timer = setTimeout(ahead, 99);
});

// What is typed stays here.
const typed = {};
const filled = (text, blank) => text.replace(/\[[^[\]]*]/g, (place) => typed[place] || blank || place);
const encoded = (link) => link.replace(/%5B(?:(?!%5B).)*?%5D/g, (place) => encodeURIComponent(filled(decodeURIComponent(place))));

function fill(blank) {
  for (const { dataset, value } of all("[data-place]")) typed[dataset.place] = value.trim();
  for (const letter of all("pre")) letter.textContent = filled(letter.dataset.text ??= letter.textContent, blank);
  for (const link of all("a[data-still]")) link.href = encoded(link.dataset.href ??= link.href);
}

// Paper has lines to write on.
addEventListener("beforeprint", () => {
  fill("________________________");
  for (const { dataset } of all("[data-paper]"))
    for (const letter of all("pre")) letter.textContent = letter.textContent.replace(dataset.copy, dataset.paper);
});
addEventListener("afterprint", () => fill());

// The weighted sum of a business ID is a multiple of 11.
const isRight = (id) =>
  /^\d{7}-?\d$/.test(id) &&
  [7, 9, 10, 5, 8, 4, 2, 1].reduce((sum, weight, place) => sum + weight * id.replace("-", "")[place], 0) % 11 === 0;

function check(input, asked) {
  const value = input.value.trim();
  const error = input.nextElementSibling;
  const isWrong = value ? "checked" in input.dataset && !isRight(value) : asked || !!error.textContent;
  error.textContent = isWrong ? error.dataset[value ? "wrong" : "empty"] : "";
  input.ariaInvalid = isWrong;
  return isWrong;
}

// Wrong places stop the request once.
function stopped(target) {
  const note = $("#kesken");
  const [wrong] = [...all("[data-place]")].filter((input) => check(input, true));
  note.lastElementChild.textContent = target.dataset.still;
  note.hidden = !wrong;
  unsent = target;
  wrong?.focus();
  return wrong;
}

async function copy(target, text, letter) {
  try {
    await navigator.clipboard.writeText(text);
    const words = (target.dataset.words ??= target.textContent);
    $("#tila").textContent = target.textContent = $("#tila").dataset.text;
    setTimeout(() => { target.textContent = words; }, 3000);
  } catch {
    const shown = letter?.firstChild ?? new Text(text);
    if (!letter) target.replaceWith(shown);
    getSelection().setBaseAndExtent(shown, 0, shown, shown.length);
  }
}

function send(target) {
  const letter = $(`#${target.dataset.letter}`);
  if (letter) copy(target, letter.textContent, letter);
  else location = target.href;
}

addEventListener("input", ({ target }) => {
  if (!target.dataset.place) return;
  fill();
  $("#kesken").hidden = true;
});
addEventListener("focusout", ({ target }) => { if (target.dataset?.place) check(target); });
addEventListener("click", (event) => {
  const { target } = event;
  const { copy: text, still, print: paper } = target.dataset;
  if (text) copy(target, text);
  else if (paper !== undefined) print();
  else if (target.parentElement?.id === "kesken") send(unsent);
  else if (still) {
    event.preventDefault();
    if (!stopped(target)) send(target);
  }
});

const alarm = $("#hairio");
for (const name of ["responseError", "sendError", "timeout"])
  addEventListener(`htmx:${name}`, () => { alarm.textContent = alarm.dataset.text; });
addEventListener("htmx:beforeRequest", () => { alarm.textContent = ""; });
addEventListener("htmx:historyRestore", arrive);
addEventListener("htmx:afterSettle", () => {
  arrive();
  const card = $(".card:has(.choices :focus)");
  // An answered prerequisite keeps the focus: the change is said.
  if (card) $("#tila").textContent = `${card.querySelector("h3").textContent}: ${card.querySelector(".tag").textContent}. ${$("h1").textContent}`;
  if (!$(":focus")) $("h1").focus({ preventScroll: true });
});
arrive();
