import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findEndpoint } from '../../deployment/endpoint';
import { GraphqlClient } from '../../deployment/graphql';
import { Member } from '../../deployment/verify/rooms';
import { inspectionSchema } from '../../import/schema';
import { reviewsSchema } from '../../review/schema';
import { clientsOf } from '../clients';
import { reportOf, type Ended } from '../trinity';
import type { World } from '../world';
import {
  dropByHand,
  FILMS,
  itemsByHand,
  LOADED_ROOMS,
  makeByHand,
  settingsByHand,
  tablesMadeByHand,
  type Settings,
} from './made-by-hand';
import { changes, deploy, expectEnd, expectSame, seconds, stepsOf, type Phase } from './phase';

/** Before the first deploy, which imports them. */
export const adoptedInTheConfiguration: readonly Phase[] = [
  {
    name: 'tables made by hand are inspected, and the one whose items nobody can read is refused',
    async run(world) {
      await makeByHand(world);
      await remember(world);
      const counts = Object.values(tablesMadeByHand(world.environment)).map(({ items }) => items.length);
      expectSame(
        Object.values(before(world).items).map((said) => Number.parseInt(said)),
        counts,
        'items that were written',
      );
      const faults = ['DescribeTimeToLive', 'Scan'].map((operation) =>
        world.aws.inject({ service: 'dynamodb', operation, times: 2, answer: { kind: 'throttle' } }),
      );
      const ended = await adopt(world, '--inspect', '--sample', '100', '--json');
      for (const fault of faults) fault.remove();
      expectEnd(ended, 3);
      const { tables } = inspectionSchema.parse(JSON.parse(ended.stdout));
      const { roomMovieCache, roomCacheMetadata, rooms } = tablesMadeByHand(world.environment);
      expectSame(
        tables.map(({ name, declared, verdict, items }) => [name, declared, verdict, items?.read, items?.unparsable]),
        [
          [rooms.name, 'rooms', 'unreadable', 100, 100],
          [roomCacheMetadata.name, 'roomCacheMetadata', 'in-place', 100, 0],
          [roomMovieCache.name, 'roomMovieCache', 'in-place', 100, 0],
        ],
        'verdicts, items read, and items that cannot be parsed',
      );
      expectSame(
        faults.map(({ hits }) => hits),
        [2, 2],
        'requests that were throttled',
      );
      await expectAsRemembered(world);
      return `exit code 3, ${seconds(ended)}, ${counts.join(' + ')} items`;
    },
  },
  {
    name: 'the two caches are adopted in the configuration, once; the check says what a deploy adds to them',
    async run(world) {
      const { environment, project } = world;
      const { roomMovieCache, roomCacheMetadata, rooms } = tablesMadeByHand(environment);
      const file = fileOf(world);
      const read = () => readFileSync(join(project.root, file), 'utf8');
      const refused = `${rooms.name}: NOT ADOPTED as tables.rooms. 100 of 100 items that were read cannot be parsed`;
      const written = await adopt(world, '--write');
      expectEnd(written, 3, refused, ...adoptedAs(roomMovieCache.name, roomCacheMetadata.name, file));
      const text = read();
      expectEnd(await adopt(world, '--write'), 3, refused);
      expectSame(read(), text, `${file} after it was written again`);
      project.commit('Adopt the caches');

      const check = await adopt(world, '--check');
      const imported = [roomMovieCache.name, roomCacheMetadata.name].map((name) => `${name}: is imported as it is`);
      expectEnd(check, 0, ...imported);
      const added = check.stdout.split('\n').filter((line) => line.startsWith('  adds '));
      expectSame(added, ['  adds     the tag Project of the environment'], 'what the check says that a deploy adds');
      await expectAsRemembered(world);
      return `written ${seconds(written)}, checked ${seconds(check)}`;
    },
  },
];

/** After a deploy that was killed when it had begun to import them. */
export const untouchedByTheKill: Phase = {
  name: 'the killed deploy has taken no item, index, stream or TTL from what it was importing',
  async run(world) {
    const { items, settings } = before(world);
    expectSame(await itemsByHand(world), items, 'items');
    expectSame(withoutTags(await settingsByHand(world)), withoutTags(settings), 'settings');
    return 'the tag that it adds may be there, or not yet';
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
    const check = await adopt(world, '--check');
    const already = [roomMovieCache.name, roomCacheMetadata.name].map((name) => `${name}: adopted already`);
    expectEnd(check, 0, ...already);
    expectSame(/NOT SAFE|^ {2}adds|^ {2}changes/m.exec(check.stdout)?.[0], undefined, 'what the check says besides');
    const films = await filmsOfMembers(world);
    return `checked ${seconds(check)}, ${films} films read by each of ${LOADED_ROOMS.length} members`;
  },
};

/** After `adopted`. */
export const indexesDropped: Phase = {
  name: 'the indexes go in a later change, which is reviewed and accepted; every item stays',
  async run(world) {
    const { environment, project, shell } = world;
    const { rooms } = tablesMadeByHand(environment);
    await remember(world);
    project.change(fileOf(world), /^( *)globalIndexes: \{\n[^]*?^\1\},\n/gm, '');
    const reviewed = await shell.trinity('review', environment.name, '--json');
    expectEnd(reviewed, 3);
    const [review] = reviewsSchema.parse(JSON.parse(reviewed.stdout)).reviews;
    const findings = review!.findings.filter(({ blocks }) => blocks);
    expectSame(
      findings.map(({ rule, address, because }) => [
        rule,
        address,
        because.map((line) => /^index \w+ is/.exec(line)?.[0]),
      ]),
      [
        [
          'index-dropped',
          'aws_dynamodb_table.room_cache_metadata',
          ['index StatusIndex is', 'index TTLCleanupIndex is'],
        ],
        ['index-dropped', 'aws_dynamodb_table.room_movie_cache', ['index BatchIndex is', 'index TTLIndex is']],
      ],
      'findings that block',
    );
    const ended = await deploy(world, { accept: findings.map(({ name }) => name) });
    expectEnd(ended, 0);
    const report = reportOf(ended);
    const dropped = ['change aws_dynamodb_table.room_cache_metadata', 'change aws_dynamodb_table.room_movie_cache'];
    expectSame(changes(report), dropped, 'changes');
    await expectAsRemembered(world, ({ name: _, ...settings }) => ({ ...settings, indexes: [] }));
    await filmsOfMembers(world);
    await dropByHand(world, rooms.name);
    return `reviewed ${seconds(reviewed)}, ${stepsOf(report)}`;
  },
};

interface Remembered {
  readonly items: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, Settings>>;
}

const remembered = new WeakMap<World, Remembered>();
const before = (world: World): Remembered => remembered.get(world)!;

async function remember(world: World): Promise<void> {
  remembered.set(world, { items: await itemsByHand(world), settings: await settingsByHand(world) });
}

const withoutTags = (all: Remembered['settings']): unknown =>
  Object.entries(all).map(([name, { tags: _, ...settings }]) => [name, settings]);

/** @param now what a table's settings are by now. Default: what they were */
async function expectAsRemembered(
  world: World,
  now: (was: Settings & { readonly name: string }) => Settings = ({ name: _, ...was }) => was,
): Promise<void> {
  const { items, settings } = before(world);
  expectSame(await itemsByHand(world), items, 'items');
  const expected = Object.entries(settings).map(([name, was]) => [name, now({ ...was, name })] as const);
  expectSame(await settingsByHand(world), Object.fromEntries(expected), 'settings');
}

const adopt = ({ shell, environment }: World, ...options: string[]): Promise<Ended> =>
  shell.trinity('import', environment.name, ...options);

const fileOf = ({ environment }: World): string => `environments/${environment.name}.ts`;

const adoptedAs = (films: string, caches: string, file: string): string[] => [
  `${films}: is adopted as tables.roomMovieCache in ${file}`,
  `${caches}: is adopted as tables.roomCacheMetadata in ${file}`,
];

/** Each member reads a room to its end. @returns films of each */
async function filmsOfMembers({ aws, environment }: World): Promise<number> {
  const { appsync } = clientsOf(aws, environment.region);
  const client = new GraphqlClient(await findEndpoint(appsync, environment));
  const readers = LOADED_ROOMS.map(async (room) => {
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
