// The theme searches when a key is let go. What is pasted with the mouse, spoken or written by hand comes without one.
document.addEventListener("input", ({ target }) => {
  if (target.matches(".md-search__input")) target.dispatchEvent(new KeyboardEvent("keyup"));
});
