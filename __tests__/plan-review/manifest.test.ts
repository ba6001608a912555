import * as project from '../../package.json';
import { devDependencies, engines, exports as offered, main, types } from '../../packages/plan-review/package.json';
import * as manifest from '../../packages/plan-review/package.json';

test('what it is built of is what the project tests it with, and whoever installs it gets nothing else', () => {
  const ours: Readonly<Record<string, string>> = { ...project.devDependencies, ...project.dependencies };
  expect(devDependencies).toEqual(Object.fromEntries(Object.keys(devDependencies).map((name) => [name, ours[name]])));
  expect(manifest).not.toHaveProperty('dependencies');
  expect(engines).toEqual(project.engines);
});

test('a compiler that knows no exports finds the same', () => {
  expect(offered['.']).toEqual({ types, default: main });
});
