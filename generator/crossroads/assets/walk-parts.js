/* Markup: parts come from templates, texts from the outline. What the drawing and the tables show of a walk. */
const NAME = "crossroads-walk";

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

/** Fill every place that names a part of the outline with a copy of it; where there is none the place goes. */
function from(root, section) {
  for (const place of root.querySelectorAll("[data-from]")) {
    const source = section?.querySelector(place.dataset.from);
    if (source) place.append(...[...source.childNodes].map(copy));
    else (place.closest("details") ?? place).remove();
  }
}

/** Make an element: `make("a.cr-change", { href }, "text", child)`. */
function make(kind, attributes, ...children) {
  const [tag, ...names] = kind.split(".");
  const made = document.createElement(tag);
  made.classList.add(...names);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.append(...children);
  return made;
}

/** Ask a question; `memo` holds what was chosen before. */
function questionOf(walk, view, memo) {
  const name = view.walked.ask_next;
  const section = walk.sections[name];
  const step = walk.part("question");
  from(step, section);
  const offered = asker(walk.data, name).edges.map(([option]) => option);
  if (!("sure" in section.dataset)) offered.push(UNKNOWN);
  slot(step, "choices").append(...offered.map((option) => choiceOf(walk, name, option, option === known(memo, name))));
  slot(step, "settle").replaceWith(...settleLink(walk, view, section), ...errandNote(walk, view));
  slot(step, "answers").replaceWith(answersOf(walk, view, false));
  return step;
}

function choiceOf(walk, question, option, checked) {
  const choice = walk.part("choice");
  const input = need(choice, "input");
  const id = walk.id_(`option-${option}`);
  Object.assign(input, { id, value: option, checked });
  need(choice, "label").htmlFor = id;
  from(choice, option === UNKNOWN ? walk.part("unsure") : walk.option(question, option));
  const note = choice.querySelector(".cr-choice-note");
  if (note) input.setAttribute("aria-describedby", (note.id = `${id}-note`));
  return choice;
}

/** List the answers given, each with a link to change it; in the result with the reason that each one is. */
function answersOf(walk, { steps, facts, errand }, withReasons) {
  const list = walk.part("answers");
  for (const name of withReasons ? ["answers", "private"] : ["because"]) slot(list, name).remove();
  const rows = steps.map(([question, answer], number) => {
    const row = walk.part("answer");
    const ask = (slot(row, "ask").textContent = walk.text(question));
    slot(row, "label").textContent = walk.label(question, answer);
    from(row, withReasons ? walk.sections[question].querySelector(`[data-option="${answer}"]`) : null);
    slot(row, "name").textContent = walk.say("change", 0, { question: ask });
    const link = need(row, '[data-act="change"]');
    link.href = "#~" + stateOf(walk.data, steps.slice(0, number), [...facts, ...steps.slice(number + 1)], errand);
    link.dataset.step = number;
    return row;
  });
  if (rows.length) slot(list, "list").append(...rows);
  else slot(list, "list").remove();
  return list;
}

/** Write the known answers that another decision asks for too; `carry` names its hash and those questions. */
function carried(carry, { answers }) {
  const [hash, ...shared] = carry.split(" ");
  const facts = shared.filter((question) => (known(answers, question) ?? UNKNOWN) !== UNKNOWN);
  return [hash + written(facts.map((question) => [question, answers[question]]), ":"), facts.length];
}

/** Offer to work a question out in the decision that settles it, and to come back with the answer. */
function settleLink(walk, view, section) {
  const source = section.querySelector("[data-settle]");
  if (!source) return [];
  const made = copy(source);
  const link = need(made, "a");
  const home = `~${walk.data.decision}/${view.walked.ask_next}~${stateOf(walk.data, view.steps, view.facts, view.errand)}`;
  link.href += `#~${carried(source.dataset.settle, view)[0]}${home}`;
  return [made];
}

/** Say what a walk is for that another decision asked for, and lead back, with the answer once it is certain. */
function errandNote(walk, { errand, walked }) {
  const [, from, state, ...rest] = errand.split("~");
  const home = walk.data.settles?.[from];
  if (!home) return [];
  const answers = unique(walked.possible.map((outcome) => home.options[outcome]?.[0]));
  const answer = walked.ask_next === null && answers.length === 1 && answers[0];
  const question = from.split("/")[1];
  const back = ["#", state + (answer ? `&${question}:${answer}` : ""), ...rest].join("~");
  const words = answer ? walk.say("errand-done", 0, { answer: home.options[walked.possible[0]][1] }) : walk.say("errand-leave");
  const link = make(answer ? "a.cr-button" : "a", { href: home.href + back }, words);
  return [make("p.cr-errand", {}, make("span", {}, walk.say("errand", 0, home)), " ", link)];
}

// ---- The drawing and the tables -----------------------------------------------------------------------------------

/** Mark the way taken and the place reached; without a view take all marks away. */
function mark(walk, view) {
  const { nodes } = walk.data;
  const { taken = [], places = [], outcome, ask_next: next } = view?.walked ?? {};
  fire(walk, view);
  const anchor = (index) => nodes[index].table ?? nodes[index].anchor; // a table is one box
  const here = places.find((index) => nodes[index].name === (next ?? outcome));
  for (const drawing of walk.scope.querySelectorAll(".cr-drawing")) {
    for (const marked of drawing.querySelectorAll("[aria-current], .is-taken")) {
      marked.removeAttribute("aria-current");
      marked.classList.remove("is-taken");
    }
    const boxes = (index) => [...drawing.querySelectorAll(`[data-node~="${anchor(index)}"]`)];
    for (const { tail, head, option } of taken) {
      const by = nodes[tail].table ? "rules" : option;
      const edge = `[data-tail="${anchor(tail)}"][data-head="${anchor(head)}"][data-option="${by}"]`;
      for (const part of [...boxes(tail), ...drawing.querySelectorAll(edge)]) {
        part.classList.add("is-taken");
        // Lines that share a lane lie on each other; the taken one is painted last.
        if (part.matches(".cr-d-edge")) part.parentNode.append(part);
      }
    }
    const [box] = boxes(here ?? 0);
    if (here !== undefined) box?.setAttribute("aria-current", "step");
    if (box && (here !== undefined || !view)) reveal(box, drawing.closest(".cr-drawing-scroll"));
  }
}

/** Mark the rules that can have led on from each table of the walk; the first that surely holds is the last. */
function fire(walk, view) {
  const { nodes } = walk.data;
  const passed = {};
  for (const { tail, head } of view?.walked.taken ?? []) {
    const [table, next] = [nodes[tail].table, nodes[head].table ?? nodes[head].name];
    if (table && next !== table) (passed[table] ??= new Set()).add(next);
  }
  const settled = new Set();
  for (const row of walk.scope.querySelectorAll("tr[data-rule]")) {
    const { table } = row.dataset;
    const rule = JSON.parse(row.dataset.rule);
    const held = passed[table] && !settled.has(table) ? holds(rule, view.answers, null) : false;
    if (held) settled.add(table);
    const fired = held !== false && passed[table].has(rule.next);
    row.classList.toggle("is-fired", fired);
    need(row, ".cr-fired").hidden = !fired;
  }
}

/** Bring a box into view within its own scroll region; the page does not move. */
function reveal(box, region) {
  if (!region) return;
  const [inner, outer] = [box.getBoundingClientRect(), region.getBoundingClientRect()];
  const offset = (start, end, low, high) => (start < low || end > high ? (start + end - low - high) / 2 : 0);
  region.scrollLeft += offset(inner.left, inner.right, outer.left, outer.right);
  region.scrollTop += offset(inner.top, inner.bottom, outer.top, outer.bottom);
}
