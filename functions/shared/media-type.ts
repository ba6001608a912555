import * as z from 'zod/mini';
import { MEDIA_TYPES, type MediaType } from './items/attributes';

export type { MediaType };

export const mediaTypeSchema = z.enum(MEDIA_TYPES);
