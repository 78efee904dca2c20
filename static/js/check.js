// The weighted sum of a business ID is a multiple of 11. A word processor makes its hyphen long.
const isRight = (id) =>
  /^\d{7}[^\w\s]?\d$/.test(id) &&
  [7, 9, 10, 5, 8, 4, 2, 1].reduce((sum, weight, place) => sum + weight * id.replace(/\D/, "")[place], 0) % 11 === 0;

// What is wrong in a place, or missing when it is asked for, is said beside it.
export function check(input, asked) {
  const value = input.value.trim();
  const error = input.nextElementSibling;
  const isWrong = value ? "checked" in input.dataset && !isRight(value) : asked || !!error.textContent;
  error.textContent = isWrong ? error.dataset[value ? "wrong" : "empty"] : "";
  input.ariaInvalid = isWrong;
  return isWrong;
}

addEventListener("focusout", ({ target }) => {
  if (target.dataset?.place) check(target);
});
