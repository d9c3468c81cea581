/** What a page of text gains where there is JavaScript: copying and sharing its answer, saying what is wrong, films of other sites, printing. Without it all is still there. */

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
 * Sends the form without leaving the page, and says in its place what became of it.
 * @param {HTMLFormElement} form a part `report_form.html`
 */
function enableReporting(form) {
  const status = form.querySelector("[data-report-status]");

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    status.textContent = "";
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      status.textContent = (await response.json()).words;
      status.dataset.outcome = response.ok ? "done" : "refused";
      if (response.ok) for (const part of form.querySelectorAll(".buttons, details")) part.hidden = true;
    } catch {
      status.textContent = form.dataset.away;
      status.dataset.outcome = "refused";
    }
  });
}

/**
 * Plays a film of another site: the frame is made when somebody asks for it, never before. The event `moment` says from which second on;
 * a film that plays already goes there.
 * @param {HTMLElement} box a part `film_elsewhere.html` with a player
 */
function enableFilm(box) {
  const start = box.querySelector(".film-start");
  let second = 0;

  function play() {
    const frame = document.createElement("iframe");
    frame.src = box.dataset.player + (second ? box.dataset.start.replace("{}", String(second)) : "");
    frame.title = start.dataset.title;
    frame.allow = "fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    // Some players refuse a page that does not say of which site it is: it says that, and no more.
    frame.referrerPolicy = "strict-origin";
    box.replaceChildren(frame);
    frame.focus();
  }

  start.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    play();
  });
  box.addEventListener("moment", (event) => {
    second = event.detail;
    if (start.isConnected) start.focus();
    else play();
  });
}

/**
 * Shows the button that prints the page.
 * @param {HTMLElement} part a part `print_button.html`
 */
function enablePrinting(part) {
  part.hidden = false;
  part.querySelector("button").addEventListener("click", () => window.print());
}

document.querySelectorAll("[data-copy]").forEach(enableCopying);
document.querySelectorAll("[data-report]").forEach(enableReporting);
document.querySelectorAll("[data-film]").forEach(enableFilm);
document.querySelectorAll("[data-print]").forEach(enablePrinting);
