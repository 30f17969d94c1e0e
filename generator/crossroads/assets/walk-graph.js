/* Pure: the twin of reasoning/walk.py, remaining.py and sensitivity.py, and the addresses of walks. */
const MOST_WORK = 4000; // nodes looked at; past it a range is not analysed, never a guess
const ERRAND = /^(~[\w-]+\/[\w-]+~[\w&=:-]+)*$/;

const follow = (edges, option) => edges.find((edge) => edge[0] === option)?.[1];
const unique = (list) => [...new Set(list)];
const asker = ({ nodes }, question) => nodes.find(({ name, edges }) => edges && name === question);
const options = (graph, question) => asker(graph, question).edges.map(([option]) => option);
const offers = (graph, question, answer) => // no edge leads to the first node, whose number is false
  answer === UNKNOWN || follow(asker(graph, question).edges, answer);

const outcomesOf = ({ nodes }) => unique(nodes.filter(({ edges }) => !edges).map(({ name }) => name));
const renamed = (names = {}, id) => known(names, id) ?? id; // what an old id is called today
const union = (sets, indexes) => indexes.reduce((bits, index) => bits | sets[index], 0n);
const named = (graph, bits) => outcomesOf(graph).filter((_, number) => (bits >> BigInt(number)) & 1n);

/** Give the outcomes below each node, as bits: all that are possible, and those that are certain at open questions. */
const below = (graph, answers, from = 0) => {
  const names = outcomesOf(graph);
  const possible = [];
  const certain = [];
  for (let index = graph.nodes.length; index-- > from; ) {
    const { name, edges = [] } = graph.nodes[index];
    const answer = known(answers, name);
    const target = follow(edges, answer);
    let all = 1n << BigInt(names.indexOf(name)); // nothing, for a question
    let sure = edges[0] && answer !== UNKNOWN ? -1n : all;
    for (const edge of edges) if (!target || edge[0] === answer) {
      all |= possible[edge[1]];
      sure = answer === UNKNOWN ? sure | certain[edge[1]] : sure & certain[edge[1]];
    }
    possible[index] = all;
    certain[index] = sure;
  }
  return [possible, certain];
};

/** Look at everything that some answers leave open; `unknown` explores every option. Nodes rise along every edge. */
const survey = (graph, answers) => {
  const { nodes, authored = [] } = graph;
  const open = new Set([0]);
  const [used, taken, places] = [new Map(), [], []];
  nodes.forEach((node, index) => {
    if (!open.has(index)) return;
    const answer = known(answers, node.name);
    if (!node.edges || (answer !== UNKNOWN && !follow(node.edges, answer))) return places.push(index);
    used.set(node.name, answer);
    for (const [option, head] of node.edges) if (answer === UNKNOWN || answer === option) {
      open.add(head);
      taken.push([index, head, option]);
    }
  });
  const unsure = [...used.values()].includes(UNKNOWN);
  // Certain is what is reached whatever else is answered; a question matters while an outcome below it is not. Where
  // nobody is unsure every open question does.
  const [possible, sure] = below(graph, answers, places[0]);
  const certain = union(sure, places);
  const heads = places.filter((index) => nodes[index].edges && (!unsure || possible[index] & ~certain));
  const inOrder = (names) => unique([...authored, ...nodes.map(({ name }) => name)]).filter((name) => names.includes(name));
  const asking = inOrder(heads.map((index) => nodes[index].name));
  return { used, taken, places, possible, unsure, certain, heads, inOrder, asking };
};

/** Walk as far as the answers lead. */
const walk = (graph, answers, seen = survey(graph, answers)) => {
  const { used, places, unsure, asking, inOrder } = seen;
  const possible = named(graph, union(seen.possible, places));
  const next = asking[0] ?? null;
  const doubted = [...used].flatMap(([question, answer]) => (answer === UNKNOWN ? question : []));
  return {
    ...seen,
    possible,
    outcome: next || possible[1] ? null : possible[0],
    ask_next: next,
    narrows: unsure ? narrowing(graph, answers, inOrder([...doubted, ...asking]), possible.length) : null,
  };
};

const reached = (graph, answers) => named(graph, below(graph, answers)[0][0]);

/** Name the question whose answer leaves the fewest outcomes on average; none where that is no fewer than now. */
const narrowing = (graph, answers, questions, now) => {
  let [best, sum, parts] = [null, now, 1];
  for (const question of questions) {
    const each = options(graph, question);
    const left = each.flatMap((option) => reached(graph, { ...answers, [question]: option })).length;
    if (left * parts < sum * each.length) [best, sum, parts] = [question, left, each.length];
  }
  return best;
};

/** List the nodes that can be reached from some on. */
const reachable = ({ nodes }, places) => {
  const open = new Set(places);
  for (const index of open) for (const [, target] of nodes[index].edges ?? []) open.add(target);
  return [...open];
};

const questionsBelow = (graph, places) =>
  unique(reachable(graph, places).flatMap((index) => (graph.nodes[index].edges ? graph.nodes[index].name : [])));

/** Give the fewest and most questions that real answers can still be asked; null where too much is open. */
const questionsLeft = (graph, answers) => {
  const done = {};
  let work = 0;
  const left = (given) => {
    const { heads, possible, certain, unsure, asking: [question] } = survey(graph, given);
    if (!question) return [0, 0];
    const held = questionsBelow(graph, heads).map((name) => known(given, name));
    const state = [unsure, heads, unsure && certain & union(possible, heads), held].join("|");
    if (!done[state]) {
      work += graph.nodes.length;
      const after = options(graph, question).flatMap((option) => (work > MOST_WORK ? [] : left({ ...given, [question]: option })));
      done[state] = [1 + Math.min(...after), 1 + Math.max(...after)];
    }
    return done[state];
  };
  const range = left(answers);
  return work <= MOST_WORK ? range : null;
};

/** Try every other answer to every given one, and find the nearest other outcomes, fewest changes first. */
const sensitivity = (graph, { used, possible: result }) => {
  const given = Object.fromEntries(used);
  const alternatives = [...used].flatMap(([question, answer]) =>
    options(graph, question).filter((option) => answer !== UNKNOWN && answer !== option).map((option) => {
      const possible = reached(graph, { ...given, [question]: option });
      return { question, option, possible, keeps: possible.join() === result.join() };
    }));
  const best = [{ changes: [], asked: [], route: [] }];
  const nearest = [];
  const farther = (a, b) => a.changes.length - b.changes.length || a.asked.length - b.asked.length;
  graph.nodes.forEach(({ name, edges }, index) => {
    const here = best[index];
    if (!here) return;
    if (!edges && !result.includes(name)) nearest.push({ outcome: name, ...here });
    const answer = known(given, name) ?? UNKNOWN;
    for (const [option, target] of edges ?? []) {
      const pair = [name, option];
      const way = { ...here, route: [...here.route, pair] };
      const kind = answer === UNKNOWN ? "asked" : answer !== option && "changes";
      if (kind) way[kind] = [...way[kind], pair];
      if (!best[target] || farther(best[target], way) > 0) best[target] = way;
    }
  });
  return { alternatives, nearest: nearest.sort(farther) };
};

// ---- Addresses ----------------------------------------------------------------------------------------------------
//   #~<12 digits of the behaviour hash>&<question>=<option>&<question>:<option>~<decision>/<question>~<digits>&...
//   in the order asked; after a colon what is known before it is asked; after the second ~ where to bring the outcome.

const digits = (data) => data.hash.slice(0, 12);
const written = (pairs, sign) => pairs.map(([question, answer]) => `&${question}${sign}${answer}`).join("");
const stateOf = (data, steps, facts = [], errand = "") =>
  digits(data) + written(steps, "=") + written(facts, ":") + errand;

/** Place a walk: the answers used in the order asked, those still waiting, and all that the walk says of them. */
const locate = (data, pairs, errand = "") => {
  const given = Object.fromEntries(pairs);
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
  return { answers, steps: Object.entries(answers), facts, errand, walked: walk(data, answers, seen) };
};

/** Read a fragment: the walk in it, and what is wrong with it: null, "changed" (other rules) or "dropped". */
const readFragment = (data, text) => {
  const [, own = ""] = text.split("~");
  const [mark, ...pairs] = own.split("&");
  const signs = { "=": {}, ":": {} };
  let fault = mark === digits(data) ? null : /^[\da-f]{12}$/.test(mark) ? "changed" : "dropped";
  for (const pair of pairs) {
    const [, oldQuestion, sign, oldOption] = PAIR.exec(pair) ?? [];
    const question = renamed(data.was?.questions, oldQuestion);
    if (question && !known(signs[sign], question)) signs[sign][question] = renamed(known(data.was?.options ?? {}, question), oldOption);
    else fault ??= "dropped";
  }
  const errand = text.slice(2 + own.length); // after “#~” and the walk itself
  const view = locate(data, Object.entries({ ...signs[":"], ...signs["="] }), ERRAND.test(errand) ? errand : "");
  if (errand !== view.errand || Object.keys(signs["="]).some((q) => !known(view.answers, q))) fault ??= "dropped";
  return { ...view, fault, mark, carried: Object.keys(signs[":"]).filter((q) => asker(data, q)) };
};
