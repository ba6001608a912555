import fc from 'fast-check';
import { environment } from '../../stacks/synthesize';
import { readerOf } from '../../../import/items/readers';
import { shapesOf } from '../../../import/items/shapes';
import { anyItem } from '../../functions/room-cache/support/any-item';

test('whatever is in an item, no value of it is shown', () => {
  fc.assert(
    fc.property(fc.array(anyItem, { maxLength: 8 }), (items) => {
      const marked = items.map((item) => ({ ...item, note: 'Ada said so' }));
      for (const id of Object.keys(environment('dev').systems.roomCache.tables)) {
        const sampled = shapesOf(marked, readerOf(id));
        expect(sampled.read).toBe(items.length);
        expect(sampled.parsed + sampled.parsedWithDefaults + sampled.unparsable).toBe(items.length);
        expect(JSON.stringify(sampled)).not.toContain('Ada said so');
      }
    }),
  );
});
