import type { CachePorts } from './ports';

/**
 * Removes a room's cache. First the metadata: without it no reader sees the room and no filler can publish. A filler
 * that is writing right now finds that out when it publishes, and removes what it wrote.
 */
export async function clean(
  ports: Pick<CachePorts, 'metadata' | 'movies'>,
  roomId: string,
): Promise<{ removed: number }> {
  await ports.metadata.delete(roomId);
  return { removed: await ports.movies.deleteRoom(roomId) };
}
