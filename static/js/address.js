// Where a form leads, without one of its fields.
export const address = (path, form, left) =>
  `${path}?${new URLSearchParams([...new FormData(form)].filter(([key]) => key !== left))}`;
