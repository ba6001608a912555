import * as z from 'zod/mini';
import { MEDIA_TYPES } from '../../../model/room-cache/items/attributes';

export const mediaTypeSchema = z.enum(MEDIA_TYPES);
