/**
 * @generated SignedSource<<9d8d3978246c15dcd4fba63c8ba28e40>>
 * @lightSyntaxTransform
 */

/* eslint-disable */

'use strict';

import relayNameAgainQuery_graphql from './relayNameAgainQuery.graphql';

var node = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": {
    "refetch": {
      "connection": null,
      "fragmentPathInResult": [
        "node"
      ],
      "operation": relayNameAgainQuery_graphql,
      "identifierInfo": {
        "identifierField": "id",
        "identifierQueryVariableName": "id"
      }
    }
  },
  "name": "relayName_organisation",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "name",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "id",
      "storageKey": null
    }
  ],
  "type": "Organisation",
  "abstractKey": "__isOrganisation"
};

node.hash = "dd817bab6f4ecfbc23165374a1781bd1";

export default node;
