// Opens a form at what is to be mended: "#mend=FIELD" or "#mend=TEXT:BLOCK" in the address (editorial/upkeep/concerns.py writes them).
(() => {
  const wanted = /^#mend=(.+)$/.exec(window.location.hash);
  if (!wanted) return;
  const [name, block] = decodeURIComponent(wanted[1]).split(":");

  const named = (suffix) => document.querySelector(`[name="${CSS.escape(name)}${suffix}"]`);

  // Texts are built by scripts of Wagtail's: their blocks are known by hidden fields, "steps_fr-3-id" with the block's id.
  const blockField = () =>
    [...document.querySelectorAll(`[name^="${CSS.escape(name)}-"][name$="-id"]`)].find((field) => field.value === block);

  const find = () => (block && blockField()) || named("") || named("-count") || named("-value") || named("-TOTAL_FORMS");

  const FIELDS = "input:not([type=hidden]), textarea, select, [contenteditable=true]";

  const show = (element) => {
    const place = element.closest("[data-contentpath], [data-panel], .w-field__wrapper") ?? element;
    place.scrollIntoView({ block: "center" });
    const seen = [element, ...place.querySelectorAll(FIELDS), ...place.querySelectorAll("button")].find(
      (field) => field.type !== "hidden" && field.offsetParent,
    );
    seen?.focus({ preventScroll: true });
  };

  const open = (element) => {
    const tab = element.closest('[role="tabpanel"]');
    if (tab?.hidden) document.querySelector(`[role="tab"][aria-controls="${tab.id}"], [role="tab"][href="#${tab.id}"]`)?.click();
    for (let panel = element.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
      const toggle = panel.querySelector(":scope > [data-panel-toggle], :scope > * [data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    }
    // Once the tab is shown: what is hidden takes no focus.
    window.setTimeout(() => show(element), 150);
  };

  // After Wagtail's own scripts have put the form together and chosen a tab.
  window.addEventListener("load", () => {
    let tries = 20;
    const attempt = () => {
      const element = find();
      if (element) open(element);
      else if (tries-- > 0) window.setTimeout(attempt, 100);
    };
    window.setTimeout(attempt, 300);
  });
})();
