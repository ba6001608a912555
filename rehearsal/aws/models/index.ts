import { AwsError, jsonOf, type AwsRequest, type JsonObject, type Protocol } from '../door/messages';
import type { Botocore } from './botocore';
import { decodeCbor } from './cbor';
import { UnreadablePattern, violationsOf } from './constraints';
import { EC2, QUERY, readForm } from './form';
import { modelNames } from './json';
import { refusalOf, unreadable } from './refusal';
import { readRest, readXml } from './rest';
import type { Operation, ServiceModel } from './service-model';
import { UnreadableRequest } from './unreadable';

/**
 * Holds a request against the model of its operation, as AWS does before it does anything: required members, types, enums,
 * patterns, lengths and ranges, wherever in the request they stand. Members that nobody knows are ignored, as AWS ignores them
 * (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html), except in S3's XML and EC2's forms.
 *
 * @returns the members of its input, by the names of the model
 * @throws AwsError in the service's code and words; for a service, an operation or a pattern that is not known here: it is
 * refused by name, rather than let pass
 */
export function checkRequest(models: Pick<Botocore, 'model'>, request: AwsRequest): JsonObject {
  const { service, protocol } = request;
  if (protocol === 'graphql' || service === 'jwks') return {}; // no API of AWS
  if (service === 'unknown')
    throw new AwsError(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
  const model = models.model(service);
  const operation = model?.operation(request.operation);
  if (!model || !operation) {
    const what = model ? `no operation ${request.operation}` : 'no model';
    throw new AwsError(
      400,
      'UnknownOperationException',
      `botocore has ${what} of ${service}: the emulated AWS does not know it.`,
    );
  }
  try {
    const input = inputOf(model, operation, request);
    const violations = operation.input ? violationsOf(model, operation.input.shape, input) : [];
    if (violations.length > 0) throw refusalOf(request, model.name, violations);
    return (input ?? {}) as JsonObject;
  } catch (error) {
    throw asAwsError(request, error);
  }
}

function asAwsError(request: AwsRequest, error: unknown): unknown {
  if (error instanceof UnreadablePattern) return new AwsError(400, 'UnknownOperationException', error.message);
  if (error instanceof UnreadableRequest) return unreadable(request, error.message);
  return error;
}

type Read = (model: ServiceModel, operation: Operation, request: AwsRequest) => unknown;

const readers: Readonly<Record<Exclude<Protocol, 'graphql'>, Read>> = {
  json: (model, { input }, request) => (input ? modelNames(model, input.shape, jsonOf(request)) : {}),
  cbor: (_, __, { body }) => (body.length === 0 ? {} : decodeCbor(body)),
  'rest-json': (model, operation, request) =>
    readRest(model, operation, request, (shape) =>
      request.body.length === 0 ? undefined : modelNames(model, shape, jsonOf(request)),
    ),
  'rest-xml': (model, operation, request) =>
    readRest(model, operation, request, (shape) => readXml(model, shape, request.body)),
  query(model, { input }, { url, body }) {
    if (!input) return {};
    const parameters = new URLSearchParams(body.length > 0 ? body.toString('utf8') : url.search);
    const isEc2 = model.protocol === 'ec2';
    const { value, unknown } = readForm(model, input.shape, isEc2 ? EC2 : QUERY, parameters);
    if (isEc2 && unknown.length > 0) {
      throw new AwsError(400, 'UnknownParameter', `The parameter ${unknown.join(', ')} is not recognized`); // EC2's API reference, "Error codes"
    }
    return value;
  },
};

const inputOf: Read = (model, operation, request) =>
  readers[request.protocol as Exclude<Protocol, 'graphql'>](model, operation, request);
