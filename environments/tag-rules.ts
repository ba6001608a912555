import type { Finding, Parsed } from './parse';

/** Tags that a resource can have, AWS's own not counted (service models of AppSync, IAM and CloudWatch Logs: Tags, tagListType). */
const MOST = 50;

export const TAG_RULES: readonly ((environment: Parsed) => Finding[])[] = [
  namesDifferInMoreThanCase,
  tagsAreNotTooMany,
];

/** IAM takes names that differ in nothing else for one name given twice, and makes no role (API reference, TagRole). */
function namesDifferInMoreThanCase({ tags = {} }: Parsed): Finding[] {
  const all = Object.entries(tags);
  return all.flatMap(([name, value], at) => {
    const first = all.slice(0, at).find(([other]) => other.toLowerCase() === name.toLowerCase())?.[0];
    if (first === undefined) return [];
    return [
      {
        path: ['tags', name],
        value,
        allowed: `a name that is not ${first} in other letters, which IAM takes for one`,
      },
    ];
  });
}

/** Of a resource that is adopted, its own come beside the environment's. */
function tagsAreNotTooMany({ tags = {}, tables, logs, api, alarms }: Parsed): Finding[] {
  const adopted = [
    ...Object.entries(tables ?? {}).map(([name, table]) => ({ path: ['tables', name, 'adopt'], of: table?.adopt })),
    ...Object.entries(logs?.adopt ?? {}).map(([name, of]) => ({ path: ['logs', 'adopt', name], of })),
    { path: ['api', 'adopt'], of: api?.adopt },
    { path: ['alarms', 'topic', 'adopt'], of: alarms?.topic?.adopt },
  ];
  const count = Object.keys(tags).length;
  if (count > MOST) return [{ path: ['tags'], value: `${count} tags`, allowed: `at most ${MOST} tags of a resource` }];
  return adopted.flatMap(({ path, of }) => {
    const all = Object.keys({ ...tags, ...of?.tags }).length;
    if (all <= MOST) return [];
    const allowed = `at most ${MOST} tags of a resource, the ${count} of the environment among them`;
    return [{ path: [...path, 'tags'], value: `${all} tags`, allowed }];
  });
}
