// Work that takes longer than two seconds says what it does. It is not begun twice.
const SECONDS = 2;
let timer;

addEventListener("submit", (event) => {
  const { submitter } = event;
  if (!submitter?.dataset.working) return;
  if (submitter.ariaDisabled === "true") return event.preventDefault();
  submitter.ariaDisabled = "true";
  const place = event.target.querySelector("[role=status]");
  timer = setTimeout(() => (place.textContent = submitter.dataset.working), SECONDS * 1000);
});

// Back leads to the page as it was left.
addEventListener("pageshow", () => {
  clearTimeout(timer);
  for (const button of document.querySelectorAll("[data-working][aria-disabled]")) {
    button.ariaDisabled = null;
    button.form.querySelector("[role=status]").textContent = "";
  }
});
