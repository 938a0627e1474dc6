/* The page of a report: brings the text, the lists, the panel of details, filters, search and outline together. */
(() => {
  "use strict";
  const { make, fill } = Page;
  const narrow = window.matchMedia("(max-width: 64rem)");

  /* Gives life to one report; gives what the page asks of it. */
  function open(report, data) {
    const { words } = Page.data();
    const prefix = data.prefix;
    const text = document.getElementById(`${prefix}text`);
    if (!text) return { jump: () => {}, look: () => {} };

    const panelElement = report.querySelector(".detail"), body = report.querySelector(".detail-body");
    const shown = reportText(text, prefix, data, choose);
    const panels = [...report.querySelectorAll(".panel")];
    const detail = reportDetail(data, shown, panels[0].querySelector("tbody").rows);
    const lists = reportLists(panels, data, shown, jump, paint);
    const panel = Page.panel(panelElement, () => {
      shown.frame([]);
      lists.mark([]);
      document.documentElement.classList.remove("told");
    });
    const tabs = Page.tabs(report.querySelector(".lists .tabs"), lists.open);
    lists.open(tabs.shown());

    /* The panel of details: every mark over a place, then the paragraph it stands in. */
    function tell(ids, element, focus) {
      const line = element && shown.lineOf(element);
      const all = [...ids.map(detail.of), line ? detail.paragraph(line) : null].filter(Boolean);
      if (!all.length) return;
      body.replaceChildren(...all);
      panelElement.scrollTop = 0;
      shown.frame(ids);
      panel.open(focus ? panelElement.querySelector("h2") : null);
      document.documentElement.classList.add("told");
      if (narrow.matches && element) element.scrollIntoView({ block: "nearest" });
      if (ids.length) {
        const kind = { f: "figures", a: "actions", c: "findings" }[ids[0][0]];
        if (!narrow.matches && tabs.shown() !== prefix + kind) tabs.show(prefix + kind);
        lists.mark(ids);
      }
    }
    const hint = (event) => {
      const piece = event.target.closest("mark");
      if (piece && !piece.title) piece.title = shown.namesOf(piece).map(detail.inShort).join("\n");
    };
    text.addEventListener("pointerover", hint);
    text.addEventListener("focusin", hint);
    function choose(ids, element, byKey) { closeSheets(); tell(ids, element, byKey); }
    function jump(id) {
      const place = shown.placeOf(id);
      closeSheets();
      if (place) {
        // What is looked for must not be hidden by a filter.
        if (shown.lineOf(place).classList.contains("out-of-view")) labels.set([]);
        if (place.localName === "mark") shown.rove(place);
      }
      tell([id], place);
      Page.jump(place);
    }

    /* Filters over the text: by label of the paragraph, by kind of mark. */
    const labels = Page.chips(report.querySelector(".labels .chips"), (on) => {
      const wanted = [...on].flatMap((label) => [label, `also-${label}`]);
      const has = (line, names) => names.some((one) => line.classList.contains(one));
      // Headings stay over what stays: those above a line are kept until one of their own level or above comes.
      let above = [];
      for (const line of text.children) {
        const level = ["level1", "level2", "level3", "level4"].findIndex((one) => line.classList.contains(one));
        const stays = !on.size || has(line, [...wanted, "title"]);
        line.classList.toggle("out-of-view", !stays);
        if (level >= 0) above = [...above.filter(([one]) => one < level), [level, line]];
        else if (stays) for (const [, heading] of above) heading.classList.remove("out-of-view");
      }
      lists.refresh();
      paint();
      search.again();
    });
    let kindsOn = new Set();
    Page.chips(report.querySelector(".kinds .chips"), (on) => { kindsOn = on; paint(); });
    function paint() { shown.paint((id) => (!kindsOn.size || kindsOn.has(id[0])) && lists.fits(id)); }

    const search = Page.search(document.getElementById(`${prefix}search`), () => text);
    const copy = report.querySelector(".copy"), copyName = copy.textContent;
    copy.addEventListener("click", () => {
      if (!shown.copyAll()) return;
      copy.textContent = words.copied;
      setTimeout(() => { copy.textContent = copyName; }, 2000);
    });

    /* The outline follows the text. */
    const outline = document.getElementById(`${prefix}outline`);
    const look = Page.follow(outline.querySelectorAll("a"), 160);
    outline.addEventListener("reached", (event) => {
      if (narrow.matches) return;
      const link = event.target.getBoundingClientRect(), box = outline.getBoundingClientRect();
      if (link.top < box.top || link.bottom > box.bottom) outline.scrollTop += link.top - box.top - box.height / 2;
    });
    outline.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      event.preventDefault();
      closeSheets();
      const line = document.getElementById(link.getAttribute("href").slice(1));
      line.scrollIntoView({ block: "start" });
      line.setAttribute("tabindex", "-1");
      line.focus({ preventScroll: true });
    });

    /* Sheets from below, where the window is narrow. */
    const sheets = { outline, lists: report.querySelector(".lists") };
    const buttons = [...report.querySelectorAll(".below button")];
    function closeSheets() {
      for (const sheet of Object.values(sheets)) sheet.classList.remove("open");
      for (const button of buttons) button.setAttribute("aria-expanded", "false");
    }
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const isOpen = button.getAttribute("aria-expanded") === "true";
        panel.close();
        closeSheets();
        if (isOpen) return;
        const name = button.dataset.sheet;
        if (name !== "outline") tabs.show(prefix + name);
        (sheets[name] || sheets.lists).classList.add("open");
        button.setAttribute("aria-expanded", "true");
      });
    }
    for (const close of report.querySelectorAll(".sheet-close")) close.addEventListener("click", closeSheets);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeSheets(); });

    return { jump, look };
  }

  Page.painted(() => {
    const given = new Map(Page.data().reports.map((data) => [data.prefix, data]));
    const opened = new Map();
    const sections = [...document.querySelectorAll(".report")];
    const choice = document.getElementById("switch");
    let current = null;
    const show = (prefix) => {
      for (const section of sections) section.classList.toggle("current", section.dataset.prefix === prefix);
      const report = sections.find((one) => one.dataset.prefix === prefix);
      if (!opened.has(prefix)) opened.set(prefix, open(report, given.get(prefix)));
      current = opened.get(prefix);
      if (choice) choice.value = prefix;
      current.look();
    };
    /* Goes where an address within the page says: #r2-f12, #r2-l9, #r2-top. */
    const follow = (hash) => {
      const found = /^#(r\d+-)(top$|l\d+$|[fac]\d+$)/.exec(hash);
      if (!found || !given.has(found[1])) return false;
      show(found[1]);
      if (found[2] === "top") scrollTo(0, 0);
      else if (found[2][0] === "l") Page.jump(document.getElementById(`${found[1]}text`).children[found[2].slice(1) - 1]);
      else current.jump(found[2]);
      return true;
    };
    if (!sections.length) return;
    if (choice) choice.addEventListener("change", () => { show(choice.value); scrollTo(0, 0); });
    document.addEventListener("click", (event) => {
      const link = event.target.closest(".tiles a, .all-reports a");
      if (!link || !follow(link.getAttribute("href"))) return;
      event.preventDefault();
      const table = link.closest("details");
      if (table) table.open = false;
    });
    addEventListener("hashchange", () => follow(location.hash));
    const print = document.querySelector("[data-print]"), withTables = document.querySelector("[data-with-tables]");
    print.hidden = withTables.parentElement.hidden = false;
    print.addEventListener("click", () => window.print());
    withTables.addEventListener("change", () => {
      document.documentElement.classList.toggle("without-tables", !withTables.checked);
    });
    show(sections[0].dataset.prefix);
    follow(location.hash);
  });
})();
