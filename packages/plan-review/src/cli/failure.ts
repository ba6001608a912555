import { visible } from '../render/escape';

/** Why a command ended early: lines for a person. */
export const failureLines = (message: string, next: string): string[] => [
  ...message.split('\n').map(visible),
  ...next.split('\n').map((step) => `next: ${visible(step)}`),
];
