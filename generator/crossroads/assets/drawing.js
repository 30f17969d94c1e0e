/* Makes the drawing of a decision usable with keys and buttons, and says in words where a walk stands.

   The page is whole without this file. <crossroads-drawing> holds one drawing, or an overview and its parts: every box
   is a link with `data-node`, every answer names its two ends; the key of a part has two dashes, as no id has. The walk
   marks boxes and answers (`aria-current="step"`, `is-taken`); this element watches the marks, adds words, and fades
   what can no longer be reached. All texts come from the page. A classic script; a second run changes nothing. */
(() => {
  "use strict";
  const NAME = "crossroads-drawing";
  if (customElements.get(NAME)) return;
  const PIXELS = 16e6; // what every browser draws on one canvas
  const PAINT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-weight"];
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const say = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const text = (root, selector) => all(root, selector).map((e) => e.textContent).join(" ");
  const copies = (root) => all(root, ":scope > template").map((t) => t.content.firstElementChild.cloneNode(true));

  class Mounted extends HTMLElement {
    connectedCallback() {
      this.life = new AbortController();
      if (document.readyState !== "loading") this.mount();
      else this.on(document, "DOMContentLoaded", () => this.mount());
    }

    disconnectedCallback() {
      this.life.abort();
      this.undo();
    }

    on(target, type, act) {
      target.addEventListener(type, act, { signal: this.life.signal });
    }
  }

  class Drawing extends Mounted {
    mount() {
      this.regions = all(this, ".cr-drawing-scroll");
      this.boxes = new Map(all(this, "[data-node]").map((box) => [box.dataset.node, box]));
      this.pills = all(this, ".cr-d-pill");
      this.said = new Map(all(this, "[data-node]").map((box) => [box, [box.ariaLabel, text(box, ".cr-d-word")]]));
      const overview = all(this, ".cr-d-box.cr-d-part"); // its parts follow it in the page
      this.parts = new Map(overview.map((box, i) => [box.dataset.node, all(this.regions[i + 1], "[data-node]").map((e) => e.dataset.node)]));
      this.heads = Map.groupBy(this.pills, ({ dataset }) => dataset.tail);
      this.tails = Map.groupBy(this.pills, ({ dataset }) => dataset.head);
      this.lines = all(this, "[data-tail]");
      this.from = new Map(); // the box that each box was reached from
      this.made = this.regions.flatMap((region) => this.equip(region));
      this.watch = new MutationObserver(() => this.tell());
      this.watch.observe(this, { subtree: true, attributes: true, attributeFilter: ["class", "aria-current"] });
      this.on(this, "keydown", (event) => this.key(event));
      this.on(this, "click", (event) => this.click(event));
      this.on(this, "focusin", ({ target }) => target.dataset.node && this.arrive(target));
      this.tell();
    }

    /** Leave the page as it was without a script. */
    undo() {
      this.watch?.disconnect();
      for (const made of this.made ?? []) made.remove();
    }

    equip(region) {
      const [tools, where, keys] = copies(this);
      region.before(tools);
      region.after(where, keys);
      region.tabIndex = -1; // its one stop is a box
      Object.assign(region, { tools, where, scale: 1, svg: region.querySelector("svg") });
      tools.region = region;
      this.stop(region.querySelector("[data-node]"));
      return [tools, where, keys];
    }

    /** Make a box the one Tab stop of its drawing. */
    stop(box) {
      for (const other of all(box.ownerSVGElement, '[tabindex="0"]')) other.setAttribute("tabindex", -1);
      box.setAttribute("tabindex", 0);
    }

    // ---- Keys ---------------------------------------------------------------------------------------------------

    /** List the boxes that lead to this one, each once; the one on the walked route comes first. */
    tailsOf(key) {
      const own = this.tails.get(key) ?? [];
      return [...new Set([...own.filter((pill) => pill.matches(".is-taken")), ...own].map(({ dataset }) => dataset.tail))];
    }

    headsOf(key) {
      return [...new Set((this.heads.get(key) ?? []).map(({ dataset }) => dataset.head))];
    }

    key(event) {
      const { key, target, shiftKey } = event;
      const at = target.dataset.node;
      if (!at || event.ctrlKey || event.altKey || event.metaKey) return;
      const region = target.closest(".cr-drawing-scroll");
      const parents = this.tailsOf(at);
      const parent = this.from.get(at) ?? parents[0];
      const beside = this.headsOf(parent);
      const acts = {
        ArrowDown: () => this.go(this.headsOf(at)[0], at),
        ArrowUp: () => this.go(shiftKey ? parents[(parents.indexOf(parent) + 1) % parents.length] : parent),
        ArrowLeft: () => this.go(beside[beside.indexOf(at) - 1], parent),
        ArrowRight: () => this.go(beside[beside.indexOf(at) + 1], parent),
        Home: () => this.go([...this.boxes.keys()].find((each) => each.includes("--") === at.includes("--"))),
        Escape: () => region.where.focus(),
        "+": () => this.zoom(region, region.scale * 1.25),
        "-": () => this.zoom(region, region.scale / 1.25),
        0: () => this.zoom(region, 1),
      };
      if (!Object.hasOwn(acts, key)) return;
      event.preventDefault();
      acts[key]();
    }

    go(key, from) {
      if (from) this.from.set(key, from);
      this.boxes.get(key)?.focus();
    }

    /** Say which answer leads here, and from which other questions one can come. */
    arrive(box) {
      this.stop(box);
      const parents = this.tailsOf(box.dataset.node);
      const from = this.from.get(box.dataset.node) ?? parents[0];
      const ways = this.pills.filter(({ dataset }) => dataset.tail === from && dataset.head === box.dataset.node);
      const answers = ways.map((pill) => text(pill, ".cr-d-answer")).join(" / ");
      const questions = parents.map((key) => text(this.boxes.get(key), ".cr-d-label")).join(" · ");
      const sentence = this.dataset[parents.length > 1 ? "parents" : "parent"];
      box.closest(".cr-drawing-scroll").where.textContent = from ? say(sentence, { answers, questions, count: parents.length }) : "";
    }

    // ---- Buttons ------------------------------------------------------------------------------------------------

    click(event) {
      const { target } = event;
      const jump = target.closest(".cr-d-jump");
      if (jump && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        event.stopPropagation(); // a theme's instant navigation would follow the link as well
        this.go(jump.dataset.to, jump.parentNode.dataset.tail);
      }
      const region = target.closest(".cr-tools")?.region;
      if (!region) return;
      const { width, height } = region.svg.viewBox.baseVal;
      const acts = {
        smaller: () => this.zoom(region, region.scale / 1.25),
        larger: () => this.zoom(region, region.scale * 1.25),
        natural: () => this.zoom(region, 1),
        fit: () => this.zoom(region, Math.min(1, (region.clientWidth - 40) / width, (innerHeight * 0.8) / height)),
        left: () => region.scrollBy(-region.clientWidth / 2, 0),
        right: () => region.scrollBy(region.clientWidth / 2, 0),
        svg: () => this.give(new Blob([this.seen(region)], { type: "image/svg+xml" }), region, ".svg"),
        png: () => this.paint(region, width, height),
      };
      acts[target.dataset.act]?.();
    }

    /** Keep in the middle what was in the middle. */
    zoom(region, scale) {
      const { svg } = region;
      const middle = (region.scrollLeft + region.clientWidth / 2) / region.scrollWidth;
      region.scale = Math.min(3, Math.max(0.1, scale));
      for (const side of ["width", "height"]) svg.setAttribute(side, svg.viewBox.baseVal[side] * region.scale);
      region.scrollLeft = middle * region.scrollWidth - region.clientWidth / 2;
      region.tools.lastElementChild.textContent = Math.round(region.scale * 100) + " %";
    }

    /** Write the drawing as it is seen now, the walked route and the colours included. */
    seen({ svg }) {
      const copy = svg.cloneNode(true);
      const made = all(copy, "*");
      all(svg, "*").forEach((element, index) => {
        const style = getComputedStyle(element);
        for (const name of PAINT) made[index].setAttribute(name, style.getPropertyValue(name));
      });
      const back = document.createElementNS(svg.namespaceURI, "rect");
      const fill = getComputedStyle(svg.parentNode).backgroundColor;
      for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill })) back.setAttribute(name, value);
      for (const side of ["width", "height"]) copy.setAttribute(side, svg.viewBox.baseVal[side]);
      copy.firstElementChild.after(back);
      return new XMLSerializer().serializeToString(copy);
    }

    async paint(region, width, height) {
      const image = new Image();
      image.src = "data:image/svg+xml," + encodeURIComponent(this.seen(region));
      await image.decode();
      const scale = Math.min(2, Math.sqrt(PIXELS / (width * height)));
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width: width * scale, height: height * scale });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => this.give(blob, region, ".png"));
    }

    give(blob, region, ending) {
      const href = URL.createObjectURL(blob);
      const download = region.svg.querySelector("title").id.replace(/-title$/, ending);
      Object.assign(document.createElement("a"), { href, download }).click();
      setTimeout(() => URL.revokeObjectURL(href), 1e4);
    }

    // ---- Where the walk stands ----------------------------------------------------------------------------------

    tell() {
      const taken = this.pills.filter((pill) => pill.matches(".is-taken")).map((pill) => pill.dataset);
      const left = new Set(taken.map(({ tail }) => tail));
      const here = new Set(all(this, '[aria-current="step"]').map((box) => box.dataset.node));
      const alive = new Set([...here, ...taken.map(({ head }) => head).filter((head) => !left.has(head))]);
      for (const key of alive) for (const head of this.headsOf(key)) alive.add(head);
      const out = (key) => alive.size > 0 && !alive.has(key) && !left.has(key);
      for (const [key, box] of this.boxes) {
        const keys = this.parts.get(key) ?? [key];
        const now = keys.some((each) => here.has(each));
        if (this.parts.has(key)) box.classList.toggle("is-here", now);
        this.mark(box, now ? "here" : keys.some((each) => left.has(each)) ? "answered" : "", keys.every(out));
      }
      for (const line of this.lines) {
        const { tail } = line.dataset;
        line.toggleAttribute("data-out", out(tail) && !tail.includes("--") || (left.has(tail) && !line.matches(".is-taken")));
      }
      const box = this.boxes.get([...here][0]);
      if (box && !this.contains(document.activeElement)) this.stop(box);
      this.watch.takeRecords();
    }

    mark(box, state, out) {
      const [label, kind] = this.said.get(box);
      if (box.state === state + out) return;
      box.state = state + out;
      const word = this.dataset[state] ?? kind;
      box.querySelector(".cr-d-word").textContent = word;
      box.ariaLabel = label.replace(kind, word) + (out ? ` (${this.dataset.out})` : "");
      box.toggleAttribute("data-out", out);
    }
  }

  /** Finds steps in the text of a large decision. */
  class Outline extends Mounted {
    mount() {
      [this.tools] = copies(this);
      this.prepend(this.tools);
      const [field, found] = this.tools.querySelectorAll("input, output");
      const steps = all(this, "details > .cr-step");
      this.find = (sought) => {
        for (const step of steps) step.hidden = !step.textContent.toLowerCase().includes(sought);
        const count = steps.filter((step) => !step.hidden).length;
        for (const fold of all(this, ".cr-group")) {
          fold.hidden = sought && !fold.querySelector(":scope > .cr-step:not([hidden])");
          fold.open ||= sought;
        }
        found.textContent = sought && say(this.dataset.found, { count, total: steps.length });
      };
      this.on(field, "input", () => this.find(field.value.trim().toLowerCase()));
      this.on(window, "hashchange", () => this.querySelector("[hidden]:target") && this.find((field.value = "")));
    }

    undo() {
      this.find?.("");
      this.tools?.remove();
    }
  }

  customElements.define(NAME, Drawing);
  customElements.define("crossroads-outline", Outline);
})();
