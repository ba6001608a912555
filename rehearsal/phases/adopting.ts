import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspectionSchema } from '../../import/schema';
import type { Ended } from '../trinity';
import type { World } from '../world';
import { AT_FAULT, CUT_OFF, ridingOut, SLOW, THROTTLED, WHILE_IT_PLANS, withFaults } from './faults';
import { deployArguments, killAt, unlock, type Moment } from './killed';
import { makeByHand, tablesMadeByHand } from './made-by-hand';
import { expectEnd, expectSame, seconds, type Phase } from './phase';
import { expectAsRemembered, remember, remembered } from './remembered';

/** Before the first deploy, which imports them. */
export const adoptedInTheConfiguration: readonly Phase[] = [
  {
    name: 'tables made by hand are inspected, and the one whose items nobody can read is refused',
    async run(world) {
      const start = performance.now();
      await makeByHand(world);
      const made = (performance.now() - start) / 1000;
      await remember(world);
      const counts = Object.values(tablesMadeByHand(world.environment)).map(({ items }) => items.length);
      expectSame(
        Object.values(remembered(world).items).map((said) => Number.parseInt(said)),
        counts,
        'items that were written',
      );
      const inspect = ['--inspect', '--sample', '100'];
      const person = byAPerson(world);
      await killAt(person, ['import', world.environment.name, ...inspect], READ_ITEMS);
      const ended = await withFaults(person, ridingOut({ Scan: THROTTLED, DescribeTimeToLive: THROTTLED }), () =>
        person.shell.follow(asRunbook(inspect), '--json'),
      );
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
      await expectAsRemembered(world);
      return `killed once; exit code 3, ${seconds(ended)}, ${counts.join(' + ')} items made in ${made.toFixed(1)} s`;
    },
  },
  {
    name: 'the two caches are adopted in the configuration, whole or not at all, and once',
    async run(world) {
      const { environment, project } = world;
      const { roomMovieCache, roomCacheMetadata, rooms } = tablesMadeByHand(environment);
      const file = fileOf(world);
      const read = () => readFileSync(join(project.root, file), 'utf8');
      const refused = `${rooms.name}: NOT ADOPTED as systems.roomCache.tables.rooms. 100 of 100 items that were read cannot be parsed`;
      const before = read();
      const person = byAPerson(world);
      await killAt(person, ['import', environment.name, '--write'], READ_ITEMS);
      expectSame(read(), before, `${file} after a kill`);
      const failed = await withFaults(person, [{ service: 'dynamodb', operation: 'Scan', answer: AT_FAULT }], () =>
        adopt(person, '--write'),
      );
      expectEnd(failed, 10, 'An AWS service has a fault of its own', 'DynamoDB: Scan', 'run the command again');
      expectSame(read(), before, `${file} after a failure`);

      const faults = ridingOut({
        ListTables: SLOW,
        DescribeTable: CUT_OFF,
        ListTagsOfResource: AT_FAULT,
        Scan: CUT_OFF,
      });
      const written = await withFaults(person, faults, () => person.shell.follow(asRunbook(['--write'])));
      expectEnd(written, 3, refused, ...adoptedAs(roomMovieCache.name, roomCacheMetadata.name, file));
      const text = read();
      expectEnd(await adopt(person, '--write'), 3, refused);
      expectSame(read(), text, `${file} after it was written again`);
      project.commit('Adopt the caches');
      return `killed once, failed once with exit code 10; written ${seconds(written)}`;
    },
  },
  {
    name: 'the check says what a deploy adds to them, and changes nothing, killed or not',
    async run(world) {
      const { roomMovieCache, roomCacheMetadata } = tablesMadeByHand(world.environment);
      const person = byAPerson(world);
      const failed = await withFaults(person, [{ service: 'sts', answer: THROTTLED }], () => adopt(person, '--check'));
      expectEnd(failed, 11, 'AWS throttles STS: GetCallerIdentity', 'Wait a minute and run the command again');
      await killAt(person, ['import', world.environment.name, '--check'], importOf(roomMovieCache.name));
      const check = await withFaults(person, WHILE_IT_PLANS, () => person.shell.follow(asRunbook(['--check'])));
      const imported = [roomMovieCache.name, roomCacheMetadata.name].map((name) => `${name}: is imported as it is`);
      expectEnd(check, 0, ...imported);
      const added = check.stdout.split('\n').filter((line) => line.startsWith('  adds '));
      expectSame(added, ['  adds     the tag Project of the environment'], 'what the check says that a deploy adds');
      await expectAsRemembered(world);
      return `failed once with exit code 11, killed once; checked ${seconds(check)}`;
    },
  },
  {
    name: 'a deploy is killed while it imports them, and has changed nothing',
    async run(world) {
      const { roomCacheMetadata } = tablesMadeByHand(world.environment);
      await killAt(world, deployArguments(world), importOf(roomCacheMetadata.name));
      await unlock(world);
      await expectAsRemembered(world);
      return 'unlocked';
    },
  },
];

/** Who adopts looks at all tables of the account, and at items: GitHub's roles may not. */
export const byAPerson = (world: World): World => ({ ...world, shell: world.shell.as('administrator') });

const READ_ITEMS: Moment = { service: 'dynamodb', operation: 'Scan' };

/** Nothing else of a plan asks it, and the provider does so while it imports. */
const importOf = (about: string): Moment => ({ service: 'dynamodb', operation: 'DescribeTimeToLive', about });

/** `bin/trinity import`, as the runbook has it. */
export const asRunbook = (options: readonly string[]) =>
  ({ runbook: 'adopting', command: ['bin/trinity import staging', ...options].join(' ') }) as const;

const adopt = ({ shell }: World, ...options: string[]): Promise<Ended> => shell.trinity('import', ...options);

/** The environment's, in the copy. */
export const fileOf = ({ environment }: World): string => `environments/${environment.name}.ts`;

const adoptedAs = (films: string, caches: string, file: string): string[] => [
  `${films}: is adopted as systems.roomCache.tables.roomMovieCache in ${file}`,
  `${caches}: is adopted as systems.roomCache.tables.roomCacheMetadata in ${file}`,
];
