// Pasted lists and known names, by the rules of mandates/rules/pasted_list.py and names.py: the tests hold both to the
// same cases.
const NEAR = 55;
const LONGEST = 500;
const EDGE = String.raw`[\p{L}\p{N}]`;
const BULLET = /^(?:\[[xX]\]\s|[^\p{L}\p{N}_\s(]|\s|\(?[0-9]{1,3}[.)]\s|\(?[a-zA-Z]\)\s|[a-z]\.\s)+/u;
const MONTHS = ["tammi|jan", "helmi|feb", "maalis|mar(?!ras)", "huhti|apr", "touko|maj|may", "kesä|jun", "heinä|jul", "elo|aug", "syys|sep", "loka|okt|oct", "marras|nov", "joulu|dec"];
const NAMED = `(?:${MONTHS.join("|")})[a-zä]{0,8}`;
const DATE = new RegExp(String.raw`(?<![0-9])(?:([0-9]{1,2})[./-]\s?([0-9]{1,2})[./-]\s?([0-9]{4}|[0-9]{2})|([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{1,2})(?:\.|st|nd|rd|th)?\s(${NAMED})\.?\s([0-9]{4})|(?<!${EDGE})(${NAMED})\.?\s([0-9]{1,2})(?:st|nd|rd|th)?,?\s([0-9]{4}))(?![0-9])`, "giu");
// The first day of a time, whose year stands beside the last one only.
const WITHOUT_YEAR = /(?<![0-9.])([0-9]{1,2})\.\s?([0-9]{1,2})\.?(?=\s?[–—\u2212-]\s?([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})(?![0-9]))/gu;
// The day on which a mandate was given: it neither begins nor ends then.
const GIVEN = new RegExp(String.raw`(?<!${EDGE})(?:vahvistettu|myönnetty|annettu|luotu|allekirjoitettu|bekräftad|beviljad|given|skapad|undertecknad|confirmed|granted|created|issued|signed)[ :]{1,2}(?:on |den )?(?:${DATE.source})`, "giu");
const COMING =
  "tulossa voimaan|tulee voimaan|ei vielä voimassa|ei vielä alkanut|träder i kraft|inte ännu i kraft|ännu inte i kraft|not yet valid|not yet in force|not yet active|upcoming|tulevat|kommande";
const BEGINNING =
  String.raw`${COMING}|alkaen|alkaa|lähtien|alkamispäivä|voimaantulo|toistaiseksi|fr\.o\.m\.|från|börjar|startdatum|tills vidare|from|since|begins|start date|further notice`;
const ENDED =
  "päättyi|päättynyt|päättyneet|ei voimassa|ei enää voimassa|vanhentunut|umpeutunut|rauennut|lakannut|mitätöity|peruttu|poistettu|hylätty|upphörde|upphört|har upphört att gälla|avslutad|avslutades|ogiltig|inte giltig|inte i kraft|ej i kraft|gått ut|utgått|utgången|förfallen|återkallad|avslagen|expired|ended|invalid|not valid|no longer valid|not in force|no longer in force|lapsed|terminated|inactive|cancelled|revoked|rejected|vanhentuneet|avslutade|upphörda|utgångna";
const WAITING =
  "odottaa vahvistusta|odottaa vahvistamista|odottaa hyväksyntää|odottaa|käsittelyssä|vahvistamatta|väntar på bekräftelse|väntar på godkännande|väntar|under behandling|obekräftad|waiting for confirmation|awaiting confirmation|pending confirmation|pending|unconfirmed|odottavat|väntande";
const VALIDITY =
  String.raw`${BEGINNING}|${ENDED}|${WAITING}|voimassa|voimassaolo|voimassaoloaika|päättymispäivä|päättyy|asti|saakka|vahvistettu|aktiivinen|tila|giltig|giltighet|giltighetstid|gäller|i kraft|till och med|t\.o\.m\.|till|den|upphör|slutdatum|bekräftad|aktiv|status|valid|validity|in force|until|expires|ends|to|confirmed|active`;
// The type of a mandate, and whose service it opens: beside a name on its line.
const TYPE =
  "asiointivaltuus|edustamisvaltuus|ärendefullmakt|representationsfullmakt|mandate for transactions|mandate to represent|kela|kansaneläkelaitos|fpa|folkpensionsanstalten";
// What else stands before a name, or above a column of names. No word is in two of these groups.
const THEME =
  "valtuusasia|valtuusasiat|valtuus|valtuudet|valtuuden|valtuuden nimi|valtuuden tyyppi|fullmaktsärende|fullmakt|fullmakter|fullmaktens|fullmaktens namn|fullmaktstyp|mandate theme|mandate|mandates|name of the mandate|type of mandate";
// A line or a column that begins so names whom a mandate binds, and no mandate.
const PARTY = new RegExp(String.raw`^\s*(?:valtuuttaja|valtuuden antaja|valtuutettu|valtuuden saaja|fullmaktsgivare|befullmäktigad|fullmaktstagare|assignor|assignee|mandator|mandatary)(?!${EDGE})`, "iu");
const HEAD = new RegExp(String.raw`^\s*(?:(?:${THEME}|${TYPE}|${VALIDITY})(?:\s*:|\s+[–—\-]\s)|(?:${TYPE})\s)`, "iu");
const AROUND = String.raw`[\s,:\/"–—\u2212\-]|(?<!${EDGE})(?:${VALIDITY}|${TYPE})(?!${EDGE})`;
const ALONE = new RegExp(String.raw`^(?:${AROUND}|(?<!${EDGE})(?:${THEME})(?!${EDGE}))*$`, "iu");
const TAIL = new RegExp(String.raw`\((?:${AROUND})+\)|${AROUND}|\(`, "giu");
const whole = (words) => new RegExp(String.raw`(?<!${EDGE})(?:${words})(?!${EDGE})`, "iu");
const [BEGINS, IS_ENDED, IS_WAITING, IS_COMING] = [BEGINNING, ENDED, WAITING, COMING].map(whole);
// The heading of a part of the list: what it says is said of each name below it.
const SECTION = /^[^\p{L}\p{N}]*(?:(?:voimassa ?olevat|päättyneet|vanhentuneet|odottavat|tulevat|giltiga|gällande|avslutade|upphörda|utgångna|väntande|kommande)(?: valtuudet| fullmakter)?|(?:valid|active|current|ended|expired|pending|upcoming) mandates)[^\p{L}\p{N}]*[0-9]*[^\p{L}\p{N}]*$/iu;
const COLUMNS = /[\t|;]|"\s*,\s*"?|,\s*"/u;
// What else people put between a name and what is beside it; read so where that is a known name.
const FINER = /[\t,]|\s[–—•·/&+-]\s|:\s|\s\(|\)/u;
// Over so many lines a mail program breaks a name.
const MOST_BROKEN = 3;
const OPEN = /^\s*[–—\u2212-]\s*$/;
const SAME = { own: "exact", seen: "seen", "look-alike": "look-alike" };

export const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const monthOf = (name) => String(1 + MONTHS.findIndex((begins) => new RegExp(`^(?:${begins})`, "iu").test(name)));

// A date as ISO writes it, or nothing where the calendar has no such day.
function day([, day, month, year, isoYear, isoMonth, isoDay, plainDay, name, plainYear, firstName, namedDay, namedYear]) {
  const parts = [
    (year ?? isoYear ?? plainYear ?? namedYear).replace(/^..$/, "20$&"),
    month ?? isoMonth ?? monthOf(name ?? firstName),
    day ?? isoDay ?? plainDay ?? namedDay,
  ];
  const iso = parts.map((part) => part.padStart(2, "0")).join("-");
  const read = new Date(iso);
  return Number.isNaN(+read) || read.toISOString().slice(0, 10) !== iso ? "" : iso;
}

// The first and the last day of validity: the earlier and the later of two; one alone ends unless it is said to begin.
function daysOf(written) {
  const dates = [...written.matchAll(DATE)];
  const days = dates.map(day).filter(Boolean).sort();
  const last = dates.at(-1);
  const begins = last && (BEGINS.test(written.replace(DATE, " ")) || OPEN.test(written.slice(last.index + last[0].length)));
  if (days.length === 1) return begins ? { begins: days[0], ends: "" } : { begins: "", ends: days[0] };
  return { begins: days[0] ?? "", ends: days.at(-1) ?? "" };
}

// A column without its bullet, what it is of, its words of validity and its state.
function bare(column) {
  const text = column.replace(BULLET, "");
  return PARTY.test(text) || ALONE.test(text) ? "" : withoutTail(text.replace(HEAD, "")).trim();
}

// The text up to what stands after a name to its end.
function withoutTail(text) {
  let start = 0;
  let end = 0;
  for (const { 0: word, index } of text.matchAll(TAIL)) {
    if (index !== end) start = index;
    end = index + word.length;
  }
  return end === text.length ? text.slice(0, start) : text;
}

function stateOf(around) {
  if (IS_ENDED.test(around)) return "ended";
  if (IS_WAITING.test(around)) return "waiting";
  return IS_COMING.test(around) ? "coming" : "";
}

function columnsOf(visible, names) {
  const isParty = PARTY.test(visible.replace(BULLET, ""));
  const between = (signs) => visible.replace(DATE, "\t").split(signs).map((column) => [column, isParty ? "" : bare(column)]);
  const isKnown = ([, text]) => names.has(fold(text));
  const columns = between(COLUMNS);
  if (!FINER.test(visible) || columns.some(isKnown)) return columns;
  const finer = between(FINER);
  return finer.some(isKnown) ? finer : columns;
}

function line([written, section], names) {
  const visible = written.replace(/\p{Cf}/gu, "");
  const columns = columnsOf(visible, names);
  const around = columns.map(([column, text]) => column.replace(text, () => " ")).join(" ");
  const texts = columns.map(([, text]) => [text, fold(text)]).filter(([, folded]) => folded);
  const [text] = texts.find(([, folded]) => names.has(folded)) ?? texts[0] ?? [""];
  return { text: text.replace(/\s+/g, " "), ...daysOf(visible), state: stateOf(around) || (text && section) };
}

// The rows without headings, each with the state that its heading tells.
function* inSections(rows) {
  let state = "";
  for (const row of rows) {
    if (SECTION.test(row)) state = stateOf(row);
    else yield [row, state];
  }
}

// A first day with the year of the last one, or the year before where it is later in the year.
function withYear(_, day, month, lastDay, lastMonth, year) {
  const isLater = +month > +lastMonth || (+month === +lastMonth && +day > +lastDay);
  return `${+day}.${+month}.${year - isLater}`;
}

// A line of several known names as a line of each. What stands beside a mere list of them is said of all.
function rowsOf(written, names) {
  if (PARTY.test(written.replace(BULLET, ""))) return [written];
  for (const columns of [COLUMNS, FINER].map((signs) => written.split(signs)).filter(({ length }) => length > 1)) {
    const at = [...columns.keys()].filter((place) => names.has(fold(bare(columns[place].replace(DATE, " ")))));
    if (at.length < 2) continue;
    const rows = at.map((start, number) => columns.slice(start, at[number + 1]));
    const isList = rows.slice(0, -1).every((row) => row.length === 1 && !row[0].match(DATE));
    const beside = [...columns.slice(0, at[0]), ...columns.slice(at.at(-1) + 1)];
    return (isList ? at.map((place) => [columns[place], ...beside]) : rows).map((row) => row.join("\t"));
  }
  return [written];
}

// The lines, those that are one known name together as one: the longest there is.
function* joined(written, lines, names) {
  const plain = written.map((each) => each.replace(BULLET, "").replace(HEAD, ""));
  const ends = lines.map(({ text }) => fold(text));
  const starts = plain.map((each, at) => (each === lines[at].text ? ends[at] : fold(each)));
  const isName = (at, last) =>
    last < ends.length && ends.slice(at, last + 1).every(Boolean) && names.has([...starts.slice(at, last), ends[last]].join(" "));
  for (let at = 0; at < lines.length; at++) {
    let last = at + MOST_BROKEN - 1;
    while (last > at && !isName(at, last)) last--;
    yield { ...lines[last], text: [...plain.slice(at, last), lines[last].text].join(" ").trim().replace(/\s+/g, " ") };
    at = last;
  }
}

// A name with what a line without a name tells of it. Of two days that stand alone the first begins.
function withBelow(above, line) {
  const alone = above.ends && line.ends && !above.begins ? above.ends : "";
  const ends = alone && line.ends > alone ? line.ends : above.ends || line.ends;
  const begins = above.begins || line.begins || (ends === alone ? "" : alone);
  return { ...above, begins, ends, state: above.state || line.state };
}

// The names of a pasted text, one a line: of columns those with a known name, else the first. A line of days or of a
// state alone belongs to the name above it; one of the giver or the receiver names nothing.
export function linesOf(pasted, known = []) {
  const found = [];
  const names = new Set(known.map(({ folded }) => folded));
  const written = pasted.normalize("NFC").replace(GIVEN, " ").replace(WITHOUT_YEAR, withYear).split(/[\r\n\u2028\u2029]+/);
  const rows = [...inSections(written.flatMap((each) => rowsOf(each.slice(0, LONGEST), names)))];
  for (const read of joined(rows.map(([row]) => row), rows.map((row) => line(row, names)), names)) {
    if (read.text) found.push(read);
    else if (found.length) found.push(withBelow(found.pop(), read));
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
