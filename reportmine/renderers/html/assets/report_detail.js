/* What is known of a mark or a paragraph, and why: the fields with what decided each of them. */
const reportDetail = (() => {
  "use strict";
  const { make, fill } = Page;

  /* `data` is the report's entry in Page.data().reports, `shown` its reportText, `rows` the rows of its table of figures.
     Gives of(name) and paragraph(line): an article to show; and inShort(name). */
  return function reportDetail(data, shown, rows) {
    const { words, names } = Page.data();
    const say = (number) => names.words[number || 0];
    const numberOf = (name) => Number(name.slice(1));

    const figure = (number) => {
      const [why, kind, code, direction, bound, target, baseline, masked] = data.figures[number];
      const [name, , period] = Array.from(rows[number].cells, (cell) => cell.textContent);
      return {
        name, target: !!target, masked: !!masked, kind: say(kind), period, bound: say(bound),
        direction: say(direction), baseline: say(baseline), code: say(code), why,
      };
    };
    const action = (number) => {
      const [why, type, progress] = data.actions[number];
      const types = Object.keys(names.types), statuses = Object.values(names.statuses);
      return { type: types[type || 0], progress: statuses[progress || 0], why };
    };
    const finding = (number) => {
      const [severity, rule, category, message, advice, line, place] = data.findings[number];
      return {
        severity, rule, category: say(category), message: say(message), advice: say(advice), line, place: say(place),
      };
    };

    const lineOf = (name) => {
      if (name[0] === "c") return finding(numberOf(name)).line;
      const place = shown.placeOf(name);
      return place ? shown.numberOf(shown.lineOf(place)) : 0;
    };

    /* The reasons of an item out of the numbers that stand for them (details.py): field, rule, words, weight. `place`
       is the element that the item begins with. */
    const unpacked = (why, place) => {
      if (!why || !why.length || !place) return [];
      const values = why.slice(1);
      let start = shown.offsetOf(place);
      return names.shapes[why[0]].map(([field, rule, spanned, weighed]) => {
        let said = "";
        if (spanned) { start += values.shift(); said = shown.slice(start, values.shift()).trim(); }
        return { field: names.fields[field], rule: say(rule), said, weight: weighed ? values.shift() / 10 : 0 };
      });
    };
    /* Why a field is as it is: 数字前的名词 “…”、…; a rule once with all its words. */
    const reasons = (why, field) => {
      const rules = new Map();
      for (const one of why) {
        if (one.field !== field) continue;
        const weight = one.weight ? ` ${one.weight > 0 ? "+" : ""}${one.weight.toFixed(1)} ` : "";
        const said = (one.said ? `“${one.said}”` : "") + weight;
        rules.set(one.rule, (rules.get(one.rule) || "") + said);
      }
      const all = [...rules].map(([rule, said]) => (rule + said).trim());
      return all.length ? make("span", { class: "reasons" }, all.join(" · ")) : null;
    };
    /* Rows of name, value and reasons; those without a value are left out. */
    const fields = (rows) => make("dl", { class: "fields" }, rows.filter(([, value]) => value).flatMap(
      ([name, value, why]) => [make("dt", {}, name), make("dd", {}, value, why || null)]));
    const article = (kind, kindName, title, rows) =>
      make("article", {}, make("h3", {}, make("span", { class: `grade ${kind}` }, kindName), " ", title), fields(rows));

    const about = {
      f: (name) => {
        const one = figure(numberOf(name)), why = unpacked(one.why, shown.placeOf(name)), because = (field) => reasons(why, field);
        return article("figure", words.figure, one.name, [
          [words.name, one.name, because("name")],
          [words.value, shown.wordsOf(name) + (one.masked ? ` · ${words.masked_said}` : "")],
          [words.aim, one.target ? names.aims.target : names.aims.actual, because("status")],
          [words.kind, one.kind, because("kind")],
          [words.period, one.period, because("period")],
          [words.bound, one.bound, because("bound")],
          [words.direction, one.direction, because("direction")],
          [words.baseline, one.baseline, because("baseline")],
          [words.code, one.code],
          [words.place, fill(words.line, { line: lineOf(name) })],
        ]);
      },
      a: (name) => {
        const one = action(numberOf(name)), why = unpacked(one.why, shown.placeOf(name)), because = (field) => reasons(why, field);
        return article("action", words.action, shown.wordsOf(name), [
          [words.name, shown.wordsOf(name), because("name")],
          [words.type, names.types[one.type], because("type")],
          [words.progress, one.progress, because("status")],
          [words.place, fill(words.line, { line: lineOf(name) })],
        ]);
      },
      c: (name) => {
        const one = finding(numberOf(name)), [finds, why, norm] = names.rules[one.rule] || [];
        return article(one.severity, names.severities[one.severity], one.message, [
          [words.advice, one.advice],
          [words.written, shown.wordsOf(name)],
          [words.category, one.category],
          [words.rule, one.rule],
          [words.finds, finds],
          [words.why, why],
          [words.norm, norm],
          [words.place, [fill(words.line, { line: one.line }), one.place].filter(Boolean).join(" · ")],
        ]);
      },
    };

    const labels = Object.keys(names.labels);
    const labelled = [...shown.text.children].filter((line) => labels.some((one) => line.classList.contains(one)));
    const paragraph = (line) => {
      const label = labels.find((one) => line.classList.contains(one));
      if (!label) return null;
      const [packed, sure, also] = data.paragraphs[labelled.indexOf(line)], why = unpacked(packed, line);
      return article(label, words.paragraph, names.labels[label], [
        [words.label, names.labels[label], reasons(why, "label")],
        [words.also, say(also), reasons(why, "also")],
        [words.sure, sure ? `${sure}%` : ""],
        [words.place, fill(words.line, { line: line.dataset.n })],
      ]);
    };
    /* A mark in a few words, for who points at it. */
    const inShort = (name) => {
      const number = numberOf(name);
      if (name[0] === "f") return `${words.figure} · ${figure(number).name}`;
      if (name[0] === "a") return `${words.action} · ${names.types[action(number).type]}`;
      return `${names.severities[finding(number).severity]} · ${finding(number).message}`;
    };
    return { of: (name) => about[name[0]](name), inShort, paragraph };
  };
})();
