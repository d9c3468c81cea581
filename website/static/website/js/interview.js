/** The page of an interview: its links to moments move the film, the transcript follows it. */
import { filmOf, secondAsked } from "./moments.js";
import { enableTranscript } from "./transcript.js";

const figure = document.getElementById("film");
const film = figure ? filmOf(figure) : null;
const transcript = document.querySelector("[data-transcript]");

if (transcript) enableTranscript(transcript, film?.video ?? null);
if (film) {
  document.addEventListener("click", goToMoment);
  const asked = secondAsked();
  if (asked !== null) {
    film.prepare(asked);
    figure.querySelector("video, .film-start")?.focus();
  }
}

function goToMoment(event) {
  const link = event.target.closest?.('a[href^="?t="]');
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const second = Number(new URLSearchParams(link.search).get("t"));
  history.replaceState(null, "", link.search);
  film.play(second);
}
