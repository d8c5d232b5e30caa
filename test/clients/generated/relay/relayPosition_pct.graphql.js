/**
 * @generated SignedSource<<638a906fee9e6268007a68bb5085765e>>
 * @lightSyntaxTransform
 */

/* eslint-disable */

'use strict';

import relayPositionAgainQuery_graphql from './relayPositionAgainQuery.graphql';

var node = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": {
    "refetch": {
      "connection": null,
      "fragmentPathInResult": [
        "node"
      ],
      "operation": relayPositionAgainQuery_graphql,
      "identifierInfo": {
        "identifierField": "id",
        "identifierQueryVariableName": "id"
      }
    }
  },
  "name": "relayPosition_pct",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "asOf",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "position",
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
  "type": "PCT",
  "abstractKey": null
};

node.hash = "e6b6c689b0ac8362152b766db48bad5b";

export default node;
