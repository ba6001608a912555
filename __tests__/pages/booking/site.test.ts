import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminFile } from '../../../local/booking/site/admin';

const bundles = mkdtempSync(join(tmpdir(), 'trinity-admin-'));
afterAll(() => rmSync(bundles, { recursive: true }));

const signIn = { endpoint: 'http://127.0.0.1:40127', userPoolId: 'eu-west-1_Ab1', clientId: 'c1' };
const get = (path: string, place: { signIn: typeof signIn | undefined } = { signIn }) =>
  adminFile({ path, query: new URLSearchParams(), origin: 'http://localhost:4000' }, { bundles, ...place });

test('the page may ask its own origin and Cognito, and has nothing inline', () => {
  const { content, headers } = get('/admin')!;
  expect(headers!['content-security-policy']).toContain("connect-src 'self' http://127.0.0.1:40127;");
  expect(headers!['content-security-policy']).toContain("require-trusted-types-for 'script'");
  expect(headers!['content-security-policy']).not.toContain('unsafe');
  expect(String(content)).not.toMatch(/ style=|<style|<script>| on\w+=/);
});

test('its configuration is what whoever publishes it writes', () => {
  const { content, status } = get('/admin.json')!;
  expect(status).toBe(200);
  expect(JSON.parse(String(content))).toEqual({
    ...{ endpoint: 'http://localhost:4000/graphql', userPoolId: 'eu-west-1_Ab1', clientId: 'c1' },
    cognito: 'http://127.0.0.1:40127',
  });
  expect(get('/admin.json', { signIn: undefined })!.status).toBe(503);
});

test('its script is there when it is built, and nothing else is', () => {
  expect(get('/admin.js')).toBeUndefined();
  mkdirSync(join(bundles, 'pages'));
  writeFileSync(join(bundles, 'pages/admin.js'), 'built');
  expect(String(get('/admin.js')!.content)).toBe('built');
  for (const path of ['/admin/', '/admin.ts', '/admin.html', '/constructor']) expect(get(path)).toBeUndefined();
});
