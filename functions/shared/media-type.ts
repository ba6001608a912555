import * as z from 'zod/mini';
import { MEDIA_TYPES } from './items/attributes';

export const mediaTypeSchema = z.enum(MEDIA_TYPES);
