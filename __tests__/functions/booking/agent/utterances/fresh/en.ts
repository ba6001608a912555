import { asked, type Utterance } from '../utterance';

export const english: readonly Utterance[] = [
  {
    in: 'dentist',
    says: 'Hey, could you fit me in for a filling sometime Thursday afternoon?',
    intents: ['greet'],
    service: 'filling',
    days: '2026-06-11',
    hours: 'afternoon',
  },
  { in: 'dentist', says: 'Tuesday the 16th at a quarter to ten', days: '2026-06-16', hours: '09:45' },
  { in: 'dentist', says: 'anything after 3:30 tomorrow?', days: '2026-06-11', hours: '15:30-' },
  { in: 'dentist', says: 'the week after next', days: '2026-06-22..2026-06-28' },
  { in: 'dentist', says: 'I need a root canal asap', service: 'root', intents: ['soonest'] },
  { in: 'dentist', says: 'Monday June 29', days: '2026-06-29' },
  {
    in: 'dentist',
    says: 'first thing tomorrow with May Brooks',
    provider: 'may',
    days: '2026-06-11',
    hours: 'morning',
  },
  { in: 'dentist', says: 'Mondays are bad for me, Tuesday is ok', days: '2026-06-16' },
  { in: 'dentist', says: 'no later than 11', hours: '-11:00' },
  {
    in: 'dentist',
    says: 'hi this is Karen, karen.w@example.org',
    intents: ['greet'],
    name: 'Karen',
    email: 'karen.w@example.org',
  },
  { in: 'dentist', says: "that's right", asked: asked.confirm, answer: 'yes' },
  { in: 'dentist', says: 'hmm not really', asked: asked.confirm, answer: 'no' },
  { in: 'dentist', says: "I'll take the third", asked: asked.slot, choice: 3 },
  { in: 'dentist', says: 'could I get a diffrent time', asked: asked.slot, intents: ['another'] },
  { in: 'dentist', says: 'checkup n cleaning 2moro', service: ['checkup', 'cleaning'] },
  { in: 'dentist', says: 'I have to cancel, sorry', intents: ['cancel'] },
];
