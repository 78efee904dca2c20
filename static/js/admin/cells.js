// In a narrow window a table's row is a block: each cell, and the box that ticks all rows, says what it is.
for (const table of document.querySelectorAll("#result_list, .workshop table")) {
  // A sorted column's heading also holds its place in the sorting.
  const heads = [...table.querySelectorAll("thead th")].map((head) => head.querySelector(".text") ?? head);
  for (const row of table.querySelectorAll("tbody tr"))
    if (row.children.length === heads.length)
      [...row.children].forEach((cell, place) => {
        if (cell.textContent.trim() || cell.firstElementChild) cell.dataset.label = heads[place].textContent.trim();
      });
}
const all = document.querySelector("#action-toggle");
if (all) all.closest("th").dataset.label = all.ariaLabel ?? "";
