import { GetItemCommand, QueryCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Aws } from '../aws/clients';
import { failed, passed, skipped, type Check, type Outcome } from '../checks';
import { own } from '../../keys/own';
import { inviteKey, roomKey } from '../../model/room-cache/items/keys';
import type { Deployed } from '../deployed';
import { whyUnanswerable } from '../aws/errors';
import type { TriedRoom } from './trial';
import { waitFor, type Wait } from '../wait';

type Item = Record<string, AttributeValue>;

/**
 * What the room of the end-to-end check left in the tables. Gone: its films and the state of its cache. What stays by
 * design carries a `ttl` and is named with its end: the room as CLOSED, its invite code, who was in it and what they said, and the
 * filter's catalogue, which all rooms with that filter share.
 *
 * @param wait a filler that was at work while the room was closed removes what it wrote when it would publish
 */
export function leftBehindCheck(
  deployed: Deployed,
  { dynamodb }: Aws,
  tried: () => TriedRoom | undefined,
  wait: Wait,
): Check {
  const tableOf = (resource: string): string => {
    const names = own(deployed.outputs, 'table_names') as Readonly<Record<string, string>> | undefined;
    const table = own(names, resource);
    if (table !== undefined) return table;
    throw new Error(`the output table_names of the state has no ${resource}`);
  };

  async function run(abortSignal: AbortSignal): Promise<Outcome> {
    const last = tried();
    if (!last) return skipped('No room was opened.');
    if (!last.isClosed) return skipped(`The room ${last.room.id} is still open: see "end to end".`);
    const { id, inviteCode } = last.room;
    const get = async (resource: string, key: Record<string, string>): Promise<Item | undefined> => {
      const Key = Object.fromEntries(Object.entries(key).map(([name, value]) => [name, { S: value }]));
      const input = { TableName: tableOf(resource), Key, ConsistentRead: true };
      return (await dynamodb.send(new GetItemCommand(input), { abortSignal })).Item;
    };
    const films = async (): Promise<number> => {
      const input = {
        TableName: tableOf('room-movie-cache'),
        KeyConditionExpression: 'roomId = :roomId',
        ExpressionAttributeValues: { ':roomId': { S: id } },
        Select: 'COUNT' as const,
        ConsistentRead: true,
      };
      return (await dynamodb.send(new QueryCommand(input), { abortSignal })).Count ?? 0;
    };

    let left: string[] = [];
    await waitFor(
      async () => {
        left = [];
        const count = await films();
        if (count > 0) left.push(`${count} films in ${tableOf('room-movie-cache')}`);
        if (await get('room-cache-metadata', { roomId: id }))
          left.push(`its item in ${tableOf('room-cache-metadata')}`);
        return left.length === 0 ? true : undefined;
      },
      wait,
      abortSignal,
    );
    const room = await get('rooms', roomKey(id));
    const invite = await get('rooms', inviteKey(inviteCode));
    const end = `TTL removes it after ${last.room.expiresAt}`;
    if (left.length > 0) {
      const clean = JSON.stringify({ action: 'clean', roomId: id });
      const fn = `${deployed.environment.namePrefix}-cache-${deployed.environment.name}:live`;
      return failed(
        `The room ${id} has left behind ${left.join(' and ')}.`,
        `Remove it: \`aws lambda invoke --function-name ${fn} --cli-binary-format raw-in-base64-out --payload '${clean}' /dev/stdout\`; otherwise ${end}.`,
      );
    }
    if (room && room.status?.S !== 'CLOSED') {
      return failed(
        `The room ${id} has status ${room.status?.S}, expected CLOSED.`,
        `Look at the function room; ${end}.`,
      );
    }
    const immortal = Object.entries({ room, 'invite code': invite }).filter(([, item]) => item && !Number(item.ttl?.N));
    if (immortal.length > 0) {
      const what = immortal.map(([name]) => name).join(' and ');
      return failed(
        `The ${what} of the room ${id} in ${tableOf('rooms')} has no ttl, expected ${last.room.expiresAt}.`,
        `It stays for ever: delete the items ${roomKey(id).PK} and ${inviteKey(inviteCode).PK} by hand, and look at the function room.`,
      );
    }
    return passed(
      `films and cache of room ${id} are gone; by design the closed room, its invite code, members, votes and match stay ` +
        `until ${last.room.expiresAt}, and the filter's catalogue, which rooms share, until its own ttl`,
    );
  }

  return {
    name: 'end to end: nothing left behind',
    run: (signal) =>
      run(signal).catch((error: unknown) => {
        const why = whyUnanswerable(error, 'dynamodb:GetItem and dynamodb:Query');
        if (why === undefined) throw error;
        return skipped(
          `The tables could not be looked into: ${why}. By GraphQL the room is closed and its films gone.`,
        );
      }),
  };
}
