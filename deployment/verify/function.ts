import { GetAliasCommand, GetFunctionConfigurationCommand, type FunctionConfiguration } from '@aws-sdk/client-lambda';
import { own } from '../../keys/own';
import type { Aws } from '../aws/clients';
import { failed, type Check, type Outcome } from '../checks';
import type { Deployed } from '../deployed';
import { unlessMissing } from '../aws/errors';
import { differences, judge, putBack } from './compare';
import { resourcesOf, type InState, type StateOf } from './state';

/** Function's resource name, such as `cache`, to the base64 SHA-256 of its archive in this checkout. */
export type BundleHashes = ReadonlyMap<string, string>;

type Alias = StateOf<'aws_lambda_alias'>;

/** Each function: what its alias leads to is this checkout's code with the configuration that was deployed. */
export function functionChecks(deployed: Deployed, { lambda }: Aws, bundles: BundleHashes): Check[] {
  const environmentName = deployed.environment.name;
  const aliases = resourcesOf(deployed, 'aws_lambda_alias').map(({ values }) => values);

  return resourcesOf(deployed, 'aws_lambda_function').map((fn) => {
    const { function_name: FunctionName } = fn.values;
    const alias = aliases.find((one) => one.function_name === FunctionName);
    const run = async (abortSignal: AbortSignal): Promise<Outcome> => {
      if (!alias) return failed(`The state has no alias of the function ${FunctionName}.`, putBack(environmentName));
      const found = await unlessMissing(
        lambda.send(new GetAliasCommand({ FunctionName, Name: alias.name }), { abortSignal }),
      );
      if (!found) {
        return failed(
          `The alias ${alias.name} of the function ${FunctionName} does not exist: AppSync cannot call the function.`,
          `\`npx cdktf deploy ${environmentName}\` makes it again.`,
        );
      }
      const Qualifier = found.FunctionVersion ?? alias.function_version;
      const configuration = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier }), {
        abortSignal,
      });
      const different = differences([
        { attribute: `alias ${alias.name}`, found: Qualifier, expected: alias.function_version },
        {
          attribute: `share of other versions behind alias ${alias.name}`,
          found: found.RoutingConfig?.AdditionalVersionWeights ?? {},
          expected: {},
        },
        ...configurationFacts(configuration, fn),
        { attribute: 'code (SHA-256)', found: configuration.CodeSha256, expected: bundles.get(fn.name) ?? 'a bundle' },
      ]);
      const variables = differentVariables(configuration, fn);
      return judge(`Function ${FunctionName}, version ${Qualifier}`, [...different, ...variables], {
        detail: `${alias.name} is version ${Qualifier}, ${fn.values.memory_size} MB, ${fn.values.timeout} s, code as built here`,
        next: nextStep(environmentName, configuration, bundles.get(fn.name), alias),
      });
    };
    return { name: `function ${FunctionName}`, run };
  });
}

function configurationFacts(found: FunctionConfiguration, { values }: InState<'aws_lambda_function'>) {
  return [
    { attribute: 'memory (MB)', found: found.MemorySize, expected: values.memory_size },
    { attribute: 'timeout (s)', found: found.Timeout, expected: values.timeout },
    { attribute: 'runtime', found: found.Runtime, expected: values.runtime },
    { attribute: 'handler', found: found.Handler, expected: values.handler },
    { attribute: 'role', found: found.Role, expected: values.role },
  ];
}

/** By name only: a value may be one that nobody should see. */
function differentVariables(found: FunctionConfiguration, { values }: InState<'aws_lambda_function'>): string[] {
  const has = found.Environment?.Variables ?? {};
  const wanted = values.environment?.[0]?.variables ?? {};
  return [...new Set([...Object.keys(has), ...Object.keys(wanted)])].sort().flatMap((name) => {
    const [value, deployed] = [own(has, name), own(wanted, name)];
    if (value === deployed) return [];
    const problem =
      value === undefined
        ? 'is missing'
        : deployed === undefined
          ? 'is there, expected none'
          : 'has another value than the one that was deployed';
    return [`environment variable ${name} ${problem}`];
  });
}

function nextStep(
  environmentName: string,
  { CodeSha256 }: FunctionConfiguration,
  bundle: string | undefined,
  { name }: Alias,
): string {
  if (CodeSha256 === bundle) return putBack(environmentName);
  return (
    `The alias ${name} runs other code than this checkout's. \`npm run build\` makes the bundles anew, ` +
    `\`npx cdktf deploy ${environmentName}\` deploys them; if another commit is meant to run, verify from that one.`
  );
}
