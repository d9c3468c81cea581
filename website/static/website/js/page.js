/** What a page of text gains where there is JavaScript: copying and sharing its answer, films of other sites. Without it all is still there. */

/**
 * Copies an answer, or hands it to the telephone's own way of sharing; where copying is not allowed the text is shown, selected.
 * @param {HTMLElement} box a part `copy_answer.html`
 */
function enableCopying(box) {
  const text = box.querySelector("textarea");
  const status = box.querySelector("[data-copy-status]");
  const copy = box.querySelector("[data-copy-button]");
  const share = box.querySelector("[data-share-button]");

  copy.hidden = false;
  copy.addEventListener("click", async () => {
    status.textContent = "";
    try {
      await navigator.clipboard.writeText(text.value);
      status.textContent = status.dataset.done;
    } catch {
      box.querySelector("[data-copy-text]").open = true;
      text.focus();
      text.select();
      status.textContent = status.dataset.failed;
    }
  });

  if (navigator.share) {
    share.hidden = false;
    // Whoever closes the telephone's sheet without choosing has changed their mind: nothing is to be said of it.
    share.addEventListener("click", () => navigator.share({ text: text.value }).catch(() => {}));
  }
}

/**
 * Plays a film of another site: the frame is made when somebody asks for it, never before.
 * @param {HTMLElement} box a part `film_elsewhere.html`
 */
function enableFilm(box) {
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

document.querySelectorAll("[data-copy]").forEach(enableCopying);
document.querySelectorAll("[data-film]").forEach(enableFilm);
