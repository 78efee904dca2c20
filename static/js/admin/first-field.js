// On a page that adds a row the focus is in the first field to write, or in the first one that was refused.
import { jQuery } from "./jquery.js";

// When the fields that search have been made, which happens in the same queue.
jQuery?.(() => {
  const fields = "input:not([type=hidden]), select, textarea";
  const form = document.querySelector("[data-adding]")?.form;
  const row = form?.querySelector(".form-row.errors") ?? form?.querySelector(".form-row");
  const field = row?.querySelector(fields);
  const box = field?.matches(".select2-hidden-accessible") ? row.querySelector(".select2-selection") : field;
  box?.focus();
});
