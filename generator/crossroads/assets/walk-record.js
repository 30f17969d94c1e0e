/* What people take along: a link, a summary, a record, a case for whoever keeps the rules. Twin of showing/records. */

/** Make a text harmless in Markdown, as one line. */
const marks = (text) => {
  const line = text.replace(/[ \t\n\r\f]+/g, " ").replace(/^ | $/g, "");
  const plain = line.replace(/[\\`*_{}[\]<>#|~&$]/g, "\\$&").replace(/^(\d{0,9})([-+=.):])/, "$1\\$2");
  return plain.replace(/:\/\//g, "\\://").replace(/\b(www)\./gi, "$1\\.").replace(/@/g, "\uff20");
};

/** Fill a template: `{{name}}` escaped, `{{&name}}` as it is, `{{#list}}` for each, `{{^list}}` where there is none. */
const press = (template, data) => {
  return template.replace(/\{\{([#^])(\w+)\}\}(\n?)([^]*?)\{\{\/\2\}\}\3|\{\{(&?)(\w+)\}\}/g, (_, sign, list, line, body, raw, name) => {
    if (name) return raw ? data[name] : marks(data[name]);
    const items = [data[list]].flat().filter((item) => item !== "");
    if (sign === "^") return items.length ? "" : press(body, data);
    return items.map((item) => press(body, { ...data, ...(item.text ? item : { text: item }) })).join("");
  });
};

/** Give eight digits of FNV-1a over the code units: it tells a slip of the hand, and is no defence. */
const checksum = (text) => {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, "0");
};

/** Give the part of a record that is ours: below its heading, but for the status. */
const sealed = (body) => `\n${body}`.replace(/^[^]*?\n# [^\n]*\n/, "").replace(/(\n## Status\n\n)[^\n]*\n/, "$1");

const home = () => {
  const here = location.protocol === "file:" ? document.querySelector("link[rel=canonical]") ?? location : location;
  return here.href.split("#")[0];
};

const permalink = (walk, view) => home() + address(walk, view.steps);

/** Gather what a record says, all of it from the page. */
const recordData = (walk, view, date) => {
  const { steps, walked } = view;
  const within = (root, selector) => all(root, selector).map((part) => part.textContent);
  const links = (found) => found.map((a) => ({ text: a.textContent, url: new URL(a.getAttribute("href"), home()).href }));
  const weighed = (part) => ({
    text: text(part, ".cr-title"),
    kind: text(part, ".cr-kind"),
    ...Object.fromEntries(["benefits", "drawbacks", "next", "revisit"].map((name) => [name, within(part, `.cr-${name} li`)])),
  });
  const section = walk.sections[walked.outcome];
  const [certainty = "", strength = ""] = within(section, ".cr-sureness b");
  return {
    date,
    certainty,
    strength,
    decision: text(walk.scope, "h1"),
    summary: text(walk.scope, ".cr-lead"),
    outcome: text(section, ".cr-title"),
    advice: text(section, ".cr-summary"),
    because: text(section, ".cr-because>:not(h4)"),
    ...weighed(section),
    answers: steps.filter(sure).map(([question, answer]) =>
      ({ text: walk.text(question), label: walk.label(question, answer), why: text(walk.option(question, answer), ".cr-option-why") })),
    assumed: texts(walk, steps.filter((step) => !sure(step)).map(([question]) => question)),
    possible: section ? [] : texts(walk, walked.possible),
    options: all(walk.scope, ".cr-outcome").map(weighed),
    checklists: links(all(section, "[data-list]")),
    evidence: cited(walk, view).map((entry) => ({ grade: entry.dataset.grade, ...links([need(entry, "a")])[0] })),
    url: permalink(walk, view),
    version: digits(walk.data),
  };
};

const record = (walk, view, style, date) => {
  const body = press(walk.records[style], recordData(walk, view, date)).replace(/\n{3,}/g, "\n\n");
  return `${body}\n<!-- crossroads 1 ${style}; ${walk.data.decision}${address(walk, view.steps)}; ${view.walked.possible}; ${checksum(sealed(body))} -->\n`;
};

/** Say it in at most 120 words: the advice, the answers that decide most, how sure it is, the link. */
const summary = (walk, view) => {
  const { alternatives } = sensitivity(walk.data, view.walked);
  const weight = ([question]) => alternatives.filter((other) => other.question === question && !other.keeps).length;
  const reasons = view.steps.filter(sure).sort((a, b) => weight(b) - weight(a)).slice(0, 3);
  const data = recordData(walk, view, "");
  const open = data.possible.length;
  for (;;) {
    const head = open ? walk.say("possible", open) : walk.say("summary", 0, data);
    const text = [head, ...pairs(walk, reasons), data.url].join("\n");
    if (text.split(/\s+/).length <= 120 || !reasons.pop()) return text;
  }
};

/** Write the walk as a scenario of the decision's file, which reaches what it reached. */
const scenario = (walk, { steps, walked }) => {
  const given = steps.map(([question, answer]) => `${question}: ${answer}`).join(", ");
  const expect = walked.outcome ?? `{possible: [${walked.possible.join(", ")}]}`;
  return `  - name: ${walk.say("disputed")}\n    given: {${given}}\n    expect: ${expect}\n`;
};

/** Fill in the issue where the page knows how; nothing but the rules' own ids leaves with it. */
const dispute = (walk, view, link) => {
  if (!link.dataset.fields) return;
  const { decision } = walk.data;
  const body = `${walk.say("dispute-ask")}\n\n\`\`\`yaml\n# ${decision}, ${digits(walk.data)}\n${scenario(walk, view)}\`\`\`\n`;
  const filled = [walk.say("dispute-title", 0, { decision }), body];
  const query = new URLSearchParams(link.dataset.fields.split(" ").map((field, index) => [field, filled[index]]));
  if (`${query}`.length < 6000) link.href += `?${query}`;
};

/** Give the day where the reader is. */
const today = () => new Date().toLocaleDateString("sv"); // Swedes write days as ISO does

/** Do what one of the buttons says; a text stays on show, for browsers that let nobody copy. */
const take = async (walk, act, style) => {
  const { view } = walk;
  if (act === "print") return print();
  const words = act === "share" ? summary(walk, view) : act === "case" ? scenario(walk, view) : record(walk, view, style, today());
  if (act === "download") {
    const name = `NNNN-${walk.data.decision}-${view.walked.outcome ?? "open"}`.slice(0, 60).replace(/-$/, "");
    return save(new Blob([words]), `${name}.md`);
  }
  const field = slot(walk, "text");
  field.value = words;
  field.hidden = false;
  let told = "copied";
  try {
    if (act === "share" && navigator.share) return await navigator.share({ text: words });
    await navigator.clipboard.writeText(words);
  } catch {
    told = "copy-this";
    field.select();
  }
  slot(walk, "told").textContent = walk.say(told);
};
