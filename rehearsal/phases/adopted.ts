import { findEndpoint } from '../../deployment/room-cache/endpoint';
import { GraphqlClient } from '../../deployment/graphql';
import { Member } from '../../deployment/room-cache/rooms';
import { reviewsSchema } from '../../packages/plan-review/src/schema';
import { clientsOf } from '../clients';
import { reportOf } from '../trinity';
import type { World } from '../world';
import { asRunbook, byAPerson, fileOf } from './adopting';
import { CUT_OFF, denied, ridingOut, THROTTLED, withFaults } from './faults';
import { deployArguments, killAt, unlock, type Moment } from './killed';
import { FILMS, LOADED_ROOMS, tablesMadeByHand } from './made-by-hand';
import { changes, deploy, deployed, expectEnd, expectSame, seconds, stepsOf, type Phase } from './phase';
import { expectAsRemembered, expectNothingLost, remember } from './remembered';

/** What a deploy changes of a table that it has imported: what the configuration protects, or the tag that it lacks. */
export const updateOfImported = ({ environment }: World): Moment => ({
  service: 'dynamodb',
  operation: environment.systems.roomCache.tables.roomCacheMetadata.deletionProtection.enabled
    ? 'UpdateTable'
    : 'TagResource',
  about: tablesMadeByHand(environment).roomCacheMetadata.name,
});

/** After a deploy that was killed when it had begun to change them. */
export const untouchedByTheKill: Phase = {
  name: 'the killed deploy has taken no item, index, stream or TTL from what it was importing',
  async run(world) {
    await expectNothingLost(world);
    return 'the tag that it adds may be there, or not yet';
  },
};

/** Whether a deploy switches recovery on for what it has imported, which is the last that it does to a table. */
export const switchesRecoveryOn = ({ systems }: World['environment']): boolean =>
  systems.roomCache.tables.roomCacheMetadata.pointInTimeRecovery.enabled;

/** After `untouchedByTheKill`. */
export const failedUpdate: Phase = {
  name: 'where AWS refuses to change one of them, the deploy says what it may not, and keeps what is imported',
  unless: (environment) => (switchesRecoveryOn(environment) ? undefined : 'their recovery stays off'),
  async run(world) {
    const { name } = tablesMadeByHand(world.environment).roomCacheMetadata;
    const operation = 'UpdateContinuousBackups';
    const faults = [{ service: 'dynamodb', operation, about: name, answer: denied(operation) }];
    const ended = await withFaults(world, faults, () => deploy(world, { runbook: 'adopting' }));
    expectEnd(ended, 14, `The AWS identity may not do dynamodb:${operation}`, 'run the command again');
    const { import: taken = 0 } = reportOf(ended).resources ?? {};
    expectSame(taken > 2, true, 'whether something was taken over beside the two tables that are adopted');
    await expectNothingLost(world);
    return `exit code 14, ${taken} taken over, ${seconds(ended)}`;
  },
};

/** After the deploy that has imported them. */
export const adopted: Phase = {
  name: 'what is adopted has every item and all that it had, and members read it through GraphQL',
  async run(world) {
    const { roomMovieCache, roomCacheMetadata } = tablesMadeByHand(world.environment);
    await expectAsRemembered(world, ({ name, tags, ...settings }) => ({
      ...settings,
      tags: name === roomCacheMetadata.name ? { ...tags, Project: 'Trinity' } : tags,
    }));
    const check = await byAPerson(world).shell.follow(asRunbook(['--check']));
    const already = [roomMovieCache.name, roomCacheMetadata.name].map((name) => `${name}: adopted already`);
    expectEnd(check, 0, ...already);
    expectSame(/NOT SAFE|^ {2}adds|^ {2}changes/m.exec(check.stdout)?.[0], undefined, 'what the check says besides');
    const films = await filmsOfMembers(world);
    return `checked ${seconds(check)}, ${films} films read by each of ${MEMBERS_ROOMS.length} members`;
  },
};

/** After `adopted`. */
export const indexesDropped: Phase = {
  name: 'the indexes go in a later change, which is reviewed and accepted; every item stays',
  async run(world) {
    const { environment, project, shell } = world;
    const { roomMovieCache, roomCacheMetadata } = tablesMadeByHand(environment);
    await remember(world);
    project.change(fileOf(world), /^( *)globalIndexes: \{\n[^]*?^\1\},\n/gm, '');
    const review = { runbook: 'adopting', command: 'bin/trinity review staging' } as const;
    const reviewed = await shell.as('plan').follow(review, '--json');
    expectEnd(reviewed, 3);
    const [made] = reviewsSchema.parse(JSON.parse(reviewed.stdout)).reviews;
    const findings = made!.findings.filter(({ blocks }) => blocks);
    expectSame(
      findings.map(({ rule, address, because }) => `${rule} ${address} ${because.join()}`.replace(/ is .*/, '')),
      [
        'index-dropped aws_dynamodb_table.room_cache_metadata index StatusIndex',
        'index-dropped aws_dynamodb_table.room_cache_metadata index TTLCleanupIndex',
        'index-dropped aws_dynamodb_table.room_movie_cache index BatchIndex',
        'index-dropped aws_dynamodb_table.room_movie_cache index TTLIndex',
      ],
      'findings that block',
    );
    const accept = findings.map(({ name }) => name);
    const lastDrop = ({ name: about }: { readonly name: string }): Moment => ({
      service: 'dynamodb',
      operation: 'UpdateTable',
      about,
      after: 1,
    });
    const faults = ridingOut({ UpdateTable: THROTTLED, DescribeTable: CUT_OFF });
    await withFaults(world, faults, () =>
      killAt(world, deployArguments(world, { accept }), lastDrop(roomMovieCache), lastDrop(roomCacheMetadata)),
    );
    await unlock(world);
    const report = await deployed(world, { runbook: 'adopting', accept });
    expectSame(changes(report), [], 'changes after the last index was dropped and nobody heard of it');
    await expectAsRemembered(world, ({ name: _, ...settings }) => ({ ...settings, indexes: [] }));
    await filmsOfMembers(world);
    return `reviewed ${seconds(reviewed)}, ${stepsOf(report)}`;
  },
};

/** One of each member. */
const MEMBERS_ROOMS = LOADED_ROOMS.slice(0, 2);

/** Each member reads a room to its end. @returns films of each */
export async function filmsOfMembers({ aws, environment }: World): Promise<number> {
  const { appsync } = clientsOf(aws, environment.region);
  const client = new GraphqlClient(await findEndpoint(appsync, environment));
  const readers = MEMBERS_ROOMS.map(async (room) => {
    const seen: string[] = [];
    for (let from: number | null = 0; from !== null;) {
      const page = await new Member(client).page(room, from, 30);
      expectSame(page.items.length > 0, true, `whether ${room} has films from ${from} on, ${page.status}`);
      seen.push(...page.items.map(({ sequenceIndex, title }) => `${sequenceIndex} ${title}`));
      from = page.nextFrom;
    }
    return seen;
  });
  const expected = Array.from({ length: FILMS }, (_, at) => `${at} Film ${at}`);
  for (const seen of await Promise.all(readers)) expectSame(seen, expected, 'films that a member reads');
  return FILMS;
}
