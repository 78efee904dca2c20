import { all } from "./find.js";

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

// What the words of an option have stays in sight, what the search finds by other words, and what is ticked.
function sift({ value, dataset, nextElementSibling }, found) {
  let many = 0;
  for (const option of all(".option")) {
    const box = option.firstElementChild;
    option.hidden = !box.checked && !found.includes(box.value) && !plain(option.textContent).includes(plain(value.trim()));
    many += !option.hidden;
  }
  nextElementSibling.textContent = `${dataset.found}: ${many}`;
}

async function find(field) {
  const { value, dataset } = field;
  let found = [];
  try {
    found = (await (await fetch(`${dataset.find}?${new URLSearchParams({ q: value })}`)).json()).organisaatiot;
  } catch {}
  if (value === field.value) sift(field, found);
}

addEventListener("input", ({ target }) => {
  if (target.dataset.find) find(target);
});
// The field is no part of the answer.
addEventListener("keydown", (event) => {
  if (event.target.dataset?.find && event.key === "Enter") event.preventDefault();
});
