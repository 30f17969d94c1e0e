/* Walks one decision in its page, a question at a time.

   The page is whole without this file: <crossroads-walk> holds the start block, and the outline beside it reaches every
   outcome by links. The element takes every text from there and from its own <template>s, so no word of any language
   stands here. The answers live in the address behind the hash, which no browser sends to a server. A second
   evaluation changes nothing. */
class Walk extends HTMLElement {
  static walk = walk;
  static reasoning = { walk, questionsLeft, sensitivity, holds, press, checksum, sealed };
  #life;
  #flow = null; // what stands in place of the start block while a walk is going on
  #entry = {}; // of the present history entry: back (entries to the one before), memo (what was chosen)
  #shown = null; // the fragment of the step on show; null at the start

  connectedCallback() {
    this.#life = new AbortController();
    if (document.readyState !== "loading") this.#mount();
    else document.addEventListener("DOMContentLoaded", () => this.#mount(), { signal: this.#life.signal });
  }

  disconnectedCallback() {
    this.#life.abort();
    this.#leave();
  }

  #mount() {
    try {
      this.#read();
    } catch (error) {
      console.error(NAME, error);
      return;
    }
    const on = (target, type, act) => target.addEventListener(type, act, { signal: this.#life.signal });
    on(this, "click", (event) => this.#click(event));
    on(this, "submit", (event) => this.#submit(event));
    on(this, "change", () => this.#mend());
    on(window, "popstate", () => this.#arrive());
    on(window, "hashchange", () => this.#arrive() || this.#putBack());
    on(window, "scroll", () => this.#guard());
    this.#arrive(true);
  }

  /** Read everything that a walk needs; whatever is missing is thrown, and the static page stays. */
  #read() {
    this.scope = this.closest(".cr-decision");
    const store = need(this, 'template[data-part="data"]').content;
    const read = (name) => JSON.parse(need(store, `.cr-walk-${name}`).textContent);
    [this.data, this.words, this.records] = [read("data"), read("words"), read("records")];
    if (this.data.version !== 1) throw new Error("version");
    this.start = need(this, '[data-part="start"]');
    this.path = location.pathname;
    this.lang = this.closest("[lang]")?.lang || undefined;
    this.sections = {};
    this.data.nodes.forEach(({ name, edges }, index) => {
      const section = need(this.scope, `section[data-node~="${index}"]`);
      need(section, edges ? ".cr-ask" : ".cr-title");
      for (const [option] of edges ?? []) need(section, `[data-option="${option}"] .cr-label`);
      this.sections[name] ??= section;
    });
    for (const name of "flow question choice unsure error field-error notice answers answer result".split(" ")) this.part(name);
  }

  part(name) {
    return need(this, `template[data-part="${name}"]`).content.firstElementChild.cloneNode(true);
  }

  /** Fill a sentence of the catalogue; the plural form and lists follow the language of the page. */
  say(key, count = 0, values = {}) {
    const form = new Intl.PluralRules(this.lang).select(count);
    const sentence = this.words[`${key}-${form}`] ?? this.words[`${key}-other`] ?? this.words[key];
    return sentence.replace(/\{(\w+)\}/g, (_, name) => {
      const value = { count, ...values }[name];
      return Array.isArray(value) ? new Intl.ListFormat(this.lang).format(value) : value.toLocaleString(this.lang);
    });
  }

  option(question, option) {
    return need(this.sections[question], `[data-option="${option}"]`);
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
    if (location.pathname !== this.path) return true;
    const text = this.#fragment();
    const mine = text.startsWith("#~") && this.#owns(text);
    const entry = history.state?.[NAME];
    if (!mine && !entry && text && this.#shown !== null) return false;
    this.#entry = entry ?? {};
    const address = mine ? location.hash : null;
    if (address === this.#shown && !first) return true;
    if (!mine) return first || this.#showStart() || true;
    const view = readFragment(this.data, text);
    const kept = !entry && view.carried.length ? this.say("carried", 0, { questions: view.carried.map((q) => this.text(q)) }) : null;
    this.#show(view, { address, first, notice: view.fault ? this.say(view.fault) : kept });
    if (view.fault === "changed") this.#compare(view, text);
    return true;
  }

  /** Ask the version that a link was made for, and say what today's rules make of the same answers. */
  async #compare(view, text) {
    const said = await versionNotice(this, view, text);
    if (said && this.view === view) this.#tell(this.#progress(view), said);
  }

  #fragment() {
    try {
      return decodeURIComponent(location.hash);
    } catch {
      return location.hash;
    }
  }

  /** Several walks may share a page: a state belongs to the walk with its hash, else to the first. */
  #owns(text) {
    const walks = [...document.querySelectorAll(NAME)].filter((w) => w.data);
    const owner = walks.find((w) => text.startsWith("#~" + digits(w.data))) ?? document.querySelector(NAME);
    return owner === this;
  }

  #save(address, entry, method = "pushState") {
    this.#entry = entry;
    history[method]({ ...history.state, [NAME]: entry }, "", address ?? location.pathname + location.search);
  }

  /** A plain anchor was followed: the browser has gone there, the address goes on holding the walk. */
  #putBack() {
    const { back, ...entry } = this.#entry;
    this.#save(this.#shown, { ...entry, ...(back && { back: back + 1 }) }, "replaceState");
  }

  /** A theme may rewrite the address while people scroll; ours comes back once that has settled. */
  #guard() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const here = this.isConnected && this.#shown !== null && location.pathname === this.path;
      if (here && location.hash !== this.#shown) this.#save(this.#shown, this.#entry, "replaceState");
    }, 400);
  }

  #address({ steps, facts, errand }) {
    return "#~" + stateOf(this.data, steps, facts, errand);
  }

  #go(given, errand, memo, notice) {
    const view = locate(this.data, given, errand);
    const address = this.#address(view);
    const said = notice?.(view);
    history.scrollRestoration = "manual";
    this.#save(address, { back: 1, memo });
    this.#show(view, { address, notice: said });
  }

  #back() {
    if (this.#entry.back) return history.go(-this.#entry.back);
    const { steps, facts, errand, answers } = this.view;
    const memo = { ...answers, ...this.#entry.memo };
    const before = Object.fromEntries([...facts, ...steps.slice(0, -1)]);
    const view = locate(this.data, before, errand);
    const address = steps.length ? this.#address(view) : null;
    this.#save(address, { memo }, "replaceState");
    if (address === null) this.#showStart();
    else this.#show(view, { address });
  }

  // ---- What people do -------------------------------------------------------------------------------------------

  #click(event) {
    const link = event.target.closest("[data-act]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const { act } = link.dataset;
    if (act === "dispute") return;
    event.preventDefault();
    event.stopPropagation(); // a theme's instant navigation would follow the link as well
    if (act === "begin") this.#begin();
    else if (act === "back") this.#back();
    else if (act === "reset") this.#reset();
    else if (act === "change") this.#change(Number(link.dataset.step));
    else if (act === "mend") need(this.#flow, "input").focus();
    else take(this, act, link.dataset.style);
  }

  #begin() {
    history.scrollRestoration = "manual";
    this.#save(null, { ...this.#entry, memo: {} }, "replaceState");
    this.#go({}, "", {});
  }

  #reset() {
    this.#save(null, { back: 1 });
    this.#showStart();
  }

  /** Open an earlier question, filled in; the answers after it wait, as far as they can still be asked. */
  #change(number) {
    const { steps, facts, errand, answers } = this.view;
    const given = Object.fromEntries([...facts, ...steps.filter((_, index) => index !== number)]);
    this.#go(given, errand, { ...this.#entry.memo, ...answers });
  }

  #submit(event) {
    event.preventDefault();
    const chosen = this.#flow.querySelector("input:checked");
    if (!chosen) return this.#fail();
    const { steps, facts, errand, walked } = this.view;
    const question = walked.ask_next;
    const memo = { ...this.#entry.memo, [question]: chosen.value };
    this.#save(this.#shown, { ...this.#entry, memo }, "replaceState");
    const after = { ...memo };
    this.#go(Object.fromEntries([...facts, ...steps, [question, chosen.value]]), errand, after, (view) => {
      const gone = ([name]) => !known(view.answers, name) && !view.facts.some(([fact]) => fact === name) && known(memo, name);
      const lost = facts.filter(gone).map(([name]) => name);
      for (const name of lost) delete after[name];
      return lost.length ? this.say("removed", lost.length, { questions: lost.map((name) => this.text(name)) }) : null;
    });
  }

  #fail() {
    if (!this.error) {
      this.error = this.part("error");
      need(this.#flow, "form").prepend(this.error);
      slot(this.#flow, "choices").before(this.part("field-error"));
      this.#title(this.say("title-error", 0, { title: document.title }));
    }
    this.error.focus();
    this.#bringUp(this.error);
  }

  #mend() {
    if (!this.error) return;
    this.error.remove();
    this.error = null;
    need(this.#flow, ".cr-field-error").remove();
    this.#title(this.plainTitle);
  }

  // ---- Showing --------------------------------------------------------------------------------------------------

  #show(view, { address, first = false, notice = null }) {
    this.view = view;
    this.#shown = address;
    this.error = null;
    history.scrollRestoration = "manual";
    const step = view.walked.ask_next === null ? resultOf(this, view) : questionOf(this, view, this.#entry.memo ?? {});
    if (!this.#flow) {
      this.#flow = this.part("flow");
      this.start.replaceWith(this.#flow);
    }
    slot(this.#flow, "step").replaceChildren(step);
    this.#tell(this.#progress(view), notice);
    const heading = need(step, ".cr-step-title");
    if (first && notice) heading.setAttribute("aria-describedby", this.id_("notice"));
    this.#titleOf(heading.textContent);
    mark(this, view);
    this.#focus(heading);
  }

  #showStart() {
    this.#leave();
    history.scrollRestoration = "auto";
    this.#focus(need(this.start, ".cr-start-title"));
  }

  #leave() {
    this.#flow?.replaceWith(this.start);
    this.#flow = this.#shown = this.error = this.view = null;
    clearTimeout(this.timer);
    if (this.title_ && document.title === this.title_) document.title = this.base;
    if (this.scope) mark(this, null);
  }

  id_(name) {
    return `cr--${this.data.decision}-${name}`;
  }

  #progress({ steps, facts, answers, walked }) {
    const { ask_next: next, narrows, heads } = walked;
    if (next === null) return this.say("answered", steps.length);
    const number = steps.length + 1;
    const plain = !facts.length && !Object.values(answers).includes(UNKNOWN);
    const left = plain ? this.data.nodes[heads[0]].left : questionsLeft(this.data, { ...Object.fromEntries(facts), ...answers });
    if (!left) return this.say("progress-open", 0, { number });
    const [least, most] = left.map((count) => count - 1);
    if (least === most) return this.say("progress-total", number + most, { number });
    return this.say("progress", most, { number, least });
  }

  /** One polite message an action: the progress, and what has to be known beside it. */
  #tell(progress, said) {
    const lines = [make("p.cr-progress", {}, progress)];
    if (said) {
      lines.push(this.part("notice"));
      lines[1].append(said);
    }
    slot(this.#flow, "status").replaceChildren(...lines);
  }

  #titleOf(step) {
    if (document.title !== this.title_) this.base = document.title;
    this.plainTitle = this.say("title", 0, { step, page: this.base });
    this.#title(this.plainTitle);
  }

  #title(text) {
    document.title = this.title_ = text;
  }

  #focus(heading) {
    heading.focus({ preventScroll: true });
    this.#bringUp(heading);
  }

  /** Scroll only where a thing is out of sight, or under the header of the page: the walk's top comes first. */
  #bringUp(element) {
    const style = getComputedStyle(document.documentElement);
    const margin = parseFloat(style.scrollPaddingTop) || parseFloat(getComputedStyle(element).scrollMarginTop) || 0;
    for (const target of [this.#flow, element]) {
      const { top, bottom } = element.getBoundingClientRect();
      if (top >= margin && bottom <= innerHeight * 0.8) return;
      const rise = (target ?? element).getBoundingClientRect().top - margin;
      window.scrollTo({ top: window.scrollY + rise, behavior: "instant" });
    }
  }
}

if (!customElements.get(NAME)) customElements.define(NAME, Walk);
