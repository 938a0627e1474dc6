// Files on their way to the server: taken from a drop or the file chooser, sent two at a time, held back while it is busy.

import { ask, complaint, DOCUMENTS, worked } from "./api.js";
import { given, say, size } from "./words.js";

const AT_ONCE = 2;
const LONGEST_WAIT = 30;
const MOST_IN_FOLDER = 500;
const waiting = [];
let sending = 0;
let heldUntil = 0;
let timer = 0;

/** Whether a file has not reached the server yet: leaving the page would lose it. */
export function underWay() {
  return waiting.length + sending > 0;
}

/**
 * Queues an entry {file, sent, change}: `change(phase, line, again)` is called with "waiting", "sending" or "failed",
 * `again` telling whether the same file may be sent once more; `sent(document)` with what the server made of it.
 */
export function send(entry) {
  const { file } = entry;
  if (file.size > given.uploadLimit) {
    entry.change("failed", say("tooLarge", { size: size(file.size) }));
  } else if (file.size === 0) {
    entry.change("failed", say("empty"));
  } else {
    entry.change("waiting", say("waiting"));
    waiting.push(entry);
    next();
  }
}

export function withdraw(entry) {
  const at = waiting.indexOf(entry);
  if (at >= 0) waiting.splice(at, 1);
}

function next() {
  const held = heldUntil - Date.now();
  if (held > 0) {
    clearTimeout(timer);
    timer = setTimeout(next, held + 10);
    return;
  }
  while (sending < AT_ONCE && waiting.length) deliver(waiting.shift());
}

async function deliver(entry) {
  sending += 1;
  entry.change("sending", say("sending"));
  const form = new FormData();
  form.append("files", entry.file, entry.file.name);
  const answer = await ask("POST", DOCUMENTS, form);
  sending -= 1;
  if (worked(answer) && Array.isArray(answer.body) && answer.body.length) {
    entry.sent(answer.body[0]);
  } else if (entry.gone) {
    // Nobody waits for it any more.
  } else if (answer.wait) {
    heldUntil = Date.now() + 1000 * Math.min(answer.wait, LONGEST_WAIT);
    waiting.unshift(entry);
    const line = answer.body && answer.body.error;
    entry.change("waiting", line ? say("queued", { line }) : say("waiting"));
  } else {
    const unanswered = answer.status === 0;
    entry.change("failed", unanswered ? say("notSent") : complaint(answer), unanswered || answer.status >= 500);
  }
  next();
}

/** Lets files be dropped anywhere on the page: `receive(files)` is told. */
export function watchDrops(receive) {
  const sign = document.getElementById("over");
  // Entering a part of the page comes before leaving the one around it.
  let depth = 0;
  const move = (to) => {
    depth = Math.max(0, to);
    sign.hidden = depth === 0;
    if (depth === 0) document.body.classList.remove("dragging");
  };
  // Over the frame of a page a drag is told to that page. It says so, and from then on lies under the drag.
  window.addEventListener("message", (event) => {
    const frame = document.querySelector("#viewer-frame iframe");
    if (event.data === "reportmine:files" && frame && event.source === frame.contentWindow) document.body.classList.add("dragging");
  });
  // During a drag the pointer does not move: it was given up somewhere else. A browser also tells a move that is none,
  // when what lies under the resting pointer changes.
  window.addEventListener("pointermove", (event) => (event.movementX || event.movementY) && move(0));
  window.addEventListener("dragenter", (event) => carriesFiles(event) && move(depth + 1));
  window.addEventListener("dragleave", (event) => carriesFiles(event) && move(depth - 1));
  window.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  window.addEventListener("drop", async (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    move(0);
    receive(await dropped(event.dataTransfer));
  });
}

function carriesFiles(event) {
  return event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
}

/** The files of a drop, those in folders too; what programs leave beside open files (~$…) and hidden files are not. */
async function dropped(transfer) {
  const entries = Array.from(transfer.items || [])
    .filter((item) => item.kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry ? item.webkitGetAsEntry() : null, file: item.getAsFile() }));
  if (!entries.some(({ entry }) => entry && entry.isDirectory)) return Array.from(transfer.files);
  const found = [];
  for (const { entry, file } of entries) {
    if (entry && entry.isDirectory) await walk(entry, found);
    else if (file) found.push(file);
  }
  return found;
}

async function walk(folder, found) {
  const reader = folder.createReader();
  for (;;) {
    const some = await new Promise((give) => reader.readEntries(give, () => give([])));
    if (!some.length || found.length >= MOST_IN_FOLDER) return;
    for (const entry of some.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith(".") || entry.name.startsWith("~$")) continue;
      if (entry.isDirectory) await walk(entry, found);
      else if (isReport(entry.name)) found.push(...(await fileOf(entry)));
    }
  }
}

function fileOf(entry) {
  return new Promise((give) => entry.file((file) => give([file]), () => give([])));
}

/** By its name: of a format that is read, and no commented copy. */
function isReport(name) {
  const endings = document.getElementById("files").accept.split(",");
  return endings.some((ending) => name.toLowerCase().endsWith(ending)) && !name.endsWith(".审阅.docx");
}
