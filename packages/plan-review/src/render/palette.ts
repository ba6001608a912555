export type Colour = 'red' | 'green' | 'yellow' | 'grey' | 'bold';

/** ECMA-48 codes: on, and off. */
const CODES: Readonly<Record<Colour, readonly [number, number]>> = {
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  grey: [90, 39],
  bold: [1, 22],
};

export type Paint = (colour: Colour, text: string) => string;

export const paintWith = (hasColour: boolean): Paint =>
  hasColour ? (colour, text) => `\u001b[${CODES[colour][0]}m${text}\u001b[${CODES[colour][1]}m` : (_, text) => text;
