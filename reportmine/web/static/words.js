// What the page was given: its words in the user's language, and the limits of the server.

export const given = JSON.parse(document.getElementById("data").textContent);

/** The sentence `name` with its {fields} filled in. */
export function say(name, fields = {}) {
  return given.words[name].replace(/\{(\w+)\}/g, (whole, field) => (field in fields ? String(fields[field]) : whole));
}

export function number(value) {
  return value.toLocaleString(given.lang);
}

export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** What changed, for those who do not see it. */
export function announce(sentence) {
  document.getElementById("said").textContent = sentence;
}
