/* Makes the drawing of a decision usable with keys and buttons, and says in words where a walk stands.

   The page is whole without this file. <crossroads-drawing> holds one drawing, or an overview and its parts: every box
   is a link with `data-node`, every answer names its two ends; the key of a part has two dashes, as no id has. The walk
   says where it stands; this element marks boxes and answers (`aria-current="step"`, `is-taken`), adds words, and fades
   what can no longer be reached. All texts come from the page. */
const PIXELS = 16e6; // what every browser draws on one canvas
const PAINT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-weight"];
const STATES = ["here", "taken", "unsure", "possible"];
const copies = (root) => all(root, ":scope > template").map(stamp);

class Drawing extends Mounted {
  #boxes = new Map(); // by their keys
  #ways = []; // an answer each: its pill, tail and head
  #lines = [];
  #from = new Map(); // the box that each box was reached from
  #made = [];
  #at = {}; // what a walk said last, perhaps before this was mounted

  mount() {
    this.#boxes = new Map(all(this, "[data-node]").map((box) => [box.dataset.node, box]));
    this.#ways = all(this, ".cr-d-pill").map((pill) => ({ pill, ...pill.dataset }));
    this.#lines = all(this, "[data-tail]");
    this.#made = all(this, ".cr-drawing-scroll").flatMap((region) => this.#equip(region));
    this.on(this, "keydown", (event) => this.#key(event));
    this.on(this, "click", (event) => this.#click(event));
    this.on(this, "focusin", ({ target }) => target.dataset.node && this.#arrive(target));
    this.show(this.#at);
  }

  /** Leave the page as it was without a script. */
  undo() {
    for (const made of this.#made) made.remove();
  }

  #equip(region) {
    const [tools, where, keys] = copies(this);
    region.before(tools);
    region.after(where, keys);
    region.tabIndex = -1; // its one stop is a box
    Object.assign(region, { tools, where, keys, scale: 1, svg: region.querySelector("svg") });
    tools.region = region;
    this.#stop(region.querySelector("[data-node]"));
    new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && reveal(region)).observe(region);
    return [tools, where, keys];
  }

  /** Make a box the one Tab stop of its drawing. */
  #stop(box) {
    for (const other of all(box.ownerSVGElement, '[tabindex="0"]')) other.tabIndex = -1;
    box.tabIndex = 0;
  }

  // ---- Keys ---------------------------------------------------------------------------------------------------

  /** List the boxes that lead to this one, each once; the one on the walked route comes first. */
  #tailsOf(key) {
    const own = this.#ways.filter(({ head }) => head === key);
    return unique([...own.filter(({ pill }) => pill.matches(".is-taken")), ...own].map(({ tail }) => tail));
  }

  #headsOf(key) {
    return unique(this.#ways.filter(({ tail }) => tail === key).map(({ head }) => head));
  }

  #key(event) {
    const { key, target, shiftKey } = event;
    const at = target.dataset.node;
    if (!at || chord(event)) return;
    const region = target.closest(".cr-drawing-scroll");
    const parents = this.#tailsOf(at);
    const parent = this.#from.get(at) ?? parents[0];
    const beside = this.#headsOf(parent);
    const acts = {
      ArrowDown: () => this.#go(this.#headsOf(at)[0], at),
      ArrowUp: () => this.#go(shiftKey ? parents[(parents.indexOf(parent) + 1) % parents.length] : parent),
      ArrowLeft: () => this.#go(beside[beside.indexOf(at) - 1], parent),
      ArrowRight: () => this.#go(beside[beside.indexOf(at) + 1], parent),
      Home: () => this.#go([...this.#boxes.keys()].find((each) => each.includes("--") === at.includes("--"))),
      Escape: () => region.keys.firstElementChild.focus(),
      "+": () => this.#do("larger", region),
      "-": () => this.#do("smaller", region),
      0: () => this.#do("natural", region),
    };
    if (!acts[key]) return;
    event.preventDefault();
    acts[key]();
  }

  #go(key, from) {
    if (from) this.#from.set(key, from);
    this.#boxes.get(key)?.focus();
  }

  /** Say which answer leads here, and from which other questions one can come. */
  #arrive(box) {
    this.#stop(box);
    const parents = this.#tailsOf(box.dataset.node);
    const from = this.#from.get(box.dataset.node) ?? parents[0];
    const ways = this.#ways.filter(({ tail, head }) => tail === from && head === box.dataset.node);
    const answers = ways.map(({ pill }) => text(pill, ".cr-d-answer")).join(" / ");
    const questions = parents.map((key) => text(this.#boxes.get(key), ".cr-d-label")).join(" · ");
    const sentence = this.dataset[parents.length > 1 ? "parents" : "parent"];
    box.closest(".cr-drawing-scroll").where.textContent = from ? this.fill(sentence, { answers, questions, count: parents.length }) : "";
  }

  // ---- Buttons ------------------------------------------------------------------------------------------------

  #click(event) {
    const { target } = event;
    const jump = target.closest(".cr-d-jump");
    if (jump && !chord(event)) {
      event.preventDefault();
      event.stopPropagation(); // a theme's instant navigation would follow the link as well
      this.#go(jump.dataset.to, jump.parentNode.dataset.tail);
    }
    const tools = target.closest(".cr-tools");
    if (tools) this.#do(target.dataset.act, tools.region);
  }

  #do(act, region) {
    const { width, height } = region.svg.viewBox.baseVal;
    const name = region.svg.querySelector("title").id.slice(0, -6); // "-title"
    const acts = {
      smaller: () => this.#zoom(region, region.scale / 1.25),
      larger: () => this.#zoom(region, region.scale * 1.25),
      natural: () => this.#zoom(region, 1),
      fit: () => this.#zoom(region, Math.min(1, (region.clientWidth - 40) / width, (innerHeight * 0.8) / height)),
      left: () => region.scrollBy(-region.clientWidth / 2, 0),
      right: () => region.scrollBy(region.clientWidth / 2, 0),
      svg: () => save(new Blob([this.#seen(region)], { type: "image/svg+xml" }), `${name}.svg`),
      png: () => this.#paint(region, width, height, `${name}.png`),
    };
    acts[act]?.();
  }

  /** Keep the box of the Tab stop where it is, also in the window while it has the focus. */
  #zoom(region, scale) {
    const { svg } = region;
    const box = svg.querySelector('[tabindex="0"]');
    const before = box.getBoundingClientRect();
    region.scale = Math.max(0.1, Math.min(3, scale));
    for (const side of ["width", "height"]) svg.setAttribute(side, svg.viewBox.baseVal[side] * region.scale);
    const after = box.getBoundingClientRect();
    region.scrollLeft += after.left - before.left;
    if (box.matches(":focus")) scrollBy(0, after.top - before.top);
    region.tools.lastElementChild.textContent = Math.round(region.scale * 100) + " %";
  }

  /** Write the drawing as it is seen now, the walked route and the colours included. */
  #seen({ svg }) {
    const copy = svg.cloneNode(true);
    const made = all(copy, "*");
    all(svg, "*").forEach((element, index) => {
      const style = getComputedStyle(element);
      for (const name of PAINT) made[index].setAttribute(name, style.getPropertyValue(name));
    });
    for (const side of ["width", "height"]) copy.setAttribute(side, svg.viewBox.baseVal[side]);
    const { backgroundColor } = getComputedStyle(svg.parentNode);
    const back = `</title><rect width="100%" height="100%" fill="${backgroundColor}"/>`;
    return new XMLSerializer().serializeToString(copy).replace("</title>", back);
  }

  async #paint(region, width, height, name) {
    const image = new Image();
    image.src = "data:image/svg+xml," + encodeURIComponent(this.#seen(region));
    await image.decode();
    const scale = Math.min(2, Math.sqrt(PIXELS / (width * height)));
    const canvas = Object.assign(make("canvas"), { width: width * scale, height: height * scale });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(blob, name));
  }

  // ---- Where the walk stands ----------------------------------------------------------------------------------

  /**
   * Mark where the walk stands, the ways taken (each as tail, head and option), the questions nobody knew the answer to,
   * the places still open, and all that can still be reached.
   */
  show(at) {
    for (const act of this.marks(at)) act();
  }

  /** Give what `show` does, an act for each box and line. */
  marks(at) {
    this.#at = at;
    const { here, taken: passed = [], unsure = [], possible = [], alive = [] } = at;
    const ways = passed.map(String);
    const taken = passed.map(([tail]) => tail);
    const states = { here: [here], taken, unsure, possible };
    const seen = [...taken, ...unsure, ...alive];
    const out = (key) => !!here && !seen.includes(key);
    const boxes = [...this.#boxes].map(([key, box]) => () => {
      const keys = (box.dataset.holds ?? key).split(" "); // a box of an overview holds many
      const state = STATES.find((name) => keys.some((each) => states[name].includes(each))) ?? "";
      this.#mark(box, state, keys.every(out));
    });
    const lines = this.#lines.map((line) => () => {
      const { tail, head, option } = line.dataset;
      const taking = ways.includes([tail, head, option].join());
      line.classList.toggle("is-taken", taking);
      line.toggleAttribute("data-out", !taking && !tail.includes("--") && (taken.includes(tail) || out(tail) || out(head)));
      // Lines that share a lane lie on each other; the taken one is painted last.
      if (taking && line.matches(".cr-d-edge:not(:last-child)")) line.parentNode.append(line);
    });
    const turn = () => here && !this.matches(":focus-within") && this.#stop(this.#boxes.get(here));
    return [...boxes, ...lines, turn];
  }

  #mark(box, state, out) {
    if ((box.state ?? "false") === state + out) return;
    const [label, kind] = (box.said ??= [box.ariaLabel, text(box, ".cr-d-word")]);
    box.state = state + out;
    for (const name of STATES) box.classList.toggle("is-" + name, name === state);
    box.ariaCurrent = state === "here" && !box.dataset.holds ? "step" : null;
    const word = this.dataset[state] ?? kind;
    const place = box.querySelector(".cr-d-word");
    if (place.textContent !== word) place.textContent = word;
    const more = out ? this.dataset.out : word !== kind && kind; // what has come in place of the kind does not take it away
    box.ariaLabel = label.replace(kind, word) + (more ? ` (${more})` : "");
    box.toggleAttribute("data-out", out);
  }
}

/** Bring the Tab stop of a region into its view, once that is in sight: no answer waits for it to be laid out. */
const reveal = (region) => {
  const [inner, outer] = [region.querySelector('[tabindex="0"]').getBoundingClientRect(), region.getBoundingClientRect()];
  if (inner.left < outer.left || inner.right > outer.right) region.scrollLeft += (inner.left + inner.right - outer.left - outer.right) / 2;
};

/** Finds steps in the text of a large decision. */
class Outline extends Mounted {
  #tools;
  #find;

  mount() {
    [this.#tools] = copies(this);
    this.prepend(this.#tools);
    const [field, found] = this.#tools.querySelectorAll("input, output");
    const steps = all(this, "details > .cr-step");
    this.#find = (sought) => {
      for (const step of steps) step.hidden = !step.textContent.toLowerCase().includes(sought);
      const count = steps.filter((step) => !step.hidden).length;
      for (const fold of all(this, ".cr-group")) {
        fold.hidden = sought && !fold.querySelector(":scope > .cr-step:not([hidden])");
        fold.open ||= sought;
      }
      found.textContent = sought && this.fill(this.dataset.found, { count, total: steps.length });
    };
    this.on(field, "input", () => this.#find(field.value.trim().toLowerCase()));
    this.on(window, "hashchange", () => this.querySelector("[hidden]:target") && this.#find((field.value = "")));
  }

  undo() {
    this.#find?.("");
    this.#tools?.remove();
  }
}

if (!customElements.get(NAME)) {
  customElements.define("crossroads-drawing", Drawing);
  customElements.define(NAME, Walk);
  customElements.define("crossroads-outline", Outline);
}
