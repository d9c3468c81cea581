// Lists the guides of a theme and prints the first one with its helplines: node docs/examples/list-guides.mjs [theme] [language]
const [theme = "harcelement-en-ligne", locale = "FR"] = globalThis.process?.argv.slice(2) ?? [];
const server = globalThis.process?.env.CLUB_SERVER ?? "http://127.0.0.1:8000";

const GUIDES = `query Guides($theme: String!, $locale: Locale!, $after: String) {
  resources(filter: { themes: [$theme], types: [GUIDE] }, orderBy: TITLE, locale: $locale, first: 2, after: $after) {
    nodes { id title path }
    pageInfo { hasNextPage endCursor }
  }
}`;
const GUIDE = `query Guide($id: ID!) {
  page(id: $id) { title bodyText body { ... on HelplineBlock { helpline { operator number isOpen nextOpening } } } }
}`;

async function ask(query, variables) {
  const response = await fetch(`${server}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`).join("\n"));
  return data;
}

// Two at a time, to show how pages follow one another; 20 to 100 is usual.
const guides = [];
for (let pageInfo = { hasNextPage: true }; pageInfo.hasNextPage; ) {
  const { resources } = await ask(GUIDES, { theme, locale, after: pageInfo.endCursor });
  guides.push(...resources.nodes);
  pageInfo = resources.pageInfo;
}
for (const { title, path } of guides) console.log(`${title} (${path})`);

const { page } = guides.length ? await ask(GUIDE, { id: guides[0].id }) : {};
if (page) console.log(`\n${page.title}\n\n${page.bodyText}\n`);
for (const { helpline } of page?.body.filter((block) => block.helpline) ?? []) {
  const next = helpline.nextOpening ? `, opens ${new Date(helpline.nextOpening).toLocaleString(locale)}` : "";
  console.log(`Call ${helpline.number} (${helpline.operator}): ${helpline.isOpen ? "open now" : `closed${next}`}`);
}
