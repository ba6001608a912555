import fc from 'fast-check';
import { planPages, tierLists } from '../../../functions/room-cache/cache/page-plan';
import { film } from './support/world';

const page = (films: number, totalPages: number, genreIds: number[], firstId: number) => ({
  films: Array.from({ length: films }, (_, index) => film(firstId + index, genreIds)),
  totalPages,
});

const firstPages = (genreIds: number[], sizes: { films: number; totalPages: number }[]) => {
  const own = [[28, 35], [28], []];
  return tierLists(genreIds).map((list, index) => {
    const { films, totalPages } = sizes[index] ?? { films: 0, totalPages: 0 };
    return { list, page: page(films, totalPages, own[list.tier] ?? [], index * 1_000 + 1) };
  });
};

test('two genres ask for all, any and popular; one asks for it and popular; none asks for popular only', () => {
  expect(tierLists([28, 35]).map(({ genres }) => genres)).toEqual(['28,35', '28|35', undefined]);
  expect(tierLists([28]).map(({ genres }) => genres)).toEqual(['28', undefined]);
  expect(tierLists([]).map(({ genres }) => genres)).toEqual([undefined]);
});

test('a list that is rich enough is the only one that is read on, a quarter further than needed', () => {
  const plan = planPages({
    genreIds: [28],
    firstPages: firstPages(
      [28],
      [
        { films: 20, totalPages: 500 },
        { films: 20, totalPages: 500 },
      ],
    ),
    films: 300,
    requests: 40,
  });
  expect(plan.map(({ list, page: number }) => [list.genres, number])).toEqual(
    Array.from({ length: 18 }, (_, index) => ['28', index + 2]),
  ); // 300 x 1.25 = 375 films are 19 pages, of which one is there
});

test('a list that is too short is read to its end, and the next one goes on', () => {
  const plan = planPages({
    genreIds: [28],
    firstPages: firstPages(
      [28],
      [
        { films: 20, totalPages: 3 },
        { films: 20, totalPages: 500 },
      ],
    ),
    films: 100,
    requests: 40,
  });
  expect(plan.map(({ list, page: number }) => `${list.genres ?? 'popular'} ${number}`)).toEqual([
    '28 2',
    '28 3',
    'popular 2',
    'popular 3',
    'popular 4',
  ]); // 125 films: 60 of the genre, then 65 that are popular, of which page one has 20
});

test('a list that only repeats the better ones leaves half of the requests to the next one', () => {
  const sizes = [
    { films: 20, totalPages: 1 },
    { films: 20, totalPages: 200 },
    { films: 20, totalPages: 500 },
  ];
  const [all, any, popular] = firstPages([28, 35], sizes);
  const repeating = [all!, { list: any!.list, page: { ...all!.page, totalPages: 200 } }, popular!];
  const plan = planPages({ genreIds: [28, 35], firstPages: repeating, films: 300, requests: 40 });
  expect(plan.filter(({ list }) => list === any!.list)).toHaveLength(18); // of the 37 that are left
  expect(plan.filter(({ list }) => list === popular!.list)).toHaveLength(16); // 375 - 20 - 18 - 20 films
});

test('an empty catalogue needs no further page', () => {
  const sizes = [0, 1, 2].map(() => ({ films: 0, totalPages: 0 }));
  expect(planPages({ genreIds: [28, 35], firstPages: firstPages([28, 35], sizes), films: 300, requests: 40 })).toEqual(
    [],
  );
});

test('never more requests than allowed, no page that does not exist, no page twice', () => {
  const size = fc.record({ films: fc.nat(20), totalPages: fc.nat(500) });
  fc.assert(
    fc.property(
      fc.constantFrom<number[]>([], [28], [28, 35]),
      fc.array(size, { minLength: 3, maxLength: 3 }),
      fc.nat(600),
      fc.integer({ min: 3, max: 60 }),
      (genreIds, sizes, films, requests) => {
        const first = firstPages(genreIds, sizes);
        const plan = planPages({ genreIds, firstPages: first, films, requests });
        expect(first.length + plan.length).toBeLessThanOrEqual(Math.max(requests, first.length));
        for (const { list, page: number } of plan) {
          const total = first.find((each) => each.list === list)?.page.totalPages ?? 0;
          expect(number).toBeGreaterThan(1);
          expect(number).toBeLessThanOrEqual(total);
        }
        const names = plan.map(({ list, page: number }) => `${list.tier} ${number}`);
        expect(new Set(names).size).toBe(names.length);
      },
    ),
    { numRuns: 300 },
  );
});
