// "Skip to the content" leads to the rows of a list, past its filters, and to the first fields of a form.
const skip = document.querySelector(".skip-to-content-link");
const target = document.querySelector("#changelist-form .results, #content-main form:not(#changelist-search) fieldset");
if (skip && target) {
  target.id ||= "first-of-content";
  target.tabIndex = -1;
  skip.hash = target.id;
}
