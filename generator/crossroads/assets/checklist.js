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
      return act.length ? act(localStorage) : act();
    } catch {
      return otherwise;
    }
  };

  /* Escape what GitHub and GitLab give a meaning; an empty comment parts the signs that would name people or issues. */
  const task = (text) => text.replace(/[\\`*_[\]<>|~&]/g, "\\$&").replace(/[@#!$%~&](?=\w)|\bGH(?=-)/g, "$&<!-- -->");
  const textOf = ({ act, state }) => act + "\n" + state;
  const tick = ({ box, na }) => (na.checked ? "n/a" : box.checked ? "yes" : "no");
  const tail = (i) => {
    const note = [i.na.checked && "n/a", i.note.value].filter(Boolean).join(": ");
    return ` – ${i.state}` + (note && ` (${note})`);
  };
  const cell = (text) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  class Checklist extends HTMLElement {
    connectedCallback() {
      const all = (name, from = this) => from.querySelector(name);
      const { checklist, version } = this.closest("[data-checklist]").dataset;
      this.name = checklist;
      this.space = `crossroads ${ROOT} ${checklist} `;
      this.key = this.space + version;
      this.live = all(".cr-live");
      this.told = all(".cr-told");
      this.words = this.told.dataset;
      this.items = [...this.querySelectorAll(".cr-item")].map((row) => {
        const text = (name) => flat(all(name, row)?.textContent ?? "");
        const [box, na, note] = row.querySelectorAll("input");
        // Firefox brings ticks back that nobody made on this visit; HTML forbids the attribute in the page itself.
        box.autocomplete = na.autocomplete = "off";
        const section = flat(all("h2", row.closest("section")).textContent);
        const texts = { section, act: text(".cr-act"), state: text(".cr-state"), critical: text(".cr-critical-word") };
        return { id: row.id, row, box, na, note, ...texts };
      });
      const beside = this.closest("[data-checklist]").querySelectorAll("[data-decision]");
      this.origins = [...beside].map((place) => {
        const { decision: id, version, asks } = place.dataset;
        const { textContent: title, href } = all("a", place);
        return { id, version, asks: JSON.parse(asks), title, href };
      });
      this.note = all(".cr-cut-note");
      this.turn = () => this.#cut() && this.note.focus();
      addEventListener("hashchange", this.turn);
      this.oninput = () => this.#keep();
      this.live.onclick = ({ target }) => this["_" + target.dataset.act]?.();
      this.live.hidden = false;
      this.cut = "";
      this.#restore();
      if (!this.#cut()) this.#count();
    }

    disconnectedCallback() {
      removeEventListener("hashchange", this.turn);
      this.live.hidden = true;
    }

    /** Cut the list to the answers in the address; what is wrong with it is said. A plain anchor changes nothing. */
    #cut() {
      const text = attempt(() => decodeURIComponent(location.hash), "#~");
      if (!this.note || (text && !text.startsWith("#~"))) return false;
      const { origin, state, answers, fault } = text ? readCut(text, this.origins) : {};
      const values = { decision: origin?.title, all: this.items.length, out: 0, may: 0 };
      for (const { row } of this.items) {
        const sure = text && !fault ? holds(JSON.parse(row.dataset.condition ?? "{}"), answers) : true;
        row.hidden = sure === false;
        row.classList.toggle("is-unsure", sure === null);
        values.out += sure === false;
        values.may += sure === null;
      }
      const words = this.note.dataset;
      const line = words[fault ?? (text ? "cut" : "whole")] + (values.may ? " " + words.perhaps : "");
      const [said, back, whole] = this.note.children;
      said.textContent = fill(line, values);
      this.cut = text && !fault ? said.textContent : "";
      this.toggleAttribute("data-cut", !!this.cut);
      back.hidden = !origin;
      if (origin) back.href = origin.href + state;
      whole.hidden = !this.cut;
      this.note.hidden = !text && this.note.hidden; // whoever asked for all of it is told, and keeps the place
      this.#count();
      return true;
    }

    get #shown() {
      return this.items.filter(({ row }) => !row.hidden);
    }

    #say(text = "") {
      this.told.textContent = text;
    }

    #count() {
      const values = { done: 0, na: 0, all: this.#shown.length };
      for (const item of this.#shown) values[{ yes: "done", "n/a": "na" }[tick(item)]] += 1;
      const line = this.querySelector(".cr-count");
      line.textContent = fill(values.na ? line.dataset.na : line.dataset.words, values);
    }

    #keep() {
      const state = this.items.map((i) => [i.id, [textOf(i), +i.box.checked, +i.na.checked, i.note.value]]);
      attempt((store) => store.setItem(this.key, JSON.stringify(Object.fromEntries(state))));
      this.#say();
      this.#count();
    }

    #keys() {
      return attempt((store) => Object.keys(store).filter((key) => key.startsWith(this.space)), []);
    }

    #restore() {
      const keys = this.#keys();
      const key = keys.includes(this.key) ? this.key : keys.at(-1);
      const kept = attempt((store) => JSON.parse(store.getItem(key)));
      if (!kept) return;
      const names = { changed: [], new: [], gone: [] };
      for (const item of this.items) {
        const [text, ticked, out, said = ""] = Object.hasOwn(kept, item.id) ? kept[item.id] : [];
        delete kept[item.id];
        const same = text === textOf(item);
        item.box.checked = same && ticked;
        item.na.checked = same && out;
        item.note.value = said;
        item.row.querySelector("details").open = item.na.checked || said;
        if (!same) names[text ? "changed" : "new"].push(item.act);
      }
      if (key === this.key) return;
      names.gone = Object.values(kept).map(([text]) => text.split("\n")[0]);
      this.#keep();
      attempt((store) => store.removeItem(key));
      const parts = Object.keys(names).filter((word) => names[word].length);
      this.#say([this.words.revised, ...parts.map((word) => fill(this.words[word], { items: names[word].join("; ") }))].join(" "));
    }

    _print() {
      print();
    }

    _clear() {
      for (const { row, box, na, note } of this.items) {
        box.checked = na.checked = row.querySelector("details").open = false;
        note.value = "";
      }
      for (const key of this.#keys()) attempt((store) => store.removeItem(key));
      this.#count();
      this.#say(this.words.cleared);
    }

    /* Lines under their section, for every form of the list. */
    #lines(head, line) {
      let last;
      return this.#shown.flatMap((item) => [...(item.section === last ? [] : head((last = item.section))), line(item)]);
    }

    _tasks() {
      const text = this.#lines(
        (section) => ["", "### " + task(section), ""],
        (item) => {
          const first = item.critical && "**" + item.critical + "** ";
          return "- [" + (tick(item) === "no" ? " " : "x") + "] " + first + task(item.act + tail(item));
        },
      );
      this.#copy([task(this.cut), ...text].join("\n").trim() + "\n");
    }

    _rich() {
      const title = flat(this.querySelector("h1").textContent);
      const made = document.implementation.createHTMLDocument();
      const add = (name, text, parent = made.body) => {
        const node = parent.appendChild(made.createElement(name));
        node.textContent = text;
        return node;
      };
      add("h2", title);
      if (this.cut) add("p", this.cut);
      let list;
      const plain = this.#lines(
        (section) => {
          add("h3", section);
          list = add("ul", "");
          return ["", section];
        },
        (item) => {
          const mark = { yes: "☑ ", no: "☐ ", "n/a": "– " }[tick(item)];
          const row = add("li", mark, list);
          add(item.critical ? "strong" : "span", item.act, row);
          row.append(tail(item));
          return row.textContent;
        },
      );
      this.#copy([title, ...(this.cut ? [this.cut] : []), ...plain, ""].join("\n"), new XMLSerializer().serializeToString(made.body));
    }

    _csv() {
      const page = location.href.split("#")[0] + "#";
      const rows = this.#shown.map((i) => {
        const critical = i.critical ? "yes" : "no";
        return [i.id, i.section, i.act, i.state, critical, tick(i), i.note.value, page + i.id].map(cell);
      });
      if (this.cut) rows.push(["", "", this.cut, "", "", "", "", location.href].map(cell));
      const text = ["id,section,item,expected,critical,done,note,link", ...rows].join("\r\n") + "\r\n";
      const link = document.createElement("a");
      link.href = "data:text/csv;charset=utf-8," + encodeURIComponent(text);
      link.download = this.name + ".csv";
      link.click();
    }

    async #copy(text, html) {
      const field = this.querySelector(".cr-fallback");
      field.hidden = true;
      this.#say();
      try {
        const parts = { "text/plain": text, ...(html && { "text/html": html }) };
        for (const type in parts) parts[type] = new Blob([parts[type]], { type });
        await navigator.clipboard.write([new ClipboardItem(parts)]);
        this.#say(this.words.copied);
      } catch {
        field.value = text;
        field.hidden = false;
        field.focus();
        field.select();
        this.#say(this.words.manual);
      }
    }
  }

  customElements.define(NAME, Checklist);
})();
