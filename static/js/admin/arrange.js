// Rows in an order of the editor's: moved by their buttons, or dragged. Saved by the form, as without this script.
const list = document.querySelector(".arranged");
let dragged = null;

list.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=up], button[name=down]");
  if (!button) {
    return;
  }
  event.preventDefault();
  const row = button.closest("li");
  if (button.name === "up") {
    row.previousElementSibling?.before(row);
  } else {
    row.nextElementSibling?.after(row);
  }
  button.focus();
});

for (const row of list.children) {
  row.draggable = true;
}

list.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("li");
  event.dataTransfer.effectAllowed = "move";
});

list.addEventListener("dragover", (event) => {
  const row = event.target.closest("li");
  if (!dragged || !row) {
    return;
  }
  event.preventDefault();
  const box = row.getBoundingClientRect();
  if (row !== dragged) {
    row[event.clientY > box.top + box.height / 2 ? "after" : "before"](dragged);
  }
});

list.addEventListener("dragend", () => {
  dragged = null;
});
