// Repairs of the theme that no style and no template can make.
// The theme listens on the window for f, s, n, p, "/" and more while nothing is focused; people who dictate or
// slip on a key are thrown to other pages. What reaches the document without a modifier goes no further.
document.addEventListener("keydown", (event) => {
  const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (plain && !event.target.closest?.(".md-search")) event.stopPropagation();
});
// Where the theme's script sleeps, it is brought once somebody searches; it reads then what has been typed.
const asleep = document.getElementById("x-asleep");
if (asleep) {
  const field = document.querySelector(".md-search__input");
  const wake = () => document.body.append(asleep.content); // a second time there is nothing left
  field.addEventListener("focus", wake);
  document.getElementById("__search").addEventListener("change", () => field.focus());
}
