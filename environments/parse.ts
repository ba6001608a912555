import type { z } from 'zod';
import { own } from '../keys/own';
import type { Finding, Parsed } from './parsed';
import { environmentSchema, type Environment } from './schema';

/** Everything that the schema says against a value, and the parts of the value that it says nothing against. */
export function parse(value: unknown): { parsed: Parsed<Environment>; findings: Finding[] } {
  const { data, error } = environmentSchema.safeParse(value);
  if (data) return { parsed: data, findings: [] };
  return {
    parsed: without(value, error.issues.flatMap(brokenPaths)) as Parsed<Environment>,
    findings: error.issues.flatMap((issue) => findingsOf(issue, value)),
  };
}

type Issue = z.core.$ZodIssue;

function findingsOf(issue: Issue, value: unknown): Finding[] {
  if (issue.code === 'unrecognized_keys') {
    const allowed = issue.message.split('\n');
    return issue.keys.map((key, index) => finding([...issue.path, key], allowed[index]!));
  }
  return [finding(issue.path, issue.code === 'invalid_key' ? issue.issues[0]!.message : issue.message)];

  function finding(path: PropertyKey[], allowed: string): Finding {
    return { path, value: at(value, path), allowed };
  }
}

/** Where an issue leaves nothing to rely on. */
function brokenPaths(issue: Issue): PropertyKey[][] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...issue.path, key]);
  // Without its discriminator, nothing in a union was looked at.
  return [issue.code === 'invalid_union' && issue.discriminator ? issue.path.slice(0, -1) : issue.path];
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => own(inner as Record<string, unknown> | undefined, String(key)), value);
}

/** A copy of a value that lacks what is at the paths; a list that would lack an item is left out as a whole. */
function without(value: unknown, paths: readonly (readonly PropertyKey[])[]): unknown {
  if (paths.some((path) => path.length === 0)) return {};
  if (paths.length === 0 || typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    const below = paths.filter((path) => path[0] === key).map((path) => path.slice(1));
    const broken = below.some((path) => path.length === 0 || (Array.isArray(inner) && path.length > 0));
    return broken ? [] : [[key, without(inner, below)] as const];
  });
  return Object.fromEntries(kept);
}
