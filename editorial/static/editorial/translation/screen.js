/*
 * The translator's screen (editorial/translation/views/screen.py): saves each part as it is typed, shows how it stands, and leads from one
 * thing to do to the next by the keyboard. Nothing that somebody typed is ever taken from the field by an answer of the server.
 */
"use strict";

function translatorsScreen() {
  const PAUSE = 800;
  const TO_DO = ["missing", "stale", "review"];
  const config = JSON.parse(document.getElementById("translation-config").textContent);
  const words = config.words;
  const parts = [];

  /* What a rich text says, whatever keys its editor gives its blocks and links. */
  function fingerprint(content) {
    if (!content) return "[]";
    const entity = (range) => [range.offset, range.length, content.entityMap[range.key]];
    const blocks = content.blocks.map((block) => [
      block.text,
      block.type,
      block.depth,
      (block.inlineStyleRanges || []).map((range) => [range.offset, range.length, range.style]),
      (block.entityRanges || []).map(entity),
    ]);
    return JSON.stringify(blocks.filter((block) => block[0] || blocks.length > 1));
  }

  class Part {
    constructor(element) {
      this.element = element;
      this.field = element.querySelector("[data-field]");
      this.isRich = element.dataset.kind === "rich";
      this.isMounted = false;
      this.isAskedFor = false;
      this.isBlocked = false;
      this.copied = null;
      this.timer = null;
      this.forgotten = null;
      this.saved = this.field ? this.said() : "";
      this.listen();
    }

    find(name) {
      return this.element.querySelector(`[data-${name}]`);
    }

    listen() {
      if (this.field && !this.isRich) {
        this.field.addEventListener("input", () => this.changed());
        this.field.addEventListener("keydown", (event) => {
          if (event.key === "Enter" && "oneLine" in this.field.dataset && !event.ctrlKey && !event.metaKey) event.preventDefault();
        });
      }
      if (this.isRich) {
        this.find("rich").addEventListener("click", () => this.mount(), { once: true });
      }
      const on = (name, act) => this.find(name) && this.find(name).addEventListener("click", act);
      on("from-source", () => this.copySource());
      on("as-source", () => this.save({ text: "" }));
      for (const button of this.element.querySelectorAll("[data-verdict]")) {
        button.addEventListener("click", () => this.say(button.dataset.verdict));
      }
      on("confirm", () => this.confirm());
      on("cancel", () => this.ask(false));
      on("again", () => this.saveAgain());
      on("undo", () => this.undo());
      on("keep-mine", () => this.keepMine());
      on("take-theirs", () => this.takeTheirs());
      this.find("reason").addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.ask(false);
        if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) this.confirm();
      });
    }

    /* --- the field ------------------------------------------------------------------------------------------------------------- */

    get isText() {
      return this.field !== null;
    }

    content() {
      return JSON.parse(this.field.value || "null");
    }

    said() {
      return this.isRich ? fingerprint(this.content()) : this.field.value;
    }

    get isEmpty() {
      return this.isRich ? !/[^\s[\]",]/.test((this.content() || { blocks: [] }).blocks.map((block) => block.text).join("")) : !this.field.value.trim();
    }

    get isDirty() {
      return this.isText && this.said() !== this.saved && this.said() !== this.copied;
    }

    mount() {
      if (!this.isRich || this.isMounted) return;
      this.isMounted = true;
      this.find("waiting").hidden = true;
      const holder = this.find("rich");
      window.draftail.initEditor(
        `#${this.field.id}`,
        {
          ...JSON.parse(JSON.stringify(config.editor)),
          ariaLabel: holder.dataset.label,
          textDirectionality: holder.closest("[data-direction]").dataset.direction.toUpperCase(),
          placeholder: "",
          stateSaveInterval: 100,
          onSave: (content) => {
            this.field.value = JSON.stringify(content);
            this.changed();
          },
        },
        null,
      );
    }

    /* Puts a text into the field; it counts as typed only once somebody changes it. */
    fill(text, content) {
      if (this.isRich) {
        this.field.value = JSON.stringify(content);
        const old = this.find("draftail-editor-wrapper");
        if (old) old.remove();
        this.isMounted = false;
        this.mount();
      } else {
        this.field.value = text;
      }
      this.markEmpty();
    }

    copySource() {
      const before = { text: this.field.value, content: this.isRich ? this.content() : null };
      const content = this.isRich ? JSON.parse(this.field.dataset.sourceContent) : null;
      this.fill(this.field.dataset.source, content);
      this.copied = this.said();
      this.offerUndo(() => {
        this.copied = null;
        this.fill(before.text, before.content);
        this.changed();
        this.focus();
      });
      this.tell(words.copied);
      this.focus();
    }

    markEmpty() {
      this.element.toggleAttribute("data-empty", this.isEmpty);
    }

    focus() {
      this.mount();
      this.element.scrollIntoView({ block: "center" });
      if (this.isRich) this.field.draftailEditor.focus();
      else if (this.field) this.field.focus({ preventScroll: true });
      else [...this.element.querySelectorAll("button")].find((button) => button.offsetParent !== null)?.focus();
    }

    /* --- saving ---------------------------------------------------------------------------------------------------------------- */

    changed() {
      this.markEmpty();
      if (!this.isDirty) {
        if (this.said() === this.saved && !this.isBlocked) this.tell("");
        showAll();
        return;
      }
      this.offerUndo(null);
      this.tell(this.isBlocked ? words.conflict : words.unsaved, this.isBlocked);
      showAll();
      clearTimeout(this.timer);
      if (!this.isBlocked) this.timer = setTimeout(() => this.save(), PAUSE);
    }

    /* What to send now: the text where it changed, or what is said of it. */
    body({ asItIs = false, ...more }) {
      const body = {
        path: this.element.dataset.path,
        source_digest: this.element.dataset.sourceDigest,
        translation_digest: this.element.dataset.translationDigest,
        ...more,
      };
      if (!this.isText || !(this.isDirty || asItIs)) return body;
      body.source = this.field.dataset.source;
      if (this.isRich) body.content = this.content() || { blocks: [], entityMap: {} };
      else body.text = this.field.value;
      return body;
    }

    save(more = {}) {
      clearTimeout(this.timer);
      if (this.isBlocked || (!Object.keys(more).length && (this.isAskedFor || !this.isDirty))) return Promise.resolve();
      this.isAskedFor = true;
      this.more = more;
      this.tell(words.saving);
      showAll();
      let sent = "";
      const build = () => {
        if (this.isBlocked) return null;
        sent = this.isText ? this.said() : "";
        // What is typed from now on asks to be saved in its turn.
        this.isAskedFor = false;
        this.isUnderWay = true;
        return this.body(more);
      };
      return sender.send(config.saveUrl, build).then((answer) => {
        this.isAskedFor = this.isUnderWay = false;
        if (answer) this.read(answer, sent);
        showAll();
      });
    }

    read({ status, data }, sent) {
      this.find("again").hidden = true;
      if (status === 200) {
        this.saved = sent;
        this.copied = null;
        this.stand(data);
        this.tell(words.saved);
        this.offerUndo(data.undo ? () => this.takeBack(data.undo) : null);
        if (this.isDirty) this.changed();
      } else if (status === 409 && "part" in data) {
        this.showConflict(data);
      } else {
        // Without JSON it is not our screen that answered, but the door.
        this.tell(data ? `${words.refused} ${data.error}` : words.sessionOver, true);
        this.find("again").hidden = false;
      }
    }

    saveAgain() {
      this.save(this.more && Object.keys(this.more).length ? this.more : { asItIs: true });
    }

    /* How the part stands, as the server says. */
    stand(data) {
      showCount(data);
      if (!data.part) return;
      const { part } = data;
      this.element.dataset.state = part.state;
      this.element.dataset.sourceDigest = part.source_digest;
      this.element.dataset.translationDigest = part.translation_digest;
      this.find("state-name").textContent = part.state_name;
      this.find("note").textContent = part.note;
      if (this.isText) {
        this.field.dataset.source = part.source;
        if (this.isRich) this.field.dataset.sourceContent = JSON.stringify(part.source_content);
        this.find("source-html").innerHTML = part.source_html || this.find("source-html").innerHTML;
        if (part.state !== "stale") this.find("difference-box").hidden = true;
      } else {
        list(this.find("source-shown"), part.source_shown);
        list(this.find("translation-shown"), part.translation_shown);
      }
    }

    tell(text, isBad = false) {
      const place = this.find("saved");
      place.textContent = text;
      place.toggleAttribute("data-is-bad", isBad);
      this.isBad = isBad;
    }

    /* --- what is said of a text ------------------------------------------------------------------------------------------------- */

    say(verdict) {
      if (verdict === "current") this.ask(true);
      else this.save({ verdict }).then(() => this.stayHere());
    }

    ask(isAsked) {
      this.find("reason-box").hidden = !isAsked;
      this.element.querySelector('[data-verdict="current"]').setAttribute("aria-expanded", String(isAsked));
      if (isAsked) this.find("reason").focus();
      else this.element.querySelector('[data-verdict="current"]').focus();
    }

    confirm() {
      const reason = this.find("reason").value;
      this.find("reason-box").hidden = true;
      this.element.querySelector('[data-verdict="current"]').setAttribute("aria-expanded", "false");
      this.save({ verdict: "current", reason }).then(() => this.stayHere());
    }

    /* The button that was pressed may be gone: the keyboard stays at this part. */
    stayHere() {
      if (this.element.contains(document.activeElement) && document.activeElement.offsetParent !== null) return;
      if (document.activeElement !== document.body && !this.element.contains(document.activeElement)) return;
      if (!this.find("undo").hidden) this.find("undo").focus();
      else this.focus();
    }

    offerUndo(act) {
      this.forgotten = act;
      this.find("undo").hidden = !act;
    }

    undo() {
      const act = this.forgotten;
      this.offerUndo(null);
      if (act) act();
    }

    takeBack(sealed) {
      this.isUnderWay = true;
      sender.send(config.undoUrl, () => ({ path: this.element.dataset.path, undo: sealed })).then(({ status, data }) => {
        this.isUnderWay = false;
        if (status === 200) {
          this.stand(data);
          this.tell(words.undone);
        } else {
          this.tell(data ? data.error : words.sessionOver, true);
          // No text is at stake.
          this.isBad = false;
        }
        showAll();
        this.focus();
      });
    }

    /* --- two texts -------------------------------------------------------------------------------------------------------------- */

    showConflict(data) {
      this.isBlocked = true;
      this.theirs = data;
      showCount(data);
      const box = this.find("conflict");
      const isOtherText = data.part !== null && data.part.translation_digest !== this.element.dataset.translationDigest;
      this.find("conflict-told").textContent = data.error;
      this.find("theirs-box").hidden = !isOtherText;
      this.find("take-theirs").hidden = !isOtherText;
      this.find("keep-mine").hidden = data.part === null;
      if (data.part && this.isText) {
        this.find("theirs").innerHTML = data.part.translation_html;
        this.find("source-html").innerHTML = data.part.source_html;
      } else if (data.part) {
        list(this.find("source-shown"), data.part.source_shown);
      }
      if (data.difference) {
        this.find("difference").innerHTML = data.difference;
        this.find("difference-box").hidden = false;
      }
      box.hidden = false;
      this.tell(words.conflict, true);
      if (this.element.contains(document.activeElement)) box.scrollIntoView({ block: "nearest" });
    }

    unblock() {
      this.isBlocked = false;
      this.find("conflict").hidden = true;
    }

    keepMine() {
      const { part } = this.theirs;
      this.unblock();
      this.element.dataset.sourceDigest = part.source_digest;
      this.element.dataset.translationDigest = part.translation_digest;
      if (this.isText) this.field.dataset.source = part.source;
      this.save({ ...this.more, asItIs: true }).then(() => this.stayHere());
    }

    takeTheirs() {
      const { part } = this.theirs;
      this.unblock();
      if (this.isText) {
        this.fill(part.translation, part.translation_content);
        this.saved = this.said();
      }
      this.stand(this.theirs);
      this.tell("");
      showAll();
      this.focus();
    }
  }

  function list(place, lines) {
    const items = (lines.length ? lines : [words.nothingShown]).map((line) => {
      const item = document.createElement("li");
      item.textContent = line;
      return item;
    });
    place.replaceChildren(...items);
  }

  /* --- the bar above ------------------------------------------------------------------------------------------------------------- */

  const bar = document.querySelector("[data-translation-bar]");

  function showCount(data) {
    bar.querySelector("[data-remaining]").textContent = data.remaining;
    bar.querySelector("[data-share]").value = data.share;
  }

  const isWaiting = () => parts.some((part) => part.isDirty || part.isAskedFor || part.isUnderWay || part.isBad);

  function showAll(text = null) {
    const isUnderWay = parts.some((part) => part.isAskedFor || part.isUnderWay);
    const told = text || (isUnderWay ? words.saving : isWaiting() ? words.unsaved : words.allSaved);
    const place = bar.querySelector("[data-state-of-all]");
    if (place.textContent !== told) place.textContent = told;
  }

  const sender = new window.TranslationSender(config.csrfCookie, (body) => {
    const part = parts.find((each) => each.element.dataset.path === body.path);
    if (part) part.tell(words.failed, true);
    showAll(words.failed);
  });

  const saveAll = () => Promise.all(parts.map((part) => part.save()));

  for (const link of bar.querySelectorAll("a")) {
    link.addEventListener("click", async (event) => {
      if (!parts.some((part) => part.isDirty || part.isUnderWay) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      await saveAll();
      window.location.assign(link.href);
    });
  }

  window.addEventListener("beforeunload", (event) => {
    if (isWaiting()) event.preventDefault();
  });

  /* --- the keyboard -------------------------------------------------------------------------------------------------------------- */

  const here = () => parts.findIndex((part) => part.element.contains(document.activeElement));

  function go(step) {
    const at = here();
    const start = at < 0 ? (step > 0 ? -1 : parts.length) : at;
    for (let place = start + step; place >= 0 && place < parts.length; place += step) {
      if (TO_DO.includes(parts[place].element.dataset.state)) {
        parts[place].focus();
        return;
      }
    }
    if (at >= 0) parts[at].tell(words.noNext);
  }

  document.addEventListener(
    "keydown",
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const at = here();
      if (event.key === "Enter") {
        event.preventDefault();
        event.stopPropagation();
        if (at >= 0) parts[at].save();
        go(event.shiftKey ? -1 : 1);
      } else if (event.key.toLowerCase() === "s" && at >= 0) {
        event.preventDefault();
        event.stopPropagation();
        if (parts[at].copied !== null && parts[at].said() === parts[at].copied) parts[at].save({ asItIs: true });
        else parts[at].save();
      }
    },
    true,
  );

  /* --- the start ----------------------------------------------------------------------------------------------------------------- */

  for (const element of document.querySelectorAll(".translation-part")) parts.push(new Part(element));
  // Editors of rich text are heavy: each is made when its part comes near.
  const nearing = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) parts.find((part) => part.element === entry.target).mount();
    },
    { rootMargin: "600px" },
  );
  for (const part of parts) if (part.isRich) nearing.observe(part.element);
  const wanted = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  const part = parts.find((each) => each.element === wanted);
  if (part) part.focus();
  document.body.dataset.translationReady = "";
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", translatorsScreen);
else translatorsScreen();
