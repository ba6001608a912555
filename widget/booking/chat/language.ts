import type { Language } from '../../../api/booking/schema.types';

const LANGUAGES: readonly Language[] = ['es', 'en', 'pt'];

/** @param tag of BCP 47: `pt-BR` is `pt` @returns undefined for a language that the widget does not speak */
export function languageOf(tag: string): Language | undefined {
  const [primary = ''] = tag.toLowerCase().split('-');
  return LANGUAGES.find((language) => language === primary);
}

/** @param tags the one that counts most first; undefined or empty: nobody has said anything @returns the first that the widget speaks */
export function chooseLanguage(tags: readonly (string | undefined)[]): Language | undefined {
  return tags.map((tag) => languageOf(tag ?? '')).find((language) => language !== undefined);
}
