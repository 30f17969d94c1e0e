/* Pure: reads the answers that a result hands on to a checklist, as `#~<decision>.<digits>&<question>=<option>…`. */
const STATE = /^#~([a-z0-9-]+)\.([0-9a-f]{12})((?:&[a-z0-9-]+=[a-z0-9-]+)+)$/;

/** Read an address; `origins` are the decisions that lead here. Gives where it came from, and the answers or a fault. */
function readCut(text, origins) {
  const [, decision, version, pairs] = STATE.exec(text) ?? [];
  const origin = origins.find(({ id }) => id === decision);
  if (!origin) return { fault: "wrong" };
  const found = { origin, state: `#~${version}${pairs}`, answers: {} };
  if (version !== origin.version) return { ...found, fault: "stale" };
  for (const pair of pairs.slice(1).split("&")) {
    const [name, option] = pair.split("=");
    const [question, options] = known(origin.asks, name) ?? [name, null];
    const answer = options && option !== UNKNOWN ? known(options, option) : option;
    const key = `${decision}.${question}`;
    if (!answer || known(found.answers, key)) return { ...found, fault: "wrong" };
    found.answers[key] = answer;
  }
  return found;
}
