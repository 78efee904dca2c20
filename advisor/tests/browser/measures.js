// What the accessibility tests measure in a page. Each function answers with what is wrong, in words; empty is right.
window.measures = (() => {
  const skipped = "script, style, noscript, option, .unseen, .skip:not(:focus)";
  const brief = (node) => node.outerHTML.replace(/\s+/g, " ").slice(0, 90);
  const seen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const style = (node, pseudo) => getComputedStyle(node, pseudo);

  // Colours: computed in sRGB by the browser itself, so that hsl(), rgb() and system colours are one.
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (colour) => {
    if (!colour.startsWith("rgb")) return painted(colour); // a system colour is another in the dark
    if (!known.has(colour)) known.set(colour, painted(colour));
    return known.get(colour);
  };
  const painted = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = ([r, g, b, a], [r2, g2, b2]) => [r * a + r2 * (1 - a), g * a + g2 * (1 - a), b * a + b2 * (1 - a), 1];
  const ground = (node) => {
    if (!node) return rgba("Canvas");
    const own = rgba(style(node).backgroundColor);
    return own[3] === 1 ? own : over(own, ground(node.parentElement));
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (node.textContent.trim() && !parent.closest(skipped) && seen(parent)) found.push(node);
    }
    return found;
  };

  // Text against what it stands on: [ratio, text], lowest first.
  const contrasts = () =>
    texts()
      .map((node) => {
        const parent = node.parentElement;
        const under = ground(parent);
        return [ratio(over(rgba(style(parent).color), under), under), node.textContent.trim().slice(0, 60)];
      })
      .sort(([one], [other]) => one - other);

  // The edge of a control, its own surface or a button's words, against what is around it.
  const edges = () =>
    [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button, .button, .choices")]
      .filter((node) => seen(node))
      .map((node) => {
        const around = ground(node.parentElement);
        const { borderTopColor, backgroundColor, color } = style(node);
        const own = [borderTopColor, backgroundColor, ...(node.matches("button, .button") ? [color] : [])].map(rgba);
        return [Math.max(...own.map((colour) => ratio(over(colour, around), around))), brief(node)];
      })
      .sort(([one], [other]) => one - other);

  const insideSentence = (link) => {
    if (style(link).display !== "inline") return false;
    let block = link.parentElement;
    while (style(block).display === "inline") block = block.parentElement;
    const links = [...block.querySelectorAll("a")].map((each) => each.textContent).join("");
    return block.textContent.replace(/\s/g, "").length > links.replace(/\s/g, "").length;
  };
  // Targets: a control's whole row counts; links inside sentences are left out (WCAG 2.5.8's exception).
  const small = () =>
    [...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])")]
      .filter((node) => seen(node) && !node.closest(skipped) && !(node.matches("a") && insideSentence(node)))
      .map((node) => [node, node.closest(".option") ?? node])
      .map(([node, target]) => [node, target.getBoundingClientRect()])
      .filter(([, { width, height }]) => width < 43.9 || height < 43.9)
      .map(([node, { width, height }]) => `${Math.round(width)}×${Math.round(height)} ${brief(node)}`);

  const lines = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
  };
  // What stays in the window while the page scrolls: the box that the node stands in, or none.
  const floats = (node) => node && (["fixed", "sticky"].includes(style(node).position) ? node : floats(node.parentElement));
  // Lost: wider than the window, cut off by its box, or printed over another text.
  const lost = () => {
    const root = document.documentElement;
    const wide = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} wide`] : [];
    const cut = [...document.querySelectorAll("body *")]
      .filter((node) => seen(node) && !node.closest(skipped) && !node.matches("svg, svg *, select, input, textarea"))
      .filter((node) => ["hidden", "clip"].includes(style(node).overflowY) || ["hidden", "clip"].includes(style(node).overflowX))
      .filter((node) => node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1)
      .map((node) => `cut: ${brief(node)}`);
    const rows = texts()
      .filter((node) => !floats(node.parentElement))
      .flatMap((node) => lines(node).map((box) => [node, box]))
      .sort(([, one], [, other]) => one.top - other.top);
    const outside = rows.filter(([, box]) => box.left < -1 || box.right > root.clientWidth + 1);
    const crossing = [];
    rows.forEach(([node, box], place) => {
      for (const [other, its] of rows.slice(place + 1)) {
        if (its.top >= box.bottom) break;
        const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
        const down = Math.min(box.bottom, its.bottom) - its.top;
        if (other !== node && across > 4 && down > 0.4 * Math.min(box.height, its.height)) crossing.push([node, other]);
      }
    });
    const words = (node) => node.textContent.trim().slice(0, 40);
    return [
      ...wide,
      ...cut,
      ...outside.map(([node]) => `outside: ${words(node)}`),
      ...crossing.map(([one, other]) => `over each other: ${words(one)} | ${words(other)}`),
    ];
  };

  const moving = () =>
    [...document.querySelectorAll("*")]
      .filter((node) => {
        const { animationName, transitionDuration, scrollBehavior } = style(node);
        return animationName !== "none" || !/^(0s(, )?)+$/.test(transitionDuration) || scrollBehavior === "smooth";
      })
      .map(brief);

  // The place where the keyboard is: which element, whether its focus shows, and whether something covers it.
  const focus = () => {
    const node = document.activeElement;
    const marked = [node, node.closest(".option")].find((each) => each && style(each).outlineStyle !== "none");
    const around = marked && ground(marked.parentElement);
    const outline = marked ? ratio(over(rgba(style(marked).outlineColor), around), around) : 0;
    const { left, right, top, bottom } = node.getClientRects()[0] ?? new DOMRect();
    const points = [[left + 3, top + 3], [right - 3, top + 3], [left + 3, bottom - 3], [right - 3, bottom - 3]];
    const own = node.closest(".option") ?? node;
    const inTheWay = (hit) => floats(hit) !== floats(node) || rgba(style(hit).backgroundColor)[3] > 0;
    const covers = points
      .map(([x, y]) => document.elementFromPoint(x, y))
      .filter((hit) => !hit || (!(own.contains(hit) || hit.contains(own)) && inTheWay(hit)));
    return {
      key: node.id || node.getAttribute("href") || node.textContent.trim(),
      name: node.getAttribute("aria-label") ?? node.textContent.trim(),
      top: Math.round(top + scrollY),
      outline,
      width: marked ? parseFloat(style(marked).outlineWidth) : 0,
      covered: covers.map((hit) => (hit ? brief(hit) : "outside the window")),
    };
  };

  // Links that sound the same and lead to different places.
  const alike = () => {
    const places = new Map();
    for (const link of document.querySelectorAll("main a[href]")) {
      const name = (link.getAttribute("aria-label") ?? link.textContent).trim().replace(/\s+/g, " ");
      places.set(name, (places.get(name) ?? new Set()).add(link.href));
    }
    return [...places].filter(([, hrefs]) => hrefs.size > 1).map(([name]) => name);
  };

  // Controls whose spoken name does not begin with what is seen (WCAG 2.5.3).
  const misnamed = () =>
    [...document.querySelectorAll("a[aria-label], button[aria-label]")]
      .map((node) => [node.textContent.trim().replace(/\s+/g, " "), node.getAttribute("aria-label")])
      .filter(([shown, spoken]) => !spoken.startsWith(shown));

  return { contrasts, edges, small, lost, moving, focus, alike, misnamed };
})();
