import { makeFirstMember } from '../first-member';
import type { LocalSystem } from '../system';
import { openDemoRoom, renderDemo } from './demo';
import { openFilms } from './films';
import { firstQuery } from './first-query';
import { siteOf } from './site';
import { stateOf } from './state';

/** Films come from a local TMDB, and a room that is opened at start is shown. Where members sign in, there is one. */
export const roomCache: LocalSystem = {
  openStandIns: openFilms,
  query: (address, shown) => firstQuery(address.get('roomId') ?? shown),
  async demo(api) {
    const { endpoint, apiKey, signIn } = api;
    const room = await openDemoRoom(endpoint, apiKey!);
    const { id, inviteCode } = room;
    const member = signIn && (await makeFirstMember(api));
    const made = { roomId: id, inviteCode, ...(member && { member }) };
    return { id, made, lines: renderDemo(room, endpoint, member) };
  },
  site: siteOf,
  state: stateOf,
};
