/* The lists of a comparison: series, actions, problems, words, pairs, sections, same passages. The fields of a row are
   those of the Python module of the part. */
(() => {
  "use strict";

  Page.ready(() => {
    const { parts, words, reports } = Page.data();
    const cell = (said, number) => Page.make("td", number ? { class: "n" } : {}, said);
    /* Details whose content is made when they are opened. */
    function later(summary, content) {
      const box = Page.make("details", { class: "item" }, Page.make("summary", {}, ...summary));
      box.addEventListener("toggle", () => { if (box.open && box.children.length === 1) box.append(content()); });
      return box;
    }

    if (parts.series) {
      const { rows, sorts, measures } = parts.series;
      const table = (points) => Page.make("div", { class: "scroll-x" }, Page.make("table", {},
        Page.make("thead", {}, Page.make("tr", {}, [words.year, words.sort, words.value, words.source].map((said) => Page.make("th", { scope: "col" }, said)))),
        Page.make("tbody", {}, points.map(([year, sort, value, ...place]) => Page.make("tr", {}, cell(year || words.no_year), cell(sorts[sort]), cell(value, true), cell(Compared.link(place)))))));
      Compared.list("series", rows, {
        said: ([name, unit]) => `${name} ${unit}`,
        element: ([name, unit, kind, points]) => {
          const years = points.map((point) => point[0]).filter(Boolean);
          const span = years.length ? `${Math.min(...years)}–${Math.max(...years)}` : "";
          return later([Page.make("b", {}, name), " ", Page.make("span", { class: "quiet" }, [measures[kind], unit].filter(Boolean).join(" · "), "　", span, "　", Page.fill(words.points, { count: points.length }))], () => table(points));
        },
      });
    }

    if (parts.actions) {
      const { rows, changes, types, statuses } = parts.actions;
      Compared.list("actions", rows, {
        said: ([names]) => names.join(" "),
        fits: (row, values) => (values.change === undefined || row[1] === values.change) && (values.type === undefined || row[2] === values.type),
        element: ([names, change, type, mentions]) => later(
          [Page.make("b", {}, names.join(" → ")), " ", Page.make("span", { class: "quiet" }, `${types[type]}　${changes[change]}　${Page.fill(words.points, { count: mentions.length })}`)],
          () => Page.make("ul", {}, mentions.map(([status, ...place]) => Page.make("li", {}, Compared.link(place), " ", statuses[status], " ", Compared.text(place))))),
      });
    }

    if (parts.shortfalls) {
      const { rows, changes } = parts.shortfalls;
      Compared.list("shortfalls", rows, {
        said: ([, places]) => places.map(Compared.text).join("\n"),
        fits: (row, values) => values.change === undefined || row[0] === values.change,
        element: ([change, [last, ...earlier]]) => Page.make("div", { class: "item" },
          Page.make("p", {}, Page.make("span", { class: "grade other" }, changes[change]), " ", Compared.text(last), " ", Compared.link(last)),
          earlier.length ? later([Page.fill(words.earlier, { count: earlier.length })], () => Page.make("ul", {}, earlier.map((place) => Page.make("li", {}, Compared.text(place), " ", Compared.link(place))))) : null),
      });
    }

    if (parts.wording) {
      Compared.list("wording", parts.wording.rows, {
        said: ([word]) => word,
        element: ([word, rises, before, now, z, g2, years, counts, ...place]) => Page.make("tr", {},
          Page.make("th", { scope: "row" }, word), cell(rises ? `↑ ${words.rises}` : `↓ ${words.falls}`), cell(before.toFixed(2), true), cell(now.toFixed(2), true),
          cell(z.toFixed(1), true), cell(g2.toFixed(1), true), cell(years), cell(Compared.link(place)),
          cell(counts.length > 8
            ? later([Page.fill(words.points, { count: counts.reduce((sum, one) => sum + one, 0) })], () => Page.make("p", { class: "small" }, counts.map((count, report) => `${reports[report][0]} ${count}`).join(" · ")))
            : counts.map((count, report) => `${reports[report][0]} ${count}`).join(" · "))),
      });
    }

    if (parts.similarity) {
      const { pairs, sections, longest } = parts.similarity;
      const both = (earlier, after) => `${reports[earlier][0]} – ${reports[after][0]}`;
      Compared.list("pairs", pairs, {
        size: 12,
        said: ([earlier, after]) => both(earlier, after),
        element: ([earlier, after, cosine, kept, taken]) => Page.make("tr", {},
          Page.make("th", { scope: "row" }, both(earlier, after)), cell(cosine.toFixed(2), true), cell(`${kept}%`, true), cell(`${taken}%`, true)),
      });
      const share = (kind, said, count, total) => (count ? Page.make("span", { class: `part-share ${kind}`, style: `flex-grow:${count}`, title: `${said} ${count}` },
        count / total >= 0.25 ? `${said} ${Math.round(100 * count / total)}%` : "") : null);
      const told = (carried, rewritten, fresh, gone, total) => [[words.carried, carried], [words.rewritten, rewritten], [words.fresh, fresh], [words.gone, gone]]
        .filter(([, count]) => count).map(([said, count]) => `${said} ${100 * count / total < 0.5 ? "<1" : Math.round(100 * count / total)}%`).join(" · ");
      Compared.list("sections", sections, {
        said: (row) => row[3],
        fits: (row, values) => values.pair === undefined || row[0] === values.pair,
        element: ([pair, report, level, heading, carried, rewritten, fresh, gone]) => {
          const total = Math.max(1, carried + rewritten + fresh + gone);
          return Page.make("tr", { class: `level-${Math.min(level, 3)}` },
            cell(document.querySelector(`#list-sections option[value="${pair}"]`).textContent), cell(reports[report][0]),
            Page.make("th", { scope: "row" }, heading || words.whole), cell(total, true),
            Page.make("td", {}, Page.make("div", { class: "part-shares", "aria-hidden": "true" }, share("carried", words.carried, carried, total), share("rewritten", words.rewritten, rewritten, total),
              share("fresh", words.fresh, fresh, total), share("gone", words.gone, gone, total)),
            Page.make("span", { class: "small quiet" }, told(carried, rewritten, fresh, gone, total))));
        },
      });
      Compared.list("longest", [...longest].sort((one, other) => other[1] - one[1]), {
        size: 10,
        said: (row) => Compared.text(row.slice(2, 5)),
        fits: (row, values) => values.pair === undefined || row[0] === values.pair,
        element: (row) => Page.make("div", { class: "item" },
          Page.make("p", {}, Page.make("b", { class: "number" }, Page.fill(words.same, { count: row[1] })), " ", Compared.link(row.slice(2, 5)), " = ", Compared.link(row.slice(5, 8))),
          Page.make("p", {}, Compared.text(row.slice(5, 8)))),
      });
    }
  });
})();
