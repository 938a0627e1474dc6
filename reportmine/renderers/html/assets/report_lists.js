/* The tables of figures, actions and findings as lists beside the text: with filters, each row leading to its place. */
const reportLists = (() => {
  "use strict";
  const { make, fill } = Page;

  /* How each list is filtered: `chips` are (value, word, test), `fits` tells whether an item is shown when these are on.
     An item is the entry of a figure, an action or a finding in the data. */
  function kindsOf() {
    const { words, names } = Page.data();
    const types = Object.entries(names.types), grades = ["high", "medium", "low"];
    return {
      figures: {
        letter: "f",
        chips: [
          ["actual", names.aims.actual, ([, , , , , target]) => !target],
          ["target", names.aims.target, ([, , , , , target]) => target],
          ["masked", words.masked, ([, , , , , , , masked]) => masked],
        ],
        // Aimed at or reached, and masked or not, are two questions.
        fits: ([, , , , , target, , masked], on) => {
          const aimed = on.has("actual") || on.has("target");
          return (!aimed || on.has(target ? "target" : "actual")) && (!on.has("masked") || !!masked);
        },
      },
      actions: {
        letter: "a",
        chips: types.map(([type, said], at) => [type, said, ([, one]) => (one || 0) === at]),
        fits: ([, type], on) => !on.size || on.has(types[type || 0][0]),
      },
      findings: {
        letter: "c",
        chips: grades.map((grade) => [grade, names.severities[grade], ([one]) => one === grade]),
        fits: ([severity], on) => !on.size || on.has(severity),
      },
    };
  }

  /* `panels` hold a table each, by data-kind. `go(id)` jumps to a mark; `changed()` is told when a filter has changed.
     Gives fits(id), refresh(), open(panelId), mark(ids). */
  return function reportLists(panels, data, shown, go, changed) {
    const { words } = Page.data();
    const kinds = kindsOf(), byId = new Map();
    for (const panel of panels) {
      const list = kinds[panel.dataset.kind];
      list.on = new Set();
      list.rows = Array.from(panel.querySelector("tbody").rows, (row) => {
        const link = row.querySelector("a"), id = link.hash.slice(1 + data.prefix.length);
        const one = { id, row, link, item: data[panel.dataset.kind][Number(id.slice(1))], list };
        byId.set(id, one);
        return one;
      });
    }
    const inView = (one) => {
      const place = shown.placeOf(one.id);
      return !place || !shown.lineOf(place).classList.contains("out-of-view");
    };
    const fits = (one) => one.list.fits(one.item, one.list.on);

    const show = (list) => {
      if (!list.count) return;
      let count = 0;
      for (const one of list.rows) {
        one.row.hidden = !(fits(one) && inView(one));
        count += Number(!one.row.hidden);
      }
      const all = list.rows.length;
      const some = count ? fill(words.shown, { shown: count, count: all }) : words.none_left;
      list.count.textContent = !all ? words.none : count === all ? "" : some;
    };
    const build = (panel) => {
      const list = kinds[panel.dataset.kind];
      if (list.count) return;
      const used = list.chips.map(([value, said, test]) => [value, said, list.rows.filter((one) => test(one.item)).length])
        .filter(([, , count]) => count);
      const chip = ([value, said, count]) =>
        make("button", { type: "button", class: "chip", "data-value": value, "aria-pressed": "false" },
          said, " ", make("span", { class: "number" }, count));
      const table = panel.querySelector("table"), title = table.caption.textContent;
      const group = make("div", { class: "chips", role: "group", "aria-label": title }, used.map(chip));
      if (used.length > 1) panel.querySelector(".panel-filters").append(group);
      Page.chips(group, (on) => { list.on = on; show(list); changed(); });
      list.count = panel.querySelector(".panel-count");
      // A click anywhere on a row, for the area of its link is all of it.
      table.addEventListener("click", (event) => {
        const link = event.target.closest("a");
        if (!link) return;
        event.preventDefault();
        go(link.hash.slice(1 + data.prefix.length));
      });
      table.addEventListener("keydown", (event) => {
        const by = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
        let to = event.target.closest("tr");
        if (!to || !by) return;
        do to = to[by]; while (to && to.hidden);
        event.preventDefault();
        if (to) to.querySelector("a").focus();
      });
      show(list);
    };

    let current = [];
    const mark = (ids) => {
      for (const one of current) one.link.removeAttribute("aria-current");
      current = ids.map((id) => byId.get(id)).filter(Boolean);
      for (const one of current) one.link.setAttribute("aria-current", "true");
      if (current[0] && current[0].row.offsetParent) current[0].row.scrollIntoView({ block: "nearest" });
    };

    return {
      fits: (id) => fits(byId.get(id)),
      refresh: () => Object.values(kinds).forEach(show),
      open: (panelId) => build(panels.find((panel) => panel.id === panelId)),
      mark,
    };
  };
})();
