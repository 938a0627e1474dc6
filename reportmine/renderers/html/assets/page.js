/* What all pages share: small functions under the one name Page. Nothing here knows what a page is about.
   Texts reach the document only as text (textContent), never as HTML. */
const Page = (() => {
  "use strict";

  const root = document.documentElement;
  root.classList.add("scripted");

  /* Does `action` when the document is there. */
  function ready(action) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", action);
    else action();
  }

  /* Does `action` when the document was drawn for the first time, so that nobody waits for what is not seen yet; then
     the document has the class "ready". A window that is not shown draws nothing, so it is not waited for for ever. */
  function painted(action) {
    let done = false;
    const once = () => {
      if (done) return;
      done = true;
      action();
      root.classList.add("ready");
    };
    ready(() => requestAnimationFrame(() => setTimeout(once)));
    ready(() => setTimeout(once, 1000));
  }

  /* What the page was given as data, read when first asked for. */
  let given;
  function data() {
    if (given === undefined) given = JSON.parse(document.getElementById("data").textContent);
    return given;
  }

  /* fill("第 {line} 行", {line: 3}) */
  function fill(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  /* make("p", {class: "quiet", onclick: f}, "text", element, null): strings become text nodes, null is left out. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children.flat()) {
      if (child !== null && child !== undefined) element.append(child);
    }
    return element;
  }

  /* In the frame of the local site a file may be dropped on the page: the site is told, and takes over. */
  function passFilesOn() {
    const files = (event) => event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
    // Told again at every step of the drag: the site forgets a drag that it takes for given up.
    for (const kind of ["dragenter", "dragover"]) {
      addEventListener(kind, (event) => files(event) && parent.postMessage("reportmine:files", "*"));
    }
    for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => files(event) && event.preventDefault());
  }
  if (parent !== window) passFilesOn();

  /* Remembers what the reader chose, where the browser allows it (a sandboxed frame does not). */
  function remember(name, value) {
    try { localStorage.setItem("reportmine." + name, value); } catch (refused) { /* Nothing is lost but the choice. */ }
  }
  function remembered(name) {
    try { return localStorage.getItem("reportmine." + name); } catch (refused) { return null; }
  }

  /* The button for light and dark. */
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = remembered("theme");
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  ready(() => {
    const button = document.querySelector("[data-theme-button]");
    if (!button) return;
    const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
    const name = () => { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };
    button.hidden = false;
    name();
    dark.addEventListener("change", name);
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      remember("theme", root.dataset.theme);
      name();
    });
  });

  /* Tabs by the ARIA pattern: arrows, Home, End; the panels are those that aria-controls names.
     Gives {show(panelId), shown()}; `changed(panelId)` is told of every change. */
  function tabs(list, changed) {
    const all = [...list.querySelectorAll('[role="tab"]')];
    const panelOf = (tab) => document.getElementById(tab.getAttribute("aria-controls"));
    const current = () => all.find((tab) => tab.getAttribute("aria-selected") === "true");
    const select = (chosen, focus) => {
      for (const tab of all) {
        const on = tab === chosen;
        tab.setAttribute("aria-selected", String(on));
        tab.tabIndex = on ? 0 : -1;
        panelOf(tab).hidden = !on;
      }
      if (focus) chosen.focus();
      if (changed) changed(chosen.getAttribute("aria-controls"));
    };
    for (const tab of all) {
      const panel = panelOf(tab);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      panel.hidden = tab !== current();
      tab.addEventListener("click", () => select(tab, false));
    }
    list.addEventListener("keydown", (event) => {
      const at = all.indexOf(document.activeElement);
      const on = at + 1, back = at - 1;
      const to = { ArrowRight: on, ArrowDown: on, ArrowLeft: back, ArrowUp: back, Home: 0, End: all.length - 1 }[event.key];
      if (at < 0 || to === undefined) return;
      event.preventDefault();
      select(all[(to + all.length) % all.length], true);
    });
    return {
      show: (panelId) => {
        const tab = all.find((one) => one.getAttribute("aria-controls") === panelId);
        if (tab) select(tab, false);
      },
      shown: () => current().getAttribute("aria-controls"),
    };
  }

  /* Filters: any number of chips of a group are on; none on means all. `changed(set of values)` is told of every
     change. Gives {values(), set(values)}. */
  function chips(group, changed) {
    const all = [...group.querySelectorAll(".chip")];
    const isOn = (chip) => chip.getAttribute("aria-pressed") === "true";
    const values = () => new Set(all.filter(isOn).map((chip) => chip.dataset.value));
    for (const chip of all) {
      chip.addEventListener("click", () => {
        chip.setAttribute("aria-pressed", String(!isOn(chip)));
        changed(values());
      });
    }
    return {
      values,
      set: (wanted) => {
        for (const chip of all) chip.setAttribute("aria-pressed", String([...wanted].includes(chip.dataset.value)));
        changed(values());
      },
    };
  }

  /* Brings an element to the middle of the window and shows which it is; the frame goes at the next jump. */
  let last = null;
  function jump(element, focus = true) {
    if (!element) return;
    if (last) last.classList.remove("jumped");
    last = element;
    element.classList.add("jumped");
    element.scrollIntoView({ block: "center" });
    // What was not drawn yet may have had another height than was guessed.
    requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));
    if (focus) {
      if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
      element.focus({ preventScroll: true });
    }
  }

  /* A side panel or sheet that opens and closes: Escape closes it, and focus goes back to where it was.
     A button with data-close inside closes it. Gives {open(focused), close(), isOpen()}. */
  function panel(element, closed) {
    let from = null;
    const close = () => {
      if (element.hidden) return;
      const inside = element.contains(document.activeElement);
      element.hidden = true;
      if (inside && from && from.isConnected) from.focus({ preventScroll: true });
      if (closed) closed();
    };
    const open = (focused) => {
      if (element.hidden || !element.contains(document.activeElement)) from = document.activeElement;
      element.hidden = false;
      if (focused) {
        if (!focused.hasAttribute("tabindex")) focused.setAttribute("tabindex", "-1");
        focused.focus({ preventScroll: true });
      }
    };
    element.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) close(); });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    return { open, close, isOpen: () => !element.hidden };
  }

  /* The ids of the marks over a piece of a text (marked_text.py), all of which begin with `prefix` on the page. */
  const marksOver = (piece, prefix) => (piece.dataset.m ? piece.dataset.m.split(" ") : [piece.id.slice(prefix.length)]);

  /* Tells the style sheet how long the lines of a text are, for it to guess how tall those are that are not drawn yet. */
  function measure(text) {
    for (const line of text.children) {
      const length = line.textContent.length;
      if (length > 36) line.style.setProperty("--c", length);
    }
  }

  /* What is selected inside of a text is copied as it stands there, without the lines that a filter hides: a browser would
     put blank lines between paragraphs. */
  function copyAsWritten(text) {
    document.addEventListener("copy", (event) => {
      const selection = getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return;
      const range = selection.getRangeAt(0);
      if (!text.contains(range.commonAncestorContainer)) return;
      const part = range.cloneContents();
      for (const line of part.querySelectorAll(".out-of-view")) line.remove();
      event.clipboardData.setData("text/plain", part.textContent);
      event.preventDefault();
    });
  }

  /* Places of a string in the text of an element, as ranges; upper and lower case are the same. */
  function ranges(within, sought, most) {
    const nodes = [], starts = [];
    let length = 0, text = "";
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => {
        const isHidden = node.parentElement.closest("[hidden], .out-of-view");
        return isHidden ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
      },
    });
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push(node); starts.push(length);
      text += node.data; length += node.data.length;
    }
    // Letters whose lower case is longer would shift everything behind them; they stay as they are.
    const lower = (words) => { const low = words.toLowerCase(); return low.length === words.length ? low : words; };
    const hay = lower(text), needle = lower(sought), found = [];
    let at = hay.indexOf(needle), node = 0;
    while (at >= 0 && found.length < most) {
      const range = document.createRange(), end = at + needle.length;
      while (node + 1 < nodes.length && starts[node + 1] <= at) node += 1;
      let last = node;
      while (last + 1 < nodes.length && starts[last + 1] < end) last += 1;
      range.setStart(nodes[node], at - starts[node]);
      range.setEnd(nodes[last], end - starts[last]);
      found.push(range);
      at = hay.indexOf(needle, end);
    }
    return found;
  }

  /* The search box of parts.html over the text of what `where()` gives. Enter goes on, Shift+Enter back, Escape empties
     it. Gives {again()} for when the text shown has changed. */
  function search(form, where) {
    const input = form.querySelector("input"), output = form.querySelector("output");
    const registry = window.CSS && CSS.highlights && window.Highlight ? CSS.highlights : null;
    let found = [], at = -1, timer = 0;
    const show = () => {
      const said = found.length ? fill(form.dataset.found, { at: at + 1, count: found.length }) : form.dataset.notFound;
      output.textContent = input.value ? said : "";
      if (registry) {
        registry.set("found", new Highlight(...found));
        registry.set("found-here", at >= 0 ? new Highlight(found[at]) : new Highlight());
      }
      for (const button of form.querySelectorAll("button")) button.disabled = !found.length;
    };
    const go = (to) => {
      if (!found.length) return;
      at = (to + found.length) % found.length;
      show();
      const place = found[at].startContainer.parentElement;
      place.scrollIntoView({ block: "center" });
      const box = found[at].getBoundingClientRect();
      if (box.top < 90 || box.bottom > innerHeight - 40) scrollBy(0, box.top - innerHeight / 2);
      if (!registry) { const selection = getSelection(); selection.removeAllRanges(); selection.addRange(found[at]); }
    };
    const look = () => {
      found = input.value ? ranges(where(), input.value, 5000) : [];
      at = -1;
      show();
    };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => { look(); go(0); }, 120); });
    form.addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { input.value = ""; look(); event.stopPropagation(); }
      if (event.key !== "Enter") return;
      event.preventDefault();
      clearTimeout(timer);
      if (at < 0) look();
      go(at < 0 ? 0 : at + (event.shiftKey ? -1 : 1));
    });
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-step]");
      if (button) go(at < 0 ? 0 : at + Number(button.dataset.step));
    });
    show();
    return { again: look };
  }

  /* Marks the link whose target was scrolled past last: links are <a href="#id">. `offset` is how far below the top of
     the window a target counts as reached, in px. */
  function follow(links, offset) {
    const targetOf = (link) => document.getElementById(link.getAttribute("href").slice(1));
    const all = [...links].map((link) => [link, targetOf(link)]).filter(([, target]) => target);
    let waiting = false;
    const look = () => {
      waiting = false;
      let current = null;
      for (const [link, target] of all) {
        const box = target.getBoundingClientRect();
        if (!box.height) continue;
        if (box.top > offset && current) break;
        current = link;
      }
      for (const [link] of all) {
        if (link === current) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
      if (current) current.dispatchEvent(new CustomEvent("reached", { bubbles: true }));
    };
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(look);
      waiting = true;
    }, { passive: true });
    look();
    return look;
  }

  return { ready, painted, data, fill, make, remember, remembered, tabs, chips, jump, panel, marksOver, measure,
    copyAsWritten, ranges, search, follow };
})();
