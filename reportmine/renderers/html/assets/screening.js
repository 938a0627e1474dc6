/* The page of a screening: findings in the text and in the list lead to each other, the list can be narrowed. */
(() => {
  "use strict";

  const GRAVITY = ["high", "medium", "low"];
  const make = Page.make;

  Page.ready(() => {
    const words = Page.data().words;
    const files = [...document.querySelectorAll(".file")].map((section) => openFile(section, words));
    const links = [...document.querySelectorAll("[data-file]")];

    /* Of several files one is shown at a time. */
    const show = (wanted) => {
      for (const file of files) file.section.hidden = file !== wanted;
      for (const link of links) {
        const on = link.dataset.file === wanted.section.id;
        link.closest("tr").toggleAttribute("data-shown", on);
        if (on) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
      }
    };
    for (const link of links) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        const file = files.find((one) => one.section.id === link.dataset.file);
        show(file);
        file.section.focus({ preventScroll: true });
        file.section.scrollIntoView();
      });
    }
    if (files.length > 1) show(files[0]);

    const id = decodeURIComponent(location.hash.slice(1));
    const named = files.find((file) => id === file.section.id || id.startsWith(file.section.id + "-"));
    if (named) {
      if (files.length > 1) show(named);
      named.select(id);
    }

    const print = document.querySelector("[data-print]"), withText = document.querySelector("[data-with-text]");
    print.hidden = withText.parentElement.hidden = files.length === 0;
    print.addEventListener("click", () => window.print());
    withText.addEventListener("change", () => {
      document.documentElement.classList.toggle("with-text-printed", withText.checked);
    });
  });

  /* One file: its list, its text, and the box that says what is known of a finding. Gives {section, select(id)}. */
  function openFile(section, words) {
    const prefix = section.id + "-";
    const marks = [...section.querySelectorAll(".text mark")].map((mark) => (
      { mark, keys: Page.marksOver(mark, prefix), plain: mark.className }));
    const list = readList(section, prefix);
    const off = new Set();
    const box = section.querySelector(".detail");
    const panel = Page.panel(box, () => point([]));
    const keyOf = (id) => id.slice(prefix.length).replace(/^p/, "");
    const ofMark = (entry) => entry.keys.map((key) => key.replace(/^p/, "")).filter((key, at, all) => !off.has(key) && all.indexOf(key) === at);

    /* Shows which findings the box speaks of, in the list and in the text. */
    let told = [];
    function point(keys) {
      told = keys;
      for (const entry of list.entries) {
        const on = keys.includes(entry.key);
        if (on) entry.link.setAttribute("aria-current", "true"); else entry.link.removeAttribute("aria-current");
        if (on) {
          const rest = entry.link.closest("details");
          if (rest) rest.open = true;
        }
      }
      for (const entry of marks) entry.mark.classList.toggle("chosen", ofMark(entry).some((key) => keys.includes(key)));
    }

    /* Where a finding stands: its mark, its anchor, or its row in the table of what is outside of the text. */
    const placeOf = (key) => document.getElementById(prefix + key) || document.getElementById(prefix + "p" + key);

    // The head of the box stays when what it tells changes, so that its buttons keep the focus.
    const title = make("strong", { tabindex: "-1" }), body = make("div", {});
    const button = (word, sign, attributes) => make("button", { type: "button", class: "plain", "aria-label": word, title: word, ...attributes }, sign);
    box.append(
      make("div", { class: "detail-head" }, title, button(words.previous, "↑", { onclick: () => walk(-1) }),
        button(words.next, "↓", { onclick: () => walk(1) }), button(words.close, "✕", { "data-close": true })),
      body);

    function tell(keys) {
      const known = keys.map((key) => describe(section, prefix, list, key, words)).filter(Boolean);
      if (!known.length) return;
      title.textContent = keys.length > 1 ? Page.fill(words.here, { n: keys.length }) : words.detail;
      body.replaceChildren(...known);
      box.scrollTop = 0;
      if (!box.contains(document.activeElement)) panel.open(title);
      point(keys);
      const current = list.entries.find((entry) => entry.key === keys[0]);
      if (current) nearest(current.link);
    }

    /* To the finding before or behind, in the order of the text. */
    function walk(by) {
      const order = list.order.filter((one) => !off.has(one));
      const at = order.indexOf(told[0]);
      if (order.length) go(order[(at + by + order.length) % order.length]);
    }

    function go(key) {
      // First the box: on a narrow window it covers the lower half, and the place is to stand above it.
      tell([key]);
      Page.jump(placeOf(key), false);
    }

    section.addEventListener("click", (event) => {
      const link = event.target.closest("[data-detail], .places a, .hurdles a, .asides a");
      if (link) {
        event.preventDefault();
        go(keyOf(link.dataset.detail || link.hash.slice(1)));
        return;
      }
      const mark = event.target.closest(".text mark");
      // Who selects text to copy it does not ask for anything.
      if (!mark || !getSelection().isCollapsed) return;
      const keys = ofMark({ keys: Page.marksOver(mark, prefix) });
      if (keys.length) tell(keys);
    });

    /* After the list was narrowed the text shows the same findings. */
    function narrow() {
      off.clear();
      for (const entry of list.entries) if (entry.hidden) off.add(entry.key);
      marks.forEach(colour);
      point(told);
    }

    /* Where findings lie over each other the gravest of those shown gives the colour. */
    function colour(entry) {
      const keys = ofMark(entry);
      const grades = keys.map((key) => (list.byKey.get(key) || {}).severity);
      const gravest = GRAVITY.find((grade) => grades.includes(grade));
      entry.mark.className = keys.length === 0 ? "off" : gravest ? "finding " + gravest : entry.plain;
    }
    marks.forEach(colour);

    filterList(section, list, words, narrow);
    const text = section.querySelector(".text"), form = section.querySelector(".search");
    if (text) {
      Page.measure(text);
      Page.copyAsWritten(text);
      Page.search(form, () => text);
    } else form.hidden = true;
    const outline = section.querySelectorAll(".outline a");
    if (outline.length) Page.follow(outline, 120);
    return { section, select: (id) => { if (placeOf(keyOf(id))) go(keyOf(id)); } };
  }

  /* The list as data: an entry a finding, and the order of the findings in the text. */
  function readList(section, prefix) {
    const entries = [...section.querySelectorAll(".places > li")].map((item) => {
      const group = item.closest(".groups > li");
      return {
        key: item.dataset.finding.slice(prefix.length), item, group, link: item.querySelector("a"), hidden: false,
        severity: group.dataset.severity, category: group.dataset.category, rule: group.dataset.rule,
        words: [...group.querySelectorAll(":scope > p"), item].map((part) => part.textContent).join(" ").toLowerCase(),
      };
    });
    const byKey = new Map(entries.map((entry) => [entry.key, entry]));
    const seen = new Set();
    for (const mark of section.querySelectorAll(".text mark, .elsewhere tr[data-finding]")) {
      const keys = mark.localName === "mark" ? Page.marksOver(mark, prefix) : [mark.dataset.finding.slice(prefix.length)];
      for (const key of keys) if (byKey.has(key)) seen.add(key);
    }
    return { entries, byKey, order: [...seen] };
  }

  function filterList(section, list, words, changed) {
    const filters = section.querySelector(".filters");
    if (!filters) return;
    const output = section.querySelector(".list output");
    const selects = [...filters.querySelectorAll("select")];
    const input = filters.querySelector("input");
    const reset = filters.querySelector("[data-reset]");
    const none = section.querySelector(".no-match");
    const severities = Page.chips(filters.querySelector(".chips"), apply);
    let timer = 0;

    function apply() {
      const grades = severities.values(), sought = input.value.trim().toLowerCase();
      const active = grades.size > 0 || sought !== "" || selects.some((select) => select.value);
      let shown = 0;
      for (const entry of list.entries) {
        entry.hidden = (grades.size > 0 && !grades.has(entry.severity))
          || selects.some((select) => select.value && entry[select.dataset.by] !== select.value)
          || !entry.words.includes(sought);
        entry.item.hidden = entry.hidden;
        shown += entry.hidden ? 0 : 1;
      }
      for (const group of section.querySelectorAll(".groups > li")) {
        group.hidden = !group.querySelector(".places > li:not([hidden])");
        const rest = group.querySelector(".rest");
        if (!rest) continue;
        rest.hidden = !rest.querySelector("li:not([hidden])");
        if (sought) rest.open = true;
      }
      for (const row of section.querySelectorAll(".elsewhere tr[data-finding]")) {
        row.hidden = (list.byKey.get(row.dataset.finding.slice(section.id.length + 1)) || {}).hidden;
      }
      output.textContent = Page.fill(words.shown, { shown, all: list.entries.length });
      none.hidden = shown > 0;
      reset.hidden = !active;
      changed();
    }

    for (const select of selects) select.addEventListener("change", apply);
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(apply, 100); });
    reset.addEventListener("click", () => {
      input.value = "";
      for (const select of selects) select.value = "";
      severities.set([]);
      filters.querySelector(".chip").focus();
    });
    filters.hidden = false;
    output.textContent = Page.fill(words.shown, { shown: list.entries.length, all: list.entries.length });
  }

  /* All that is known of a finding, put together of what stands on the page. */
  function describe(section, prefix, list, key, words) {
    const entry = list.byKey.get(key);
    if (!entry) return describeAside(section, prefix + key, words);
    const copy = (from) => from.cloneNode(true);
    return make("article", {},
      make("p", {}, copy(entry.group.querySelector(".grade")), " ", copy(entry.group.querySelector(".message")), " ",
        make("span", { class: "quiet" }, entry.rule)),
      make("p", {}, make("span", { class: "quiet" }, entry.link.querySelector(".place").textContent), " ", copy(entry.link.querySelector(".excerpt"))),
      make("p", {}, words.advice, entry.group.querySelector(".advice").textContent),
      rulePage(entry.rule));
  }

  function describeAside(section, id, words) {
    const row = section.querySelector('.asides tr[data-finding="' + id + '"]');
    if (!row) return null;
    const rule = row.querySelector(".rule").textContent;
    return make("article", {},
      make("p", {}, row.querySelector(".message").cloneNode(true), " ", make("span", { class: "quiet" }, rule)),
      make("p", {}, Page.fill(words.set_aside, { by: row.querySelector(".by").textContent }), " ", row.querySelector(".reason").textContent),
      rulePage(rule));
  }

  function rulePage(rule) {
    const page = document.getElementById("rule-" + rule);
    if (!page) return null;
    const said = page.querySelector("dl").cloneNode(true);
    // What to do was said for this very place already.
    for (const part of said.querySelectorAll("[data-advice]")) part.remove();
    return said;
  }

  /* Brings a link into view inside of the list alone. */
  function nearest(link) {
    const frame = link.closest(".list");
    if (frame.scrollHeight <= frame.clientHeight) return;
    const at = link.getBoundingClientRect(), around = frame.getBoundingClientRect();
    if (at.top < around.top || at.bottom > around.bottom) frame.scrollTop += at.top - around.top - around.height / 2;
  }
})();
