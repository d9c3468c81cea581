/** The page of an interview: its links to moments move the film, the transcript follows the film and is searched. Without this file the links mark what is said. */

// No film of ours lasts a hundred hours.
const LONGEST = 360_000;

/** The second that the address of the page asks for; null where it asks for none, or for none that could be. */
function secondAsked() {
  const asked = new URLSearchParams(location.search).get("t") ?? "";
  return /^\d{1,6}$/.test(asked) && Number(asked) < LONGEST ? Number(asked) : null;
}

/**
 * Goes to a second of our film; the keyboard is then in it: space and arrows are the browser's own.
 * @param {HTMLVideoElement} video
 * @param {number} second
 */
function goTo(video, second) {
  // Before anything is loaded this only says where the film will begin.
  video.currentTime = Number.isFinite(video.duration) ? Math.min(second, video.duration) : second;
  const { top, bottom } = video.getBoundingClientRect();
  video.focus({ preventScroll: top >= 0 && bottom <= window.innerHeight });
  // A film of which nothing is loaded tells of no time: the transcript goes there all the same.
  video.dispatchEvent(new Event("timeupdate"));
}

/**
 * A text without accents and capitals, and where each of its characters is in the text itself.
 * @param {string} text
 * @returns {{plain: string, places: number[]}}
 */
function plainOf(text) {
  let plain = "";
  const places = [];
  let place = 0;
  for (const character of text) {
    for (const kept of character.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()) {
      for (let unit = 0; unit < kept.length; unit += 1) places.push(place);
      plain += kept;
    }
    place += character.length;
  }
  places.push(text.length);
  return { plain, places };
}

/**
 * Marks what is looked for in an element that holds nothing but text; with nothing to look for, all marks go.
 * @param {HTMLElement} element
 * @param {string} wanted without accents and capitals
 * @returns {boolean} whether it is there
 */
function mark(element, wanted) {
  const text = element.textContent;
  if (!wanted) {
    element.replaceChildren(text);
    return true;
  }
  const { plain, places } = plainOf(text);
  const parts = [];
  let done = 0;
  for (let found = plain.indexOf(wanted); found >= 0; found = plain.indexOf(wanted, found + wanted.length)) {
    const end = places[found + wanted.length];
    const marked = document.createElement("mark");
    marked.textContent = text.slice(places[found], end);
    parts.push(text.slice(done, places[found]), marked);
    done = end;
  }
  element.replaceChildren(...parts, text.slice(done));
  return parts.length > 0;
}

/**
 * @param {HTMLElement} part a part `transcript.html`
 * @param {HTMLVideoElement | null} video the film, where it is ours
 */
function enableTranscript(part, video) {
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

const figure = document.getElementById("film");
const video = figure?.querySelector("video") ?? null;
const elsewhere = figure?.querySelector("[data-film]") ?? null;
const transcript = document.querySelector("[data-transcript]");

/** Goes to a moment of the film, ours or another site's. Of another site nothing is loaded before its own button is pressed. */
function show(second) {
  if (video) goTo(video, second);
  else elsewhere?.dispatchEvent(new CustomEvent("moment", { detail: Math.floor(second) }));
}

/** An address tells whole seconds: what begins within one is meant from its beginning on. */
function exactly(second) {
  const link = document.getElementById(`t-${second}`)?.querySelector("a[data-start]");
  return link ? Number(link.dataset.start) / 1000 : second;
}

function followLink(event) {
  const link = event.target.closest?.('a[href^="?t="]');
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  history.replaceState(null, "", link.search);
  show(Number(link.dataset.start) / 1000);
  // Whoever asks for a moment wants to see it; a browser that does not let it play shows the film there.
  video?.play().catch(() => {});
}

if (transcript) enableTranscript(transcript, video);
if (video || elsewhere) {
  document.addEventListener("click", followLink);
  const asked = secondAsked();
  // After the browser has gone to the anchor of the address, which takes the keyboard there.
  if (asked !== null) window.addEventListener("load", () => show(exactly(asked)), { once: true });
}
