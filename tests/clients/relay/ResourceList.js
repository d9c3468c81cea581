// What a website made with Relay writes for a list that grows as the reader scrolls, and for a card that reads itself anew.
import { graphql } from "relay-runtime";

export const query = graphql`
  query ResourceListQuery($count: Int!, $locale: Locale!) {
    ...ResourceList_list @arguments(count: $count, locale: $locale)
  }
`;

export const list = graphql`
  fragment ResourceList_list on Query
  @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" }, locale: { type: "Locale!" })
  @refetchable(queryName: "ResourceListPaginationQuery") {
    resources(first: $count, after: $cursor, locale: $locale) @connection(key: "ResourceList_resources") {
      edges {
        node {
          id
          ...ResourceList_card
        }
      }
    }
  }
`;

export const card = graphql`
  fragment ResourceList_card on Page @refetchable(queryName: "ResourceCardQuery") {
    __typename
    title
    path
    coverImage {
      altText
    }
  }
`;
