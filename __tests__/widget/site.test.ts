import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { siteOf, type Made } from '../../local/booking/site';

const bundles = mkdtempSync(join(tmpdir(), 'trinity-site-'));
mkdirSync(join(bundles, 'widget'));
for (const name of ['chat.js', 'chat.0123456789abcdef.js', 'manifest.json'])
  writeFileSync(join(bundles, 'widget', name), '{}');
writeFileSync(join(bundles, 'secret.js'), 'secret');
afterAll(() => rmSync(bundles, { recursive: true }));

const business = (tenantId: string, language: 'es' | 'pt') => ({
  tenantId,
  name: `<${tenantId}>`,
  key: `bk_${tenantId}`,
  language,
});
const made: Made = {
  businesses: [business('peluqueria-ana', 'es'), business('oficina-central', 'pt')],
  token: 'a-token',
};

function get(address: string, parts: { made: Made | undefined } = { made }) {
  const { pathname: path, searchParams: query, origin } = new URL(address, 'http://localhost:4000');
  const file = siteOf({ path, query, origin }, { bundles, apiKey: undefined, signIn: undefined, ...parts });
  return file && { ...file, text: String(file.content) };
}

test('the page is of the first business, in its language, with the chat by the tag that an owner would paste', () => {
  const { text, headers, status } = get('/')!;
  expect(status).toBe(200);
  expect(text).toContain('<html lang="es">');
  expect(text).toContain(
    '<script src="http://localhost:4000/widget/chat.js" data-key="bk_peluqueria-ana" data-endpoint="http://localhost:4000/graphql" async></script>',
  );
  expect(text).not.toContain('a-token');
  expect(headers!['content-security-policy']).not.toContain('unsafe');
  expect(text).not.toMatch(/ style=|<style|<script>| on\w+=/);
});

test.each([
  ['/?business=oficina-central', 'pt', 'bk_oficina-central'],
  ['/?business=oficina-central&lang=en', 'en', 'bk_oficina-central'],
  ['/?lang=pt', 'pt', 'bk_peluqueria-ana'],
  ['/?business=constructor&lang=constructor', 'es', 'bk_peluqueria-ana'],
])('%s is in %s, with the key %s', (address, language, key) => {
  const { text } = get(address)!;
  expect(text).toContain(`<html lang="${language}">`);
  expect(text).toContain(`data-key="${key}"`);
});

test('a name is text, whatever is in it', () => {
  const { text } = get('/')!;
  expect(text).toContain('<title>&lt;peluqueria-ana&gt;</title>');
  expect(text).not.toContain('<peluqueria-ana>');
});

test('leads to the other pages, and to GraphiQL', () => {
  const { text } = get('/?lang=en')!;
  for (const link of ['/?business=oficina-central&amp;lang=en', '/?business=peluqueria-ana&amp;lang=pt', '/graphiql']) {
    expect(text).toContain(`href="${link}"`);
  }
});

test('without a business it says what is missing', () => {
  const { status, text } = get('/', { made: undefined })!;
  expect(status).toBe(404);
  expect(text).toContain('<code>--no-demo</code>');
  expect(get('/widget/chat.js', { made: undefined })).toBeDefined();
});

test('pages of any origin may load the widget, and keep the one with a hash for ever', () => {
  const shared = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
  expect(get('/widget/chat.js')).toMatchObject({ type: 'text/javascript; charset=utf-8', headers: shared });
  expect(get('/widget/chat.js')!.headers).not.toHaveProperty('cache-control');
  const forEver = { ...shared, 'cache-control': 'public, max-age=31536000, immutable' };
  expect(get('/widget/chat.0123456789abcdef.js')!.headers).toEqual(forEver);
  expect(get('/widget/manifest.json')).toMatchObject({ type: 'application/json', headers: shared });
  for (const path of ['/', '/page.css', '/icon.svg'])
    expect(get(path)!.headers ?? {}).not.toHaveProperty('access-control-allow-origin');
});

test.each([
  '/widget/chat.aaaaaaaaaaaaaaaa.js',
  '/widget/other.js',
  '/widget/..%2fsecret.js',
  '/widget/',
  '/page.ts',
  '/constructor',
])('nothing is at %s', (path) => expect(get(path)).toBeUndefined());
