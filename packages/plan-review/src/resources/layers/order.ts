/** In the order in which a reviewer wants to see them: what cannot be made again first. */
export const LAYERS = [
  'data',
  'identity',
  'functions',
  'api',
  'network',
  'containers',
  'observability',
  'other',
] as const;

export type Layer = (typeof LAYERS)[number];

/** How the types of a layer begin. */
export type Prefixes = Readonly<Record<Exclude<Layer, 'other'>, readonly string[]>>;
