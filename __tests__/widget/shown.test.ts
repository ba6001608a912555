import { chooseLanguage, languageOf } from '../../widget/booking/chat/language';
import { inkOn } from '../../widget/booking/chat/style';
import { when } from '../../widget/booking/chat/when';
import { WORDS } from '../../widget/booking/chat/words';

describe('the language', () => {
  it.each([
    ['es', 'es'],
    ['pt-BR', 'pt'],
    ['EN-gb', 'en'],
    ['fr', undefined],
    ['', undefined],
    ['est', undefined],
  ])('of %j is %s', (tag, language) => expect(languageOf(tag)).toBe(language));

  it('is the first that it speaks', () => {
    expect(chooseLanguage([undefined, '', 'fr-CA', 'pt', 'es'])).toBe('pt');
    expect(chooseLanguage(['de', undefined])).toBeUndefined();
  });

  it('has words of its own', () => {
    const names = Object.keys(WORDS.es) as (keyof typeof WORDS.es)[];
    for (const name of names) {
      const said = Object.values(WORDS).map((words) => (name === 'tooLong' ? words.tooLong(1, 2) : words[name]));
      expect(said[1]).not.toBe(said[0]); // Spanish and Portuguese share some
      expect(said[1]).not.toBe(said[2]);
    }
  });
});

describe('when', () => {
  const startsAt = '2026-12-01T08:00:00.000Z';

  it.each([
    ['es', /^martes, 1 de diciembre de 2026,? .*\b9:00$/],
    ['en', /^Tuesday, December 1, 2026(?: at|,) 9:00\sAM$/],
    ['pt', /^terça-feira, 1 de dezembro de 2026,? .*\b0?9:00$/],
  ] as const)('is the provider’s clock, in words of %s', (language, said) => {
    expect(when(startsAt, 'Europe/Madrid', language, 'Europe/Madrid')).toMatch(said);
    expect(when(startsAt, 'Europe/Madrid', language, 'Europe/Paris')).toMatch(said);
  });

  it('says which clock, where the visitor’s shows another time', () => {
    expect(when(startsAt, 'Europe/Madrid', 'es', 'America/Sao_Paulo')).toMatch(
      /\b9:00 \(hora estándar de Europa central\)$/,
    );
  });
});

describe('what is written on a colour', () => {
  const channel = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (colour: string): number => {
    const [red, green, blue] = [1, 3, 5].map((at) => channel(parseInt(colour.slice(at, at + 2), 16) / 255));
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };

  it('has a contrast of 4.5 on any of them (WCAG AA)', () => {
    for (let colour = 0; colour < 2 ** 24; colour += 4_999) {
      const accent = `#${colour.toString(16).padStart(6, '0')}`;
      const [dark, light] = [luminance(accent), luminance(inkOn(accent))].sort((one, other) => one - other);
      expect((light! + 0.05) / (dark! + 0.05)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
