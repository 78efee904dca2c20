import { $ } from "./find.js";

// Where copying is refused, the text is shown and selected.
export async function copy(button, text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    sayCopied(button);
  } catch {
    const selected = shown?.firstChild ?? new Text(text);
    if (shown) shown.parentElement.open = true;
    else button.replaceWith(selected);
    getSelection().setBaseAndExtent(selected, 0, selected, selected.length);
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
