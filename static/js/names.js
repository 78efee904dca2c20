// Pasted lines and known names, by the rules of mandates/rules/names.py: the tests hold both to the same cases.
const NEAR = 55;
const LONGEST = 500;
const EDGE = String.raw`[\p{L}\p{N}]`;
const BULLET = /^(?:[^\p{L}\p{N}_\s(]|\s|[0-9]{1,3}[.)]\s)+/u;
const DATE = /(?<![0-9])(?:([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})|([0-9]{4})-([0-9]{2})-([0-9]{2}))(?![0-9])/g;
const BEGINNING = String.raw`alkaen|alkaa|fr\.o\.m\.|från|from`;
const VALIDITY = String.raw`${BEGINNING}|voimassa|voimassaolo|voimassaoloaika|päättymispäivä|päättyy|päättyi|päättynyt|asti|saakka|giltig|giltighetstid|gäller|till och med|t\.o\.m\.|till|upphör|slutdatum|valid|validity|until|expires|expired|ends|to`;
const AROUND = new RegExp(String.raw`(?:[\s,;:|(–—\-]|(?<!${EDGE})(?:${VALIDITY})(?!${EDGE}))*$`, "iu");
const BEGINS = new RegExp(String.raw`(?<!${EDGE})(?:${BEGINNING})(?!${EDGE})`, "iu");
const OPEN = /^\s*[–—-]\s*$/;
const SAME = { own: "exact", seen: "seen", "look-alike": "look-alike" };

export const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

// A date as ISO writes it, or nothing where the calendar has no such day.
function day([, day, month, year, isoYear, isoMonth, isoDay]) {
  const iso = [year ?? isoYear, month ?? isoMonth, day ?? isoDay].map((part) => part.padStart(2, "0")).join("-");
  const read = new Date(iso);
  return Number.isNaN(+read) || read.toISOString().slice(0, 10) !== iso ? "" : iso;
}

function endOf(written, dates) {
  const days = dates.map(day).filter(Boolean).sort();
  const last = dates.at(-1);
  const begins = last && (BEGINS.test(written.replace(DATE, " ")) || OPEN.test(written.slice(last.index + last[0].length)));
  return days.length && !(begins && days.length === 1) ? days.at(-1) : "";
}

function withoutDates(written, dates) {
  if (!dates.length) return written;
  const before = written.slice(0, dates[0].index).replace(AROUND, "");
  const last = dates.at(-1);
  return fold(before) ? before : written.slice(last.index + last[0].length);
}

function line(written) {
  const dates = [...written.matchAll(DATE)];
  const columns = withoutDates(written, dates).split("\t");
  const first = columns.map((column) => column.replace(BULLET, "")).find(fold) ?? "";
  return { text: first.trim().replace(/\s+/g, " "), ends: endOf(written, dates) };
}

// The names of a pasted text, one a line. A line of days alone belongs to the name above it.
export function linesOf(pasted) {
  const found = [];
  for (const written of pasted.split(/[\r\n\u2028\u2029]+/)) {
    const read = line(written.slice(0, LONGEST));
    if (fold(read.text)) found.push(read);
    else if (read.ends && found.length) found.at(-1).ends ||= read.ends;
  }
  return found;
}

function pieces(folded) {
  const padded = folded && `  ${folded} `;
  return new Set([...padded].map((_, place, signs) => signs.slice(place, place + 3).join("")).slice(0, -2));
}

function likeness(first, second) {
  const shared = [...first].filter((piece) => second.has(piece)).length;
  return Math.floor((200 * shared) / (first.size + second.size || 1));
}

// Known names ({mandate, kind, text}) made ready to be compared with any number of lines.
export const prepared = (known) => known.map((name) => ({ name, folded: fold(name.text), parts: pieces(fold(name.text)) }));

// What a name is among the prepared ones: the same as one of them, near the nearest, or unknown.
export function find(text, known) {
  const wanted = fold(text);
  const equal = known.filter(({ folded }) => folded === wanted).map(({ name }) => name);
  const same = Object.keys(SAME).flatMap((kind) => equal.filter((name) => name.kind === kind));
  if (same.length) return { likeness: SAME[same[0].kind], name: same[0], percent: 100, also: same.slice(1) };
  let nearest = { likeness: "near", percent: NEAR - 1, also: [] };
  const parts = pieces(wanted);
  for (const { name, parts: others } of known) {
    const percent = likeness(parts, others);
    if (percent > nearest.percent) nearest = { ...nearest, name, percent };
  }
  return nearest.name ? nearest : { likeness: "unknown", percent: 0, also: [] };
}
