// The contract as developers get it: the printed schema and the operations kept with it.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { buildSchema, isAbstractType, parse } from "graphql";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export const schema = buildSchema(readFileSync(`${ROOT}graphql/schema.graphql`, "utf8"));

/** The types of each interface and union, as caches ask for them. */
export const possibleTypes = Object.fromEntries(
  Object.values(schema.getTypeMap())
    .filter(isAbstractType)
    .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
);

/** The files of operations, from the root of the repository. */
export const operationFiles = readdirSync(`${ROOT}graphql/operations`, { recursive: true })
  .filter((name) => name.endsWith(".graphql"))
  .map((name) => `graphql/operations/${name}`)
  .sort();

/** The names of all operations. */
export const operationNames = operationFiles
  .flatMap((file) => parse(readFileSync(`${ROOT}${file}`, "utf8")).definitions)
  .filter((definition) => definition.kind === "OperationDefinition")
  .map((definition) => definition.name.value);
