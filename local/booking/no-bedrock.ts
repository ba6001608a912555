import { serveLoopback, type LoopbackServer } from '../../programs/loopback-server';

/** Stands where Bedrock's runtime would: no model runs on this machine, and a function has no credentials to ask AWS for one. */
export function startNoBedrock(): Promise<LoopbackServer> {
  return serveLoopback((request, response) => {
    const type = 'NoBedrockOnThisMachine';
    request.resume();
    response.writeHead(503, { 'content-type': 'application/json', 'x-amzn-errortype': type });
    response.end(JSON.stringify({ message: 'There is no Bedrock in a local run.' }));
    return Promise.resolve();
  });
}
