// A team's names: typed here, kept in this tab, in an address only after its # and only in a link that the sender copies.
import { onArrival } from "./arrival.js";
import { $, all } from "./find.js";
import { named } from "./role_name.js";

const field = (kind, number) => $(`#rooli-${number} [id^=${kind}]`);
const nameIn = (input) => (input ? named(input.value, input.maxLength) : "");
const people = (number) => field("henkilot", number)?.value.split(/[,;]/).filter((name) => name.trim()).length || 1;

// What a link says of a role: its name, and its people.
function said() {
  const names = new URLSearchParams();
  for (const { id } of all(".member"))
    for (const kind of ["nimi", "henkilot"]) names.append(kind, nameIn($(`#${id} [id^=${kind}]`)));
  return names;
}

function show() {
  for (const each of all("[data-named]")) {
    const name = nameIn(field("nimi", each.dataset.named));
    each.textContent = name ? `: ${name}` : "";
  }
  for (const each of all("[data-people]")) {
    const numbers = each.dataset.people.split(" ").filter(Boolean);
    each.textContent = numbers.reduce((sum, number) => sum + people(number), 0);
  }
  const link = $("#linkki-nimineen");
  if (link) link.dataset.copy = `${link.dataset.copy.split("#")[0]}#${said()}`;
}

// Who opens such a link finds the names in their fields.
function read() {
  const names = new URLSearchParams(location.hash.slice(1));
  for (const kind of ["nimi", "henkilot"])
    for (const [place, name] of names.getAll(kind).entries()) {
      const input = field(kind, place + 1);
      if (input) input.value ||= named(name, input.maxLength);
    }
  $("[data-place]")?.dispatchEvent(new Event("input", { bubbles: true }));
}

onArrival(() => {
  read();
  show();
});
addEventListener("input", show);
// What was typed is cleaned once it is whole: the letter takes it from the field.
addEventListener("change", ({ target }) => {
  if (!target.closest?.(".member .places")) return;
  target.value = nameIn(target);
  target.dispatchEvent(new Event("input", { bubbles: true }));
});
