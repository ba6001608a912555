import { nameIn } from '../../environments/physical-name';
import { FUNCTIONS } from '../../model/booking/functions';
import { findApi, outputOf } from '../endpoint';
import { featuresOf } from '../features';
import { copiesWith, tablesHeld } from '../holdings';
import { concurrencyChecks } from '../preflight/concurrency';
import type { DeployedSystem } from '../system';
import { Functions } from './functions';
import { measurePerformance } from './performance';
import { performanceSchema, type Performance, type PerformanceDemands } from './performance/schema';
import { draw, judge, list, print, summarize } from './performance/words';
import { sectionOf } from './section';
import { tryBooking } from './trial';

/** Opens a business, books in it as a visitor, chats, erases it. */
export const booking: DeployedSystem<Performance, PerformanceDemands> = {
  preflight: (context, aws) => concurrencyChecks(context, aws, sectionOf(context.environment).functions),

  releases: (environment) =>
    Object.keys(FUNCTIONS).map((name) => ({ name, functionName: nameIn(environment, 'booking', name) })),

  features: (environment) => featuresOf(environment, sectionOf(environment)),

  verification(deployed, { lambda }) {
    const { environment } = deployed;
    const endpoint = outputOf(deployed, 'graphql_endpoint');
    return [tryBooking(environment, new Functions(environment, lambda), () => Promise.resolve(endpoint))];
  },

  endToEnd: (environment, { appsync, lambda }) =>
    tryBooking(
      environment,
      new Functions(environment, lambda),
      async () => (await findApi(appsync, environment, 'booking')).endpoint,
    ),

  performance: {
    schema: performanceSchema,
    async measure({ environment, signal }, { appsync, lambda }, demands, deployed) {
      const { endpoint } = deployed
        ? { endpoint: outputOf(deployed, 'graphql_endpoint') }
        : await findApi(appsync, environment, 'booking');
      return measurePerformance(endpoint, new Functions(environment, lambda), signal, demands);
    },
    ...{ judge, summarize, list, print, draw },
  },

  /** Its tables. The administrators of its user pool are not counted. */
  holdings: (environment, aws) => tablesHeld(environment, 'booking', sectionOf(environment).tables, aws),

  copies: (environment, aws) => copiesWith(environment, 'booking', 'tenants', aws),

  /** Terraform has made all that it needs. */
  leaves: () => Promise.resolve([]),

  warnings: () => [],
};
