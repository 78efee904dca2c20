// A role's kit: the role's name is typed into the share box, or comes after the # of the link that was made there. It
// stands in the answer and in the letters, and no request ever has it.
import { onArrival } from "./arrival.js";
import { $, all } from "./find.js";
import { named } from "./role_name.js";

let role = named(new URLSearchParams(location.hash.slice(1)).get("rooli") ?? "");

function apply() {
  const field = $("#rooli");
  if (!field) return;
  const { place } = $("#oma-nimi")?.dataset ?? {};
  const line = role && `\n${field.labels[0].textContent}: ${role}`;
  const added = (text, mark, said) => text.replace(mark, () => mark + said);
  $(".share .places [data-copy]").dataset.copy = `${field.dataset.link}#${new URLSearchParams({ rooli: role })}`;
  show();
  if (!place) return;
  for (const { dataset } of all("pre")) dataset.text = added((dataset.plain ??= dataset.text), place, line);
  for (const { dataset } of all("a[href^=mailto]"))
    dataset.href = added((dataset.plain ??= dataset.href), encodeURIComponent(place), encodeURIComponent(line.replace("\n", "\r\n")));
  $("#oma-nimi").dispatchEvent(new Event("input", { bubbles: true }));
}

// The answer says whose it is.
function show() {
  const said = $("#roolin-nimi") ?? Object.assign(document.createElement("strong"), { id: "roolin-nimi" });
  $(".brief > span").prepend(said);
  said.textContent = role && `${role} · `;
}

onArrival(() => {
  const field = $("#rooli");
  if (!field) return;
  field.value ||= role;
  role = named(field.value);
  apply();
});
addEventListener("input", ({ target }) => {
  if (target.id !== "rooli") return;
  role = named(target.value);
  apply();
});
