// The page reports are dropped on: what is there, what is under way, what is chosen, and which page is open.

import { ask, complaint, COMPARISONS, DOCUMENTS, listen, worked } from "./api.js";
import { makeCard, pages, put, showForms, showPhase, showSummary } from "./cards.js";
import { send, underWay, watchDrops, withdraw } from "./files.js";
import * as viewer from "./viewer.js";
import { announce, number, say } from "./words.js";

const BUSY_PAUSE = 600;
const IDLE_PAUSE = 15000;
const AWAY_PAUSE = 4000;
const DOCUMENT_WORDS = { page: "page", check: "check", cleaning: "cleaning" };
const COMPARISON_WORDS = { page: "comparisonPage" };

const at = (id) => document.getElementById(id);
// Every document and comparison on the page, in its order. An entry has: kind, name, bytes, phase, card, born, and,
// once the server knows it, id and state.
const entries = [];
// Ids that were given up here: a list that was on its way at that time still has them.
const givenUp = new Set();
let polls = 0;
let timer = 0;
let silent = 0;
let loaded = false;

const documents = () => entries.filter((entry) => entry.kind === "documents");
const picked = () => documents().filter((entry) => entry.phase === "done" && entry.card.parts.pick.checked);
const resting = (entry) => entry.phase === "done" || entry.phase === "failed";

// ---- entries -------------------------------------------------------------------------------------------------------

function add(kind, name, bytes) {
  const entry = { kind, name, bytes, phase: "waiting", line: say("waiting"), progress: 0, card: makeCard(), born: polls, id: null };
  const { element, parts } = entry.card;
  parts.pick.checked = true;
  parts.pick.addEventListener("change", drawBar);
  parts.remove.addEventListener("click", () => remove(entry));
  parts.again.addEventListener("click", () => {
    send(entry);
    parts.remove.focus();
  });
  entries.push(entry);
  at(kind).append(element);
  draw(entry);
  return entry;
}

function addFile(file) {
  const entry = add("documents", file.name, file.size);
  entry.file = file;
  entry.change = (phase, line, again = false) => {
    Object.assign(entry, { phase, line, again });
    draw(entry);
    drawBar();
    if (phase === "failed") announce(say("saidFailed", { name: entry.name, line }));
  };
  entry.sent = (state) => {
    Object.assign(entry, { file: null, again: false });
    arrive(entry, state);
  };
  send(entry);
}

/** The server has it now, by an id. Who was taken off the page in the meantime is forgotten there, too. */
function arrive(entry, state) {
  entry.born = polls;
  if (entry.gone) {
    entry.id = state.id;
    givenUp.add(entry.id);
    forgetThere([entry], pathOf(entry));
    return;
  }
  take(entry, state);
  poll(BUSY_PAUSE / 2);
}

/** Takes over what the server says of an entry. */
function take(entry, state) {
  const before = entry.phase;
  entry.id = state.id;
  entry.state = state;
  entry.phase = state.state;
  entry.progress = state.progress;
  // The server has made the name harmless, and says it so.
  if (entry.kind === "documents") Object.assign(entry, { name: state.name, bytes: state.bytes });
  entry.line = state.state === "failed" ? bare(state.error, entry.name) : state.step;
  const ended = before !== entry.phase && resting(entry);
  if (ended && entry.phase === "done") finish(entry);
  draw(entry);
  if (!ended || !loaded) return;
  announce(entry.phase === "done" ? say("saidDone", { name: entry.name }) : say("saidFailed", { name: entry.name, line: entry.line }));
  if (entry.opens && entry.phase === "done" && viewer.asked() === null) viewer.open(entry.kind, entry.id, "page");
}

/** The line without the name of the file it begins with: the card has it already. */
function bare(line, name) {
  const own = [`${name}：`, `${name}: `].find((start) => line.startsWith(start));
  return own ? line.slice(own.length) : line;
}

function finish(entry) {
  const { kind, id, state, card } = entry;
  if (kind === "documents" && state.summary) showSummary(card, state.summary);
  showForms(card, {
    kind: kind === "documents" ? DOCUMENTS : COMPARISONS,
    id,
    forms: state.forms,
    words: kind === "documents" ? DOCUMENT_WORDS : COMPARISON_WORDS,
    open: (form) => viewer.open(kind, id, form),
  });
}

function draw(entry) {
  const { parts } = entry.card;
  showPhase(entry.card, entry);
  parts.pick.closest("label").hidden = entry.kind !== "documents" || entry.phase !== "done";
  parts.again.hidden = !(entry.phase === "failed" && entry.again);
}

async function remove(entry) {
  const list = entries.filter((other) => other.kind === entry.kind);
  const near = list[list.indexOf(entry) + 1] || list[list.indexOf(entry) - 1];
  drop(entry);
  announce(say("saidRemoved", { name: entry.name }));
  if (near) near.card.parts.remove.focus();
  else at("main").focus();
  if (entry.id !== null) await forgetThere([entry], pathOf(entry));
}

function pathOf(entry) {
  return `${entry.kind === "documents" ? DOCUMENTS : COMPARISONS}/${entry.id}`;
}

/** Has the server forget what was taken off the page; what it does not forget comes back. Gives whether it did. */
async function forgetThere(gone, path) {
  const answer = await ask("DELETE", path);
  const done = worked(answer) || answer.status === 404;
  if (!done) {
    for (const entry of gone) givenUp.delete(entry.id);
    notice(complaint(answer));
  }
  // With a document its comparisons went.
  poll(0);
  return done;
}

function drop(entry) {
  entry.gone = true;
  if (entry.id !== null) givenUp.add(entry.id);
  withdraw(entry);
  entry.card.element.remove();
  entries.splice(entries.indexOf(entry), 1);
  drawBar();
}

// ---- the bar above the cards ---------------------------------------------------------------------------------------

function drawBar() {
  const all = documents();
  const done = all.filter((entry) => entry.phase === "done");
  const failed = all.filter((entry) => entry.phase === "failed").length;
  const waiting = all.length - done.length - failed;
  const chosen = picked().length;
  document.body.classList.toggle("busy-site", entries.length > 0);
  at("how").hidden = entries.length > 0;
  at("work").hidden = entries.length === 0;
  put(
    at("tally"),
    say("tally", { all: number(all.length), done: number(done.length) }) +
      (failed ? say("tallyFailed", { failed: number(failed) }) : "") +
      (waiting ? say("tallyWaiting", { waiting: number(waiting) }) : ""),
  );
  at("all-line").hidden = done.length < 2;
  at("all").checked = chosen === done.length;
  at("all").indeterminate = chosen > 0 && chosen < done.length;
  at("compare").hidden = done.length < 2;
  at("compare").disabled = chosen < 2;
  put(at("compare"), say("compare", { number: number(chosen) }));
  at("tidy").hidden = failed < 2;
  const hint = done.length === 1 && waiting === 0 ? say("hintOne") : done.length > 1 && chosen < 2 ? say("hintPick") : "";
  put(at("hint"), hint);
  at("hint").hidden = !hint;
}

async function compare() {
  const chosen = picked();
  const ids = chosen.map((entry) => entry.id);
  const years = {};
  for (const entry of chosen) if (writtenYear(entry)) years[entry.id] = writtenYear(entry);
  const asked = JSON.stringify([ids, years]);
  const same = entries.find((entry) => entry.asked === asked && entry.phase !== "failed");
  if (same) {
    // One that is under way opens by itself.
    if (same.phase === "done") viewer.open("comparisons", same.id, "page");
    return;
  }
  const name = comparisonName(chosen);
  const entry = add("comparisons", name, null);
  Object.assign(entry, { opens: true, asked });
  entry.card.parts.remove.focus();
  const answer = await ask("POST", COMPARISONS, { documents: ids, years });
  if (worked(answer)) {
    arrive(entry, answer.body);
  } else if (!entry.gone) {
    Object.assign(entry, { phase: "failed", line: complaint(answer) });
    draw(entry);
    announce(say("saidFailed", { name, line: entry.line }));
  }
}

/** The year the user gave to a report that does not say it. */
function writtenYear(entry) {
  const { year } = entry.card.parts;
  return entry.state.summary.year === null && year.value && year.validity.valid ? Number(year.value) : null;
}

/** By the years where every report has one of its own, else by the names of the files. */
function comparisonName(chosen) {
  const years = chosen.map((entry) => entry.state.summary.year || writtenYear(entry));
  const known = years.every((year) => year) && new Set(years).size === years.length;
  if (known) return say("comparisonName", { names: [...years].sort((a, b) => a - b).join(say("between")) });
  return say("comparisonOf", { name: chosen[0].name, number: number(chosen.length) });
}

function askForget(asking) {
  at("forget").hidden = asking;
  at("forget-sure").hidden = !asking;
  (asking ? at("forget-no") : at("forget")).focus();
}

/** Removes all that failed at once. */
async function tidy() {
  const failed = entries.filter((entry) => entry.phase === "failed");
  failed.forEach(drop);
  at("work-heading").focus();
  await Promise.all(failed.filter((entry) => entry.id !== null).map((entry) => forgetThere([entry], pathOf(entry))));
}

async function forget() {
  const all = [...entries];
  all.forEach(drop);
  askForget(false);
  at("main").focus();
  if (await forgetThere(all, DOCUMENTS)) announce(say("saidForgotten"));
}

// ---- what the server says ------------------------------------------------------------------------------------------

function poll(pause) {
  clearTimeout(timer);
  timer = setTimeout(look, pause);
}

async function look() {
  polls += 1;
  const begun = polls;
  const [documentsNow, comparisonsNow] = await Promise.all([ask("GET", DOCUMENTS), ask("GET", COMPARISONS)]);
  // A later look is under way, and knows better.
  if (begun !== polls) return;
  if (documentsNow.status === 0 || comparisonsNow.status === 0) {
    silent += 1;
    // Once may be a hiccup of a machine that is busy.
    if (silent > 1) trouble(say("stopped"));
    poll(silent > 1 ? AWAY_PAUSE : BUSY_PAUSE);
    return;
  }
  silent = 0;
  if (documentsNow.status === 401) return;
  trouble("");
  if (documentsNow.status === 200) merge("documents", documentsNow.body, begun);
  if (comparisonsNow.status === 200) merge("comparisons", comparisonsNow.body, begun);
  loaded = true;
  drawBar();
  route();
  const busy = entries.some((entry) => entry.id !== null && !resting(entry));
  poll(busy ? (document.hidden ? AWAY_PAUSE : BUSY_PAUSE) : IDLE_PAUSE);
}

function merge(kind, states, begun) {
  // While something of ours has no id yet, what is new in the list may be just that.
  const unplaced = underWay() || entries.some((entry) => entry.kind === kind && entry.id === null && !resting(entry));
  const known = new Map(entries.filter((entry) => entry.kind === kind && entry.id !== null).map((entry) => [entry.id, entry]));
  for (const state of states) {
    const entry = known.get(state.id);
    known.delete(state.id);
    if (entry) take(entry, state);
    else if (!givenUp.has(state.id) && !unplaced) appear(kind, state);
  }
  // Forgotten elsewhere: in another tab, or to make room. What arrived while the list was on its way is not missing.
  const missing = Array.from(known.values()).filter((entry) => entry.born < begun);
  missing.forEach(drop);
  if (kind === "documents" && missing.length) notice(say("missing", { names: missing.map((entry) => entry.name).join(say("between")) }));
}

/** Something the server has and this page had not: after a reload, or from another tab. */
function appear(kind, state) {
  if (kind === "documents") {
    take(add(kind, state.name, state.bytes), state);
    return;
  }
  const chosen = state.documents.map((id) => documents().find((entry) => entry.id === id)).filter((entry) => entry);
  take(add(kind, chosen.length ? comparisonName(chosen) : say("comparison"), null), state);
}

function trouble(line) {
  at("trouble").hidden = !line;
  put(at("trouble"), line);
}

function notice(line) {
  at("notice").hidden = !line;
  put(at("notice"), line);
}

// ---- which page is open --------------------------------------------------------------------------------------------

function route() {
  const wanted = viewer.asked();
  if (wanted === null) {
    viewer.close();
    return;
  }
  const entry = entries.find((one) => one.kind === wanted.kind && one.id === wanted.id && one.phase === "done");
  if (!entry) {
    if (loaded) {
      viewer.leave();
      notice(say("forgotten"));
    }
    return;
  }
  const words = wanted.kind === "documents" ? DOCUMENT_WORDS : COMPARISON_WORDS;
  const forms = pages(entry.state.forms).map(({ form }) => [form, say(words[form])]);
  viewer.show({ ...wanted, name: entry.name, forms });
}

// ---- what the user does --------------------------------------------------------------------------------------------

function receive(files) {
  if (!files.length) {
    notice(say("folderEmpty"));
    return;
  }
  notice("");
  announce(say("saidAdded", { number: number(files.length) }));
  for (const file of files) addFile(file);
  drawBar();
  viewer.leave();
}

function begin() {
  at("files").addEventListener("change", (event) => {
    receive(Array.from(event.target.files));
    // The same file can be chosen again after it was mended.
    event.target.value = "";
  });
  watchDrops(receive);
  at("all").addEventListener("change", (event) => {
    for (const entry of documents()) if (entry.phase === "done") entry.card.parts.pick.checked = event.target.checked;
    drawBar();
  });
  at("compare").addEventListener("click", compare);
  at("tidy").addEventListener("click", tidy);
  at("forget").addEventListener("click", () => askForget(true));
  at("forget-no").addEventListener("click", () => askForget(false));
  at("forget-yes").addEventListener("click", forget);
  at("back").addEventListener("click", viewer.leave);
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (viewer.asked()) viewer.leave();
    else if (!at("forget-sure").hidden) askForget(false);
  });
  for (const link of document.querySelectorAll("[data-language]")) {
    link.addEventListener("click", () => {
      link.hash = location.hash;
    });
  }
  window.addEventListener("hashchange", route);
  window.addEventListener("popstate", route);
  window.addEventListener("beforeunload", (event) => underWay() && event.preventDefault());
  document.addEventListener("visibilitychange", () => !document.hidden && poll(0));
  listen((status) => status === 401 && trouble(say("expired")));
  look();
}

begin();
