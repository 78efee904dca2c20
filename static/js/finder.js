import { onArrival } from "./arrival.js";
import { $, all } from "./find.js";

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

// What the words of an option have stays in sight, what the search finds by other words, and what is ticked.
function sift({ value, dataset }, found) {
  let many = 0;
  for (const box of all(".option :not([data-alone])[type]")) {
    const option = box.parentElement;
    option.hidden = !box.checked && !found.includes(box.value) && !plain(option.textContent).includes(plain(value.trim()));
    many += !option.hidden;
  }
  $("fieldset [role=status]").textContent = `${dataset.found}: ${many}`;
}

async function find(field) {
  const { value, dataset } = field;
  let found = [];
  try {
    found = Object.values(await (await fetch(`${dataset.find}?${new URLSearchParams({ q: value })}`)).json()).flat();
  } catch {}
  if (value === field.value) sift(field, found);
}

addEventListener("input", ({ target }) => {
  if (target.dataset.find) find(target);
});
// The field is no part of the answer, and what it does at once needs no button.
addEventListener("keydown", (event) => {
  if (event.target.dataset?.find && event.key === "Enter") event.preventDefault();
});
onArrival(() => {
  $("[name=suodata]")?.remove();
  $("[name=sana]")?.removeAttribute("name");
});
