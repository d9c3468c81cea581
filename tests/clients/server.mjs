// The running server that the tests ask: `make test-node` starts one and says here where it is.
import assert from "node:assert/strict";

const SERVER = process.env.CLUB_SERVER;
assert(SERVER, "CLUB_SERVER must hold the address of a running server: `make test-node` starts one and sets it.");

export const ENDPOINT = `${SERVER}/graphql`;

/** The answer to an operation as a plain request gets it, without any client. */
export async function ask(query, variables) {
  const response = await fetch(ENDPOINT, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}
