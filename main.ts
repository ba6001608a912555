import { App } from 'cdktf';
import { loadEnvironment, loadEnvironments, type Environment } from './environments';
import { explainUnknown, isName } from './environments/names';
import { sayEnd } from './programs/end';
import { SynthesisError } from './stacks/errors';
import { useArrayIsArray } from './stacks/overrides';
import { compose } from './stacks/systems';

/**
 * Synthesizes a stack of each system in each environment into CDKTF_OUTDIR, cdktf.out unless it is set. Who needs one environment only says so
 * in the context, as CDKTF has it, and no other file is looked at: CDKTF_CONTEXT_JSON='{"environment":"dev"}'.
 */
function main(): void {
  const app = new App({ stackTraces: false });
  const environments = wanted(app.node.tryGetContext('environment'));
  // CDKTF takes a stack trace for each token: mapping them all to TypeScript would be a fifth of the synthesis.
  process.setSourceMapsEnabled(false);
  for (const environment of environments) compose(app, environment, app.outdir);
  app.synth();
}

/** @param only the name of the one that is wanted; undefined for all */
function wanted(only: unknown): Environment[] {
  if (only === undefined) return loadEnvironments();
  const name = typeof only === 'string' ? only : JSON.stringify(only);
  if (!isName(name)) throw new SynthesisError(explainUnknown(name));
  return [loadEnvironment(name)];
}

useArrayIsArray();
try {
  main();
} catch (error) {
  process.setSourceMapsEnabled(true);
  process.exitCode = sayEnd(error);
}
