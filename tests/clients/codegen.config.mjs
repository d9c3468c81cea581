// graphql-codegen as its guide for Apollo and urql shows it: the client preset, over the operations kept with the contract and our own.
export default {
  schema: "../../graphql/schema.graphql",
  documents: ["../../graphql/operations/**/*.graphql", "resources.graphql"],
  generates: {
    "generated/documents/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        // A scalar that is not named here must be looked at before it is used.
        defaultScalarType: "unknown",
        scalars: { Date: "string", DateTime: "string", Time: "string" },
      },
    },
  },
};
