// The admin's own; pages that are not Django's have none.
export const jQuery = window.django?.jQuery;
