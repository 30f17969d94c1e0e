/* The result of a walk: the advice, why, what would change it, the other options, and what to take along. */
const NEAREST = 5; // other outcomes in sight; the table of options holds all of them

const tone = (section) => /cr-tone-\w+/.exec(section.className);

/** Give the advice, and what to do for the parts below it: these take longer than an answer may. */
const resultOf = (walk, view) => {
  const { steps, walked } = view;
  const { outcome, possible } = walked;
  const section = walk.sections[outcome];
  const step = walk.part("result");
  const below = new DocumentFragment();
  from(step, section);
  below.append(...[...step.children].slice(1));
  const head = (name) => slot(step, name);
  const place = (name) => slot(below, name);
  const body = place("body");
  const parts = new DocumentFragment();
  const unsure = steps.filter((step) => !sure(step)).length;
  head("title").textContent = outcome ? walk.text(outcome) : walk.say("possible", possible.length);
  if (section) {
    step.classList.add(tone(section));
    if (unsure) head("unsure").textContent = walk.say("no-matter", unsure);
  } else head("unsure").textContent = walk.say("possible-why");
  head("errand").replaceWith(...errandNote(walk, view));
  const rows = all(walk.scope, ".cr-outcome");
  let found;
  // What is put on the page is laid out and painted before anything more is.
  const add = (count) => !step.append(...[...below.children].slice(0, count));
  return [
    step,
    () => {
      if (section) trim(walk, parts, place("lists"), view);
      else open(walk, view, parts);
      add(1);
      return !body.append(...[...parts.children].slice(0, 3));
    },
    () => !body.append(parts),
    () => {
      place("answers").replaceWith(answersOf(walk, view, true));
      return add(3); // with what is for paper alone
    },
    () => {
      found = sensitivity(walk.data, walked);
      changes(walk, view, found, place);
      return add(1);
    },
    ...rows.map((section) => () => place("beside").append(beside(walk, found, section))),
    () => {
      evidence(walk, view, place("evidence"));
      return add(1);
    },
    () => {
      dispute(walk, view, need(below, '[data-act="dispute"]'));
      head("date").textContent = today();
      head("permalink").textContent = permalink(walk, view);
      return add();
    },
  ];
};

/** List what is still possible, and name the fact that would narrow it most. */
const open = (walk, { steps, walked }, body) => {
  body.append(make("ul", ...walked.possible.map((name) => {
    const section = walk.sections[name];
    return make(`li.${tone(section)}`, copy(need(section, ".cr-kind")), " ", link(`#${section.id}`, walk.text(name)));
  })));
  if (!walked.narrows) return;
  const best = link("#", walk.text(walked.narrows));
  Object.assign(best.dataset, { act: "change", step: steps.findIndex(([question]) => question === walked.narrows) });
  body.append(make("p", walk.say("narrows"), " ", best));
};

/** Keep what applies to these answers, and mark what may apply. */
const judge = (root, answers) => {
  for (const part of all(root, "[data-condition]")) {
    const sure = holds(JSON.parse(part.dataset.condition || "{}"), answers);
    if (sure === false) part.remove();
    if (sure === null) part.classList.add("is-unsure");
    if (sure) part.querySelector(".cr-condition")?.remove();
  }
};

/** Keep the warnings that hold for these answers, cut the checklists for paper, and carry answers onward. */
const trim = (walk, body, lists, view) => {
  const { decision } = walk.data;
  const parts = all(walk.sections[view.walked.outcome], ".cr-more>div>:not(.cr-revisit,.cr-sureness)");
  body.append(...parts.map(copy));
  const mine = Object.fromEntries(view.steps.map(([question, answer]) => [`${decision}.${question}`, answer]));
  judge(body, view.answers);
  for (const onward of all(body, "[data-list], [data-carry]")) {
    const { list, all: items, carry = "" } = onward.dataset;
    const [state, count] = carried(carry, view);
    if (list) {
      lists.append(walk.part(list));
      judge(lists, mine);
    }
    const size = (kind) => all(lists.lastChild, `li${kind}`).length;
    if (items) onward.href += `#~${decision}.${stateOf(walk.data, view.steps)}`;
    else if (count) onward.href += `#~${state}`;
    else continue;
    const may = items && size(".is-unsure");
    onward.after(" ", carry ? walk.say("carries", count) : walk.say(may ? "items-may" : "items", size(""), { all: items, may }));
  }
  // The headings of copied parts stood one level deeper in the outline.
  for (const heading of body.querySelectorAll("h4")) heading.replaceWith(make("h3", ...heading.childNodes));
};

const pairs = (walk, steps) => steps.map(([name, option]) => walk.say("pair", 0, { ask: walk.text(name), answer: walk.label(name, option) }));

/** Say how to come to another outcome. */
const way = (walk, { changes: other, asked }) => {
  const lines = [];
  if (other.length) lines.push(walk.say("near", other.length, { pairs: pairs(walk, other) }));
  if (asked.length) lines.push(walk.say("near-asked", 0, { pairs: pairs(walk, asked) }));
  return make("div.cr-soft", lines.join(" "));
};

/** Say what every single change does, what lies nearest, and how much holds. */
const changes = (walk, { steps, errand }, { alternatives, nearest }, place) => {
  const kept = alternatives.filter(({ keeps }) => keeps).length;
  place("kept").textContent = walk.say("kept", alternatives.length, { kept });
  place("nearest").append(...nearest.slice(0, NEAREST).map((other) =>
    make("li", link(address(walk, other.route), walk.text(other.outcome)), " ", way(walk, other))));
  steps.forEach(([question, answer], number) => {
    const rows = alternatives.filter((other) => other.question === question).map(({ option, possible, keeps }) => {
      const there = address(walk, [...steps.slice(0, number), [question, option]], steps.slice(number + 1), errand);
      const result = keeps ? walk.say("same") : walk.say("leads", possible.length, { outcomes: texts(walk, possible) });
      return make("li", link(there, walk.label(question, option)), " ", result);
    });
    if (rows.length) place("every").append(make("li", ...pairs(walk, [[question, answer]]), make("ul", ...rows)));
  });
};

/** Set an option beside the others, each with the same cells of the outline's own words. */
const beside = (walk, { nearest }, section) => {
  const other = nearest.find(({ outcome }) => outcome === section.id);
  const levels = all(section, ".cr-sureness b").map((level) => make("p", level.textContent));
  const cells = [[other ? way(walk, other) : walk.say("this")], ...["benefits", "drawbacks"].map((part) => [copy(need(section, `.cr-${part} ul`))]), levels];
  const name = [copy(need(section, ".cr-kind")), " ", link(`#${section.id}`, walk.text(section.id))];
  return make(`tr.${tone(section)}${other ? "" : ".is-here"}`, Object.assign(make("th", ...name), { scope: "row" }), ...cells.map((cell) => make("td", ...cell)));
};

/** List the evidence that the route rests on: of its questions, its answers, its outcome. */
const cited = (walk, { steps, walked }) => {
  const on = steps.flatMap(([question, answer]) => [walk.sections[question], walk.option(question, answer)]);
  const ids = [...on, ...walked.possible.map((name) => walk.sections[name])].flatMap((part) => part?.dataset.cites?.split(" ") ?? []);
  const entries = all(walk.scope, "[data-grade]");
  return unique(ids).flatMap((id) => entries.filter((entry) => need(entry, "a").hash === "#" + id));
};

/** Name the weakest and the oldest piece of evidence on the route. */
const evidence = (walk, view, place) => {
  const entries = cited(walk, view);
  const by = (name) => [...entries].sort((a, b) => a.dataset[name].localeCompare(b.dataset[name]));
  const [weakest, oldest] = [by("grade").at(-1), by("dated")[0]];
  const line = (key, number, entry, values) => make("p", walk.say(key, number, values), " ", copy(need(entry, "a")));
  if (!entries.length) return;
  const { grade } = weakest.dataset;
  const { length } = entries.filter((entry) => entry.dataset.grade === grade);
  place.append(line("weakest", length, weakest, { all: entries.length, grade: walk.say(`grade-${grade}`) }), line("oldest", 0, oldest, oldest.dataset));
};
