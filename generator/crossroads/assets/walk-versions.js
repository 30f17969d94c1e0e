/* Links of earlier rules: the version that a link was made for is walked beside today's, and what differs is said. */

/** Say whether today's rules agree with those of a link, and if not what changed; null where nobody can tell. */
async function versionNotice(walk, { mark, walked }, text) {
  const now = walk.data;
  try {
    if (location.protocol === "file:") return null;
    const old = await (await fetch(`${walk.dataset.versions}${mark}.json`)).json();
    if (old.version !== 1 || old.decision !== now.decision) return null;
    const before = readFragment(old, text).walked;
    const present = (kind, id) => known(now.was?.[kind] ?? {}, id) ?? id;
    const asks = (of) => [...of.trace.map(({ question }) => question), of.ask_next ?? []].flat();
    const then = before.possible.map((id) => present("outcomes", id));
    const values = { date: old.date, then: before.possible.map((id) => old.outcomes[id]), now: walked.possible.map((id) => walk.text(id)) };
    if (unique(then).sort().join() === [...walked.possible].sort().join()) return walk.say("version-same", then.length, values);
    const asked = asks(before).filter((id) => !asks(walked).includes(present("questions", id))).map((id) => old.questions[id].ask);
    const fresh = asks(walked).filter((id) => !asks(before).some((other) => present("questions", other) === id)).map((id) => walk.text(id));
    const lines = [["then", then], ["now", walked.possible], ["asked", fresh], ["gone", asked]].filter(([, list]) => list.length);
    return lines.map(([key, list]) => walk.say(`version-${key}`, list.length, { ...values, questions: list })).join(" ");
  } catch {
    return null;
  }
}
