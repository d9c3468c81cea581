/** Films that play on another site: the frame is made when somebody asks for it, never before. */

/** @param {HTMLElement} box a part `film_elsewhere.html` with a player */
export function enableFilm(box) {
  const start = box.querySelector(".film-start");
  start.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    box.dataset.title = start.dataset.title;
    showAt(box, Number(box.dataset.second ?? 0));
  });
}

/**
 * Shows the film of the other site, from a second on. Only for somebody who has asked for it.
 * @param {HTMLElement} box
 * @param {number} second
 */
export function showAt(box, second) {
  const frame = document.createElement("iframe");
  frame.src = box.dataset.player + (second ? box.dataset.start.replace("{}", String(second)) : "");
  frame.title = box.dataset.title;
  frame.allow = "fullscreen; picture-in-picture";
  frame.allowFullscreen = true;
  // Some players refuse a page that does not say which site it is of; it says no more than that.
  frame.referrerPolicy = "strict-origin";
  box.replaceChildren(frame);
  frame.focus();
}
