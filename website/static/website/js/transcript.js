/** What is said in a film: it follows the film, and one looks for words in it. */
import { mark, plainOf } from "./words.js";

/**
 * @param {HTMLElement} part a part `transcript.html`
 * @param {HTMLVideoElement | null} video the film, where it is ours
 */
export function enableTranscript(part, video) {
  const list = part.querySelector(".cues");
  const cues = [...list.querySelectorAll("a")].map((link) => ({
    link,
    row: link.parentElement,
    said: link.querySelector(".said"),
    start: Number(link.dataset.start) / 1000,
    end: Number(link.dataset.end) / 1000,
  }));
  const tools = part.querySelector("[data-tools]");
  tools.hidden = false;
  enableSearch(tools, cues);
  const follow = tools.querySelector("[data-follow]");
  if (video) enableFollowing(list, cues, video, follow);
  else follow.closest("label").hidden = true;
}

function enableSearch(tools, cues) {
  const field = tools.querySelector("input[type=search]");
  const status = tools.querySelector("[role=status]");
  field.addEventListener("input", () => {
    const wanted = plainOf(field.value.trim()).plain;
    let found = 0;
    for (const { row, said } of cues) {
      const isThere = mark(said, wanted);
      row.hidden = !isThere;
      found += isThere ? 1 : 0;
    }
    if (!wanted) status.textContent = "";
    else status.textContent = found ? status.dataset.found.replace("{number}", String(found)) : status.dataset.none;
  });
}

function enableFollowing(list, cues, video, follow) {
  const follows = () => list.classList.toggle("cues-follow", follow.checked);
  follow.addEventListener("change", follows);
  follows();

  let current = null;
  video.addEventListener("timeupdate", () => {
    const now = cues.findLast(({ start }) => start <= video.currentTime) ?? null;
    if (now === current) return;
    current?.link.removeAttribute("aria-current");
    current = now;
    now?.link.setAttribute("aria-current", "true");
    // Whoever goes through the list themselves is not carried away.
    if (now && follow.checked && !now.row.hidden && !list.contains(document.activeElement)) {
      const middle = now.row.offsetTop - (list.clientHeight - now.row.offsetHeight) / 2;
      list.scrollTo({ top: middle, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" });
    }
  });
}
