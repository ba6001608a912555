import type { DeployedResource } from '../deployed';

/** The parts of `terraform show -json` (of a state) that are read here. */
interface StateJson {
  readonly values?: {
    readonly outputs?: Readonly<Record<string, { readonly value: unknown }>>;
    readonly root_module?: { readonly resources?: readonly (DeployedResource & { readonly mode: string })[] };
  };
}

export interface State {
  /** Sorted by address; none before the first apply. */
  readonly resources: readonly DeployedResource[];
  /** Secret ones among them. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** @param json what `terraform show -json` says of a state */
export function readState(json: string): State {
  const { values } = JSON.parse(json) as StateJson;
  const outputs = Object.entries(values?.outputs ?? {}).map(([name, { value }]) => [name, value] as const);
  return {
    resources: (values?.root_module?.resources ?? [])
      .filter(({ mode }) => mode === 'managed')
      .map(({ address, type, name, values }) => ({ address, type, name, values }))
      .sort((a, b) => (a.address < b.address ? -1 : 1)),
    outputs: Object.fromEntries(outputs),
  };
}
