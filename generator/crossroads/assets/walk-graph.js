/* Pure: the twin of reasoning/walk.py, remaining.py and sensitivity.py, and the addresses of walks.

   The parts of the walk are published as one classic script, in one function: half of it loaded does nothing at all. */
const MOST_WORK = 10000; // nodes looked at; past it a range is not analysed, never a guess
const ERRAND = /^(~[a-z0-9-]+\/[a-z0-9-]+~[0-9a-f]{12}(&[a-z0-9-]+[=:][a-z0-9-]+)*)*$/;

const follow = (node, option) => node.edges.find(([name]) => name === option)?.[1];
const unique = (list) => [...new Set(list)];
const asker = ({ nodes }, question) => nodes.find(({ name, edges }) => edges && name === question);
const offers = (graph, question, answer) =>
  answer !== undefined && (answer === UNKNOWN || follow(asker(graph, question), answer) !== undefined);

const outcomesOf = ({ nodes }) => unique(nodes.filter(({ edges }) => !edges).map(({ name }) => name));
const named = (graph, bits) => outcomesOf(graph).filter((_, number) => (bits >> BigInt(number)) & 1n);

/** Give the outcomes below each node, as bits: all that are possible, or at open questions those that are certain. */
function below(graph, answers, certain) {
  const names = outcomesOf(graph);
  const sets = [];
  for (let index = graph.nodes.length; index--; ) {
    const { name, edges } = graph.nodes[index];
    const answer = known(answers, name);
    const target = edges && follow(graph.nodes[index], answer);
    let bits = edges ? sets[target ?? edges[0][1]] : 1n << BigInt(names.indexOf(name));
    if (edges && !target) for (const [, other] of edges) bits = certain && answer !== UNKNOWN ? bits & sets[other] : bits | sets[other];
    sets[index] = bits;
  }
  return sets;
}

/** Look at everything that some answers leave open; `unknown` explores every option. Nodes rise along every edge. */
function survey(graph, answers) {
  const { nodes, authored = [] } = graph;
  const open = new Set([0]);
  const [used, taken, places] = [new Map(), [], []];
  nodes.forEach((node, index) => {
    if (!open.has(index)) return;
    const answer = known(answers, node.name);
    if (!node.edges || (answer !== UNKNOWN && follow(node, answer) === undefined)) return places.push(index);
    if (!used.has(node.name)) used.set(node.name, answer);
    for (const [option, head] of node.edges) {
      if (answer !== UNKNOWN && answer !== option) continue;
      open.add(head);
      taken.push({ tail: index, option, head });
    }
  });
  const possible = below(graph, answers);
  const unsure = [...used.values()].includes(UNKNOWN);
  // Certain is what is reached whatever else is answered; a question matters while an outcome below it is not.
  const least = unsure ? below(graph, answers, true) : [];
  const certain = places.reduce((bits, index) => bits | (least[index] ?? 0n), 0n);
  const heads = places.filter((index) => nodes[index].edges && possible[index] & ~certain);
  const order = [...authored, ...nodes.map(({ name }) => name)];
  const inOrder = (names) => unique(names).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const asking = inOrder(heads.map((index) => nodes[index].name));
  return { used, taken, places, possible, unsure, certain, heads, inOrder, asking };
}

/** Walk as far as the answers lead. */
function walk(graph, answers) {
  const seen = survey(graph, answers);
  const { used, unsure, asking, inOrder } = seen;
  const possible = named(graph, seen.possible[0]);
  const next = asking[0] ?? null;
  const trace = [...used].map(([question, answer]) => ({ question, answer }));
  const doubted = trace.filter(({ answer }) => answer === UNKNOWN).map(({ question }) => question);
  return {
    ...seen,
    trace,
    possible,
    outcome: possible.length === 1 && next === null ? possible[0] : null,
    ask_next: next,
    narrows: unsure ? narrowing(graph, answers, inOrder([...doubted, ...asking]), possible.length) : null,
  };
}

/** Name the question whose answer leaves the fewest outcomes on average; none where that is no fewer than now. */
function narrowing(graph, answers, questions, now) {
  let [best, sum, parts] = [null, now, 1];
  for (const question of questions) {
    const { edges } = asker(graph, question);
    let left = 0;
    for (const [option] of edges) left += named(graph, below(graph, { ...answers, [question]: option })[0]).length;
    if (left * parts < sum * edges.length) [best, sum, parts] = [question, left, edges.length];
  }
  return best;
}

/** List the questions that can be asked from some nodes on. */
function questionsBelow({ nodes }, places) {
  const open = new Set(places);
  for (const index of open) for (const [, target] of nodes[index].edges ?? []) open.add(target);
  return unique([...open].filter((index) => nodes[index].edges).map((index) => nodes[index].name));
}

/** Give the fewest and most questions that real answers can still be asked; null where too much is open. */
function questionsLeft(graph, answers) {
  const names = unique(graph.nodes.filter(({ edges }) => edges).map(({ name }) => name));
  const asks = []; // the questions below each node, as bits
  for (let index = graph.nodes.length; index--; ) {
    const { name, edges = [] } = graph.nodes[index];
    asks[index] = edges.reduce((bits, [, target]) => bits | asks[target], edges.length ? 1n << BigInt(names.indexOf(name)) : 0n);
  }
  const done = new Map();
  let work = 0;
  const left = (given) => {
    const { heads, possible, certain, unsure, asking: [question] } = survey(graph, given);
    if (!question) return [0, 0];
    const [reach, ahead] = [possible, asks].map((sets) => heads.reduce((bits, index) => bits | sets[index], 0n));
    const held = names.filter((_, number) => (ahead >> BigInt(number)) & 1n).map((name) => known(given, name));
    const state = [unsure, heads, certain & reach, held].join("|");
    if (!done.has(state)) {
      work += graph.nodes.length;
      const after = [];
      for (const [option] of asker(graph, question).edges) if (work <= MOST_WORK) after.push(left({ ...given, [question]: option }));
      done.set(state, [1 + Math.min(...after.map(([few]) => few)), 1 + Math.max(...after.map(([, most]) => most))]);
    }
    return done.get(state);
  };
  const range = left(answers);
  return work <= MOST_WORK ? range : null;
}

/** Try every other answer to every given one, and find the nearest other outcomes, fewest changes first. */
function sensitivity(graph, { trace, possible: result }) {
  const given = Object.fromEntries(trace.map(({ question, answer }) => [question, answer]));
  const alternatives = trace.flatMap(({ question, answer }) =>
    asker(graph, question).edges.filter(([option]) => answer !== UNKNOWN && answer !== option).map(([option]) => {
      const possible = named(graph, below(graph, { ...given, [question]: option })[0]);
      return { question, option, possible, keeps: possible.join() === result.join() };
    }));
  const best = [{ changed: 0, fresh: 0, route: [] }];
  const ends = [];
  graph.nodes.forEach(({ name, edges }, index) => {
    const here = best[index];
    if (!here) return;
    if (!edges && !result.includes(name)) ends.push({ name, ...here });
    const answer = known(given, name) ?? UNKNOWN;
    for (const [option, target] of edges ?? []) {
      const changed = here.changed + (answer !== option && answer !== UNKNOWN);
      const fresh = here.fresh + (answer === UNKNOWN);
      const held = best[target];
      if (!held || changed < held.changed || (changed === held.changed && fresh < held.fresh))
        best[target] = { changed, fresh, route: [...here.route, [name, option]] };
    }
  });
  ends.sort((a, b) => a.changed - b.changed || a.fresh - b.fresh);
  const sure = (question) => (known(given, question) ?? UNKNOWN) !== UNKNOWN;
  return {
    alternatives,
    nearest: ends.map(({ name, route }) => ({
      outcome: name,
      changes: route.filter(([question, option]) => sure(question) && given[question] !== option),
      asked: route.filter(([question]) => !sure(question)),
      route,
    })),
  };
}

// ---- Addresses ----------------------------------------------------------------------------------------------------
//   #~<12 digits of the behaviour hash>&<question>=<option>&<question>:<option>~<decision>/<question>~<digits>&...
//   in the order asked; after a colon what is known before it is asked; after the second ~ where to bring the outcome.

const digits = (data) => data.hash.slice(0, 12);
const written = (pairs, sign) => pairs.map(([question, answer]) => `&${question}${sign}${answer}`).join("");
const stateOf = (data, steps, facts = [], errand = "") =>
  digits(data) + written(steps, "=") + written(facts, ":") + errand;

/** Place a walk: the answers used in the order asked, those still waiting, and all that the walk says of them. */
function locate(data, given, errand = "") {
  const answers = {};
  let seen = survey(data, answers);
  for (;;) {
    const [question] = seen.asking;
    if (!question || !offers(data, question, known(given, question))) break;
    answers[question] = given[question];
    seen = survey(data, answers);
  }
  const ahead = questionsBelow(data, seen.heads);
  const facts = Object.entries(given).filter(([q, answer]) => !known(answers, q) && ahead.includes(q) && offers(data, q, answer));
  return { answers, steps: Object.entries(answers), facts, errand, walked: walk(data, answers) };
}

/** Read a fragment: the walk in it, and what is wrong with it: null, "changed" (other rules) or "dropped". */
function readFragment(data, text) {
  const [, own = "", ...rest] = text.split("~");
  const [mark, ...pairs] = own.split("&");
  const signs = { "=": {}, ":": {} };
  let fault = mark === digits(data) ? null : /^[0-9a-f]{12}$/.test(mark) ? "changed" : "dropped";
  for (const pair of pairs) {
    const [, oldQuestion, sign, oldOption] = PAIR.exec(pair) ?? [];
    const question = known(data.was?.questions ?? {}, oldQuestion) ?? oldQuestion;
    const option = known(known(data.was?.options ?? {}, question) ?? {}, oldOption) ?? oldOption;
    if (question && !Object.hasOwn(signs[sign], question)) signs[sign][question] = option;
    else fault ??= "dropped";
  }
  const errand = rest.map((part) => `~${part}`).join("");
  const view = locate(data, { ...signs[":"], ...signs["="] }, ERRAND.test(errand) ? errand : "");
  if (errand !== view.errand || Object.keys(signs["="]).some((q) => !known(view.answers, q))) fault ??= "dropped";
  return { ...view, fault, mark, carried: Object.keys(signs[":"]).filter((q) => asker(data, q)) };
}
