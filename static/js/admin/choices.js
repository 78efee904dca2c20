// After a choice is removed with × its list stays closed: open, it would scroll the page under the next click.
import { jQuery } from "./jquery.js";

jQuery?.(document)
  .on("select2:unselecting", ({ target }) => {
    target.dataset.unselecting = "";
    setTimeout(() => delete target.dataset.unselecting);
  })
  .on("select2:opening", (event) => {
    if ("unselecting" in event.target.dataset) event.preventDefault();
  });
