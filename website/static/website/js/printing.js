/** A button that prints the page, where a browser can. */

/** @param {HTMLElement} part a part `print_button.html` */
export function enablePrinting(part) {
  part.hidden = false;
  part.querySelector("button").addEventListener("click", () => window.print());
}
