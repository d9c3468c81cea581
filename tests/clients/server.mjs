// The running server that the tests ask: `make test-node` starts one and says here where it is.
import assert from "node:assert/strict";

export const SERVER = process.env.CLUB_SERVER;
assert(SERVER, "CLUB_SERVER must hold the address of a running server: `make test-node` starts one and sets it.");

export const ENDPOINT = `${SERVER}/graphql`;
