/* Markup: parts come from templates, texts from the outline. What the drawing and the tables show of a walk. */
const NAME = "crossroads-walk";

const need = (root, selector) => {
  const found = root?.querySelector(selector);
  if (found) return found;
  throw Error(selector);
};

const slot = (root, name) => need(root, `[data-slot="${name}"]`);

const copy = (element) => {
  const made = element.cloneNode(true);
  for (const named of [made, ...all(made, "[id]")]) named.removeAttribute("id");
  return made;
};

/** Fill every place that names a part of the outline with a copy of it; where there is none the place goes. */
const from = (root, section) => {
  for (const place of all(root, "[data-from]")) {
    const [source] = all(section, place.dataset.from);
    if (source) place.append(...copy(source).childNodes);
    else (place.closest("details") ?? place).remove();
  }
};

const texts = (walk, names) => names.map((name) => walk.text(name));
const sure = ([, answer]) => (answer ?? UNKNOWN) !== UNKNOWN;

const address = (walk, steps, facts, errand) => "#~" + stateOf(walk.data, steps, facts, errand);

/** Ask a question, and give what to do for the help and the answers beside it; `memo` holds what was chosen before. */
const questionOf = (walk, view, memo) => {
  const name = view.walked.ask_next;
  const section = walk.sections[name];
  const step = walk.part("question");
  from(step, section);
  const offered = [...options(walk.data, name), ...("sure" in section.dataset ? [] : [UNKNOWN])];
  slot(step, "choices").append(...offered.map((option) => choiceOf(walk, name, option, option === known(memo, name))));
  slot(step, "settle").replaceWith(...settleLink(walk, view, section), ...errandNote(walk, view));
  return [step, () => slot(step, "answers").replaceWith(answersOf(walk, view))];
};

const choiceOf = (walk, question, option, checked) => {
  const choice = walk.part("choice");
  const input = need(choice, "input");
  const id = walk.id_(`option-${option}`);
  Object.assign(input, { id, value: option, checked });
  need(choice, "label").htmlFor = id;
  from(choice, option === UNKNOWN ? walk.part("unsure") : walk.option(question, option));
  const note = choice.querySelector("span");
  if (note) input.setAttribute("aria-describedby", (note.id = `${id}-note`));
  return choice;
};

/** List the answers given, each with a link to change it; in the result with the reason that each one is. */
const answersOf = (walk, { steps, facts, errand }, withReasons) => {
  const list = walk.part("answers");
  for (const part of all(list, withReasons ? ".is-asked" : ".is-told")) part.remove();
  const rows = steps.map(([question, answer], number) => {
    const row = walk.part("answer");
    const put = (name, text) => slot(row, name).append(text);
    put("ask", walk.text(question));
    put("label", walk.label(question, answer));
    put("name", walk.say("change", 0, { question: walk.text(question) }));
    from(row, withReasons && walk.option(question, answer));
    const change = need(row, "a");
    change.href = address(walk, steps.slice(0, number), [...facts, ...steps.slice(number + 1)], errand);
    change.dataset.step = number;
    return row;
  });
  slot(list, "list").append(...rows);
  return list;
};

/** Write the known answers that another decision asks for too; `carry` names its hash and those questions. */
const carried = (carry, { answers }) => {
  const [hash, ...shared] = carry.split(" ");
  const facts = shared.map((question) => [question, known(answers, question)]).filter(sure);
  return [hash + written(facts, ":"), facts.length];
};

/** Offer to work a question out in the decision that settles it, and to come back with the answer. */
const settleLink = (walk, view, section) => {
  return all(section, "[data-settle]").map((source) => {
    const made = copy(source);
    const home = `~${walk.data.decision}/${view.walked.ask_next}~${stateOf(walk.data, view.steps, view.facts, view.errand)}`;
    need(made, "a").href += `#~${carried(source.dataset.settle, view)[0]}${home}`;
    return made;
  });
};

/** Say what a walk is for that another decision asked for, and lead back, with the answer once it is certain. */
const errandNote = (walk, { errand, walked }) => {
  const [, from, state, ...rest] = errand.split("~");
  const home = walk.data.settles?.[from];
  if (!home) return [];
  const answers = unique(walked.possible.map((outcome) => home.options[outcome]?.[0]));
  const answer = walked.ask_next === null && answers.length === 1 && answers[0];
  const back = ["#", state + (answer ? `&${from.split("/")[1]}:${answer}` : ""), ...rest].join("~");
  const words = answer ? walk.say("errand-done", 0, { answer: home.options[walked.possible[0]][1] }) : walk.say("errand-leave");
  const there = link(home.href + back, words);
  there.classList.toggle("cr-button", !!answer);
  return [make("p.cr-errand", make("span", walk.say("errand", 0, home)), " ", there)];
};

// ---- The drawing and the tables -----------------------------------------------------------------------------------

/** Give what marks the way taken and the place reached; without a view it takes all marks away. */
const mark = (walk, view) => {
  const { nodes } = walk.data;
  const { taken = [], places = [], outcome, ask_next: next } = view?.walked ?? {};
  const boxes = nodes.map(({ table, anchor }) => table ?? anchor); // a table is one box
  const drawnAs = (indexes) => indexes.map((index) => boxes[index]);
  const doubted = ([tail]) => view.answers[nodes[tail].name] === UNKNOWN;
  // Where several outcomes are left, one stands at the question that parted them last.
  const [fork] = taken.findLast(doubted) ?? [];
  const here = boxes[places.find((index) => nodes[index].name === (next ?? outcome)) ?? fork];
  const at = {
    here,
    taken: taken.flatMap(([tail, head, option]) =>
      doubted([tail]) || boxes[tail] === boxes[head] ? [] : [[boxes[tail], boxes[head], nodes[tail].table ? "rules" : option]]),
    unsure: drawnAs(taken.filter(doubted).map(([tail]) => tail)),
    possible: drawnAs(places),
    alive: drawnAs(reachable(walk.data, places)),
  };
  const drawn = all(walk.scope, "crossroads-drawing").flatMap((drawing) => {
    customElements.upgrade(drawing); // where a theme puts in a whole page, its elements come to life one by one
    return drawing.marks(at);
  });
  return [() => fire(walk, view), ...drawn];
};

/** Mark the rules that can have led on from each table of the walk; the first that surely holds is the last. */
const fire = (walk, view) => {
  const { nodes } = walk.data;
  const passed = {};
  for (const [tail, head] of view?.walked.taken ?? []) {
    const [table, next] = [nodes[tail].table, nodes[head].table ?? nodes[head].name];
    if (table && next !== table) (passed[table] ??= new Set()).add(next);
  }
  const settled = new Set();
  for (const row of all(walk.scope, "tr[data-rule]")) {
    const { table } = row.dataset;
    const rule = JSON.parse(row.dataset.rule);
    const held = passed[table] && !settled.has(table) ? holds(rule, view.answers, null) : false;
    if (held) settled.add(table);
    const fired = held !== false && passed[table].has(rule.next);
    row.classList.toggle("is-fired", fired);
    need(row, ".cr-fired").hidden = !fired;
  }
};
