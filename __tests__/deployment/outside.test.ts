import { isOutside } from '../../deployment/outside';
import { OutsideError } from '../../programs/errors';
import { UserError } from '../../programs/user-error';
import { awsError } from './aws';

describe('of the outside world', () => {
  const withCode = (code: string, name = 'Error') => Object.assign(new Error('x'), { code, name });

  test.each<[string, unknown, boolean]>([
    ['an answer of AWS', awsError('Odd', 'x'), true],
    ['a refused connection', withCode('ECONNREFUSED'), true],
    ['a file that is not there', withCode('ENOENT'), true],
    ['a certificate that is not trusted', withCode('ERR_TLS_CERT_ALTNAME_INVALID'), true],
    [
      'fetch, which hides the reason in the cause',
      new TypeError('fetch failed', { cause: withCode('ENOTFOUND') }),
      true,
    ],
    ['what the person can put right', new UserError('x'), true],
    ['what another program would not do', new OutsideError('x', { next: 'y' }), true],
    ['several of these', new AggregateError([withCode('ECONNREFUSED'), awsError('Odd', 'x')]), true],
    ['a bug', new TypeError('x is not a function'), false],
    ["a bug that Node's own functions notice", withCode('ERR_INVALID_ARG_TYPE', 'TypeError'), false],
    ['a bug among several', new AggregateError([withCode('ECONNREFUSED'), new RangeError('x')]), false],
    ['no errors at all', new AggregateError([]), false],
    ['an error that only has the name', Object.assign(new Error('x'), { name: 'UserError' }), false],
    ['an error of nobody', new Error('x'), false],
    ['no error', 'ECONNREFUSED', false],
  ])('%s: %#', (_, error, expected) => {
    expect(isOutside(error)).toBe(expected);
  });
});
