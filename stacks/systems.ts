import type { Construct } from 'constructs';
import type { Environment } from '../environments/schema';
import { systemsOf } from '../environments/systems';
import type { SystemName } from '../model/systems';
import { Bundles } from './bundles';
import { booking } from './booking';
import { roomCache } from './room-cache';
import type { System } from './system';

/** One that nothing makes a stack of does not compile. */
const SYSTEMS: Readonly<Record<SystemName, System>> = { 'room-cache': roomCache, booking };

/** Makes the stack of each system of an environment. @param outdir where the bundles are @throws SynthesisError */
export function compose(scope: Construct, environment: Environment, outdir: string): void {
  for (const name of systemsOf(environment)) SYSTEMS[name].compose(scope, environment, new Bundles(outdir, name));
}
