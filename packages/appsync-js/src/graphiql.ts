import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { own } from '../../../keys/own';
import { name, peerDependencies } from '../package.json';
import { REAL_TIME_PATH } from './real-time/headers';

export interface StaticFile {
  /** Of HTTP. @default 200 */
  readonly status?: number;
  readonly type: string;
  readonly content: string | Uint8Array;
  /** Of HTTP, beside its type, or in place of those that every file has: `cache-control`. Default: none */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the page is made of. */
export interface GraphiqlPage {
  /** That it sends along, such as `x-api-key`. Default: none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Why it has no schema to show. Default: it asks for the schema */
  readonly noSchema?: string | undefined;
  /** What it opens with. Default: nothing. @param address what stands behind `?` in its address */
  readonly query?: (address: URLSearchParams) => string;
}

/** What the page loads, from the packages that whoever wants the page installs: it works without internet. */
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
 * @param address what stands behind `?`
 * @returns undefined for a path that is none of them
 */
export async function graphiqlFile(
  path: string,
  address: URLSearchParams,
  page: GraphiqlPage,
): Promise<StaticFile | undefined> {
  if (path === '/graphiql') {
    return Object.values(assets).every((asset) => folderOf(asset.package) !== undefined)
      ? { type: 'text/html', content: render(page, address) }
      : { status: 404, type: 'text/plain', content: NOT_INSTALLED };
  }
  const asset = own(assets, path);
  const folder = asset && folderOf(asset.package);
  return folder === undefined ? undefined : { type: asset!.type, content: await readFile(join(folder, asset!.file)) };
}

const wanted = Object.entries(peerDependencies).map(([name, version]) => `${name}@${version}`);
const NOT_INSTALLED = `GraphQL is at /graphql. GraphiQL is not installed: npm install --save-dev ${wanted.join(' ')} shows it here, beside ${name}.\n`;

/** @returns undefined when the package is not installed */
function folderOf(name: string): string | undefined {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#e10098" d="M8 1 15 14H1z"/></svg>`;

/** As a script has it: no text ends the script. */
const asScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const asHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function render({ headers = {}, noSchema, query }: GraphiqlPage, address: URLSearchParams): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>GraphiQL</title>
    <link rel="stylesheet" href="/graphiql/graphiql.css">
    <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}">
    <style>
      body { display: flex; flex-direction: column; height: 100vh; margin: 0; }
      #graphiql { flex: 1; min-height: 0; }
      p { font: 14px sans-serif; margin: 0; padding: 8px 16px; }
    </style>
  </head>
  <body>
    ${noSchema === undefined ? '' : `<p>${asHtml(noSchema)}</p>\n    `}<div id="graphiql"></div>
    <script src="/graphiql/react.js"></script>
    <script src="/graphiql/react-dom.js"></script>
    <script src="/graphiql/graphiql.js"></script>
    <script>
      const headers = ${asScript(headers)};
      const ask = GraphiQL.createFetcher({ url: '/graphql', headers });
      // AppSync's own protocol, of which GraphiQL knows nothing; each subscription has a connection.
      const subscribe = (data, given) => ({
        subscribe({ next, error, complete }) {
          const authorization = { ...given, host: location.host };
          const bytes = new TextEncoder().encode(JSON.stringify(authorization));
          const base64url = btoa(String.fromCharCode(...bytes)).replace(/[+]/g, '-').replace(/[/]/g, '_').replace(/=/g, '');
          const address = location.origin.replace('http', 'ws') + '${REAL_TIME_PATH}';
          const socket = new WebSocket(address, ['graphql-ws', 'header-' + base64url]);
          const payload = { data: JSON.stringify(data), extensions: { authorization } };
          socket.onopen = () => socket.send(JSON.stringify({ type: 'start', id: 'graphiql', payload }));
          socket.onmessage = (message) => {
            const { type, payload } = JSON.parse(message.data);
            if (type === 'data') next(payload);
            if (type === 'error' || type === 'connection_error') error(payload);
          };
          socket.onclose = () => complete();
          return { unsubscribe: () => socket.close() };
        },
      });
      const fetcher = ({ query, variables, operationName }, options) => {
        const isMeant = ({ name }) => !operationName || name?.value === operationName;
        const operation = options?.documentAST?.definitions.find((one) => one.operation && isMeant(one))?.operation;
        return operation === 'subscription'
          ? subscribe({ query, variables }, { ...headers, ...options.headers })
          : ask({ query, variables, operationName }, options);
      };
      const query = ${asScript(query?.(address) ?? '')};
      const props = { fetcher, query, defaultHeaders: JSON.stringify(headers, null, 2)${noSchema === undefined ? '' : ', schema: null'} };
      ReactDOM.render(React.createElement(GraphiQL, props), document.getElementById('graphiql'));
    </script>
  </body>
</html>
`;
}
