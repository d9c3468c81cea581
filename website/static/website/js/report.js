/** Sends the form of a page without leaving it, and says in its place what became of it. */

for (const form of document.querySelectorAll("[data-report]")) {
  const status = form.querySelector("[data-report-status]");

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    status.textContent = "";
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      status.textContent = (await response.json()).words;
      status.dataset.outcome = response.ok ? "done" : "refused";
      if (response.ok) for (const part of form.querySelectorAll(".buttons, details")) part.hidden = true;
    } catch {
      status.textContent = form.dataset.away;
      status.dataset.outcome = "refused";
    }
  });
}
