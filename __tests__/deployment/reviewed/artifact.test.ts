import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArtifacts, writeArtifacts, type Artifact } from '../../../deployment/reviewed/artifact';
import { readStateIdentity } from '../../../deployment/reviewed/manifest';
import { refuserOf } from '../../../deployment/reviewed/refuse';
import { directoryWith } from '../project';

const KEY = Buffer.alloc(32, 5);
const refuse = refuserOf('staging', 'FILE');
const ARTIFACT: Artifact = {
  manifest: {
    schemaVersion: 1,
    environment: 'staging',
    account: '123456789012',
    region: 'eu-west-1',
    commit: 'c0ffee',
    digest: 'd'.repeat(64),
    state: { lineage: 'a-lineage', serial: 7 },
    terraform: '1.11.4',
    providers: 'provider "aws" {}\n',
    archives: { cache: 'c=', füll: 'f=' },
    serving: { cache: '3' },
    createdAt: '2026-11-25T10:00:00.000Z',
  },
  plan: Buffer.from([0, 255, 10, 13, 0]),
};

test('what was written is read, by this user only, and nothing is left beside it', () => {
  const directory = directoryWith();
  const file = join(directory, 'staging.plan');
  writeArtifacts(file, [ARTIFACT], KEY);
  expect(readArtifacts(file, KEY, refuse)).toEqual([ARTIFACT]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(directory)).toEqual(['staging.plan']);
  expect(readFileSync(file, 'latin1')).not.toContain('staging');
});

test('plans that were reviewed together are kept together, in their order, empty ones too', () => {
  const file = join(directoryWith(), 'staging.plan');
  const other = { manifest: { ...ARTIFACT.manifest, environment: 'staging-booking' }, plan: Buffer.alloc(0) };
  for (const all of [
    [ARTIFACT, other],
    [other, ARTIFACT, other],
  ]) {
    writeArtifacts(file, all, KEY);
    expect(readArtifacts(file, KEY, refuse)).toEqual(all);
  }
});

test('an older one is replaced, its permissions included', () => {
  const file = join(directoryWith({ 'staging.plan': 'old' }), 'staging.plan');
  chmodSync(file, 0o644);
  writeArtifacts(file, [ARTIFACT], KEY);
  expect(readArtifacts(file, KEY, refuse)).toEqual([ARTIFACT]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('one that cannot be written leaves nothing', () => {
  const directory = directoryWith({ 'taken/by-another': '' });
  expect(() => writeArtifacts(join(directory, 'taken'), [ARTIFACT], KEY)).toThrow(/EISDIR|EEXIST|ENOTEMPTY/);
  expect(readdirSync(directory)).toEqual(['taken']);
  expect(() => writeArtifacts(join(directory, 'missing', 'plan'), [ARTIFACT], KEY)).toThrow('ENOENT');
  expect(existsSync(join(directory, 'missing'))).toBe(false);
});

test('what is not one is refused, with what to do', () => {
  const file = join(directoryWith(), 'staging.plan');
  writeFileSync(file, 'something else');
  expect(refusalOf(() => readArtifacts(file, KEY, refuse))).toMatchObject({
    stage: 'plan',
    message: `${file} is not applied. It is not a plan that trinity review has kept.`,
    next: 'Review again: bin/trinity review staging --plan-out FILE',
  });
});

test('the identity of a state is its lineage and its serial, and of none, nothing', () => {
  expect(readStateIdentity('{"version":4,"serial":7,"lineage":"a-lineage","outputs":{}}')).toEqual({
    lineage: 'a-lineage',
    serial: 7,
  });
  expect(readStateIdentity('\n')).toEqual({ lineage: null, serial: 0 });
});

function refusalOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
