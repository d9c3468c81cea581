/** Copies an answer, or hands it to the telephone's own way of sharing; where neither is allowed the text is shown, selected. */

/** @param {HTMLElement} box a part `copy_answer.html` */
export function enableCopying(box) {
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
    share.addEventListener("click", () => navigator.share({ text: text.value }).catch(() => {}));
  }
}
