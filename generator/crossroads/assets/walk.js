/* Walks one decision in its page, a question at a time.

   The page is whole without this file: <crossroads-walk> holds the start block, and the outline beside it reaches every
   outcome by links. The element takes every text from there and from its own <template>s, so no word of any language
   stands here. The answers live in the address behind the hash, which no browser sends to a server. A second
   evaluation changes nothing. */
const BREATH = 9; // pieces of the rest of a step that are done before the next frame

class Walk extends Mounted {
  #flow = null; // what stands in place of the start block while a walk is going on
  #entry = {}; // of the present history entry: back (entries to the one before), memo (what was chosen)
  #shown = null; // the fragment of the step on show; null at the start
  #error = null;
  #timer;
  #rest = []; // what waits until the step is painted, a piece each
  #aim; // brings what has the focus into sight, once it is laid out
  #ready; // where the answer leads that is chosen now, made before it is given
  #path; // of the page
  #base; // the page's own title
  #title; // of the step

  mount() {
    try {
      this.#read();
    } catch (error) {
      return console.error(NAME, error);
    }
    this.on(this, "click", (event) => this.#click(event));
    this.on(this, "submit", (event) => this.#submit(event));
    this.on(this, "change", ({ target }) => this.#choose(target));
    this.on(window, "popstate", () => this.#arrive());
    this.on(window, "hashchange", () => this.#arrive() || this.#putBack());
    for (const type of ["load", "hashchange"]) this.on(window, type, () => {
      for (const fold of all(this.scope, ":target > .cr-more, :target ~ .cr-more")) fold.open = true;
    });
    this.on(window, "scroll", () => this.#guard());
    this.on(window, "beforeprint", () => this.finish());
    this.#arrive(true);
  }

  undo() {
    this.#flow?.replaceWith(this.start);
    this.#flow = this.#shown = this.#error = this.view = null;
    this.#rest = [];
    clearTimeout(this.#timer);
    if (document.title.includes(this.#title)) document.title = this.#base;
    if (this.scope) for (const act of mark(this)) act();
  }

  /** Read everything that a walk needs; whatever is missing is thrown, and the static page stays. */
  #read() {
    this.scope = this.closest(".cr-decision");
    // In a template, because instant navigation runs every script that it finds in a page as a program.
    Object.assign(this, JSON.parse(need(this, 'template[data-part="data"]').content.textContent)); // words, records, data
    if (this.data.version !== 1) throw Error("version");
    this.start = need(this, ".cr-start");
    this.#path = location.pathname;
    this.sections = {};
    this.data.nodes.forEach(({ name, edges }, index) => {
      this.sections[name] ??= need(this.scope, `section[data-node~="${index}"]`);
      this.text(name);
      for (const [option] of edges ?? []) this.label(name, option);
    });
    for (const name of this.dataset.parts.split(" ")) this.part(name);
    // The first tool of a language takes the longest to make: no press on Start has to wait for it, nor has the page.
    setTimeout(() => this.tool("ListFormat"), 300);
  }

  part(name) {
    return stamp(need(this, `template[data-part="${name}"]`));
  }

  /** Say a sentence of the catalogue; the plural form follows the language of the page. */
  say(key, count = 0, values = {}) {
    const form = this.tool("PluralRules").select(count);
    const sentence = this.words[`${key}-${form}`] ?? this.words[`${key}-other`] ?? this.words[key];
    return this.fill(sentence, { count, ...values });
  }

  option(question, option) {
    return this.sections[question].querySelector(`[data-option="${option}"]`);
  }

  text(name) {
    return need(this.sections[name], ".cr-ask, .cr-title").textContent;
  }

  label(question, answer) {
    return answer === UNKNOWN ? this.say("unsure") : need(this.option(question, answer), ".cr-label").textContent;
  }

  // ---- History: one entry a step --------------------------------------------------------------------------------

  /** Show what the address says. Tells whether the address is ours; a plain anchor in mid-walk is not. */
  #arrive(first = false) {
    if (location.pathname !== this.#path) return true;
    const text = unescape(location.hash); // which never throws; states are made of plain letters and signs
    const mine = text.startsWith("#~");
    const entry = history.state?.[NAME];
    if (!mine && !entry && text && this.#shown !== null) return false;
    this.#entry = entry ?? {};
    const address = mine ? location.hash : null;
    if (address === this.#shown && !first) return true;
    if (!mine) {
      if (!first) this.#showStart();
      return true;
    }
    const view = readFragment(this.data, text);
    const kept = !entry && view.carried.length ? this.say("carried", 0, { questions: texts(this, view.carried) }) : null;
    this.#show(view, { address, first, notice: view.fault ? this.say(view.fault) : kept });
    // The version that a link was made for tells what today's rules make of the same answers.
    if (view.fault === "changed") versionNotice(this, view, text).then((said) => said && this.view === view && this.#tell(view, said));
    return true;
  }

  #save(address, entry, method = "pushState") {
    this.#entry = entry;
    history[method]({ ...history.state, [NAME]: entry }, "", address ?? location.pathname + location.search);
  }

  /** A plain anchor was followed: the browser has gone there, the address goes on holding the walk. */
  #putBack() {
    const { back } = this.#entry;
    this.#save(this.#shown, { ...this.#entry, back: back && back + 1 }, "replaceState");
  }

  /** A theme may rewrite the address while people scroll; ours comes back once that has settled. */
  #guard() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#shown && location.pathname === this.#path && location.hash !== this.#shown) this.#save(this.#shown, this.#entry, "replaceState");
    }, 400);
  }

  #address({ steps, facts, errand }) {
    return address(this, steps, facts, errand);
  }

  #go(view, memo, notice, made) {
    const address = this.#address(view);
    this.#save(address, { back: 1, memo });
    this.#show(view, { address, notice, made });
  }

  #back() {
    if (this.#entry.back) return history.go(-this.#entry.back);
    const { steps, facts, errand, answers } = this.view;
    const memo = { ...answers, ...this.#entry.memo };
    const view = locate(this.data, [...facts, ...steps.slice(0, -1)], errand);
    const address = steps.length ? this.#address(view) : null;
    this.#save(address, { memo }, "replaceState");
    if (address === null) this.#showStart();
    else this.#show(view, { address });
  }

  // ---- What people do -------------------------------------------------------------------------------------------

  #click(event) {
    const link = event.target.closest("[data-act]");
    if (!link || event.shiftKey || chord(event)) return;
    const { act } = link.dataset;
    if (act === "dispute") return;
    event.preventDefault();
    event.stopPropagation(); // a theme's instant navigation would follow the link as well
    if (act === "begin") this.#begin();
    else if (act === "back") this.#back();
    else if (act === "reset") this.#reset();
    else if (act === "change") this.#change(+link.dataset.step);
    else if (act === "mend") need(this.#flow, "input").focus();
    else take(this, act, link.dataset.style);
  }

  #begin() {
    history.scrollRestoration = "manual";
    this.#save(null, { ...this.#entry, memo: {} }, "replaceState");
    this.#go(locate(this.data, []), {});
  }

  #reset() {
    this.#save(null, { back: 1 });
    this.#showStart();
  }

  /** Open an earlier question, filled in; the answers after it wait, as far as they can still be asked. */
  #change(number) {
    const { steps, facts, errand, answers } = this.view;
    this.#go(locate(this.data, [...facts, ...steps.filter((_, index) => index !== number)], errand), { ...this.#entry.memo, ...answers });
  }

  #submit(event) {
    event.preventDefault();
    const chosen = this.#flow.querySelector("input:checked");
    if (!chosen) return this.#fail();
    if (this.#ready?.chosen !== chosen) this.#ready = this.#lead(chosen);
    const { memo, went } = this.#ready;
    this.#save(this.#shown, { ...this.#entry, memo }, "replaceState");
    this.#go(...went);
  }

  /** Reckon where an answer leads, and make what is shown there. */
  #lead(chosen) {
    const { steps, facts, errand, walked } = this.view;
    const question = walked.ask_next;
    const memo = { ...this.#entry.memo, [question]: chosen.value };
    const view = locate(this.data, [...facts, ...steps, [question, chosen.value]], errand);
    const kept = [...view.facts, ...view.steps].map(([name]) => name);
    const lost = facts.map(([name]) => name).filter((name) => !kept.includes(name) && known(memo, name));
    const after = { ...memo };
    for (const name of lost) delete after[name];
    const notice = lost.length && this.say("removed", lost.length, { questions: texts(this, lost) });
    return { chosen, memo, went: [view, after, notice, this.#make(view, after)] };
  }

  /** Once the choice is painted, make what Continue will show. */
  #choose(chosen) {
    this.#mend();
    this.#rest.push(() => chosen.checked && (this.#ready = this.#lead(chosen)));
    if (!this.#rest[1]) this.#later(this.#rest);
  }

  #fail() {
    if (!this.#error) {
      this.#error = this.part("error");
      need(this.#flow, "form").prepend(this.#error);
      slot(this.#flow, "choices").before(this.part("field-error"));
      document.title = this.say("title-error", 0, { title: this.#title });
    }
    this.#focus(this.#error);
  }

  #mend() {
    if (!this.#error) return;
    for (const told of all(this.#flow, "[class*=error]")) told.remove();
    this.#error = null;
    document.title = this.#title;
  }

  // ---- Showing --------------------------------------------------------------------------------------------------

  #show(view, { address, first = false, notice = null, made }) {
    this.view = view;
    this.#shown = address;
    this.#error = null;
    history.scrollRestoration = "manual";
    const [step, ...rest] = made ?? this.#make(view, this.#entry.memo);
    if (!this.#flow) {
      this.#base = document.title;
      this.#flow = this.part("flow");
      this.start.replaceWith(this.#flow);
    }
    this.#flow.classList.toggle("is-going", !first);
    slot(this.#flow, "step").replaceChildren(step);
    this.#tell(view, notice);
    const heading = need(step, "h2");
    if (first && notice) heading.setAttribute("aria-describedby", this.id_("notice"));
    document.title = this.#title = this.say("title", 0, { step: heading.textContent, page: this.#base });
    if (first) rest.shift()();
    this.#focus(heading, first);
    this.#later((this.#rest = [...rest, () => this.#rest.push(...mark(this, view))]));
  }

  #make(view, memo = {}) {
    view.progress = this.#progress(view);
    return view.walked.ask_next === null ? resultOf(this, view) : questionOf(this, view, memo);
  }

  /** Do the rest of a step once that is painted, as much at a time as nobody feels, so that no answer waits for it. */
  #later(acts) {
    requestAnimationFrame(() => setTimeout(() => {
      for (let left = BREATH; acts === this.#rest && acts.length; ) { // else another step is on show, or all is done
        if (!left-- || acts.shift()()) return this.#later(acts); // what wants a frame of its own says so
      }
    }));
  }

  /** Do at once what is left of the step on show: paper, and whoever reads the page by script, waits for nothing. */
  finish() {
    this.#aim?.();
    for (const act of this.#rest) act();
    this.#rest = [];
  }

  #showStart() {
    this.undo();
    history.scrollRestoration = "auto";
    this.#focus(need(this.start, "h2"));
  }

  id_(name) {
    return `cr--${this.data.decision}-${name}`;
  }

  #progress({ steps, facts, answers, walked }) {
    const { ask_next: next, narrows, heads } = walked;
    if (next === null) return this.say("answered", steps.length);
    const number = steps.length + 1;
    const plain = !facts.length && !Object.values(answers).includes(UNKNOWN); // then the build has reckoned it
    const left = plain ? this.data.nodes[heads[0]].left : questionsLeft(this.data, { ...Object.fromEntries(facts), ...answers });
    if (!left) return this.say("progress-open", 0, { number });
    const [least, most] = left.map((count) => count - 1);
    if (least === most) return this.say("progress-total", number + most, { number });
    return this.say("progress", most, { number, least });
  }

  /** One polite message an action: the progress, and what has to be known beside it. */
  #tell(view, said) {
    const notice = [];
    if (said) (notice[0] = this.part("notice")).append(said);
    slot(this.#flow, "status").replaceChildren(make("p.cr-progress", view.progress), ...notice);
  }

  /**
   * Scroll only where a thing is out of sight, or under the header of the page: the walk's top comes first. What arrives
   * with the page is painted before that, filling the window: then nothing that is seen moves.
   */
  #focus(element, first) {
    element.focus({ preventScroll: true }); // at once: the next key may come before the next frame
    this.#aim = () => {
      this.#aim = null;
      const pixels = (of, name) => parseFloat(getComputedStyle(of)[name]);
      const margin = pixels(document.documentElement, "scrollPaddingTop") || pixels(element, "scrollMarginTop");
      for (const target of [this.#flow ?? element, element]) {
        const { top, bottom } = element.getBoundingClientRect();
        if (top >= margin && bottom <= innerHeight * 0.8) return;
        scrollBy({ top: target.getBoundingClientRect().top - margin, behavior: "instant" });
      }
    };
    const aim = () => this.#aim?.();
    requestAnimationFrame(first ? () => requestAnimationFrame(aim) : aim); // which lays the page out in any case
  }
}
