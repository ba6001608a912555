import { introspectionFromSchema, parse, print, type DefinitionNode } from 'graphql';
import { readSchema } from '../../../packages/appsync-js/src/schema';
import { providersOf } from '../../../packages/appsync-js/src';
import type { Problem } from '../../../packages/appsync-js/src/errors';
import type { AwsResponse } from '../door/messages';
import type { Operation } from './operation';
import { found } from './store';
import { waysInto } from './ways-in';

export const schemaOperations = {
  /** The verdict stands in the status, as AppSync gives it; a schema that is refused leaves the one before in force. */
  StartSchemaCreation(call) {
    const api = call.api();
    const sdl = Buffer.from(String(call.input['definition']), 'base64').toString('utf8');
    const problems: Problem[] = [];
    const ways = waysInto(api.api);
    readSchema(sdl, problems, ways && { providers: providersOf(ways) });
    if (problems.length > 0) {
      const details = problems.map(({ line, message }) => `${line === undefined ? '' : `line ${line}: `}${message}`);
      api.schemaStatus = { status: 'FAILED', details: details.join('\n') };
    } else {
      api.schema = sdl;
      api.schemaStatus = { status: 'SUCCESS', details: `Successfully created schema with ${typesIn(sdl)} types.` };
    }
    return { status: 'PROCESSING' };
  },
  GetSchemaCreationStatus: (call) => ({ ...call.api().schemaStatus }),
  GetIntrospectionSchema(call): AwsResponse {
    const sdl = found(call.api().schema, 'No schema definition exists.');
    const format = call.query.get('format');
    if (format === 'SDL') return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: sdl };
    const schema = readSchema(sdl, [])!; // it was accepted
    const body = JSON.stringify({ data: introspectionFromSchema(schema) });
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body };
  },
  ListTypes(call) {
    const types = definitions(found(call.api().schema, 'No schema definition exists.'));
    return { types: types.map((type) => describe(type)) };
  },
  GetType(call) {
    const name = call.path('typeName');
    const types = definitions(found(call.api().schema, 'No schema definition exists.'));
    const type = types.find((one) => one.name.value === name);
    return { type: describe(found(type, `Type ${name} not found.`)) };
  },
} satisfies Record<string, Operation>;

type Named = Extract<DefinitionNode, { name?: unknown }> & { readonly name: { readonly value: string } };

const definitions = (sdl: string): Named[] =>
  parse(sdl).definitions.filter(
    (definition): definition is Named => 'name' in definition && definition.name !== undefined,
  );

const typesIn = (sdl: string): number => definitions(sdl).length;

const describe = (type: Named) => ({ name: type.name.value, definition: print(type), format: 'SDL' });
