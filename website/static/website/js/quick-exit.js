/** Leaves a page of urgent help: another site takes its place in the history of the tab. Three times Escape does the same. */

const TIMES = 3;
const WITHIN = 2000;

const link = document.querySelector("[data-quick-exit]");

function leave(event) {
  event?.preventDefault();
  // Nothing of the page is left to see while the other one comes.
  document.documentElement.hidden = true;
  document.title = " ";
  location.replace(link.href);
}

if (link) {
  let pressed = [];
  link.addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pressed = [...pressed.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
    if (pressed.length >= TIMES) leave();
  });
  for (const words of document.querySelectorAll("[data-needs-script]")) words.hidden = false;
  // A page that comes back from the memory of the browser shows itself.
  window.addEventListener("pageshow", () => {
    document.documentElement.hidden = false;
  });
}
