// Starts GraphiQL on our endpoint, with our example operations in a bar above it.
"use strict";

(function () {
  const settings = JSON.parse(document.getElementById("graphiql-settings").textContent);
  const root = ReactDOM.createRoot(document.getElementById("graphiql"));

  // Reads our endpoint and nothing else: no cookies, no other address.
  const fetcher = async (parameters) => {
    const response = await fetch(settings.endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(parameters),
      credentials: "omit",
    });
    return response.json();
  };

  const bar = document.getElementById("examples");

  function show(example) {
    for (const button of bar.children) {
      button.setAttribute("aria-pressed", String(button.textContent === example.name));
    }
    root.render(
      React.createElement(GraphiQL, {
        // Anew for each: it learns the name of an operation that is put in its place a moment late.
        key: example.name,
        fetcher,
        query: example.query,
        variables: example.variables,
        defaultEditorToolsVisibility: "variables",
      }),
    );
  }

  for (const example of settings.examples) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = example.name;
    button.addEventListener("click", () => show(example));
    bar.append(button);
  }
  show(settings.examples[0]);
})();
