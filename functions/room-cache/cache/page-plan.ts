import { pageSize, type DiscoverPage } from '../shared/film-catalogue';
import { tierOf, type Tier } from './sequence';

/** A list of the catalogue that fills one tier. */
export interface TierList {
  readonly tier: Tier;
  /** `genres` of its query. */
  readonly genres: string | undefined;
}

export interface PageRequest {
  readonly list: TierList;
  readonly page: number;
}

export interface PagePlanProps {
  readonly genreIds: readonly number[];
  /** Page one of each list, best tier first. */
  readonly firstPages: readonly { readonly list: TierList; readonly page: DiscoverPage }[];
  /** Films wanted in all. */
  readonly films: number;
  /** Requests allowed in all. */
  readonly requests: number;
}

/** So much more is fetched than page one promises: later pages repeat titles and hold less that is usable. */
const slack = 1.25;

/** A page one that brings its tier nothing is not believed entirely: later pages may bring one film each … */
const leastYield = 1;
/** … but only this part of the requests is spent on that hope, so that the lists after it get their turn. */
const hope = 0.5;

/** The lists to ask, best tier first. One genre has no "any"; no genre has popular titles only, all of one tier. */
export function tierLists(genreIds: readonly number[]): TierList[] {
  const popular = { genres: undefined };
  if (genreIds.length === 0) return [{ ...popular, tier: 0 }];
  if (genreIds.length === 1)
    return [
      { genres: String(genreIds[0]), tier: 0 },
      { ...popular, tier: 2 },
    ];
  return [
    { genres: genreIds.join(','), tier: 0 },
    { genres: genreIds.join('|'), tier: 1 },
    { ...popular, tier: 2 },
  ];
}

/**
 * Which further pages make up the films wanted, so that they can be asked for all at once. It goes by what page one of
 * each list brought to its own tier: a list of "any" repeats what the list of "all" has brought already.
 */
export function planPages(props: PagePlanProps): PageRequest[] {
  let missing = props.films * slack;
  let requests = props.requests - props.firstPages.length;
  const plan: PageRequest[] = [];
  for (const { list, page } of props.firstPages) {
    const own = page.films.filter((film) => tierOf(film, props.genreIds) === list.tier).length;
    missing -= own;
    const perPage = Math.min(pageSize, Math.max(leastYield, own));
    const allowed = own === 0 ? Math.floor(requests * hope) : requests;
    const pages = Math.max(0, Math.min(Math.ceil(missing / perPage), page.totalPages - 1, allowed));
    for (let index = 0; index < pages; index += 1) plan.push({ list, page: index + 2 });
    missing -= pages * perPage;
    requests -= pages;
  }
  return plan;
}
