import { forEachKey, omit } from '../../keys/entries';
import type { Section } from '../section';
import { objects } from './objects';
import { RULES } from './rules';
import type { RoomCache } from './schema';

const DAY = 24 * 60 * 60 * 1000;

export const roomCache: Section<RoomCache> = {
  /** botocore's endpoints.json; of an opt-in region, only AWS knows whether it is on. */
  needs: { service: 'AppSync', partitions: ['aws', 'aws-cn'] },
  rules: (section, place) => RULES.flatMap((rule) => rule(section, place)),
  objects,
  madeAnew,
  beforeDeploy: keyExpiresInTime,
};

function madeAnew({ tables, api, alarms, ...section }: RoomCache): RoomCache {
  return {
    ...omit(section, 'logs'),
    tables: forEachKey(tables, (id) => omit(tables[id], 'adopt', 'released')),
    api: omit(api, 'adopt'),
    alarms: omit(alarms, 'topic'),
  };
}

/** AppSync takes an expiry between one day and 365 days from when it is set. */
function keyExpiresInTime({ api: { auth } }: RoomCache, now: number): ReturnType<Section<RoomCache>['beforeDeploy']> {
  const days = (Date.parse(auth.expires) - now) / DAY;
  if (days >= 1 && days <= 365) return [];
  const allowed = `a time between ${day(now + DAY)} and ${day(now + 365 * DAY)}${days < 0 ? '; this one is past' : ''}`;
  return [{ path: ['api', 'auth', 'expires'], value: auth.expires, allowed }];
}

const day = (time: number) => new Date(time).toISOString().slice(0, 10);
