import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** TCP ports on which the processes of a group listen, as Linux knows it. @param group the id of its leader */
export function listeningPorts(group: number): number[] {
  const sockets = new Set(processesOf(group).flatMap(socketsOf));
  return [...new Set(['tcp', 'tcp6'].flatMap(table))].filter(({ inode }) => sockets.has(inode)).map(({ port }) => port);
}

/** The fifth field of /proc/PID/stat is the group; the second, the command in brackets, may have anything in it. */
function processesOf(group: number): string[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return all.filter((pid) => {
    const stat = tryRead(() => readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? '';
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]) === group;
  });
}

function socketsOf(pid: string): string[] {
  const open = tryRead(() => readdirSync(`/proc/${pid}/fd`)) ?? [];
  return open.flatMap(
    (fd) => /^socket:\[(\d+)\]$/.exec(tryRead(() => readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? '')?.[1] ?? [],
  );
}

/** Rows of /proc/net/tcp whose state is 0A, LISTEN. */
function table(name: string): { port: number; inode: string }[] {
  const rows = readFileSync(`/proc/net/${name}`, 'utf8').trim().split('\n').slice(1);
  const fields = rows.map((row) => row.trim().split(/\s+/)).filter(([, , , state]) => state === '0A');
  return fields.map(([, local = '', , , , , , , , inode = '']) => ({
    port: parseInt(local.split(':')[1] ?? '', 16),
    inode,
  }));
}

/** undefined for what has ended meanwhile. */
function tryRead<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
