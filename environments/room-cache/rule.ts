import type { Finding, Parsed } from '../parsed';
import type { Place } from '../section';
import type { RoomCache } from './schema';

export type ParsedRoomCache = Parsed<RoomCache>;
export type ParsedPlace = Parsed<Place>;

/** What is wrong within the room cache's section of an environment, or with it where it is. Paths are those within the section. */
export type Rule = (section: ParsedRoomCache, place: ParsedPlace) => Finding[];
