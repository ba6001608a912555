import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamodbKind } from '../../local/dynamodb';
import { copyCheckout } from '../support/checkout';
import { Member } from '../support/graphql-client';
import { groupEnds } from '../support/group-ends';
import { describeWith } from '../support/loud-skip';
import { startCli } from '../support/start';

describe('--data with dynalite', () => keepsRooms('dynalite'));
describeWith('java', '--data with DynamoDB Local', () => keepsRooms('local'));

/** `npm start --data` twice, with Ctrl-C in between. */
function keepsRooms(engine: DynamodbKind): void {
  it('keeps a room over a restart, and the members go on reading', async () => {
    const checkout = copyCheckout();
    const data = mkdtempSync(join(tmpdir(), 'trinity-data-'));
    const start = async () => {
      const args = ['--json', '--no-demo', '--port', '0', '--data', data, '--dynamodb', engine];
      const run = startCli(checkout.root, args);
      const { endpoint, apiKey } = await run.ready;
      return { run, member: new Member(endpoint, apiKey) };
    };
    const first = await start();
    const room = await first.member.createRoom();
    const before = await first.member.films(room.id, 30, 30);
    expect(await first.run.interrupt()).toBe(0);
    await groupEnds(first.run.child.pid);

    const second = await start();
    const after = await second.member.films(room.id, 30, 60);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.length).toBeGreaterThanOrEqual(60);
    expect(await second.run.interrupt()).toBe(0);
    rmSync(data, { recursive: true });
    checkout.remove();
  });
}
