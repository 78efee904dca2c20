// Asks before a row's page is left with text that is not saved.
const rowForm = document.querySelector(".change-form #content-main > form[method=post]");

if (rowForm) {
  const written = () => new URLSearchParams(new FormData(rowForm)).toString();
  let opened;
  let leaving = false;
  // After the scripts of the page have made their own changes, unless it came back unsaved.
  addEventListener("load", () => setTimeout(() => (opened = document.querySelector(".errornote") ? "" : written())));
  rowForm.addEventListener("submit", () => (leaving = true));
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("beforeunload", (event) => {
    if (!leaving && opened !== undefined && withoutToken(opened) !== withoutToken(written())) event.preventDefault();
  });
}

function withoutToken(fields) {
  return fields.replace(/(^|&)csrfmiddlewaretoken=[^&]*/g, "");
}
