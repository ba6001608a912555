declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** The part of dynalite's options that is used here. Times in milliseconds; `path`: LevelDB directory, in memory when absent. */
  interface Options {
    createTableMs?: number;
    updateTableMs?: number;
    deleteTableMs?: number;
    path?: string;
  }

  export default function dynalite(options?: Options): Server;
}
