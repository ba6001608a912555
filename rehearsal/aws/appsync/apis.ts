import type { Call, Operation } from './operation';
import { found, newId, page, type StoredApi } from './store';
import type { JsonObject } from '../door/messages';
import { checkWaysInto } from './ways-in';

/** What AppSync takes when it is not told (https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateGraphqlApi.html). */
const defaults = {
  apiType: 'GRAPHQL',
  visibility: 'GLOBAL',
  introspectionConfig: 'ENABLED',
  queryDepthLimit: 0,
  resolverCountLimit: 0,
  xrayEnabled: false,
  additionalAuthenticationProviders: [],
};

const settings = [
  ...Object.keys(defaults),
  'name',
  'authenticationType',
  'logConfig',
  'userPoolConfig',
  'openIDConnectConfig',
  'lambdaAuthorizerConfig',
  'enhancedMetricsConfig',
  'mergedApiExecutionRoleArn',
  'ownerContact',
];

export const apiOperations = {
  CreateGraphqlApi({ store, options, input }) {
    checkWaysInto(input);
    const { account, region } = options;
    const id = newId();
    const graphql = `${options.endpoint()}/graphql/${id}`;
    const { api } = store.add(id, {
      ...settingsOf(input),
      apiId: id,
      arn: `arn:aws:appsync:${region}:${account}:apis/${id}`,
      owner: account,
      uris: { GRAPHQL: graphql, REALTIME: `${graphql.replace(/^http/, 'ws')}/realtime` },
      tags: input['tags'] ?? {},
    });
    return { graphqlApi: api };
  },
  ListGraphqlApis: ({ store, query }) =>
    page(
      'graphqlApis',
      store.all().map(({ api }) => api),
      query,
    ),
  GetGraphqlApi: (call) => ({ graphqlApi: call.api().api }),
  UpdateGraphqlApi(call) {
    const stored = call.api();
    checkWaysInto(call.input);
    const { apiId, arn, owner, uris, tags, apiType, visibility } = stored.api; // an update has none of them
    stored.api = { ...settingsOf(call.input), apiId, arn, owner, uris, tags, apiType, visibility };
    return { graphqlApi: stored.api };
  },
  DeleteGraphqlApi(call) {
    call.store.remove(call.api().id);
    return undefined;
  },
  GetGraphqlApiEnvironmentVariables: (call) => ({ environmentVariables: call.api().environmentVariables }),
  PutGraphqlApiEnvironmentVariables(call) {
    const api = call.api();
    api.environmentVariables = (call.input['environmentVariables'] ?? {}) as Record<string, string>;
    return { environmentVariables: api.environmentVariables };
  },
  ListTagsForResource: (call) => ({ tags: tagged(call).api['tags'] ?? {} }),
  TagResource(call) {
    const stored = tagged(call);
    stored.api = { ...stored.api, tags: { ...tagsOf(stored), ...(call.input['tags'] as object) } };
    return {};
  },
  UntagResource(call) {
    const stored = tagged(call);
    const removed = call.query.getAll('tagKeys');
    stored.api = {
      ...stored.api,
      tags: Object.fromEntries(Object.entries(tagsOf(stored)).filter(([key]) => !removed.includes(key))),
    };
    return {};
  },
} satisfies Record<string, Operation>;

/** What a client may set, with AppSync's defaults: an update sets all of it anew. */
function settingsOf(input: JsonObject): JsonObject {
  const given = Object.entries(input).filter(([key, value]) => settings.includes(key) && value !== null);
  return { ...defaults, ...Object.fromEntries(given) };
}

function tagged({ store, path }: Call): StoredApi {
  const arn = path('resourceArn');
  return found(
    store.all().find(({ api }) => api['arn'] === arn),
    `There is no resource ${arn}.`,
  );
}

const tagsOf = ({ api }: StoredApi) => (api['tags'] ?? {}) as Record<string, string>;
