// What graphql-eslint looks at: every recommended rule for a schema, for Relay and for operations, and descriptions everywhere.
import graphql from "@graphql-eslint/eslint-plugin";

import { ROOT } from "./contract.mjs";

const SCHEMA = "graphql/schema.graphql";
const FOLDER = "graphql/operations/";
const OPERATIONS = `${FOLDER}**/*.graphql`;

const reading = {
  languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: ROOT + SCHEMA, documents: ROOT + OPERATIONS } } },
  plugins: { "@graphql-eslint": graphql },
};

const schemaRules = {
  ...graphql.configs["flat/schema-recommended"].rules,
  ...graphql.configs["flat/schema-relay"].rules,
  // Lists are read forwards: `first` and `after`, without `last` and `before`.
  "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
  "@graphql-eslint/relay-edge-types": [
    "error",
    {
      withEdgeSuffix: true,
      shouldImplementNode: true,
      // Short lists that come whole (the themes of a page, the blocks of a text) are plain lists, and connections have `nodes`.
      listTypeCanWrapOnlyEdgeType: false,
    },
  ],
  "@graphql-eslint/require-description": [
    "error",
    {
      // Objects, interfaces, unions, inputs, enumerations and scalars; then their parts, an InputValueDefinition being an argument too.
      types: true,
      DirectiveDefinition: true,
      EnumValueDefinition: true,
      FieldDefinition: true,
      InputValueDefinition: true,
    },
  ],
  // Parts of an object (a block, a caption, an opening hour) have no identity of their own; whatever has one implements Node.
  "@graphql-eslint/strict-id-in-types": "off",
};

const operationRules = {
  ...graphql.configs["flat/operations-recommended"].rules,
  "@graphql-eslint/lone-executable-definition": ["error", { ignore: ["fragment"] }],
  // How deep the server answers is its own limit; the tests of the contract run every operation.
  "@graphql-eslint/selection-set-depth": "off",
};

export default [
  { files: [SCHEMA], ...reading, rules: schemaRules },
  { files: [OPERATIONS], ...reading, rules: operationRules },
  // Pages are made of these on the server, where no cache asks for the identity of what it keeps.
  { files: [`${FOLDER}desk/**/*.graphql`, `${FOLDER}website/**/*.graphql`], rules: { "@graphql-eslint/require-selections": "off" } },
];
