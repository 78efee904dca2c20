import { $ } from "./find.js";

// Where copying is refused, the text is shown, and selected: the focus goes to it, so that it is heard too.
export async function copy(button, text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    sayCopied(button);
  } catch {
    const place = shown ?? Object.assign(document.createElement("pre"), { textContent: text });
    if (shown) shown.parentElement.open = true;
    else button.replaceWith(place);
    place.tabIndex = -1;
    place.focus();
    getSelection().selectAllChildren(place);
  }
}

function sayCopied(button) {
  const words = (button.dataset.words ??= button.textContent);
  $("#tila").textContent = button.textContent = $("#tila").dataset.text;
  setTimeout(() => {
    button.textContent = words;
  }, 3000);
}

addEventListener("click", ({ target }) => {
  if (target.dataset.copy) copy(target, target.dataset.copy);
});
