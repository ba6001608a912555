import type { Price } from '../../../api/booking/schema.types';
import { WrittenWrong } from './intervals';

type Amount = Pick<Price, 'amount' | 'currency'>;

/** `12.50 EUR` */
export const sayPrice = ({ amount, currency }: Amount): string => `${writeAmount({ amount, currency })} ${currency}`;

/** As a person types it: `12.50`. */
export function writeAmount({ amount, currency }: Amount): string {
  const digits = digitsOf(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

/** @returns undefined where nothing is written @throws WrittenWrong */
export function readPrice(text: string, currency: string): Amount | undefined {
  if (text === '' && currency === '') return undefined;
  if (text === '' || currency === '')
    throw new WrittenWrong('A price has an amount and a currency, such as 12.50 and EUR. Write both, or neither.');
  return { amount: Math.round(Number(text.replace(',', '.')) * 10 ** digitsOf(currency)), currency };
}

/** @throws WrittenWrong for what is no code of a currency */
function digitsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits!;
  } catch {
    throw new WrittenWrong(`“${currency}” is no currency. Write its three letters: EUR.`);
  }
}
