/* The board: a column an outcome, a card a commitment. The fields of a row are those of follow_up.py. */
(() => {
  "use strict";
  const OUTCOME = 0, KIND = 1, PAIR = 2, SECTION = 3, PROMISE = 4, EVIDENCE = 7, SHARE = 8, NAME = 9, SUM = 10, FILLED = 11;
  const FIRST = 8;

  Page.ready(() => {
    const part = Page.data().parts.follow_up, board = document.getElementById("board");
    if (!part || !board) return;
    const words = Page.data().words;
    const promise = (row) => row.slice(PROMISE, PROMISE + 3);

    function card(row) {
      const [first, ...others] = Compared.places(row[EVIDENCE]);
      return Page.make("article", { class: "commitment" },
        Page.make("p", { class: "commitment-head" },
          Page.make("span", { class: "grade other" }, part.kinds[row[KIND]]), " ", row[NAME] ? Page.make("b", {}, row[NAME]) : null),
        Page.make("p", { class: "promise" }, Compared.text(promise(row)), " ", Compared.link(promise(row))),
        row[SUM] ? Page.make("p", { class: "sum number" }, row[SUM]) : null,
        first ? Page.make("p", { class: "answer" }, "→ ", Compared.text(first), " ", Compared.link(first)) : null,
        others.length ? Page.make("p", { class: "quiet small" }, words.others, " ", others.flatMap((place) => [Compared.link(place), " "])) : null,
        row[FILLED] ? Page.make("p", { class: "small" }, words.tasks, row[FILLED].join(" · ")) : null,
        Page.make("p", { class: "quiet small" }, row[SECTION] >= 0 ? `${part.sections[row[SECTION]]} · ` : "", Page.make("span", { class: "together" }, Page.fill(words.confidence, { share: row[SHARE] }))));
    }

    const fits = Compared.searcher((row) => [row[NAME] || "", row[SECTION] >= 0 ? part.sections[row[SECTION]] : "", row[SUM] || "",
      Compared.text(promise(row)), ...Compared.places(row[EVIDENCE]).map(Compared.text)].join("\n"));
    const columns = part.outcomes.map((outcome) => {
      const box = document.getElementById(`outcome-${outcome}`);
      return { box, number: box.querySelector("[data-number]"), ...Compared.filled(box, FIRST, card) };
    });
    const count = board.querySelector("[data-count]");

    // The sections of the plan that is looked at, not those of all years.
    const pair = board.querySelector('[data-filter="pair"]'), section = board.querySelector('[data-filter="section"]');
    const offer = () => {
      if (!section) return;
      const chosen = section.value, wanted = pair ? pair.value : "";
      const there = new Set(part.rows.filter((row) => row[SECTION] >= 0 && (wanted === "" || row[PAIR] === Number(wanted))).map((row) => row[SECTION]));
      section.replaceChildren(section.options[0], ...[...there].sort((one, other) => one - other)
        .map((number) => Page.make("option", { value: number }, part.sections[number])));
      section.value = there.has(Number(chosen)) ? chosen : "";
    };
    offer();
    if (pair) pair.addEventListener("change", offer);
    const reset = board.querySelector("[data-reset]");
    Compared.filters(board, ({ find, values }) => {
      const chosen = part.rows.filter((row) => (values.pair === undefined || row[PAIR] === values.pair)
        && (values.kind === undefined || row[KIND] === values.kind) && (values.section === undefined || row[SECTION] === values.section) && fits(row, find));
      count.textContent = chosen.length ? Page.fill(words.of, { count: chosen.length, all: part.rows.length }) : words.nothing;
      columns.forEach((column, outcome) => {
        const rows = chosen.filter((row) => row[OUTCOME] === outcome);
        column.number.textContent = rows.length;
        column.box.classList.toggle("empty", !rows.length);
        column.show(rows);
      });
    });
    reset.addEventListener("click", offer);
    // The numbers at the top lead to their column.
    for (const tile of document.querySelectorAll("[data-outcome]")) {
      tile.addEventListener("click", (event) => {
        event.preventDefault();
        reset.click();
        Page.jump(document.getElementById(`outcome-${tile.dataset.outcome}`).querySelector("h3"));
      });
    }
  });
})();
