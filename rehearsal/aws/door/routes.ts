import { own, setOwn } from '../../../keys/own';
import { AwsError } from './messages';

/** The operations of a REST service: name, method and path, `POST /v1/apis/{apiId}/functions`. */
export type Routes<Operation extends string = string> = Readonly<Record<Operation, string>>;

export interface Match<Operation extends string = string> {
  readonly operation: Operation;
  /** What stands in the place of `{apiId}` and so on, unescaped. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** @returns undefined when no route has this method and path. A trailing slash counts for nothing. */
export function findRoute<Operation extends string>(
  routes: Routes<Operation>,
  method: string,
  path: string,
): Match<Operation> | undefined {
  const segments = path.replace(/\/$/, '').split('/');
  for (const [operation, route] of Object.entries(routes) as [Operation, string][]) {
    const [verb, template = ''] = route.split(' ');
    const parameters = verb === method ? matchSegments(template.split('/'), segments) : undefined;
    if (parameters) return { operation, parameters };
  }
  return undefined;
}

function matchSegments(template: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{') && segment !== '') setOwn(parameters, part.slice(1, -1), decodeURIComponent(segment));
    else if (part !== segment) return undefined;
  }
  return parameters;
}

/** A path parameter that the route has. */
export function parameter({ parameters, operation }: Match, name: string): string {
  const value = own(parameters, name);
  if (value === undefined) throw new AwsError(400, 'ValidationException', `${operation} needs ${name} in its path.`);
  return value;
}
