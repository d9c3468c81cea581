/** The moments of a film: links that go there in the film of this page, whether it is ours or plays on another site. */
import { showAt } from "./film.js";

const LONGEST = 360_000;

/** The second that the address of the page asks for; null where it asks for none, or for none that could be. */
export function secondAsked() {
  const asked = new URLSearchParams(location.search).get("t") ?? "";
  return /^\d{1,6}$/.test(asked) && Number(asked) < LONGEST ? Number(asked) : null;
}

/**
 * The film of the page as something that goes to a second.
 * @param {HTMLElement} figure a part `film.html`
 */
export function filmOf(figure) {
  const video = figure.querySelector("video");
  return video ? ours(video) : elsewhere(figure.querySelector("[data-film]"));
}

function ours(video) {
  return {
    video,
    /** Goes there without loading anything yet. */
    prepare(second) {
      if (video.readyState >= HTMLMediaElement.HAVE_METADATA && second > video.duration) return;
      video.currentTime = second;
    },
    /** Goes there and plays; the keyboard is then in the film: space and arrows are the browser's own. */
    play(second) {
      this.prepare(second);
      video.focus({ preventScroll: isSeen(video) });
      video.play().catch(() => {});
    },
  };
}

function elsewhere(box) {
  return {
    video: null,
    prepare(second) {
      if (box) box.dataset.second = String(second);
    },
    /** Nothing of another site is loaded before its own button is pressed: until then the keyboard goes to that button. */
    play(second) {
      this.prepare(second);
      if (box?.querySelector("iframe")) showAt(box, second);
      else box?.querySelector(".film-start").focus();
    },
  };
}

function isSeen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}
