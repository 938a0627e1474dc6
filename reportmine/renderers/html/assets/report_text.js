/* The text of a report: which marks stand where, moving among them with the keyboard, copying the text as it is. */
const reportText = (() => {
  "use strict";

  /* Marks of one text, with the data of its report. `chosen(ids, element, byKey)` is told of a click or Enter on a mark,
     or of a click on the margin of a paragraph (no ids). */
  return function reportText(text, prefix, data, chosen) {
    const kindOf = (name) => ({ f: "figure", a: "action" })[name[0]] || data.findings[Number(name.slice(1))][0];
    Page.measure(text);
    const pieces = [...text.querySelectorAll("mark")];
    const namesOf = (piece) => Page.marksOver(piece, prefix);
    const places = new Map();
    for (const piece of pieces) {
      for (const name of namesOf(piece)) {
        if (places.has(name)) places.get(name).push(piece);
        else places.set(name, [piece]);
      }
    }
    for (const piece of pieces) if (!piece.hasAttribute("class")) piece.className = "figure";
    // Ways in for the keyboard: every piece where a mark begins. One of them at a time can be reached with Tab.
    const entries = pieces.filter((piece) => piece.id || namesOf(piece).some((name) => places.get(name)[0] === piece));
    for (const piece of entries) { piece.setAttribute("role", "button"); piece.tabIndex = -1; }
    let rover = null;
    const rove = (piece) => {
      if (rover) rover.tabIndex = -1;
      rover = piece;
      if (rover) rover.tabIndex = 0;
    };

    // Headings of the report are headings for those who have the page read to them; the page has two levels of its own.
    for (const line of text.querySelectorAll(".heading")) {
      const level = /level(\d)/.exec(line.className);
      line.setAttribute("role", "heading");
      line.setAttribute("aria-level", String(Math.min(6, 2 + Number(level ? level[1] : 1))));
    }

    const lineOf = (element) => element.closest(".text > p");
    /* The number of a line, from 1: blank ones have none on the page. */
    const numberOf = (line) => Number(line.dataset.n) || Array.prototype.indexOf.call(text.children, line) + 1;
    /* What is found in the text, the mark's own place first; a mark without length has only its anchor. */
    const placeOf = (name) => (places.has(name) ? places.get(name)[0] : document.getElementById(prefix + name));
    const wordsOf = (name) => (places.get(name) || []).map((piece) => piece.textContent).join("");

    /* How many characters of the text stand before an element of it. */
    const offsetOf = (element) => {
      const range = document.createRange();
      range.setStart(text, 0);
      range.setEndBefore(element);
      return Array.from(range.toString()).length;
    };
    let points = null;
    /* A stretch of the text by offsets that count characters and not halves of them. */
    const slice = (start, length) => {
      if (!points) points = /[\ud800-\udfff]/.test(text.textContent) ? Array.from(text.textContent) : text.textContent;
      const cut = points.slice(start, start + length);
      return typeof cut === "string" ? cut : cut.join("");
    };

    let framed = [];
    /* Frames all pieces of these marks; of none when nothing is given. */
    const frame = (names) => {
      for (const piece of framed) piece.classList.remove("chosen");
      framed = names.flatMap((name) => places.get(name) || []);
      for (const piece of framed) piece.classList.add("chosen");
    };

    const shown = (piece) => piece.className !== "" && !lineOf(piece).classList.contains("out-of-view");
    const step = (from, by) => {
      for (let at = entries.indexOf(from) + by; at >= 0 && at < entries.length; at += by) {
        if (shown(entries[at])) return entries[at];
      }
      return null;
    };

    /* Which marks are shown: pieces under none of them look like plain text. */
    const paint = (isOn) => {
      for (const piece of pieces) {
        const on = namesOf(piece).filter(isOn);
        piece.className = [...new Set(on.map(kindOf))].join(" ");
        if (on.length) piece.removeAttribute("aria-disabled");
        else piece.setAttribute("aria-disabled", "true");
      }
      frame([]);
      rove(entries.find(shown) || null);
    };

    const isMargin = (line, x) =>
      x < line.getBoundingClientRect().left + parseFloat(getComputedStyle(line).paddingLeft);
    text.addEventListener("click", (event) => {
      if (!getSelection().isCollapsed) return;
      const piece = event.target.closest("mark");
      const line = lineOf(event.target);
      if (piece && piece.className) chosen(namesOf(piece), piece);
      else if (line && isMargin(line, event.clientX)) chosen([], line);
    });
    text.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const at = event.target.closest("mark");
      const by = { ArrowRight: 1, ArrowLeft: -1, n: 1, p: -1 }[event.key];
      if (by) {
        const next = at ? step(at, by) : rover;
        event.preventDefault();
        if (!next) return;
        rove(next);
        next.focus({ preventScroll: true });
        const box = next.getBoundingClientRect();
        if (box.top < 120 || box.bottom > innerHeight - 60) next.scrollIntoView({ block: "center" });
      } else if (at && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        chosen(namesOf(at), at, true);
      }
    });

    Page.copyAsWritten(text);
    const copyAll = () => {
      const range = document.createRange();
      range.selectNodeContents(text);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      return document.execCommand("copy");
    };

    rove(entries[0] || null);
    return { text, namesOf, placeOf, wordsOf, lineOf, numberOf, offsetOf, slice, frame, paint, copyAll, rove };
  };
})();
