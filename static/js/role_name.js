// A name as it may stand in a letter, typed or from a link that anybody may have made: one line, no longer than its field
// takes, without brackets, which mark the places of letters, and without what cannot be seen.
const MOST = 100;

export const named = (text, most = MOST) => {
  const line = text.replace(/[[\]\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, "").replace(/[\p{Cc}\s]+/gu, " ").trim();
  return [...line].slice(0, most).join("").trim();
};
