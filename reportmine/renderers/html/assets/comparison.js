/* What the scripts of a comparison share: the sentences that are cited, the panel that shows one, and lists that are
   filled as far as they are looked at. A place is three numbers: sentence, start and end in it. */
const Compared = (() => {
  "use strict";
  const PRINTED = 200;
  const data = () => Page.data();
  const words = () => data().words;

  /* The words at a place, and the sentence around it. */
  const text = (place) => data().sentences[place[0]][2].slice(place[1], place[2]);

  /* 2023 第4行 */
  function named(place) {
    const [report, line] = data().sentences[place[0]];
    return Page.fill(words().place, { report: data().reports[report][0], line });
  }

  /* A link to a place. */
  const link = (place, said) => Page.make("a", { class: "at", href: `#at-${place.slice(0, 3).join("-")}` }, said || named(place));

  /* The places of a flat list of numbers, three each. */
  function places(flat) {
    const found = [];
    for (let at = 0; at + 2 < flat.length; at += 3) found.push(flat.slice(at, at + 3));
    return found;
  }

  /* Fills a list with `element(row)` of the rows that fit, `size` at a time; a button brings more.
     Gives {show(rows)}. */
  function filled(within, size, element) {
    const items = within.querySelector("[data-items]"), box = within.querySelector("[data-left]");
    const more = box.querySelector("button"), rest = box.querySelector("span");
    let rows = [], at = 0;
    const go = () => {
      const next = rows.slice(at, at + size);
      items.append(...next.map(element));
      at += next.length;
      const left = rows.length - at;
      box.hidden = !left;
      more.textContent = Page.fill(words().more, { count: Math.min(size, left) });
      rest.textContent = Page.fill(words().left, { count: left });
    };
    more.addEventListener("click", () => {
      const before = items.children.length;
      go();
      // The button may be gone; whoever uses the keyboard goes on with what came.
      const first = items.children[before];
      if (first && box.hidden) { first.tabIndex = -1; first.focus(); }
    });
    // On paper there is no button: what is not too long is printed whole.
    addEventListener("beforeprint", () => { while (at < rows.length && rows.length <= PRINTED) go(); });
    return { show: (wanted) => { rows = wanted; at = 0; items.replaceChildren(); go(); } };
  }

  /* The filters over a list: calls `changed({find, values: {name: value}})` and is told how to begin again.
     Gives {set(name, value)}. */
  function filters(box, changed) {
    const find = box.querySelector("[data-find]"), selects = [...box.querySelectorAll("[data-filter]")];
    const began = selects.map((select) => select.value);
    const tell = () => changed({
      find: find.value.trim().toLowerCase(),
      values: Object.fromEntries(selects.filter((select) => select.value !== "").map((select) => [select.dataset.filter, Number(select.value)])),
    });
    let timer = 0;
    find.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(tell, 150); });
    find.addEventListener("keydown", (event) => { if (event.key === "Escape" && find.value) { find.value = ""; event.stopPropagation(); tell(); } });
    for (const select of selects) select.addEventListener("change", tell);
    box.querySelector("[data-reset]").addEventListener("click", () => {
      find.value = "";
      selects.forEach((select, number) => { select.value = began[number]; });
      tell();
    });
    tell();
    return {
      set: (name, value) => { const select = selects.find((one) => one.dataset.filter === name); if (select) { select.value = value; tell(); } },
    };
  }

  /* Which rows fit a search; what is searched of a row is put together once. */
  function searcher(said) {
    const known = new Map();
    return (row, find) => {
      if (!find) return true;
      if (!known.has(row)) known.set(row, said(row).toLowerCase());
      return find.split(/\s+/).every((word) => known.get(row).includes(word));
    };
  }

  /* A whole list: filters, count, items. `fits(row, values)` for the filters, `said(row)` for the search. */
  function list(name, rows, { element, said, fits = () => true, size = 30 }) {
    const box = document.getElementById(`list-${name}`);
    if (!box) return;
    const shown = filled(box, size, element);
    const count = box.querySelector("[data-count]"), search = searcher(said);
    filters(box, ({ find, values }) => {
      const chosen = rows.filter((row) => fits(row, values) && search(row, find));
      count.textContent = chosen.length ? Page.fill(words().of, { count: chosen.length, all: rows.length }) : words().nothing;
      shown.show(chosen);
    });
  }

  /* The panel that shows a sentence with the value in it marked. */
  function open(panel, address) {
    const found = /^#at-(\d+)-(\d+)-(\d+)$/.exec(address);
    const place = found && found.slice(1).map(Number);
    if (!place || !data().sentences[place[0]]) return false;
    const [report, , sentence] = data().sentences[place[0]], [, title, path] = data().reports[report];
    const head = document.getElementById("source-place");
    head.textContent = named(place);
    document.getElementById("source-report").textContent = [title, Page.fill(words().file, { path })].filter(Boolean).join("　");
    document.getElementById("source-text").replaceChildren(
      sentence.slice(0, place[1]), Page.make("mark", {}, sentence.slice(place[1], place[2])), sentence.slice(place[2]));
    panel.open(head);
    return true;
  }

  Page.ready(() => {
    const panel = Page.panel(document.getElementById("source"), () => {
      // So that the same link works again, and a reload does not open it.
      if (location.hash.startsWith("#at-")) history.replaceState(null, "", "#");
    });
    document.addEventListener("click", (event) => {
      const at = event.target.closest('a[href^="#at-"], [data-at]');
      if (!at || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const address = at.getAttribute("href") || `#${at.dataset.at}`;
      if (open(panel, address)) history.replaceState(null, "", address);
    });
    addEventListener("hashchange", () => open(panel, location.hash));
    open(panel, location.hash);
    const nav = document.querySelector(".parts-nav");
    if (nav) {
      nav.addEventListener("reached", (event) => { nav.scrollLeft = event.target.offsetLeft - nav.offsetLeft - 16; });
      Page.follow(nav.querySelectorAll("a"), 120);
    }
  });

  return { text, named, link, places, filled, filters, searcher, list };
})();
