// The worker of the search, asleep until somebody looks for a word. Only then the theme's own worker, which the query
// of this file's address names, and the index of the site are loaded. In: SETUP (0), QUERY (2). Out: READY (1), RESULT (3).
"use strict";
const waiting = [];
let setup = null;
const index = async () => {
  if (setup.data.docs.length) return setup;
  const answer = await fetch(new URL("../../../search/index.json", location.href));
  return { ...setup, data: { ...setup.data, docs: (await answer.json()).docs } };
};
const hand = (data) => dispatchEvent(new MessageEvent("message", { data }));
const wake = async () => {
  const full = await index();
  removeEventListener("message", asleep);
  importScripts(location.search.slice(1));
  hand(full);
  setTimeout(() => waiting.splice(-1).forEach(hand)); // when the theme's worker has read the index
};
function asleep({ data }) {
  if (data.type === 0) {
    setup = data;
    postMessage({ type: 1 });
  } else if (!data.data.trim()) {
    postMessage({ type: 3, data: { items: [] } });
  } else if (waiting.push(data) === 1) {
    // A failed load is tried again at the next letter.
    wake().catch(() => waiting.splice(0));
  }
}
addEventListener("message", asleep);
