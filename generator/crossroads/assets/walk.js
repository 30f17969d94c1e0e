/* Walks one decision in its page, a question at a time.

   The page is whole without this file: <crossroads-walk> holds the start block, and the outline beside it reaches every
   outcome by links. The element takes every text from there and from its own <template>s, so no word of any language
   stands here. The answers live in the address behind the hash, which no browser sends to a server:

     #~<12 digits of the behaviour hash>&<question>=<option>&...   the answers on the way, in order

   A classic script, so that a page opened from disk works too; a second evaluation changes nothing. */
(() => {
  "use strict";
  const NAME = "crossroads-walk";
  const UNKNOWN = "unknown";
  const PAIR = /^([a-z0-9-]+)=([a-z0-9-]+)$/;
  if (customElements.get(NAME)) return;

  // ---- Pure: the twin of reasoning/walk.py, and what the page asks of the graph ---------------------------------

  const follow = (node, option) => node.edges.find(([name]) => name === option)?.[1];
  const known = (answers, question) => (Object.hasOwn(answers, question) ? answers[question] : undefined);

  /** Walk as far as the answers lead; `unknown` explores every option at once. Nodes rise along every edge. */
  function walk({ nodes, authored = [] }, answers) {
    const open = new Set([0]);
    const places = []; // where the branches stand: outcomes, and questions still open
    const trace = new Map();
    nodes.forEach((node, index) => {
      if (!open.has(index)) return;
      const answer = known(answers, node.name);
      if (!node.edges || (answer !== UNKNOWN && follow(node, answer) === undefined)) return places.push(index);
      if (!trace.has(node.name)) trace.set(node.name, answer);
      for (const [option, target] of node.edges) if (answer === UNKNOWN || answer === option) open.add(target);
    });
    const below = outcomesBelow(nodes, answers);
    const possible = [...new Set(nodes.filter(({ name, edges }) => !edges && below[0].has(name)).map((n) => n.name))];
    const unsure = [...trace.keys()].filter((question) => trace.get(question) === UNKNOWN);
    // Certain is what is reached whatever else is answered; a question matters while an outcome below it is not.
    const least = unsure.length ? outcomesBelow(nodes, answers, true) : [];
    const certain = new Set(places.flatMap((index) => [...(least[index] ?? [])]));
    const order = [...authored, ...nodes.map(({ name }) => name)];
    const sorted = (names) => [...new Set(names)].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    const asking = sorted(places.filter((index) => nodes[index].edges && (!unsure.length ||
      [...below[index]].some((name) => !certain.has(name)))).map((index) => nodes[index].name));
    const next = asking[0] ?? null;
    return {
      trace: [...trace].map(([question, answer]) => ({ question, answer })),
      possible,
      outcome: possible.length === 1 && next === null ? possible[0] : null,
      ask_next: next,
      narrows: unsure.length ? narrowing(nodes, answers, sorted([...unsure, ...asking]), possible.length) : null,
    };
  }

  /** Name the question whose answer leaves the fewest outcomes on average; none where that is no fewer than now. */
  function narrowing(nodes, answers, questions, now) {
    let [best, sum, parts] = [null, now, 1];
    for (const question of questions) {
      const { edges } = nodes.find(({ name, edges }) => edges && name === question);
      let left = 0;
      for (const [option] of edges) left += outcomesBelow(nodes, { ...answers, [question]: option })[0].size;
      if (left * parts < sum * edges.length) [best, sum, parts] = [question, left, edges.length];
    }
    return best;
  }

  /** Collect the outcomes below each node: all that are possible, or at open questions those that are certain. */
  function outcomesBelow(nodes, answers, certain = false) {
    const sets = [];
    for (let index = nodes.length - 1; index >= 0; index--) {
      const { name, edges } = nodes[index];
      const answer = known(answers, name);
      const target = edges && follow(nodes[index], answer);
      if (!edges) sets[index] = new Set([name]);
      else if (target !== undefined) sets[index] = sets[target];
      else {
        const all = edges.flatMap(([, t]) => [...sets[t]]);
        const kept = certain && answer !== UNKNOWN ? all.filter((o) => edges.every(([, t]) => sets[t].has(o))) : all;
        sets[index] = new Set(kept);
      }
    }
    return sets;
  }

  /** Follow plain answers to where they lead: the steps taken, and the node that the walk stands at. */
  function routeOf({ nodes }, answers) {
    const steps = [];
    let at = 0;
    while (nodes[at].edges) {
      const option = known(answers, nodes[at].name);
      const head = follow(nodes[at], option);
      if (head === undefined) break;
      steps.push({ tail: at, question: nodes[at].name, option, head });
      at = head;
    }
    return { steps, at };
  }

  function questionsBelow({ nodes }, start) {
    const open = new Set([start]);
    for (const index of open) for (const [, target] of nodes[index].edges ?? []) open.add(target);
    return new Set([...open].map((index) => nodes[index].name));
  }

  const answersOf = (steps) => Object.fromEntries(steps.map(({ question, option }) => [question, option]));
  const digits = (data) => data.hash.slice(0, 12);
  const fragment = (data, steps) =>
    ["#~" + digits(data), ...steps.map(({ question, option }) => `${question}=${option}`)].join("&");

  /** Read a fragment: the answers in it, and what is wrong with it: null, "changed" (other rules) or "dropped". */
  function readFragment(data, text) {
    const [mark, ...pairs] = text.slice(2).split("&");
    const answers = {};
    let fault = mark === digits(data) ? null : /^[0-9a-f]{12}$/.test(mark) ? "changed" : "dropped";
    for (const pair of pairs) {
      const [, oldQuestion, oldOption] = PAIR.exec(pair) ?? [];
      const question = known(data.was?.questions ?? {}, oldQuestion) ?? oldQuestion;
      const option = known(known(data.was?.options ?? {}, question) ?? {}, oldOption) ?? oldOption;
      if (question && !Object.hasOwn(answers, question)) answers[question] = option;
      else fault ??= "dropped";
    }
    const route = routeOf(data, answers);
    if (route.steps.length < Object.keys(answers).length) fault ??= "dropped";
    return { ...route, fault };
  }

  /** Judge a condition of a warning: true, false, or null where an answer is not known. Never asked is false. */
  function holds({ when, unless }, answers) {
    const judge = (pairs) => {
      const each = Object.entries(pairs).map(([question, options]) => {
        const answer = known(answers, question);
        return answer === UNKNOWN ? null : options.includes(answer);
      });
      return each.includes(false) ? false : each.includes(null) ? null : true;
    };
    const wanted = when ? judge(when) : true;
    const barred = unless ? judge(unless) : false;
    if (wanted === false || barred === true) return false;
    return wanted === null || barred === null ? null : true;
  }

  // ---- Markup: parts come from templates, texts from the outline ------------------------------------------------

  function need(root, selector) {
    const found = root?.querySelector(selector);
    if (!found) throw new Error(selector);
    return found;
  }

  const slot = (root, name) => need(root, `[data-slot="${name}"]`);

  function copy(node) {
    const made = node.cloneNode(true);
    if (made.nodeType !== Node.ELEMENT_NODE) return made;
    for (const element of [made, ...made.querySelectorAll("[id]")]) element.removeAttribute("id");
    return made;
  }

  /** Put a copy of what stands in `source` into `target`; without a source the target's place is given up. */
  function fill(target, source, place = target) {
    if (source) target.append(...[...source.childNodes].map(copy));
    else place.remove();
  }

  /** Judge a rule by three values: true, false, or null where an answer is not known. */
  function may({ when = {}, unless }, answers) {
    const all = (pairs) => {
      let sure = true;
      for (const [question, options] of Object.entries(pairs)) {
        const answer = answers[question];
        if (answer === undefined || answer === "unknown") sure = null;
        else if (!options.includes(answer)) return false;
      }
      return sure;
    };
    const [holding, struck] = [all(when), unless ? all(unless) : false];
    if (holding === false || struck === true) return false;
    return holding === null || struck === null ? null : true;
  }

  /** Raise the headings of a copied part, which stood one level deeper in the outline. */
  function raise(root) {
    for (const heading of root.querySelectorAll("h4")) {
      const raised = document.createElement("h3");
      raised.append(...heading.childNodes);
      heading.replaceWith(raised);
    }
  }

  class Walk extends HTMLElement {
    static walk = walk;
    #life;
    #flow = null; // what stands in place of the start block while a walk is going on
    #entry = {}; // of the present history entry: back (entries to the one before), memo, keep
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
      this.data = JSON.parse(need(store, ".cr-walk-data").textContent);
      this.words = JSON.parse(need(store, ".cr-walk-words").textContent);
      if (this.data.version !== 1) throw new Error("version");
      this.start = need(this, '[data-part="start"]');
      this.path = location.pathname;
      this.lang = this.closest("[lang]")?.lang || undefined;
      this.sections = this.data.nodes.map(({ edges }, index) => {
        const section = need(this.scope, `section[data-node~="${index}"]`);
        need(section, edges ? ".cr-ask" : ".cr-title");
        for (const [option] of edges ?? []) need(section, `[data-option="${option}"] .cr-label`);
        return section;
      });
      for (const name of ["flow", "question", "choice", "error", "notice", "answers", "answer", "result"]) this.#part(name);
    }

    #part(name) {
      return need(this, `template[data-part="${name}"]`).content.firstElementChild.cloneNode(true);
    }

    /** Fill a sentence of the catalogue; the plural form follows the language of the page. */
    #say(key, values, number = 0) {
      const form = new Intl.PluralRules(this.lang).select(number);
      const sentence = this.words[`${key}-${form}`] ?? this.words[`${key}-other`] ?? this.words[key];
      const whole = new Intl.NumberFormat(this.lang);
      return sentence.replace(/\{(\w+)\}/g, (_, name) =>
        typeof values[name] === "number" ? whole.format(values[name]) : values[name]);
    }

    #ask(index) {
      return need(this.sections[index], ".cr-ask");
    }

    #option({ tail, option }) {
      return need(this.sections[tail], `[data-option="${option}"]`);
    }

    // ---- History: one entry a step ------------------------------------------------------------------------------

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
      if (mine) this.#show(readFragment(this.data, text), { address, first });
      else if (!first) this.#showStart();
      return true;
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

    #go(steps, entry, notice) {
      const { at } = routeOf(this.data, answersOf(steps));
      const address = fragment(this.data, steps);
      history.scrollRestoration = "manual";
      this.#save(address, { back: 1, memo: {}, keep: {}, ...entry });
      this.#show({ steps, at, fault: null }, { address, notice });
    }

    #back() {
      if (this.#entry.back) return history.go(-this.#entry.back);
      const { steps } = this.view;
      const memo = { ...answersOf(steps), ...this.#entry.memo };
      const address = steps.length ? fragment(this.data, steps.slice(0, -1)) : null;
      this.#save(address, { memo }, "replaceState");
      if (address === null) this.#showStart();
      else this.#show(readFragment(this.data, address), { address });
    }

    // ---- What people do -----------------------------------------------------------------------------------------

    #click(event) {
      const link = event.target.closest("[data-act]");
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation(); // a theme's instant navigation would follow the link as well
      const act = link.dataset.act;
      if (act === "begin") this.#begin();
      else if (act === "back") this.#back();
      else if (act === "reset") this.#reset();
      else if (act === "change") this.#change(Number(link.dataset.step));
      else if (act === "mend") need(this.#flow, "input").focus();
    }

    #begin() {
      history.scrollRestoration = "manual";
      this.#save(null, { ...this.#entry, memo: {} }, "replaceState");
      this.#go([], {});
    }

    #reset() {
      this.#save(null, { back: 1 });
      this.#showStart();
    }

    /** Open an earlier question, filled in; the answers after it are kept as far as they still lie on the way. */
    #change(number) {
      const { steps } = this.view;
      const memo = { ...this.#entry.memo, ...answersOf(steps) };
      this.#go(steps.slice(0, number), { memo, keep: { ...this.#entry.keep, ...answersOf(steps.slice(number + 1)) } });
    }

    #submit(event) {
      event.preventDefault();
      const chosen = this.#flow.querySelector("input:checked");
      if (!chosen) return this.#fail();
      const { steps, at } = this.view;
      const question = this.data.nodes[at].name;
      const memo = { ...this.#entry.memo, [question]: chosen.value };
      const { keep = {} } = this.#entry;
      this.#save(this.#shown, { ...this.#entry, memo }, "replaceState");
      const next = routeOf(this.data, { ...keep, ...answersOf(steps), [question]: chosen.value });
      const taken = answersOf(next.steps);
      const ahead = questionsBelow(this.data, next.at);
      const waiting = Object.entries(keep).filter(([q]) => !Object.hasOwn(taken, q) && ahead.has(q));
      const lost = Object.keys(keep).filter((q) => !Object.hasOwn(taken, q) && !ahead.has(q));
      for (const q of lost) delete memo[q];
      this.#go(next.steps, { memo, keep: Object.fromEntries(waiting) }, this.#lostNotice(lost));
    }

    #lostNotice(lost) {
      if (!lost.length) return null;
      const asks = lost.map((name) => this.#ask(this.data.nodes.findIndex((n) => n.name === name)).textContent);
      return this.#say("removed", { questions: new Intl.ListFormat(this.lang).format(asks) }, lost.length);
    }

    #fail() {
      if (!this.error) {
        this.error = this.#part("error");
        need(this.#flow, "form").prepend(this.error);
        const field = need(this.#flow, "fieldset");
        slot(field, "field-error").hidden = false;
        field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${this.#id("error")}`.trim());
        this.#title(this.#say("title-error", { title: document.title }));
      }
      this.error.focus();
      this.#bringUp(this.error);
    }

    #mend() {
      if (!this.error) return;
      this.error.remove();
      this.error = null;
      const field = need(this.#flow, "fieldset");
      slot(field, "field-error").hidden = true;
      this.#describe(field);
      this.#title(this.plainTitle);
    }

    // ---- Showing ------------------------------------------------------------------------------------------------

    #show(view, { address, first = false, notice = null }) {
      this.view = view;
      this.#shown = address;
      this.error = null;
      history.scrollRestoration = "manual";
      const ends = !this.data.nodes[view.at].edges;
      const step = ends ? this.#result(view) : this.#question(view);
      if (!this.#flow) {
        this.#flow = this.#part("flow");
        this.start.replaceWith(this.#flow);
      }
      slot(this.#flow, "step").replaceChildren(step);
      const said = view.fault ? this.words[view.fault] : notice;
      this.#tell(this.#progress(view), said);
      const heading = need(step, ".cr-step-title");
      if (first && said) heading.setAttribute("aria-describedby", this.#id("notice"));
      this.#titleOf(heading.textContent);
      this.#mark(view);
      this.#focus(heading);
    }

    #showStart() {
      this.#leave();
      history.scrollRestoration = "auto";
      this.#focus(need(this.start, ".cr-start-title"));
    }

    #leave() {
      this.#flow?.replaceWith(this.start);
      this.#flow = this.#shown = this.error = null;
      clearTimeout(this.timer);
      if (this.title_ && document.title === this.title_) document.title = this.base;
      if (this.scope) this.#mark(null);
    }

    #id(name) {
      return `cr--${this.data.decision}-${name}`;
    }

    #progress({ steps, at }) {
      const number = steps.length + 1;
      const { left } = this.data.nodes[at];
      if (!left) return this.#say("answered", { count: steps.length }, steps.length);
      const [least, most] = left.map((count) => count - 1);
      if (least === most) return this.#say("progress-total", { number, total: number + most }, number + most);
      return this.#say("progress", { number, least, most }, most);
    }

    /** One polite message an action: the progress, and what has to be known beside it. */
    #tell(progress, said) {
      const line = document.createElement("p");
      line.className = "cr-progress";
      line.textContent = progress;
      const lines = [line];
      if (said) {
        const note = this.#part("notice");
        note.id = this.#id("notice");
        note.textContent = said;
        lines.push(note);
      }
      slot(this.#flow, "status").replaceChildren(...lines);
    }

    #titleOf(step) {
      if (document.title !== this.title_) this.base = document.title;
      this.plainTitle = this.#say("title", { step, page: this.base });
      this.#title(this.plainTitle);
    }

    #title(text) {
      document.title = this.title_ = text;
    }

    #describe(field) {
      if (field.querySelector('[data-slot="hint"]')) field.setAttribute("aria-describedby", this.#id("hint"));
      else field.removeAttribute("aria-describedby");
    }

    #question(view) {
      const section = this.sections[view.at];
      const node = this.data.nodes[view.at];
      const step = this.#part("question");
      slot(step, "ask").textContent = this.#ask(view.at).textContent;
      const hint = slot(step, "hint");
      hint.id = this.#id("hint");
      fill(hint, section.querySelector(".cr-hint"));
      this.#describe(need(step, "fieldset"));
      slot(step, "field-error").id = this.#id("error");
      const memo = known(this.#entry.memo ?? {}, node.name);
      slot(step, "choices").append(...node.edges.map(([option]) => this.#choice(view.at, option, memo)));
      const help = section.querySelector(".cr-help > div");
      fill(slot(step, "help"), help, slot(step, "help").closest("details"));
      fill(slot(step, "why"), need(section, ".cr-why"));
      slot(step, "why").querySelector(".cr-why-word")?.remove();
      this.#answers(slot(step, "answers"), view.steps, false);
      return step;
    }

    #choice(tail, option, memo) {
      const source = this.#option({ tail, option });
      const choice = this.#part("choice");
      const input = need(choice, "input");
      input.id = this.#id(`option-${option}`);
      input.name = this.#id("answer");
      input.value = option;
      input.checked = option === memo;
      const label = slot(choice, "label");
      label.htmlFor = input.id;
      fill(label, need(source, ".cr-label"));
      const description = source.querySelector(".cr-description");
      const note = slot(choice, "description");
      if (description) {
        note.id = `${input.id}-note`;
        input.setAttribute("aria-describedby", note.id);
      }
      fill(note, description);
      return choice;
    }

    /** List the answers given, each with a link to change it; in the result with the reason that each one is. */
    #answers(place, steps, withReasons) {
      const list = this.#part("answers");
      for (const name of withReasons ? ["answers", "private"] : ["because"]) slot(list, name).remove();
      const rows = steps.map((taken, number) => this.#answer(taken, number, steps, withReasons));
      if (rows.length) slot(list, "list").append(...rows);
      else slot(list, "list").remove();
      place.replaceWith(list);
    }

    #answer(taken, number, steps, withReasons) {
      const row = this.#part("answer");
      const option = this.#option(taken);
      const ask = this.#ask(taken.tail);
      fill(slot(row, "ask"), ask);
      fill(slot(row, "label"), need(option, ".cr-label"));
      fill(slot(row, "why"), withReasons ? option.querySelector(".cr-option-why") : null);
      slot(row, "name").textContent = this.#say("change", { question: ask.textContent });
      const link = need(row, '[data-act="change"]');
      link.href = fragment(this.data, steps.slice(0, number));
      link.dataset.step = number;
      return row;
    }

    #result({ steps, at }) {
      const section = this.sections[at];
      const step = this.#part("result");
      step.classList.add(...[...section.classList].filter((name) => name.startsWith("cr-tone-")));
      fill(slot(step, "kind"), section.querySelector(".cr-kind"));
      fill(slot(step, "title"), need(section, ".cr-title"));
      fill(slot(step, "summary"), section.querySelector(".cr-summary"));
      const body = slot(step, "body");
      const rest = [...section.children].filter((part) => !part.matches(".cr-advice, .cr-summary"));
      body.append(...rest.map(copy));
      this.#warn(body, answersOf(steps));
      raise(body);
      this.#answers(slot(step, "answers"), steps, true);
      return step;
    }

    /** Keep the warnings that hold for these answers; one that may hold says so. */
    #warn(body, answers) {
      for (const warning of body.querySelectorAll("[data-condition]")) {
        const sure = holds(JSON.parse(warning.dataset.condition || "{}"), answers);
        if (sure === false) warning.remove();
        if (sure === null) warning.classList.add("is-unsure");
        if (sure) warning.querySelector(".cr-condition")?.remove();
      }
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

    // ---- The drawing --------------------------------------------------------------------------------------------

    #mark(view) {
      this.#fire(view);
      const { nodes } = this.data;
      const anchor = (index) => nodes[index].table ?? nodes[index].anchor; // a table is one box
      for (const drawing of this.scope.querySelectorAll(".cr-drawing")) {
        for (const marked of drawing.querySelectorAll("[aria-current], .is-taken")) {
          marked.removeAttribute("aria-current");
          marked.classList.remove("is-taken");
        }
        const boxes = (index) => drawing.querySelectorAll(`[data-node~="${anchor(index)}"]`);
        if (!view) {
          const [start] = boxes(0);
          if (start) this.#reveal(start, drawing.closest(".cr-drawing-scroll"));
          continue;
        }
        for (const { tail, head, option } of view.steps) {
          const by = nodes[tail].table ? "rules" : option;
          const edge = `[data-tail="${anchor(tail)}"][data-head="${anchor(head)}"][data-option="${by}"]`;
          for (const taken of [...boxes(tail), ...drawing.querySelectorAll(edge)]) {
            taken.classList.add("is-taken");
            // Lines that share a lane lie on each other; the taken one is painted last.
            if (taken.matches(".cr-d-edge")) taken.parentNode.append(taken);
          }
        }
        const [here] = boxes(view.at);
        here?.setAttribute("aria-current", "step");
        if (here) this.#reveal(here, drawing.closest(".cr-drawing-scroll"));
      }
    }

    /** Mark the rules that can have led on from each table of the walk; the first that surely holds is the last. */
    #fire(view) {
      const { nodes } = this.data;
      const answers = Object.fromEntries((view?.steps ?? []).map(({ tail, option }) => [nodes[tail].name, option]));
      const passed = new Map();
      for (const { tail, head } of view?.steps ?? []) {
        const next = nodes[head].table ?? nodes[head].name;
        if (nodes[tail].table && next !== nodes[tail].table) passed.set(nodes[tail].table, next);
      }
      const settled = new Set();
      for (const row of this.scope.querySelectorAll("tr[data-rule]")) {
        const { table } = row.dataset;
        const rule = JSON.parse(row.dataset.rule);
        const held = passed.has(table) && !settled.has(table) ? may(rule, answers) : false;
        if (held) settled.add(table);
        const fired = held !== false && rule.next === passed.get(table);
        row.classList.toggle("is-fired", fired);
        need(row, ".cr-fired").hidden = !fired;
      }
    }

    /** Bring a box into view within its own scroll region; the page does not move. */
    #reveal(box, region) {
      if (!region) return;
      const [inner, outer] = [box.getBoundingClientRect(), region.getBoundingClientRect()];
      const offset = (start, end, low, high) => (start < low || end > high ? (start + end - low - high) / 2 : 0);
      region.scrollLeft += offset(inner.left, inner.right, outer.left, outer.right);
      region.scrollTop += offset(inner.top, inner.bottom, outer.top, outer.bottom);
    }
  }

  customElements.define(NAME, Walk);
})();
