import type { LocalSystem } from '../system';
import { openDemoRoom, renderDemo } from './demo';
import { openFilms } from './films';
import { firstQuery } from './first-query';
import { siteOf } from './site';
import { stateOf } from './state';

/** Films come from a local TMDB, and a room that is opened at start is shown. */
export const roomCache: LocalSystem = {
  openStandIns: openFilms,
  query: (address, shown) => firstQuery(address.get('roomId') ?? shown),
  async demo({ endpoint, apiKey }) {
    const room = await openDemoRoom(endpoint, apiKey!);
    const { id, inviteCode } = room;
    return { id, made: { roomId: id, inviteCode }, lines: renderDemo(room, endpoint) };
  },
  site: siteOf,
  state: stateOf,
};
