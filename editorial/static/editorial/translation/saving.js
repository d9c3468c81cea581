/*
 * Sends what a translator types to the server, one request after the other, until an answer comes: a network that goes and comes back
 * loses nothing. What the answer means is for the screen (screen.js) to say.
 */
"use strict";

(() => {
  const FIRST_WAIT = 2000;
  const LONGEST_WAIT = 30000;

  /* The cookie is that of today, also where somebody logged in anew in another tab. */
  function token(cookieName) {
    const cookie = document.cookie.split("; ").find((pair) => pair.startsWith(`${cookieName}=`));
    return cookie ? decodeURIComponent(cookie.slice(cookieName.length + 1)) : document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  /* Resolves after a time, or as soon as the network is back. */
  function pause(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      function done() {
        clearTimeout(timer);
        window.removeEventListener("online", done);
        resolve();
      }
      window.addEventListener("online", done);
    });
  }

  async function once(url, body, cookieName) {
    const response = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      headers: { "Content-Type": "application/json", "X-Requested-With": "XMLHttpRequest", "X-CSRFToken": token(cookieName) },
      body: JSON.stringify(body),
    });
    if (response.status >= 500 || response.status === 429) throw new Error(`answered ${response.status}`);
    const isJson = (response.headers.get("Content-Type") || "").includes("application/json");
    return { status: response.status, data: isJson ? await response.json() : null };
  }

  class Sender {
    /* `onFailure` is told each time there is no answer. */
    constructor(cookieName, onFailure) {
      this.cookieName = cookieName;
      this.onFailure = onFailure;
      this.line = Promise.resolve();
    }

    /* `body` is asked for what to send when its turn comes; null: nothing any more. Resolves with the answer, or null. */
    send(url, body) {
      this.line = this.line.then(() => this.insist(url, body()));
      return this.line;
    }

    async insist(url, body) {
      if (body === null) return null;
      for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
        try {
          return await once(url, body, this.cookieName);
        } catch {
          this.onFailure(body);
          await pause(wait);
        }
      }
    }
  }

  window.TranslationSender = Sender;
})();
