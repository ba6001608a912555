import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { booking } from '../../bench/booking';
import type { Results } from '../../bench/results';
import { roomCache } from '../../bench/room-cache';

const root = join(__dirname, '../..');
const { booking: ofBooking, ...ofRoomCache } = JSON.parse(
  readFileSync(join(root, 'bench/results.json'), 'utf8'),
) as Results;

test.each([
  ['room-cache', roomCache.page, roomCache.render(ofRoomCache)],
  ['booking', booking.page, booking.render(ofBooking!)],
])('the page of %s shows what was measured last', (_, page, figures) => {
  const shown = /<!-- figures -->\n([^]*?)\n<!-- \/figures -->/.exec(readFileSync(join(root, page), 'utf8'));
  expect(shown?.[1]).toBe(figures);
});
