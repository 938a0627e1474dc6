/* The lists of figures, actions and findings beside the text, with their filters; and the same as tables for print. */
const reportLists = (() => {
  "use strict";
  const { make, fill } = Page;
  const grades = ["high", "medium", "low"];

  /* What each list says of one of its items and how it is filtered: `chips` are (value, word, test). */
  function kindsOf(data, shown, detail) {
    const { words, names } = Page.data();
    const items = (letter, all, read) => all.map((_, number) => ({ id: letter + number, ...read(number) }));
    const aim = (one) => (one.target ? names.aims.target : names.aims.actual);
    const graded = (one) => make("span", { class: `grade ${one.severity}` }, names.severities[one.severity]);
    return {
      figures: {
        items: items("f", data.figures, detail.figure),
        chips: [
          ["actual", names.aims.actual, (one) => !one.target],
          ["target", names.aims.target, (one) => one.target],
          ["masked", words.masked, (one) => one.masked],
        ],
        // Aimed at or reached, and masked or not, are two questions.
        fits: (one, on) => {
          const aimed = on.has("actual") || on.has("target");
          return (!aimed || on.has(one.target ? "target" : "actual")) && (!on.has("masked") || one.masked);
        },
        head: (one) => [one.name, shown.wordsOf(one.id)],
        foot: (one) => [one.period, aim(one), one.direction, one.bound, one.masked ? words.masked : ""],
        columns: [words.name, words.value, words.aim, words.kind, words.period],
        cells: (one) => [one.name, shown.wordsOf(one.id), aim(one), one.kind, one.period],
        title: words.figures_table,
      },
      actions: {
        items: items("a", data.actions, detail.action),
        chips: Object.entries(names.types).map(([type, said]) => [type, said, (one) => one.type === type]),
        fits: (one, on) => !on.size || on.has(one.type),
        head: (one) => [shown.wordsOf(one.id), ""],
        foot: (one) => [names.types[one.type], one.progress],
        columns: [words.name, words.type, words.progress],
        cells: (one) => [shown.wordsOf(one.id), names.types[one.type], one.progress],
        title: words.actions_table,
      },
      findings: {
        items: items("c", data.findings, detail.finding)
          .sort((one, other) => grades.indexOf(one.severity) - grades.indexOf(other.severity)),
        chips: grades.map((grade) => [grade, names.severities[grade], (one) => one.severity === grade]),
        fits: (one, on) => !on.size || on.has(one.severity),
        head: (one) => [[graded(one), " ", one.message], ""],
        foot: (one) => [one.rule, shown.wordsOf(one.id).slice(0, 40)],
        columns: [words.severity, words.rule, words.written, words.message, words.advice],
        cells: (one) => [names.severities[one.severity], one.rule, shown.wordsOf(one.id), one.message, one.advice],
        title: words.findings_table,
      },
    };
  }

  /* `panels` are the elements to fill, by data-kind. `go(id)` jumps to a mark; `changed()` is told when a filter has
     changed. Gives fits(id), refresh(), open(kind), mark(ids), tables(). */
  return function reportLists(panels, data, shown, detail, go, changed) {
    const { words } = Page.data();
    const kinds = kindsOf(data, shown, detail);
    const byId = new Map();
    for (const list of Object.values(kinds)) {
      list.on = new Set();
      for (const one of list.items) byId.set(one.id, [list, one]);
    }
    const placeSaid = (one) => { const line = detail.lineOf(one.id); return line ? fill(words.line, { line }) : ""; };
    const inView = (one) => {
      const place = shown.placeOf(one.id);
      return !place || !shown.lineOf(place).classList.contains("out-of-view");
    };

    const rowOf = (list, one) => {
      const [name, value] = list.head(one);
      const foot = [...list.foot(one), placeSaid(one)].filter(Boolean).join("　");
      return make("li", {}, make("button", { type: "button", "data-item": one.id },
        make("span", { class: "row-head" },
          make("span", { class: "row-name" }, name), value ? make("span", { class: "row-value" }, value) : null),
        make("span", { class: "row-foot" }, foot)));
    };
    const show = (list) => {
      if (!list.rows) return;
      let count = 0;
      list.items.forEach((one, number) => {
        const there = list.fits(one, list.on) && inView(one);
        list.rows[number].hidden = !there;
        count += Number(there);
      });
      const all = list.items.length;
      const some = count ? fill(words.shown, { shown: count, count: all }) : words.none_left;
      list.count.textContent = !all ? words.none : count === all ? "" : some;
    };
    const build = (panel) => {
      const list = kinds[panel.dataset.kind];
      if (list.rows) return;
      const counted = list.chips.map(([value, said, test]) => [value, said, list.items.filter(test).length]);
      const used = counted.filter(([, , count]) => count);
      const chip = ([value, said, count]) =>
        make("button", { type: "button", class: "chip", "data-value": value, "aria-pressed": "false" },
          said, " ", make("span", { class: "number" }, count));
      const group = make("div", { class: "chips", role: "group", "aria-label": list.title }, used.map(chip));
      if (used.length > 1) panel.querySelector(".panel-filters").append(group);
      Page.chips(group, (on) => { list.on = on; show(list); changed(); });
      list.count = panel.querySelector(".panel-count");
      list.rows = list.items.map((one) => rowOf(list, one));
      const rows = panel.querySelector(".rows");
      rows.append(...list.rows);
      rows.hidden = !list.rows.length;
      rows.addEventListener("click", (event) => {
        const row = event.target.closest("[data-item]");
        if (row) go(row.dataset.item);
      });
      rows.addEventListener("keydown", (event) => {
        const row = event.target.closest("li");
        const by = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
        if (!row || !by) return;
        let to = row[by];
        while (to && to.hidden) to = to[by];
        event.preventDefault();
        if (to) to.firstElementChild.focus();
      });
      show(list);
    };

    let current = [];
    const mark = (ids) => {
      for (const row of current) row.removeAttribute("aria-current");
      current = panels.flatMap((panel) => ids.map((id) => panel.querySelector(`[data-item="${id}"]`))).filter(Boolean);
      for (const row of current) row.setAttribute("aria-current", "true");
      if (current[0] && current[0].offsetParent) current[0].scrollIntoView({ block: "nearest" });
    };

    /* All three lists as tables, whatever is filtered: for print. */
    const table = (list) => {
      const head = [make("th", { class: "n" }, words.row), list.columns.map((said) => make("th", {}, said))];
      const row = (one) => make("tr", {},
        make("td", { class: "n" }, detail.lineOf(one.id) || ""), list.cells(one).map((said) => make("td", {}, said)));
      return make("table", {}, make("caption", {}, list.title),
        make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, list.items.map(row)));
    };
    const tables = () => Object.values(kinds).filter((list) => list.items.length).map(table);

    return {
      fits: (id) => { const [list, one] = byId.get(id); return list.fits(one, list.on); },
      refresh: () => Object.values(kinds).forEach(show),
      open: (panelId) => build(panels.find((panel) => panel.id === panelId)),
      mark,
      tables,
    };
  };
})();
