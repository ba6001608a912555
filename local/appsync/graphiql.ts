import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { own } from '../../keys/own';

export interface StaticFile {
  readonly type: string;
  readonly content: string | Buffer;
}

/** What the page loads, from the installed packages: it works without internet. */
const assets: Readonly<Record<string, { package: string; file: string; type: string }>> = {
  '/graphiql/react.js': { package: 'react', file: 'umd/react.production.min.js', type: 'text/javascript' },
  '/graphiql/react-dom.js': { package: 'react-dom', file: 'umd/react-dom.production.min.js', type: 'text/javascript' },
  '/graphiql/graphiql.js': { package: 'graphiql', file: 'graphiql.min.js', type: 'text/javascript' },
  '/graphiql/graphiql.css': { package: 'graphiql', file: 'graphiql.min.css', type: 'text/css' },
};

/**
 * GraphiQL: the page itself and what it loads.
 *
 * @param path of the request
 * @param apiKey that the page sends along
 * @returns undefined for a path that is none of them
 */
export async function graphiqlFile(path: string, apiKey: string | undefined): Promise<StaticFile | undefined> {
  if (path === '/') return { type: 'text/html', content: page(apiKey) };
  const asset = own(assets, path);
  if (!asset) return undefined;
  const folder = dirname(require.resolve(`${asset.package}/package.json`));
  return { type: asset.type, content: await readFile(join(folder, asset.file)) };
}

function page(apiKey: string | undefined): string {
  const headers = JSON.stringify(apiKey === undefined ? {} : { 'x-api-key': apiKey }).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>GraphiQL</title>
    <link rel="stylesheet" href="/graphiql/graphiql.css">
    <style>body { margin: 0; } #graphiql { height: 100vh; }</style>
  </head>
  <body>
    <div id="graphiql"></div>
    <script src="/graphiql/react.js"></script>
    <script src="/graphiql/react-dom.js"></script>
    <script src="/graphiql/graphiql.js"></script>
    <script>
      const headers = ${headers};
      const fetcher = GraphiQL.createFetcher({ url: '/graphql', headers });
      const props = { fetcher, defaultHeaders: JSON.stringify(headers, null, 2) };
      ReactDOM.render(React.createElement(GraphiQL, props), document.getElementById('graphiql'));
    </script>
  </body>
</html>
`;
}
