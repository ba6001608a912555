import { GetGraphqlApiCommand } from '@aws-sdk/client-appsync';
import type { Aws } from '../aws/clients';
import { unlessMissing } from '../aws/errors';
import { failed, passed, type Check } from '../checks';
import type { Context } from '../project';
import { fileOf } from '../../environments/names';

/** Terraform can ask for no list of APIs: what is adopted by its id has to be there, or no plan can be made. */
export const adoptedApiCheck = ({ environment }: Context, { appsync }: Aws, apiId: string): Check => ({
  name: 'adopted API',
  async run(abortSignal) {
    const { name, account, region } = environment;
    const file = fileOf(name);
    const found = await unlessMissing(appsync.send(new GetGraphqlApiCommand({ apiId }), { abortSignal }));
    if (!found) {
      return failed(
        `systems.roomCache.api.adopt.id is ${apiId}, and account ${account} has no such GraphQL API in ${region}.`,
        `Correct it in ${file} (aws appsync list-graphql-apis --region ${region} shows the ids), or take systems.roomCache.api.adopt out: then one is made.`,
      );
    }
    const { apiType, name: called = '' } = found.graphqlApi ?? {};
    if (apiType === 'MERGED') {
      return failed(
        `The API ${apiId} (${called}) is merged of others, which have its schema: it cannot be adopted.`,
        `Take systems.roomCache.api.adopt out of ${file}, or adopt one of the APIs that it is merged of.`,
      );
    }
    return passed(`${called}, ${apiId}`);
  },
});
