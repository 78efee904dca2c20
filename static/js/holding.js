// The check of one's mandates. What is pasted is read here and stays here (docs/adr/0031).
import "./show.js";
import "./letter.js";
import { find, linesOf, prepared } from "./names.js";
import { calendarFile } from "./calendar.js";

const byId = (id) => document.getElementById(id);
const facts = JSON.parse(byId("tiedot").textContent);
const boxes = [...document.querySelectorAll("[name=on]")];
const local = new Date(Date.now() - 60_000 * new Date().getTimezoneOffset());
const today = local.toISOString().slice(0, 10);
const known = prepared(facts.names);
const FURTHEST = 3;
const MOST_LINES = 200;
const PAUSE = 700;
let wrong = [];
const later = { coming: [], waiting: [] };
let named = new Set();
let saying;

const made = (name, text, lang) =>
  Object.assign(document.createElement(name), { textContent: text, ...(lang && { lang }) });
const region = `${document.documentElement.lang}-FI`;
const shown = (iso) =>
  new Date(iso).toLocaleDateString(region, { day: "numeric", month: facts.month, year: "numeric", timeZone: "UTC" });
const awaited = (kind) => later[kind].filter((slug) => !held().includes(slug));
const given = () => [...held(), ...Object.keys(later).flatMap(awaited)];
const held = () => boxes.filter((box) => box.checked).map((box) => box.value);

// The mandate of this answer that a line stands in the place of, where it is another theme's name.
const meant = ({ name, also }) => [name, ...also].find((each) => each.kind === "look-alike" && facts.mandates[each.mandate].called);

// What a line is, and which mandate of ours it means: only the same name is held.
function verdict(found) {
  if (!found.name) return ["unknown"];
  const slug = found.name.mandate;
  const fact = facts.mandates[slug];
  if (found.likeness === "near") return ["near", slug];
  const other = meant(found);
  if (found.likeness === "look-alike") return other ? ["wrong", other.mandate] : ["unknown"];
  if (fact.called) return ["right", slug];
  if (fact.serves.length) return ["broader", slug];
  return other ? ["wrong", other.mandate, slug] : ["excess", slug];
}

// Each name with what it is. Days and a state that stand a little lower, after the organisation or the receiver, are those
// of the mandate above; of what is not ours, neither is told.
function found(pasted) {
  const named = linesOf(pasted, known);
  byId("liikaa-riveja").hidden = named.length <= MOST_LINES;
  const lines = named.slice(0, MOST_LINES).map((line) => ({ ...line, found: find(line.text, known) }));
  lines.forEach((line, place) => {
    if (line.found.name) return;
    const above = lines.slice(Math.max(0, place - FURTHEST), place).findLast(({ found: { name } }) => name);
    for (const told of ["begins", "ends", "state"]) {
      if (above) above[told] ||= line[told];
      line[told] = "";
    }
  });
  return lines;
}

// How it is with a mandate today, where it is not simply in force.
function stateNow({ begins, ends, state }) {
  if (state === "ended" || (ends && ends < today)) return "expired";
  if (state === "waiting") return state;
  return begins > today || (state === "coming" && !begins) ? "coming" : "";
}

function read({ found, ...line }) {
  const [word, slug, own = slug] = verdict(found);
  const isNamed = !["unknown", "near"].includes(word) && found.likeness !== "look-alike";
  const now = stateNow(line);
  return { ...line, word, slug, now, isNamed, isHeld: isNamed && !now, own };
}

// How it stands with a mandate; what to do about it is said of the right one only.
function standing({ begins, ends, word, now }) {
  const ended = ends && ends < today ? "expired" : "ended";
  const coming = begins ? "begins" : "coming";
  const key = { expired: ended, coming }[now] ?? (now || (ends && "ends"));
  const act = word === "right" && { expired: "renew", waiting: "confirm" }[now];
  const told = now === "coming" ? begins : ends;
  return [key, act].filter(Boolean).map((each) => ` ${facts.words[each].replace("{paiva}", () => shown(told))}`).join("");
}

// What is said of a line; a mandate's name in it is marked with its own language.
function said(word, slug) {
  const [before, ...after] = facts.words[word].split("{nimi}");
  return after.length ? [before, made("span", facts.mandates[slug].text, facts.mandates[slug].lang), ...after] : [before];
}

function row(line) {
  const item = made("li", "");
  item.dataset.verdict = line.word;
  if (line.now) item.dataset[line.now] = line.ends;
  const sentence = made("p", "");
  sentence.append(...said(line.word, line.slug), standing(line));
  item.append(made("strong", line.text), sentence);
  return item;
}

// The same groups as the server makes of what is ticked, and what waits or has not begun, which only a pasted line tells.
function groups() {
  const own = held();
  const all = Object.entries(facts.mandates);
  const serves = (slug, narrow) => facts.mandates[slug].serves.includes(narrow);
  const broad = (slug) => facts.mandates[slug].serves.some((narrow) => !own.includes(narrow));
  const had = given();
  const spare = own.filter((slug) => !facts.mandates[slug].called);
  return {
    missing: all.filter(([slug, { asked }]) => asked && !had.some((has) => has === slug || serves(has, slug))).map(([slug]) => slug),
    coming: awaited("coming"),
    waiting: awaited("waiting"),
    right: own.filter((slug) => facts.mandates[slug].called),
    broader: spare.filter(broad),
    excess: spare.filter((slug) => !broad(slug)),
  };
}

function fillGroup(id, slugs) {
  const items = slugs.map((slug) => {
    const { text, url, lang } = facts.mandates[slug];
    const item = made("li", "");
    item.append(Object.assign(made("a", text, lang), { href: url }));
    return item;
  });
  byId(id).hidden = !slugs.length;
  byId(id).querySelector("ul").replaceChildren(...items);
}

function compare() {
  const compared = groups();
  for (const [id, slugs] of Object.entries(compared)) fillGroup(id, slugs);
  byId("pyyda").href = `${[facts.result, ...given().map((slug) => `on=${slug}`)].join("&")}#pyynto`;
  const names = [...new Set([...wrong, ...compared.excess.map((slug) => facts.mandates[slug].text)])];
  const text = facts.words[names.length > 1 ? "remove_many" : "remove_one"];
  const letter = text.replace("{nimet}", () => names.map((name) => `- ${name}`).join("\n"));
  const place = byId("poisto");
  place.hidden = !names.length;
  place.querySelector("pre").textContent = place.querySelector("button").dataset.copy = letter;
  byId("poistopyynto")?.remove();
  const said = Object.entries(compared).filter(([, slugs]) => slugs.length);
  say(said.map(([id, slugs]) => `${byId(id).querySelector("h3").textContent}: ${slugs.length}`).join(", "));
}

// Whoever types hears the outcome once, after the last letter, and only when it is another.
function say(outcome) {
  const state = byId("tila");
  clearTimeout(saying);
  saying = setTimeout(() => {
    if (state.textContent !== outcome) state.textContent = outcome;
  }, PAUSE);
}

// A box is as the lines say that name its mandate. What no line names stays as its holder has ticked it.
function tick(lines) {
  const before = named;
  named = new Set(lines.filter((line) => line.isNamed).map((line) => line.own));
  for (const box of boxes)
    if (named.has(box.value) || before.has(box.value))
      box.checked = lines.some((line) => line.isHeld && line.own === box.value);
}

function pasted() {
  const lines = found(byId("omat").value).map(read);
  byId("rivit").replaceChildren(...lines.map(row));
  const own = lines.filter((line) => line.isHeld);
  wrong = lines.filter((line) => line.word === "wrong" && line.own === line.slug && !line.now).map((line) => line.text);
  const right = lines.filter((line) => line.word === "right");
  for (const kind of Object.keys(later)) later[kind] = [...new Set(right.filter(({ now }) => now === kind).map(({ slug }) => slug))];
  tick(lines);
  const [first] = own.filter((line) => line.word === "right" && line.ends).map((line) => line.ends).sort();
  if (first) byId("paattyy").value = first;
  compare();
}

// The reminder is a file made here: nothing is asked of anybody.
function remind() {
  const day = byId("paattyy").value;
  const { past, empty, ...words } = facts.calendar;
  const problem = day ? (day < today ? past : "") : empty;
  byId("paattyy-virhe").textContent = problem;
  byId("paattyy-virhe").hidden = !problem;
  byId("paattyy").ariaInvalid = Boolean(problem);
  if (problem) {
    byId("paattyy").focus();
    return;
  }
  const names = Object.values(facts.mandates).filter(({ asked }) => asked);
  const text = calendarFile(day, { ...words, names: names.map(({ text: name }) => name).join(", ") });
  const file = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  Object.assign(made("a", ""), { href: file, download: `${words.file}-${day}.ics` }).click();
  setTimeout(() => URL.revokeObjectURL(file), 60_000);
}

for (const id of ["liita", "paivays"]) byId(id).classList.remove("scripted");
byId("vertaa").hidden = true;
byId("omat").addEventListener("input", pasted);
for (const box of boxes) box.addEventListener("change", compare);
byId("kalenteriin").addEventListener("click", remind);
