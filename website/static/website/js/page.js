/** What a page of text gains where there is JavaScript. Without it everything here is still there. */
import { enableCopying } from "./copy.js";
import { enableFilm } from "./film.js";

document.querySelectorAll("[data-copy]").forEach(enableCopying);
document.querySelectorAll("[data-film]").forEach(enableFilm);
