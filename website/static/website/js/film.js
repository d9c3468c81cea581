/** Films that play on another site: the frame is made when somebody asks for it, never before. */

/** @param {HTMLElement} box a part `film_elsewhere.html` */
export function enableFilm(box) {
  const start = box.querySelector(".film-start");
  start.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = start.href;
    frame.title = start.dataset.title;
    frame.allow = "fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin";
    box.replaceChildren(frame);
    frame.focus();
  });
}
