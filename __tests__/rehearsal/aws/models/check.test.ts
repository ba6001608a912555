import { identify } from '../../../../rehearsal/aws/door/identify';
import type { AwsError } from '../../../../rehearsal/aws/door/messages';
import { checkRequest } from '../../../../rehearsal/aws/models';
import { ServiceModel, type ServiceFile } from '../../../../rehearsal/aws/models/service-model';
import type { Shape } from '../../../../rehearsal/aws/models/shape';

/** Kettles are boiled: an operation for each place in which a member can stand. */
const shapes: Record<string, Shape> = {
  Name: { type: 'string', min: 2, max: 8, pattern: '[a-z]+' },
  Secret: { type: 'string', min: 2, sensitive: true },
  Text: { type: 'string' },
  Color: { type: 'string', enum: ['red', 'blue'] },
  Degrees: { type: 'integer', min: 20, max: 100 },
  Share: { type: 'double' },
  Flag: { type: 'boolean' },
  Bytes: { type: 'blob', max: 3 },
  When: { type: 'timestamp' },
  Names: { type: 'list', member: { shape: 'Name' }, max: 2 },
  FlatNames: { type: 'list', member: { shape: 'Name' }, flattened: true },
  Tag: {
    type: 'structure',
    required: ['Key'],
    members: { Key: { shape: 'Name' }, Value: { shape: 'Text' } },
  },
  Tags: { type: 'list', member: { shape: 'Tag' } },
  NamedTags: { type: 'list', member: { shape: 'Tag', locationName: 'Tag' } },
  TagMap: { type: 'map', key: { shape: 'Name' }, value: { shape: 'Color' } },
  Boil: {
    type: 'structure',
    required: ['Name'],
    members: {
      Name: { shape: 'Name' },
      Color: { shape: 'Color' },
      Degrees: { shape: 'Degrees' },
      Share: { shape: 'Share' },
      On: { shape: 'Flag' },
      Label: { shape: 'Bytes' },
      Since: { shape: 'When' },
      Secret: { shape: 'Secret' },
      Names: { shape: 'Names' },
      FlatNames: { shape: 'FlatNames' },
      Tags: { shape: 'Tags' },
      TagMap: { shape: 'TagMap' },
      Unreadable: { shape: 'Unreadable' },
    },
  },
  Unreadable: { type: 'string', pattern: '[a-z]++' },
  Put: {
    type: 'structure',
    required: ['Name', 'Degrees'],
    members: {
      Name: { shape: 'Name', location: 'uri', locationName: 'Name' },
      Degrees: { shape: 'Degrees', location: 'querystring', locationName: 'degrees' },
      Names: { shape: 'Names', location: 'querystring', locationName: 'names' },
      Color: { shape: 'Color', location: 'header', locationName: 'X-Color' },
      Tags: { shape: 'Tags', locationName: 'tagList' },
    },
  },
  PutXml: {
    type: 'structure',
    required: ['Bucket'],
    payload: 'Kettle',
    members: {
      Bucket: { shape: 'Name', location: 'uri', locationName: 'Bucket' },
      Kettle: { shape: 'Kettle' },
    },
  },
  Kettle: {
    type: 'structure',
    members: {
      Color: { shape: 'Color' },
      Tags: { shape: 'NamedTags', locationName: 'TagSet' },
      Names: { shape: 'FlatNames', locationName: 'Name' },
    },
  },
};

const operation = (name: string, input: string, method = 'POST', requestUri = '/') => ({
  name,
  http: { method, requestUri },
  input: { shape: input },
});
const file = (protocol: string, operations: ServiceFile['operations']): ServiceFile => ({
  metadata: { protocol },
  operations,
  shapes,
});
const boil = { Boil: operation('Boil', 'Boil') };
const files: Readonly<Record<string, ServiceFile>> = {
  kettles: file('json', boil),
  forms: file('query', boil),
  ec2: file('ec2', boil),
  rest: file('rest-json', { Put: operation('Put', 'Put', 'PUT', '/kettles/{Name}') }),
  s3: file('rest-xml', { CreateBucket: operation('CreateBucket', 'PutXml', 'PUT', '/{Bucket}') }),
};
const models = {
  model: (service: string) => (Object.hasOwn(files, service) ? new ServiceModel(service, files[service]!) : undefined),
};

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** @returns what the service says; `taken` when it says nothing */
function answer(service: string, { method = 'POST', path = '/', headers = {}, body = '' }: Sent): string {
  const authorization = `AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-1/${service}/aws4_request, Signature=b`;
  const url = new URL(path, 'http://127.0.0.1');
  try {
    checkRequest(models, identify({ method, url, headers: { authorization, ...headers }, body: Buffer.from(body) }));
    return 'taken';
  } catch (error) {
    const { status, name, message } = error as AwsError;
    return `${status} ${name}: ${message}`;
  }
}

const one = (message: string) => `1 validation error detected: ${message}`;
const failed = (value: string, at: string, constraint: string) =>
  `Value ${value} at '${at}' failed to satisfy constraint: Member must ${constraint}`;

describe('JSON', () => {
  const send = (input: object | string) =>
    answer('kettles', {
      headers: { 'x-amz-target': 'Kettles_2026.Boil' },
      body: typeof input === 'string' ? input : JSON.stringify(input),
    });
  const refused = (message: string) => `400 ValidationException: ${one(message)}`;

  test('takes what the model allows, absent members and members that nobody knows', () => {
    const all = {
      ...{ Name: 'ab', Color: 'red', Degrees: 20, Share: 0.5, On: false, Label: 'YWJj', Since: 1.5, Secret: null },
      ...{ Names: ['ab', 'cd'], Tags: [{ Key: 'ab', Value: '' }], TagMap: { ab: 'blue' }, Lid: 'open' },
    };
    expect(send(all)).toBe('taken');
  });

  test.each<[string, object, string]>([
    ['what is missing', {}, failed('null', 'name', 'not be null')],
    ['null for what is required', { Name: null }, failed('null', 'name', 'not be null')],
    ['too short', { Name: 'a' }, failed("'a'", 'name', 'have length greater than or equal to 2')],
    ['too long', { Name: 'abcdefghi' }, failed("'abcdefghi'", 'name', 'have length less than or equal to 8')],
    ['a pattern', { Name: 'a b' }, failed("'a b'", 'name', 'satisfy regular expression pattern: [a-z]+')],
    ['an enum', { Name: 'ab', Color: 'Red' }, failed("'Red'", 'color', 'satisfy enum value set: [red, blue]')],
    ['too low', { Name: 'ab', Degrees: 19 }, failed("'19'", 'degrees', 'have value greater than or equal to 20')],
    ['too high', { Name: 'ab', Degrees: 101 }, failed("'101'", 'degrees', 'have value less than or equal to 100')],
    [
      'too many bytes',
      { Name: 'ab', Label: 'YWJjZA==' },
      failed("'YWJjZA=='", 'label', 'have length less than or equal to 3'),
    ],
    [
      'a secret, which is not said',
      { Name: 'ab', Secret: 'x' },
      "Value at 'secret' failed to satisfy constraint: Member must have length greater than or equal to 2",
    ],
    [
      'too many elements',
      { Name: 'ab', Names: ['ab', 'cd', 'ef'] },
      failed("'[ab, cd, ef]'", 'names', 'have length less than or equal to 2'),
    ],
    [
      'an element',
      { Name: 'ab', Names: ['ab', 'a'] },
      failed(
        "'[ab, a]'",
        'names',
        'satisfy constraint: [Member must have length less than or equal to 8, Member must have length greater than or equal to 2, Member must satisfy regular expression pattern: [a-z]+]',
      ),
    ],
    [
      'a member of an element',
      { Name: 'ab', Tags: [{ Key: 'ab' }, {}] },
      failed('null', 'tags.2.member.key', 'not be null'),
    ],
  ])('refuses %s', (_, input, message) => {
    expect(send(input)).toBe(refused(message));
  });

  test('refuses a key and a value of a map, each in its words', () => {
    expect(send({ Name: 'ab', TagMap: { ab: 'green' } })).toContain(
      "Value '{ab=green}' at 'tagMap' failed to satisfy constraint: Map value must satisfy constraint: [Member must satisfy enum value set: [red, blue]]",
    );
    expect(send({ Name: 'ab', TagMap: { A: 'red' } })).toContain('Map keys must satisfy constraint: [');
  });

  test('says all that is wrong at once', () => {
    const errors = [
      failed("'a'", 'name', 'have length greater than or equal to 2'),
      failed("'0'", 'degrees', 'have value greater than or equal to 20'),
    ];
    expect(send({ Name: 'a', Degrees: 0 })).toBe(
      `400 ValidationException: 2 validation errors detected: ${errors.join('; ')}`,
    );
  });

  test.each([
    [{ Name: 1 }, 'NUMBER_VALUE can not be converted to a String (Name)'],
    [{ Name: 'ab', Degrees: '20' }, 'STRING_VALUE can not be converted to an Integer (Degrees)'],
    [{ Name: 'ab', Degrees: 20.5 }, 'NUMBER_VALUE can not be converted to an Integer (Degrees)'],
    [{ Name: 'ab', On: 'true' }, 'STRING_VALUE can not be converted to a Boolean (On)'],
    [{ Name: 'ab', Names: 'ab' }, 'STRING_VALUE can not be converted to a List (Names)'],
    [{ Name: 'ab', Tags: [['ab']] }, 'START_ARRAY can not be converted to a Structure (Tags.1)'],
    [[], 'START_ARRAY can not be converted to a Structure ()'],
    ['{', 'The body of the request is not JSON.'],
  ])('cannot read %j', (input, message) => {
    expect(send(input)).toBe(`400 SerializationException: ${message}`);
  });

  test('refuses, rather than lets pass, what it has a pattern for that it cannot read', () => {
    expect(send({ Name: 'ab', Unreadable: 'a' })).toMatch(
      /^400 UnknownOperationException: The pattern \[a-z\]\+\+ of Unreadable \(kettles\) means something else in JavaScript/,
    );
  });

  test('a member that is called like what every object inherits is one that nobody knows', () => {
    expect(send('{"Name":"ab","constructor":1,"__proto__":2}')).toBe('taken');
    expect(send('{"__proto__":{"Name":"ab"}}')).toBe(refused(failed('null', 'name', 'not be null')));
  });
});

describe('forms', () => {
  const send = (body: string, service = 'forms') =>
    answer(service, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `Action=Boil&Version=1&${body}`,
    });

  test('takes what the model allows, and parameters that nobody knows', () => {
    const all = [
      ...['Name=ab', 'Degrees=20', 'Share=0.5', 'On=true', 'Since=2026-01-01T00:00:00Z', 'Lid=open'],
      ...['Names.member.1=ab', 'Names.member.2=cd', 'FlatNames.1=ab', 'Tags.member.1.Key=ab'],
      ...['TagMap.entry.1.key=ab', 'TagMap.entry.1.value=red'],
    ];
    expect(send(all.join('&'))).toBe('taken');
  });

  test.each([
    ['', failed('null', 'name', 'not be null')],
    ['Name=ab&Degrees=19', failed("'19'", 'degrees', 'have value greater than or equal to 20')],
    ['Name=ab&Tags.member.1.Value=x', failed('null', 'tags.1.member.key', 'not be null')],
    [
      'Name=ab&Names.member.1=ab&Names.member.2=cd&Names.member.3=ef',
      failed("'[ab, cd, ef]'", 'names', 'have length less than or equal to 2'),
    ],
    ['Name=a%20b', failed("'a b'", 'name', 'satisfy regular expression pattern: [a-z]+')],
  ])('refuses %j', (body, message) => {
    expect(send(body)).toBe(`400 ValidationError: ${one(message)}`);
  });

  test.each(['Degrees=hot', 'Share=half', 'On=1'])('cannot read %s', (parameter) => {
    expect(send(`Name=ab&${parameter}`)).toMatch(/^400 MalformedInput: STRING_VALUE can not be converted to an? /);
  });

  test('a flat list and a map are read as they are written', () => {
    expect(send('Name=ab&FlatNames.1=a')).toContain("'[a]' at 'flatNames'");
    expect(send('Name=ab&TagMap.entry.1.key=ab&TagMap.entry.1.value=green')).toContain("'{ab=green}' at 'tagMap'");
  });

  test('EC2 has lists without `member`, and refuses parameters that nobody knows', () => {
    expect(send('Name=ab&Names.1=ab', 'ec2')).toBe('taken');
    expect(send('Name=ab&Names.1=a', 'ec2')).toMatch(/^400 InvalidParameterValue: .*'\[a\]' at 'names'/);
    expect(send('Name=ab&Lid=open', 'ec2')).toBe('400 UnknownParameter: The parameter Lid is not recognized');
  });
});

describe('REST with JSON', () => {
  const send = (path: string, headers: Record<string, string> = {}, body = '') =>
    answer('rest', { method: 'PUT', path, headers, body });

  test('takes what the model allows, from path, query, headers and body', () => {
    expect(send('/kettles/ab?degrees=20&names=ab&names=cd', { 'x-color': 'red' }, '{"tagList":[{"Key":"ab"}]}')).toBe(
      'taken',
    );
    expect(send('/kettles/ab/?degrees=20')).toBe('taken');
  });

  test.each([
    ['/kettles/a%20b?degrees=20', {}, '', failed("'a b'", 'name', 'satisfy regular expression pattern: [a-z]+')],
    ['/kettles/ab', {}, '', failed('null', 'degrees', 'not be null')],
    ['/kettles/ab?degrees=101', {}, '', failed("'101'", 'degrees', 'have value less than or equal to 100')],
    [
      '/kettles/ab?degrees=20&names=ab&names=cd&names=ef',
      {},
      '',
      failed("'[ab, cd, ef]'", 'names', 'have length less than or equal to 2'),
    ],
    [
      '/kettles/ab?degrees=20',
      { 'x-color': 'green' },
      '',
      failed("'green'", 'color', 'satisfy enum value set: [red, blue]'),
    ],
    ['/kettles/ab?degrees=20', {}, '{"tagList":[{"Value":"x"}]}', failed('null', 'tags.1.member.key', 'not be null')],
  ])('refuses %s %j %s', (path, headers, body, message) => {
    expect(send(path, headers, body)).toBe(`400 ValidationException: ${one(message)}`);
  });

  test('cannot read a word for a number, nor a path that is not escaped', () => {
    expect(send('/kettles/ab?degrees=hot')).toMatch(/^400 SerializationException: /);
    expect(send('/kettles/%E0%A4%A?degrees=20')).toMatch(/^400 SerializationException: /);
  });
});

describe('REST with XML', () => {
  const send = (path: string, body = '') => answer('s3', { method: 'PUT', path, body });
  const malformed =
    /^400 MalformedXML: The XML you provided was not well-formed or did not validate against our published schema \(/;

  test('takes what the model allows, and no body where none is required', () => {
    const body =
      '<?xml version="1.0"?><!-- a --><x:Kettle xmlns:x="y"><Color>red</Color><TagSet><Tag><Key>ab</Key><Value>&lt;&#65;</Value></Tag></TagSet><Name>ab</Name><Name><![CDATA[cd]]></Name></x:Kettle>';
    expect(send('/bucket', body)).toBe('taken');
    expect(send('/bucket')).toBe('taken');
  });

  test('refuses what stands in the path', () => {
    expect(send('/b')).toBe(
      `400 InvalidArgument: ${one(failed("'b'", 'bucket', 'have length greater than or equal to 2'))}`,
    );
  });

  test.each([
    '<Kettle><Color>green</Color></Kettle>',
    '<Kettle><TagSet><Tag><Value>x</Value></Tag></TagSet></Kettle>',
    '<Kettle><Name>ab</Name><Name>a</Name></Kettle>',
    '<Kettle><Lid>open</Lid></Kettle>',
    '<Kettle><Color>red</Kettle>',
    '<Kettle/><Kettle/>',
    '<Kettle>',
    'red',
  ])('refuses %s', (body) => {
    expect(send('/bucket', body)).toMatch(malformed);
  });
});

describe('CBOR', () => {
  const send = (hex: string) =>
    answer('kettles', { path: '/service/Kettles/operation/Boil', body: Buffer.from(hex.replace(/ /g, ''), 'hex') });
  const name = '64 4e616d65 62 6162'; // "Name": "ab"

  test('takes what the model allows, of known and of unknown length', () => {
    expect(send(`a1 ${name}`)).toBe('taken');
    // Degrees 30, Share 0.5 in half precision, On true, Label 3 bytes, Since a tagged time, Names of unknown length
    const rest =
      '67 44656772656573 18 1e 65 5368617265 f9 3800 62 4f6e f5 65 4c6162656c 43 616263 65 53696e6365 c1 1a 00000001 65 4e616d6573 9f 62 6162 ff';
    expect(send(`bf ${name} ${rest} ff`)).toBe('taken');
  });

  test('refuses a value, a type and what is no CBOR', () => {
    expect(send('a1 64 4e616d65 61 61')).toBe(
      `400 ValidationException: ${one(failed("'a'", 'name', 'have length greater than or equal to 2'))}`,
    );
    expect(send(`a2 ${name} 67 44656772656573 38 63`)).toContain("Value '-100' at 'degrees'");
    expect(send(`a2 ${name} 67 44656772656573 fb 4034800000000000`)).toBe(
      '400 SerializationException: NUMBER_VALUE can not be converted to an Integer (Degrees)',
    );
    for (const broken of ['a1 64 4e61', `a1 ${name} 00`, 'ff', 'bb ffffffffffffffff', 'f8 ff']) {
      expect(send(broken)).toMatch(/^400 SerializationException: it is no CBOR: /);
    }
  });
});

test('what is not known is refused by name', () => {
  expect(answer('teapots', { headers: { 'x-amz-target': 'T.Pour' } })).toBe(
    '400 UnknownOperationException: botocore has no model of teapots: the emulated AWS does not know it.',
  );
  expect(answer('kettles', { headers: { 'x-amz-target': 'K.Pour' } })).toBe(
    '400 UnknownOperationException: botocore has no operation Pour of kettles: the emulated AWS does not know it.',
  );
  expect(answer('kettles', { headers: { authorization: '' } })).toMatch(/^403 MissingAuthenticationToken: /);
});
