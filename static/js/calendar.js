// One day's entry for a calendar program, with two reminders (RFC 5545).
const REMINDERS = [60, 14];
const WIDTH = 75;

const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");

// A line is at most 75 octets; the rest of it goes on after a space, and no letter is cut.
function folded(line) {
  const bytes = new TextEncoder();
  let [out, width] = ["", 0];
  for (const letter of line) {
    const size = bytes.encode(letter).length;
    if (width + size > WIDTH) [out, width] = [`${out}\r\n `, 1];
    out += letter;
    width += size;
  }
  return out;
}

const stamp = (day) => day.replaceAll("-", "");

function dayAfter(day) {
  const next = new Date(day);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

export function calendarFile(day, { summary, renew, how, url, names }) {
  const now = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const what = escaped(renew.replace("{nimet}", () => names));
  const alarms = REMINDERS.flatMap((days) => [
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${what}`,
    `TRIGGER:-P${days}D`,
    "END:VALARM",
  ]);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//asiointivaltuusneuvoja//FI",
    "BEGIN:VEVENT",
    `UID:${id}@${location.hostname}`,
    `DTSTAMP:${now}`,
    `DTSTART;VALUE=DATE:${stamp(day)}`,
    `DTEND;VALUE=DATE:${stamp(dayAfter(day))}`,
    "TRANSP:TRANSPARENT",
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${what}\\n${escaped(how)}`,
    `URL:${url}`,
    ...alarms,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
