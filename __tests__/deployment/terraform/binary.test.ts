import { explainMissing, findTerraform, isAtLeast } from '../../../deployment/terraform/binary';
import { directoryWith, pathWith, TOOLS } from '../project';

const says = (version: string) => `echo '{"terraform_version": "${version}"}'`;

function find(programs: Record<string, string>, env: NodeJS.ProcessEnv = {}) {
  return findTerraform({ root: directoryWith(), env: { PATH: `${pathWith(programs)}:/nowhere`, ...env } });
}

test('Terraform, where there is one', async () => {
  await expect(find({ terraform: says('1.11.4'), tofu: says('1.9.0') })).resolves.toEqual({
    command: 'terraform',
    version: '1.11.4',
  });
});

test('OpenTofu, where there is no Terraform', async () => {
  await expect(find({ tofu: says('1.10.2') })).resolves.toEqual({ command: 'tofu', version: '1.10.2' });
});

test('none', async () => {
  await expect(find({})).resolves.toBeUndefined();
});

test.each([
  ['no JSON', 'echo Terraform v1.11.4'],
  ['nothing', 'true'],
  ['another JSON', 'echo "{}"'],
  ['a version that is no text', `echo '{"terraform_version": 1}'`],
])('a program that says %s is not Terraform', async (_, script) => {
  await expect(find({ terraform: script })).resolves.toBeUndefined();
});

test('the one that TERRAFORM_BINARY_NAME names, and no other', async () => {
  const programs = { terraform: says('1.11.4'), terraform_1_12: says('1.12.0') };
  await expect(find(programs, { TERRAFORM_BINARY_NAME: 'terraform_1_12' })).resolves.toEqual({
    command: 'terraform_1_12',
    version: '1.12.0',
  });
  await expect(find(programs, { TERRAFORM_BINARY_NAME: 'terrafrom' })).resolves.toBeUndefined();
});

test('what is missing is named', () => {
  expect(explainMissing({ root: '/', env: {} })).toEqual({
    reason: 'There is neither terraform nor tofu on the PATH.',
    next: 'Install Terraform or OpenTofu, 1.10.0 or later.',
  });
  expect(explainMissing({ root: '/', env: { TERRAFORM_BINARY_NAME: 'terrafrom', PATH: TOOLS } })).toEqual({
    reason: 'TERRAFORM_BINARY_NAME is terrafrom, which is not on the PATH or not Terraform.',
    next: 'Install Terraform or OpenTofu, 1.10.0 or later, or unset TERRAFORM_BINARY_NAME.',
  });
});

test.each([
  ['1.10.0', true],
  ['1.10.0-rc2', true],
  ['1.11.4', true],
  ['2.0.0', true],
  ['1.9.8', false],
  ['0.15.5', false],
  ['1.9', false],
  ['', false],
  ['latest', false],
])('%p is at least 1.10.0: %p', (version, expected) => {
  expect(isAtLeast(version, '1.10.0')).toBe(expected);
});
