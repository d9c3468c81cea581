/** Words found whatever their accents and capitals. */

/**
 * A text without accents and capitals, and where each of its characters is in the text itself.
 * @param {string} text
 * @returns {{plain: string, places: number[]}}
 */
export function plainOf(text) {
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
export function mark(element, wanted) {
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
