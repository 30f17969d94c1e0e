/* Pure: what answers are, and whether a condition holds for them. Of the walk and of checklists. */
const UNKNOWN = "unknown";
const PAIR = /^([a-z0-9-]+)([=:])([a-z0-9-]+)$/;

const known = (answers, question) => (Object.hasOwn(answers, question) ? answers[question] : undefined);

/** Judge a condition: true, false, or null where an answer is not known; `missing` is for what was never asked. */
function holds({ when = {}, unless }, answers, missing = false) {
  const all = (pairs) => {
    const each = Object.entries(pairs).map(([question, options]) => {
      const answer = known(answers, question);
      return answer === UNKNOWN ? null : answer === undefined ? missing : options.includes(answer);
    });
    return each.includes(false) ? false : each.includes(null) ? null : true;
  };
  const [holding, struck] = [all(when), unless ? all(unless) : false];
  if (holding === false || struck === true) return false;
  return holding === null || struck === null ? null : true;
}
