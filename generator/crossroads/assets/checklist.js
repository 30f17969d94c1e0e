/* Keeps the ticks of a checklist in this browser, counts them, and hands the list on: as task list, for a document, as CSV.

   The page is whole without this file. <crossroads-checklist> takes every text from its own markup. Nothing is stored
   before the first tick or note, and nothing leaves the browser. A key of the store is the site, the checklist and its
   version; a newer version takes over the ticks of items that read the same, and says what is different. */
(() => {
  "use strict";
  const NAME = "crossroads-checklist";
  if (customElements.get(NAME)) return;
  const ROOT = new URL("../../", document.currentScript?.src || location.href).href;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const flat = (text) => text.replace(/\s+/g, " ").trim();

  /* A store that is blocked or full costs the memory of this page, nothing else. */
  const attempt = (act, otherwise) => {
    try {
      return act(localStorage);
    } catch {
      return otherwise;
    }
  };

  /* Escape what GitHub and GitLab give a meaning; an empty comment parts the signs that would name people or issues. */
  const task = (text) => text.replace(/[\\`*_[\]<>|~&]/g, "\\$&").replace(/[@#!$%~&](?=\w)|\bGH(?=-)/g, "$&<!-- -->");
  const cell = (text) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  class Checklist extends HTMLElement {
    connectedCallback() {
      const page = this.closest("[data-checklist]");
      const live = this.querySelector(".cr-live");
      if (!page || !live) throw new Error(NAME + ": its markup is not whole");
      this.id_ = page.dataset.checklist;
      this.space = ["crossroads", ROOT, this.id_, ""].join(" ");
      this.key = this.space + page.dataset.version;
      this.told = live.querySelector(".cr-told");
      this.items = [...this.querySelectorAll(".cr-item")].map((row) => {
        const [box, na, note] = [".cr-box", ".cr-na", ".cr-note-text"].map((name) => row.querySelector(name));
        const [act, state] = [".cr-act", ".cr-state"].map((name) => flat(row.querySelector(name).textContent));
        const section = flat(row.closest("section").querySelector("h2").textContent);
        return { id: row.id, row, box, na, note, act, state, section, critical: row.matches(".cr-critical") };
      });
      this.off = new AbortController();
      const options = { signal: this.off.signal };
      this.addEventListener("input", () => this.#keep(), options);
      live.addEventListener("click", (event) => {
        const act = event.target.closest("[data-act]")?.dataset.act;
        if (act) this["_" + act]();
      }, options);
      live.hidden = false;
      this.#restore();
      this.#count();
    }

    disconnectedCallback() {
      this.off?.abort();
      this.querySelector(".cr-live").hidden = true;
    }

    #say(word, values = {}) {
      this.told.textContent = word ? fill(this.told.dataset[word], values) : "";
    }

    #count() {
      const done = this.items.filter((i) => i.box.checked && !i.na.checked).length;
      const na = this.items.filter((i) => i.na.checked).length;
      const line = this.querySelector(".cr-count");
      line.textContent = fill(na ? line.dataset.na : line.dataset.words, { done, na, all: this.items.length });
    }

    #keep() {
      const state = this.items.map(({ id, box, na, note, act, state: end }) => [id, [act + "\n" + end, +box.checked, +na.checked, note.value]]);
      attempt((store) => store.setItem(this.key, JSON.stringify(Object.fromEntries(state))));
      this.#say("");
      this.#count();
    }

    #keys() {
      return attempt((store) => Object.keys(store).filter((key) => key.startsWith(this.space)), []);
    }

    #restore() {
      const keys = this.#keys();
      const key = keys.includes(this.key) ? this.key : keys.at(-1);
      const kept = attempt((store) => JSON.parse(store.getItem(key)), null);
      if (!key || !kept) return;
      const names = { changed: [], new: [], gone: [] };
      for (const { id, row, box, na, note, act, state } of this.items) {
        const [text, ticked, out, said] = Object.hasOwn(kept, id) ? kept[id] : [];
        const same = text === act + "\n" + state;
        box.checked = same && !!ticked;
        na.checked = same && !!out;
        note.value = said ?? "";
        row.querySelector("details").open = na.checked || !!said;
        if (!same) names[text ? "changed" : "new"].push(act);
      }
      if (key === this.key) return;
      names.gone = Object.keys(kept).filter((id) => !this.items.some((i) => i.id === id)).map((id) => kept[id][0].split("\n")[0]);
      const { dataset } = this.told;
      this.#keep();
      attempt((store) => store.removeItem(key));
      const parts = ["changed", "new", "gone"].filter((word) => names[word].length);
      this.told.textContent = [dataset.revised, ...parts.map((w) => fill(dataset[w], { items: names[w].join("; ") }))].join(" ");
    }

    _clear() {
      for (const { row, box, na, note } of this.items) {
        box.checked = na.checked = row.querySelector("details").open = false;
        note.value = "";
      }
      for (const key of this.#keys()) attempt((store) => store.removeItem(key));
      this.#count();
      this.#say("cleared");
    }

    /* Lines under their section, for every form of the list. */
    #lines(head, line) {
      let last = null;
      return this.items.flatMap((item) => {
        const start = item.section === last ? [] : head((last = item.section));
        return [...start, line(item)];
      });
    }

    #page() {
      return location.href.split("#")[0];
    }

    _tasks() {
      const text = this.#lines(
        (section) => ["", "### " + task(section), ""],
        ({ box, na, note, act, state, critical }) =>
          `- [${box.checked || na.checked ? "x" : " "}] ${critical ? "**!** " : ""}${task(act)} – ${task(state)}` +
          (na.checked || note.value ? ` (${[na.checked ? "n/a" : "", task(flat(note.value))].filter(Boolean).join(": ")})` : ""),
      );
      this.#copy(text.join("\n").trim() + "\n");
    }

    _rich() {
      const made = document.implementation.createHTMLDocument("");
      const add = (parent, name, text) => {
        const node = made.createElement(name);
        node.textContent = text;
        return parent.appendChild(node);
      };
      const title = flat(this.querySelector("h1").textContent);
      add(made.body, "h2", title);
      let list;
      const plain = this.#lines(
        (section) => {
          add(made.body, "h3", section);
          list = made.body.appendChild(made.createElement("ul"));
          return ["", section];
        },
        ({ box, na, note, act, state, critical }) => {
          const mark = na.checked ? "–" : box.checked ? "☑" : "☐";
          const tail = ` – ${state}${note.value ? ` (${note.value})` : ""}`;
          const row = add(list, "li", mark + " ");
          add(row, critical ? "strong" : "span", act);
          row.append(tail);
          return `${mark} ${act}${tail}`;
        },
      );
      const html = [...made.body.children].map((node) => new XMLSerializer().serializeToString(node)).join("");
      this.#copy([title, ...plain].join("\n") + "\n", html);
    }

    _csv() {
      const rows = this.items.map(({ id, section, act, state, critical, box, na, note }) => {
        const done = na.checked ? "n/a" : box.checked ? "yes" : "no";
        return [id, section, act, state, critical ? "yes" : "no", done, note.value, this.#page() + "#" + id];
      });
      const head = ["id", "section", "item", "expected", "critical", "done", "note", "link"];
      const text = [head, ...rows].map((row) => row.map(cell).join(",") + "\r\n").join("");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
      link.download = this.id_ + ".csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }

    async #copy(text, html) {
      const field = this.querySelector(".cr-fallback");
      field.hidden = true;
      this.#say("");
      try {
        const part = (body, type) => ({ [type]: new Blob([body], { type }) });
        const parts = { ...part(text, "text/plain"), ...(html ? part(html, "text/html") : {}) };
        await navigator.clipboard.write([new ClipboardItem(parts)]);
        this.#say("copied");
      } catch {
        field.value = text;
        field.hidden = false;
        field.focus();
        field.select();
        this.#say("manual");
      }
    }
  }

  customElements.define(NAME, Checklist);
})();
