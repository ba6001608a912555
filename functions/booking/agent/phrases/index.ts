import type { Language } from '../extractor';
import type { Reply } from '../replies';
import { en } from './en';
import { es } from './es';
import { pt } from './pt';
import type { Phrases } from './phrases';

const PHRASES: Readonly<Record<Language, Phrases>> = { es, en, pt };

/** Replies as a visitor reads them: plain text, to be escaped by whoever shows it. */
export const say = (replies: readonly Reply[], language: Language): string[] =>
  replies.map((reply) => (PHRASES[language][reply.kind] as (reply: Reply) => string)(reply));
