/**
 * Suggestions below the search box: a combobox with a list, as the ARIA Authoring Practices describe it.
 * What is typed goes to this site alone, in the body of a request, so that it stands in no address.
 */

const PAUSE = 250;
const LEAST = 2;

/** @param {HTMLFormElement} form a part `search_box.html` */
function enableSuggestions(form) {
  const field = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let waiting = 0;
  let asked = null;
  let chosen = -1;

  list.id = `${field.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label").textContent);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);

  function close() {
    clearTimeout(waiting);
    asked?.abort();
    list.hidden = true;
    choose(-1);
    field.setAttribute("aria-expanded", "false");
    status.textContent = "";
  }

  function choose(index) {
    const options = [...list.children];
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = index;
    const option = options[chosen];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function show(suggestions) {
    list.replaceChildren(
      ...suggestions.map(({ text, kind, address }, place) => {
        const option = document.createElement("li");
        const words = document.createElement("bdi");
        const small = document.createElement("small");
        option.id = `${list.id}-${place}`;
        words.textContent = text;
        small.textContent = kind;
        option.append(words, " ", small);
        option.dataset.address = address;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        return option;
      }),
    );
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    list.hidden = suggestions.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = list.hidden ? "" : form.dataset.found.replace("{number}", suggestions.length);
  }

  async function ask() {
    const typed = field.value.trim();
    asked?.abort();
    asked = new AbortController();
    try {
      const body = new URLSearchParams({ q: typed });
      const response = await fetch(form.dataset.suggestions, { method: "POST", body, signal: asked.signal });
      if (response.ok && document.activeElement === field) show((await response.json()).suggestions);
    } catch {
      // Without suggestions the box searches as it does without JavaScript.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    if (field.value.trim().length < LEAST) close();
    else waiting = setTimeout(ask, PAUSE);
  });

  field.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (list.hidden || event.isComposing) {
      return;
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      choose(chosen < last ? chosen + 1 : -1);
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen === -1 ? last : chosen - 1);
    } else if (event.key === "Enter" && chosen !== -1) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.address);
    }
  });

  // Before the field loses the focus, and the list its place.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.address);
  });
  field.addEventListener("blur", close);
  form.addEventListener("submit", close);
}

document.querySelectorAll("[data-suggestions]").forEach(enableSuggestions);
