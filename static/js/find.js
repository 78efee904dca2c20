export const $ = (selector) => document.querySelector(selector);
export const all = (selector) => document.querySelectorAll(selector);
