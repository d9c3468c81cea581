/*
 * A small editor of captions beside the player, in the form of a video: time, speaker, words; split at the caret, join with the next,
 * shift all. It reads the WebVTT of a textarea[data-cue-labels] and writes it back there; the server checks it as if it had been typed.
 */
"use strict";

(() => {
  const TIMING = /^(?:(\d{2,}):)?(\d{2}):(\d{2})\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?(\d{2}):(\d{2})\.(\d{3})(.*)$/;
  const VOICE = /^<v[ \t]+([^>]+)>([^]*?)(?:<\/v>)?$/;

  // --- WebVTT ---------------------------------------------------------------------------------------------------------------------

  const milliseconds = (hours, minutes, seconds, rest) =>
    ((Number(hours || 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(rest);

  const decoded = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  const encoded = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  /* One cue from the lines of a block; null for a block that is none (a note, a style). */
  function readCue(lines) {
    const at = lines.findIndex((line) => TIMING.test(line));
    if (at < 0 || at > 1) return null;
    const [, h1, m1, s1, r1, h2, m2, s2, r2, settings] = TIMING.exec(lines[at]);
    let payload = lines.slice(at + 1).join("\n");
    let speaker = "";
    const voice = VOICE.exec(payload);
    if (voice && !/<v[ \t.]/.test(voice[2])) {
      speaker = decoded(voice[1].trim());
      payload = voice[2];
    }
    // Words with markup are shown as they are written; plain ones as they are read.
    const hasMarkup = /<[^>]*>/.test(payload);
    return {
      identifier: at === 1 ? lines[0] : "",
      start: milliseconds(h1, m1, s1, r1),
      end: milliseconds(h2, m2, s2, r2),
      settings: settings.trim(),
      speaker,
      hasMarkup,
      text: hasMarkup ? payload : decoded(payload),
    };
  }

  /* The cues of a WebVTT text; null where it is not WebVTT (yet). */
  function readWebVTT(source) {
    const text = source.replace(/\r\n?/g, "\n").trim();
    if (!/^WEBVTT(?:[ \t\n]|$)/.test(text)) return null;
    return text.split(/\n{2,}/).slice(1).map((block) => readCue(block.split("\n"))).filter(Boolean);
  }

  function timestamp(time) {
    const pad = (number, width = 2) => String(number).padStart(width, "0");
    const seconds = Math.floor(time / 1000);
    const clock = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}.${pad(time % 1000, 3)}`;
    return seconds < 3600 ? clock : `${pad(Math.floor(seconds / 3600))}:${clock}`;
  }

  function writeWebVTT(cues) {
    const blocks = cues.map((cue) => {
      const words = (cue.hasMarkup ? cue.text : encoded(cue.text)).replace(/\n{2,}/g, "\n").trim();
      const spoken = cue.speaker ? `<v ${encoded(cue.speaker)}>${words}` : words;
      const timing = [`${timestamp(cue.start)} --> ${timestamp(cue.end)}`, cue.settings].filter(Boolean).join(" ");
      return [cue.identifier, timing, spoken].filter(Boolean).join("\n");
    });
    return `${["WEBVTT", ...blocks].join("\n\n")}\n`;
  }

  /* "1:02.5", "62.5", "0:01:02,500": milliseconds; null for anything else. */
  function readTime(text) {
    const match = /^(?:(?:(\d+):)?(\d+):)?(\d+)(?:[.,](\d{1,3}))?$/.exec(text.trim());
    if (!match) return null;
    const [, hours, minutes, seconds, rest] = match;
    return milliseconds(hours, minutes || 0, seconds, (rest || "").padEnd(3, "0"));
  }

  // --- what one can do with cues -----------------------------------------------------------------------------------------------------

  /* Two cues of one, parted at the caret; the time is parted as the words are. Null where a part would be empty. */
  function split(cue, caret) {
    const [before, after] = [cue.text.slice(0, caret).trim(), cue.text.slice(caret).trim()];
    if (!before || !after || cue.hasMarkup) return null;
    const middle = Math.round(cue.start + ((cue.end - cue.start) * before.length) / (before.length + after.length));
    return [{ ...cue, text: before, end: middle }, { ...cue, identifier: "", text: after, start: middle }];
  }

  const spoken = (cue) => {
    const words = cue.hasMarkup ? cue.text : encoded(cue.text);
    return cue.speaker ? `<v ${encoded(cue.speaker)}>${words}</v>` : words;
  };

  function join(first, second) {
    const end = Math.max(first.end, second.end);
    if (first.speaker === second.speaker && first.hasMarkup === second.hasMarkup) {
      return { ...first, end, text: `${first.text.trim()} ${second.text.trim()}` };
    }
    return { ...first, end, speaker: "", hasMarkup: true, text: `${spoken(first)}\n${spoken(second)}` };
  }

  // --- the editor -------------------------------------------------------------------------------------------------------------------

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value !== false) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  }

  class CueEditor {
    constructor(textarea) {
      this.textarea = textarea;
      this.labels = JSON.parse(textarea.dataset.cueLabels);
      this.cues = [];
      this.button = this.action("open", () => this.toggle(), { "aria-expanded": "false" });
      this.panel = element("div", { class: "cue-editor", hidden: true, role: "group", "aria-label": this.labels.editor });
      textarea.after(this.button, this.panel);
      textarea.addEventListener("change", () => this.isWriting || this.panel.hidden || this.show());
    }

    action(name, act, attributes = {}) {
      const button = element("button", { type: "button", class: "button button-small button-secondary", onclick: act, ...attributes });
      button.textContent = this.labels[name];
      return button;
    }

    toggle() {
      this.panel.hidden = !this.panel.hidden;
      this.button.setAttribute("aria-expanded", String(!this.panel.hidden));
      this.button.textContent = this.panel.hidden ? this.labels.open : this.labels.close;
      if (!this.panel.hidden) this.show();
    }

    show() {
      const cues = readWebVTT(this.textarea.value || "WEBVTT");
      this.status = element("p", { class: "cue-editor__status", role: "status" });
      if (cues === null) {
        this.panel.replaceChildren(this.status);
        this.say("notWebVTT");
        return;
      }
      this.cues = cues;
      this.list = element("ol", { class: "cue-editor__cues" });
      this.panel.replaceChildren(this.player(), this.tools(), this.status, this.list);
      this.render();
    }

    player() {
      const link = this.textarea.form.querySelector("[name=file]")?.closest("[data-field]")?.querySelector("a[href]");
      if (!link) return element("p", { class: "help" }, this.labels.noPlayer);
      this.video = element("video", { controls: true, preload: "metadata", src: link.href, class: "cue-editor__player" });
      this.video.addEventListener("timeupdate", () => this.mark());
      return this.video;
    }

    tools() {
      const amount = element("input", { type: "number", step: "100", value: "0", "aria-label": this.labels.shiftBy, class: "cue-editor__shift" });
      const shift = this.action("shift", () => this.shift(Math.round(Number(amount.value) || 0)));
      return element("div", { class: "cue-editor__tools" }, amount, shift, this.action("add", () => this.add()));
    }

    say(name) {
      this.status.textContent = name ? this.labels[name] : "";
    }

    write() {
      this.isWriting = true;
      this.textarea.value = writeWebVTT(this.cues);
      for (const name of ["input", "change"]) this.textarea.dispatchEvent(new Event(name, { bubbles: true }));
      this.isWriting = false;
    }

    render(focused = -1, caret = 0) {
      this.list.replaceChildren(...this.cues.map((cue, place) => this.row(cue, place)));
      const words = this.list.querySelectorAll("textarea")[focused];
      if (words) {
        words.focus();
        words.setSelectionRange(caret, caret);
      }
    }

    change(focused, caret = 0) {
      this.say("");
      this.write();
      this.render(focused, caret);
    }

    row(cue, place) {
      const number = place + 1;
      const named = (name) => ({ "aria-label": `${this.labels[name]} ${number}` });
      const words = element("textarea", { rows: "2", dir: "auto", class: "cue-editor__words", ...named("words") });
      words.value = cue.text;
      words.addEventListener("input", () => {
        cue.text = words.value;
        this.write();
      });
      words.addEventListener("keydown", (event) => this.key(event, place, words));
      const speaker = element("input", { type: "text", dir: "auto", value: cue.speaker, ...named("speaker") });
      speaker.addEventListener("input", () => {
        cue.speaker = speaker.value.replace(/[<>\n]/g, "").trim();
        this.write();
      });
      const actions = [
        this.action("play", () => this.play(cue), { ...named("play"), disabled: !this.video }),
        this.action("split", () => this.split(place, words.selectionStart), { ...named("split") }),
        this.action("join", () => this.join(place), { ...named("join"), disabled: place + 1 >= this.cues.length }),
        this.action("remove", () => this.remove(place), { ...named("remove") }),
      ];
      const times = element("div", { class: "cue-editor__times" }, this.time(cue, "start", named("start")), this.time(cue, "end", named("end")));
      return element("li", { class: "cue-editor__cue" }, times, speaker, words, element("div", { class: "cue-editor__actions" }, ...actions));
    }

    time(cue, name, attributes) {
      const input = element("input", { type: "text", inputmode: "decimal", dir: "ltr", value: timestamp(cue[name]), ...attributes });
      input.addEventListener("change", () => {
        const time = readTime(input.value);
        const isWrong = time === null || (name === "start" ? time >= cue.end : time <= cue.start);
        input.toggleAttribute("aria-invalid", isWrong);
        this.say(isWrong ? "wrongTime" : "");
        if (isWrong) return;
        cue[name] = time;
        input.value = timestamp(time);
        this.write();
      });
      return input;
    }

    key(event, place, words) {
      const moves = { ArrowUp: place - 1, ArrowDown: place + 1 };
      if (event.ctrlKey && event.key === "Enter") this.split(place, words.selectionStart);
      else if (event.altKey && event.code === "KeyJ") this.join(place);
      else if (event.altKey && event.key in moves) this.list.querySelectorAll("textarea")[moves[event.key]]?.focus();
      else return;
      event.preventDefault();
    }

    split(place, caret) {
      const parts = split(this.cues[place], caret);
      if (!parts) {
        this.say("cannotSplit");
        return;
      }
      this.cues.splice(place, 1, ...parts);
      this.change(place + 1);
    }

    join(place) {
      if (place + 1 >= this.cues.length) return;
      const caret = this.cues[place].text.trim().length;
      this.cues.splice(place, 2, join(this.cues[place], this.cues[place + 1]));
      this.change(place, caret);
    }

    remove(place) {
      this.cues.splice(place, 1);
      this.change(Math.min(place, this.cues.length - 1));
    }

    add() {
      const start = this.cues.length ? this.cues[this.cues.length - 1].end : 0;
      this.cues.push({ identifier: "", start, end: start + 2000, settings: "", speaker: "", hasMarkup: false, text: "" });
      this.render(this.cues.length - 1);
    }

    shift(amount) {
      if (this.cues.some((cue) => cue.start + amount < 0)) {
        this.say("beforeStart");
        return;
      }
      for (const cue of this.cues) {
        cue.start += amount;
        cue.end += amount;
      }
      this.change(-1);
    }

    play(cue) {
      this.video.currentTime = cue.start / 1000;
      this.video.play();
    }

    mark() {
      const now = this.video.currentTime * 1000;
      this.cues.forEach((cue, place) => this.list.children[place]?.classList.toggle("is-current", cue.start <= now && now < cue.end));
    }
  }

  // --- start ------------------------------------------------------------------------------------------------------------------------

  const started = new WeakSet();
  function start() {
    for (const textarea of document.querySelectorAll("textarea[data-cue-labels]")) {
      if (!started.has(textarea)) {
        started.add(textarea);
        new CueEditor(textarea);
      }
    }
  }

  // A track that is added to the form brings its own textarea.
  document.addEventListener("DOMContentLoaded", () => {
    start();
    new MutationObserver(start).observe(document.body, { childList: true, subtree: true });
  });
})();
