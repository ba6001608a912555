import { DescribeParametersCommand, type ParameterMetadata } from '@aws-sdk/client-ssm';
import type { Aws } from '../aws/clients';
import { failed, passed, type Check } from '../checks';
import type { Context } from '../project';

/** TMDB's key is there, as a SecureString. Its value is not read: nothing here has to know it. */
export const tmdbKeyCheck = ({ environment }: Context, { ssm }: Aws): Check => ({
  name: 'TMDB key in SSM',
  async run(abortSignal) {
    const { parameterName } = environment.systems.roomCache.tmdb;
    const filter = { Key: 'Name', Option: 'Equals', Values: [parameterName] };
    // From standard input: other users of the machine see what stands on a command line. The shell itself prints.
    const put = `printf %s "$TMDB_API_KEY" | aws ssm put-parameter --region ${environment.region} --type SecureString --name ${parameterName} --value file:///dev/stdin`;
    let parameter: ParameterMetadata | undefined;
    let token: string | undefined;
    do {
      // A page may be empty though a later one is not.
      const input = { ParameterFilters: [filter], ...(token !== undefined && { NextToken: token }) };
      const page = await ssm.send(new DescribeParametersCommand(input), { abortSignal });
      parameter = page.Parameters?.[0];
      token = page.NextToken;
    } while (!parameter && token);
    if (!parameter)
      return failed(`There is no SSM parameter ${parameterName} in ${environment.region}.`, `Make it: ${put}`);
    if (parameter.Type !== 'SecureString') {
      return failed(
        `The SSM parameter ${parameterName} is a ${parameter.Type}, readable by anyone who may list parameters.`,
        `Delete it and make it anew: ${put}`,
      );
    }
    return passed(`${parameterName}, version ${parameter.Version}`);
  },
});
