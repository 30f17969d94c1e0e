/* What the elements of a decision's page share: each mounts on the finished page, and undoes itself when removed.

   All of them are published as one classic script, in one function: half of it loaded does nothing at all. Pages ask
   for it with `defer`, so that the markup is whole when it runs. */
const all = (root, selector) => (root ? [...root.querySelectorAll(selector)] : []);
const text = (root, selector) => all(root, selector).map((part) => part.textContent).join(" ");
const stamp = (template) => template.content.firstElementChild.cloneNode(true);

/** Make an element: `make("a.cr-change", "text", child)`. */
const make = (kind, ...children) => {
  const [tag, ...names] = kind.split(".");
  const made = document.createElement(tag);
  made.classList.add(...names);
  made.append(...children);
  return made;
};

const link = (href, words) => Object.assign(make("a", words), { href });

/** Hand a file to the browser; what it holds goes with the page. */
const save = (blob, download) => Object.assign(link(URL.createObjectURL(blob), ""), { download }).click();

/** Tell whether a press means something to the browser itself. */
const chord = (event) => event.ctrlKey || event.metaKey || event.altKey;

const tools = {}; // of languages; making one takes longer than all that it is used for

class Mounted extends HTMLElement {
  connectedCallback() {
    this.life = new AbortController();
    this.mount();
  }

  disconnectedCallback() {
    this.life.abort();
    this.undo();
  }

  on(target, type, act) {
    target.addEventListener(type, act, { signal: this.life.signal });
  }

  /** Give a tool for the language of the page, such as `ListFormat`. */
  tool(kind) {
    const lang = this.closest("[lang]")?.lang || undefined;
    return (tools[kind + lang] ??= new Intl[kind](lang));
  }

  /** Fill a sentence; numbers and lists follow the language of the page. In `{“names”}` each item gets the marks. */
  fill(sentence, values) {
    return sentence.replace(/\{(.*?)(\w+)(.?)\}/g, (_, open, name, close) => {
      const value = values[name];
      if (value.map) return this.tool("ListFormat").format(value.map((item) => open + item + close));
      return value.toFixed ? this.tool("NumberFormat").format(value) : value;
    });
  }
}
