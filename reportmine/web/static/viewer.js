// One page of a report or of a comparison in a frame of its own. Which one is open stands in the address (#…), so that
// back, forward and reload do what they always do.

import { COMPARISONS, DOCUMENTS, formPath } from "./api.js";
import { make, put } from "./cards.js";
import { say } from "./words.js";

const KINDS = { documents: DOCUMENTS, comparisons: COMPARISONS };
const ADDRESS = /^#(documents|comparisons)\/([\w-]+)\/([\w.-]+)$/;
const home = document.getElementById("home");
const viewer = document.getElementById("viewer");
const name = document.getElementById("viewer-name");
const forms = document.getElementById("viewer-forms");
const frame = document.getElementById("viewer-frame");
const wait = document.getElementById("viewer-wait");
const title = document.title;

let came = null;

/** What the address asks for: {kind: "documents" | "comparisons", id, form}, or null for the list. */
export function asked() {
  const found = ADDRESS.exec(location.hash);
  return found && { kind: found[1], id: found[2], form: found[3] };
}

/** Opens a page by way of the address. */
export function open(kind, id, form) {
  came = { scroll: window.scrollY, focus: document.activeElement };
  location.hash = address(kind, id, form);
}

function address(kind, id, form) {
  return `#${kind}/${id}/${form}`;
}

/** Shows `shown`: {kind, id, form, name, forms: [[form, word]]}, unless it is there: whoever reads is not disturbed. */
export function show(shown) {
  const path = formPath(KINDS[shown.kind], shown.id, shown.form);
  if (frame.dataset.path === path) return;
  home.hidden = true;
  viewer.hidden = false;
  document.body.classList.add("viewing");
  document.title = `${shown.name} · reportmine`;
  put(name, shown.name);
  forms.hidden = shown.forms.length < 2;
  forms.replaceChildren(
    ...shown.forms.map(([form, word]) => {
      const link = make("a", { href: address(shown.kind, shown.id, form) }, word);
      if (form === shown.form) link.setAttribute("aria-current", "page");
      // In the place of the one before: the browser's own back leads to the list from any of them.
      link.addEventListener("click", (event) => {
        event.preventDefault();
        location.replace(link.href);
      });
      return link;
    }),
  );
  document.getElementById("viewer-tab").href = path;
  frame.dataset.path = path;
  // A page of a report is kept apart from the site: it can run its own script and nothing else.
  const sandbox = "allow-scripts allow-downloads allow-modals";
  const inside = make("iframe", { sandbox, src: path, title: shown.name });
  put(wait, say("opening"));
  inside.addEventListener("load", () => frame.contains(inside) && put(wait, ""), { once: true });
  frame.replaceChildren(inside);
  name.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

/** Back to the list, where one was. */
export function close() {
  if (viewer.hidden) return;
  viewer.hidden = true;
  home.hidden = false;
  frame.replaceChildren();
  delete frame.dataset.path;
  put(wait, "");
  document.body.classList.remove("viewing");
  document.title = title;
  window.scrollTo(0, came ? came.scroll : 0);
  const focus = came && came.focus.isConnected ? came.focus : document.getElementById("work-heading");
  focus.focus({ preventScroll: true });
  came = null;
}

/** To the list from anywhere. Not history.back(): jumps within the frame are steps of the same history. */
export function leave() {
  if (asked() === null) return;
  history.pushState(null, "", location.pathname);
  close();
}
