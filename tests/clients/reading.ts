// What a developer writes with typed documents; `tsc --strict` must accept every line, and refuse those that are marked so.
import type { ResultOf, VariablesOf } from "@graphql-typed-document-node/core";
import { Client } from "@urql/core";
import { ApolloClient } from "@apollo/client";

import { ResourcePagesDocument } from "./generated/documents/graphql";

type Resource = ResultOf<typeof ResourcePagesDocument>["resources"]["edges"][number]["node"];

const variables: VariablesOf<typeof ResourcePagesDocument> = { first: 10, locale: "AR" };

export async function withApollo(client: ApolloClient): Promise<string[]> {
  const { data } = await client.query({ query: ResourcePagesDocument, variables });
  return data ? data.resources.edges.map(({ node }) => node.title) : [];
}

export async function withUrql(client: Client): Promise<string | null | undefined> {
  const { data } = await client.query(ResourcePagesDocument, variables);
  return data?.resources.pageInfo.endCursor;
}

export function minutes(resource: Resource): number | null {
  return resource.__typename === "GuidePage" ? (resource.durationMinutes ?? null) : null;
}

// @ts-expect-error: a language the site does not have.
export const unknownLanguage: typeof variables = { first: 10, locale: "XX" };

// @ts-expect-error: the size of a page is required.
export const withoutSize: typeof variables = { locale: "FR" };

export function unasked(resource: Resource): unknown {
  // @ts-expect-error: a field that the operation does not ask for.
  return resource.summary;
}
