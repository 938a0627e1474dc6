/* Texts that are too faint to read: every text of the page, its ::before and ::after, against the colours that lie behind it
   (WCAG: 4.5, large text 3). Of a pattern each colour counts; a gradient that does not repeat is a strip beside the text.
   Gives a line for each kind of place. */
() => {
  const parse = said => (said.match(/^rgba?\(([^)]*)\)/) || [, "0,0,0,0"])[1].split(/[ ,/]+/).map(Number);
  const over = (top, below) => {
    const alpha = top[3] ?? 1;
    return [0, 1, 2].map(n => top[n] * alpha + below[n] * (1 - alpha));
  };
  const light = colour => colour.slice(0, 3).map(part => part / 255)
    .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
    .reduce((sum, part, n) => sum + part * [.2126, .7152, .0722][n], 0);
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + .05) / (dark + .05);
  };
  const grounds = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo), own = parse(style.backgroundColor);
    let below = [[255, 255, 255]];
    if ((own[3] ?? 1) < 1) {
      const parent = pseudo ? element : element.parentElement;
      below = parent ? grounds(parent) : [canvas];
    }
    const found = below.map(colour => over(own, colour));
    const pattern = style.backgroundImage;
    if (!/gradient/.test(pattern) || /no-repeat/.test(style.backgroundRepeat)) return found;
    const colours = [...pattern.matchAll(/rgba?\([^)]*\)/g)].map(match => parse(match[0]));
    return colours.flatMap(colour => found.map(one => over(colour, one)));
  };
  const probe = document.body.appendChild(document.createElement("div"));
  probe.style.backgroundColor = "canvas";
  const canvas = parse(getComputedStyle(probe).backgroundColor);
  probe.remove();
  const faint = new Map();
  const judge = (element, pseudo, text) => {
    const style = getComputedStyle(element, pseudo), size = parseFloat(style.fontSize);
    const drawn = element.namespaceURI.endsWith("svg");
    let ink = parse(drawn ? style.fill : style.color);
    for (let node = element; node; node = node.parentElement) ink = [...ink.slice(0, 3), (ink[3] ?? 1) * getComputedStyle(node).opacity];
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const worst = Math.min(...grounds(element, pseudo).map(ground => ratio(over(ink, ground), ground)));
    const name = element.localName + (element.id ? "#" + element.id : "") + (element.classList.length ? "." + [...element.classList].join(".") : "") + (pseudo || "");
    const key = [element.localName, element.className.baseVal ?? element.className, pseudo, style.color, worst.toFixed(1)].join();
    if (worst < needed - .01 && !faint.has(key)) faint.set(key, `${name}: ${worst.toFixed(2)} of ${needed}: ${text.trim().slice(0, 30)}`);
  };
  const shown = element => element.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !element.closest(":disabled");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() && !/^(script|style|title|desc|option)$/i.test(element.localName) && shown(element)) judge(element, null, node.data);
  }
  for (const element of document.body.querySelectorAll("*")) {
    for (const pseudo of ["::before", "::after"]) {
      const content = getComputedStyle(element, pseudo).content;
      if (!/^(none|normal|""|''|"\s+")$/.test(content) && shown(element)) judge(element, pseudo, content);
    }
  }
  return [...faint.values()];
}
