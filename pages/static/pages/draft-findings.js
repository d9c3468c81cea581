/*
 * The list of what is still to mend in a draft (pages/editorial_checks/admin.py), kept fresh while the page is written: after each autosave
 * it is asked for again. Wagtail tells of an autosave with the event "w-autosave:success" at the form.
 */
"use strict";

(() => {
  /* Autosaves follow one another while somebody types; the list is asked for when they pause. */
  const PAUSE = 1000;
  const source = document.currentScript.dataset.findingsUrl;
  let waiting = null;
  let asked = null;

  const shown = () => document.querySelector("[data-draft-findings]");

  /* A warning like those Wagtail shows above the form, without words yet. */
  function newMessage() {
    const messages = document.querySelector(".messages[data-controller~='w-messages']");
    const template = messages && messages.querySelector("template[data-type='warning']");
    if (!template) return null;
    const item = template.content.firstElementChild.cloneNode(true);
    const list = document.createElement("div");
    list.dataset.draftFindings = "";
    item.querySelector("span").replaceWith(list);
    messages.querySelector("ul").append(item);
    return list;
  }

  function show(html) {
    const list = shown();
    if (!html) {
      if (list) list.closest("li").remove();
      return;
    }
    const place = list || newMessage();
    // Screen readers read the message again when it changes: only when it says something else.
    if (place && place.dataset.said !== html) {
      place.innerHTML = html;
      place.dataset.said = html;
    }
  }

  async function refresh(page) {
    if (asked) asked.abort();
    asked = new AbortController();
    try {
      const response = await fetch(source.replace("/0/", `/${page}/`), {
        headers: { "X-Requested-With": "XMLHttpRequest" },
        signal: asked.signal,
      });
      if (response.ok && !response.redirected) show((await response.json()).html);
    } catch (error) {
      // Nothing is lost: the next autosave asks again, and publication checks anyway.
    }
  }

  document.addEventListener("w-autosave:success", (event) => {
    const page = event.detail && event.detail.data && event.detail.data.pk;
    if (!page || event.target.getAttribute("id") !== "page-edit-form") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => refresh(page), PAUSE);
  });
})();
