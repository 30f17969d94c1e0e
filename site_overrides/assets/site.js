// Repairs of the theme that no style and no template can make.
// The theme listens on the window for f, s, n, p, "/" and more while nothing is focused; people who dictate or
// slip on a key are thrown to other pages. What reaches the document without a modifier goes no further.
document.addEventListener("keydown", (event) => {
  const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (plain && !event.target.closest?.(".md-search")) event.stopPropagation();
});
// Firefox brings ticks back that nobody made on this visit; HTML forbids the attribute in the page itself.
for (const box of document.querySelectorAll("[type=checkbox], [type=radio]")) box.autocomplete = "off";
