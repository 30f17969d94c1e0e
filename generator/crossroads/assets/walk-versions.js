/* Links of earlier rules: the version that a link was made for is walked beside today's, and what differs is said. */

/** Say whether today's rules agree with those of a link, and if not what changed; nothing where nobody can tell. */
const versionNotice = async (walk, { mark, walked }, text) => {
  try {
    const old = await (await fetch(`${walk.dataset.versions}${mark}.json`)).json();
    if (old.version !== 1 || old.decision !== walk.data.decision) return;
    const { outcomes, questions } = walk.data.was ?? {};
    const before = readFragment(old, text).walked;
    const [did, does] = [before, walked].map(({ used, ask_next: next }) => [...used.keys(), ...(next ? [next] : [])]);
    const asked = did.map((id) => renamed(questions, id));
    const then = before.possible.map((id) => renamed(outcomes, id));
    const values = { date: old.date, then: before.possible.map((id) => old.outcomes[id]), now: texts(walk, walked.possible) };
    if (unique(then).sort().join() === [...walked.possible].sort().join()) return walk.say("version-same", then.length, values);
    const lines = [
      ["then", then],
      ["now", walked.possible],
      ["asked", texts(walk, does.filter((id) => !asked.includes(id)))],
      ["gone", did.filter((_, number) => !does.includes(asked[number])).map((id) => old.questions[id].ask)],
    ];
    return lines.map(([key, list]) => (list.length ? walk.say(`version-${key}`, list.length, { ...values, questions: list }) : "")).join(" ");
  } catch {
    // Nobody can tell, and the notice that the rules have changed stays.
  }
};
