import type { Answer } from '../door/messages';
import { inUse } from './errors';
import type { Items } from './items';
import type { Description, Destination } from './wire';

/** A table of the account, in one region. */
export interface Table {
  readonly name: string;
  readonly region: string;
  /** What DescribeTable answers when nothing is underway. */
  description: Description;
  timeToLive: string | undefined;
  /** Whether contributor insights are on, by index; '' is the table itself. Absent: they never were. */
  readonly insights: Map<string, boolean>;
  /** Kinesis streams, with those that are switched off again. */
  destinations: Destination[];
  /** Regions that have their replica from this one. */
  sourced: readonly string[];
  /** `work` is being done; `update` and `encryption` are over when somebody asks for the table again. */
  underway: 'work' | 'update' | 'encryption' | undefined;
}

/** What answers about tables. */
export interface World {
  readonly tables: Tables;
  readonly items: Items;
  readonly moto: Answer;
}

/** The object without some of what it has. */
export function omit<T extends object, K extends keyof T>(object: T, ...names: readonly K[]): Omit<T, K> {
  const rest = { ...object };
  for (const name of names) delete rest[name];
  return rest;
}

/** @throws AwsError while it is being changed. Who is refused has asked for it: the next one finds it changed. */
export function refuseWhileUnderway(table: Table): void {
  const { underway, name } = table;
  if (underway === undefined) return;
  if (underway !== 'work') table.underway = undefined;
  throw inUse(name);
}

export class Tables {
  private readonly all = new Map<string, Table>();

  /** @param name or its ARN */
  find(region: string, name: string): Table | undefined {
    return this.all.get(keyOf(region, name.slice(name.lastIndexOf('/') + 1)));
  }

  add(region: string, description: Description): Table {
    const name = description.TableName ?? '';
    const kept = { timeToLive: undefined, insights: new Map(), destinations: [], sourced: [], underway: undefined };
    const table: Table = { name, region, description, ...kept };
    this.all.set(keyOf(region, name), table);
    return table;
  }

  /** The table is gone, also from the lists of its replicas. */
  remove(table: Table): void {
    const others = this.group(table).filter((one) => one !== table);
    this.all.delete(keyOf(table.region, table.name));
    for (const other of others) {
      const { Replicas = [], ...rest } = other.description;
      const left = Replicas.filter(({ RegionName }) => RegionName !== table.region);
      other.description = { ...rest, ...(left.length > 0 && { Replicas: left }) };
      other.sourced = other.sourced.filter((region) => region !== table.region);
    }
  }

  /** The table and its replicas in other regions. */
  group(table: Table): Table[] {
    const regions = (table.description.Replicas ?? []).map(({ RegionName = '' }) => RegionName);
    return [table, ...regions.flatMap((region) => this.find(region, table.name) ?? [])];
  }

  in(region: string): Table[] {
    return [...this.all.values()].filter((table) => table.region === region);
  }
}

const keyOf = (region: string, name: string): string => `${region}/${name}`;
