// One card for a document or a comparison. Everything that comes from a file goes into the page by textContent.

import { ask, formPath, save } from "./api.js";
import { number, say, size } from "./words.js";

const LABELS = ["achievement", "shortfall", "priority", "other"];
const SEVERITIES = ["high", "medium", "low"];
// As the page of the check says it.
const GRADES = { high: "gradeHigh", medium: "gradeMedium", unchecked: "gradeUnchecked", low: "gradeLow", clean: "gradeClean" };
// The forms that are looked at on the site; all others are downloads.
const PAGES = ["page", "check", "cleaning"];
// Of these one stands beside the copy that it is the account of.
const ACCOUNT = "cleaning";
// What an office asks for first stands beside the card; the rest is behind 其他格式.
const FIRST = ["review.docx", "report.xlsx", "comparison.xlsx", "clean"];

/** A new card: its element and its parts by the name in data-at. */
export function makeCard() {
  const element = document.getElementById("document-card").content.cloneNode(true).firstElementChild;
  const parts = {};
  for (const part of element.querySelectorAll("[data-at]")) parts[part.dataset.at] = part;
  return { element, parts };
}

/** The forms that are pages. */
export function pages(forms) {
  return forms.filter(({ form }) => PAGES.includes(form));
}

/** Shows name, size and where the work is; `phase` is waiting, sending, working, done or failed. */
export function showPhase({ element, parts }, { name, bytes, phase, line, progress }) {
  element.dataset.phase = phase;
  put(parts.name, name);
  put(parts.size, bytes === null ? "" : size(bytes));
  put(parts["pick-name"], say("pick", { name }));
  parts.remove.setAttribute("aria-label", say("removeOne", { name }));
  const over = phase === "done" || phase === "failed";
  parts["under-way"].hidden = over;
  if (!over) {
    put(parts.step, line);
    parts.progress.setAttribute("aria-label", name);
    if (phase === "sending") parts.progress.removeAttribute("value");
    else parts.progress.value = progress;
  }
  parts.failed.hidden = phase !== "failed";
  put(parts.failed, phase === "failed" ? line : "");
}

/** What was found in a document. */
export function showSummary({ parts }, summary) {
  parts.found.hidden = false;
  parts.verdict.hidden = false;
  put(parts.title, summary.title || "");
  parts.title.hidden = !summary.title;
  parts["year-line"].hidden = summary.year !== null;
  const facts = [
    ["year", summary.year === null ? say("unknown") : String(summary.year)],
    ["region", summary.region || say("unknown")],
    ["length", say("chars", { number: number(summary.chars) })],
    ["figures", number(summary.figures) + (summary.masked ? say("masked", { number: number(summary.masked) }) : "")],
    ["actions", number(summary.actions)],
  ];
  parts.facts.replaceChildren(...facts.map(([word, value]) => make("div", {}, make("dt", {}, say(word)), make("dd", {}, value))));
  showShares(parts, summary.shares);
  parts.verdict.replaceChildren(say("verdict"), make("strong", {}, say(GRADES[summary.grade])), ...severities(summary.findings));
}

function showShares(parts, shares) {
  const known = LABELS.filter((label) => shares[label] > 0);
  parts.shares.hidden = known.length === 0;
  const segments = known.map((label) => {
    const segment = make("span", { class: `share ${label}` });
    // Set by script: the site's rules against injected styles forbid a style attribute in the page.
    segment.style.flexGrow = String(shares[label]);
    return segment;
  });
  parts.bar.replaceChildren(...segments);
  parts.legend.replaceChildren(
    ...known.map((label) => make("li", { class: label }, `${say(label)} ${percent(shares[label])}`)),
  );
}

function percent(share) {
  return share > 0 && share < 0.005 ? "<1%" : `${Math.round(100 * share)}%`;
}

/** The ways into what was made: pages by `open(form)`, and everything to save. `words` names the pages. */
export function showForms({ parts }, { kind, id, forms, words, open }) {
  const doors = pages(forms).filter(({ form }) => form !== ACCOUNT);
  parts.doors.hidden = doors.length === 0;
  parts.doors.replaceChildren(
    ...doors.map(({ form }, at) => {
      const button = make("button", { type: "button", class: at ? "button" : "button primary" }, say(words[form]));
      button.dataset.form = form;
      button.addEventListener("click", () => open(form));
      return button;
    }),
  );
  // The pages too: how else would one send them to somebody.
  const first = FIRST.flatMap((form) => forms.filter((link) => link.form === form));
  const others = forms.filter((link) => !first.includes(link));
  const place = { kind, id, told: make("div", { class: "told", role: "status" }), account: make("div", { class: "told", role: "status" }) };
  const row = make("p", {}, make("span", { class: "quiet" }, say("downloads")));
  for (const link of first.length ? first : others) {
    row.append(download(place, link));
    if (link.form === "clean") row.append(lookAt(open, words[ACCOUNT]));
  }
  const more = make("p", { class: "more" });
  more.hidden = true;
  if (first.length && others.length) {
    for (const link of others) more.append(download(place, link));
    row.append(opener(more));
  }
  parts.downloads.hidden = forms.length === 0;
  parts.downloads.replaceChildren(row, more, place.told, place.account);
}

/** The button that opens the account of the cleaned copy. */
function lookAt(open, word) {
  const button = make("button", { type: "button", class: "button plain" }, say(word));
  button.dataset.form = ACCOUNT;
  button.addEventListener("click", () => open(ACCOUNT));
  return button;
}

/** The button that shows and hides the rest. */
function opener(more) {
  const button = make("button", { type: "button", class: "button plain", "aria-expanded": "false" }, say("more"));
  button.addEventListener("click", () => {
    more.hidden = !more.hidden;
    button.setAttribute("aria-expanded", String(!more.hidden));
  });
  return button;
}

/** A link that saves a form; in `place` are told what went wrong and, of a cleaned copy, the account of it. */
function download(place, { form, file_name: fileName, label }) {
  const link = make("a", { href: formPath(place.kind, place.id, form), download: fileName, title: fileName }, label);
  link.dataset.form = form;
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    if (link.getAttribute("aria-busy")) return;
    link.setAttribute("aria-busy", "true");
    put(link, `${label}（${say("preparing")}）`);
    const failure = await save(link.href, fileName);
    link.removeAttribute("aria-busy");
    put(link, label);
    place.told.replaceChildren(...(failure ? [make("p", { class: "failed" }, failure)] : []));
    if (!failure && form === "clean") place.account.replaceChildren(...(await account(place)));
  });
  return link;
}

/** What was done to make the cleaned copy, and what a person has to do still; its page tells it in full. */
async function account({ kind, id }) {
  const { status, body } = await ask("GET", formPath(kind, id, "clean.json"));
  if (status !== 200) return [];
  const deeds = body.deeds.map(({ what, count }) => say("deed", { what, number: number(count) }));
  const lines = [make("p", {}, deeds.length ? say("cleaned", { deeds: deeds.join(say("then")) }) : say("cleanedNothing"))];
  for (const line of body.left) lines.push(make("p", { class: "failed" }, say("left", { line })));
  const counts = severities(body.counts);
  if (counts.length) lines.push(make("p", {}, say("leftFindings"), ...counts));
  return lines;
}

function severities(counts) {
  return SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
    make("span", { class: `grade ${severity}` }, `${say(severity)} ${number(counts[severity])}`),
  );
}

/** Writes only what changed: a screen reader does not hear the same words again, and a selection stays. */
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
