/* The button that prints the account of a cleaning. */
Page.ready(() => {
  const print = document.querySelector("[data-print]");
  print.hidden = false;
  print.addEventListener("click", () => window.print());
});
