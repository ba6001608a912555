import { writer, type Phrases } from './phrases';

const write = writer({
  locale: 'en-GB',
  time: (hour, minute) => `${hour % 12 || 12}:${minute} ${hour < 12 ? 'am' : 'pm'}`,
  at: (date, time) => `${date} at ${time}`,
  range: (from, to) => `${from} to ${to}`,
  from: (time) => `from ${time} on`,
  until: (time) => `before ${time}`,
  parts: { morning: 'in the morning', afternoon: 'in the afternoon', evening: 'in the evening' },
  withPerson: 'with',
});

export const en: Phrases = {
  greet: () => 'Hello! I can book an appointment for you.',
  notUnderstood: () => "Sorry, I didn't understand that.",
  offerHuman: () => 'If you would rather talk to somebody, type "human".',
  tooLong: () => 'That message is too long. Please say it in a few words.',
  stale: () => 'While you were typing, the conversation went on in another window. This is where it stands:',
  past: () => 'That date has passed.',
  tooFar: () => 'That date cannot be booked yet.',
  notADay: () => "I don't know that date.",
  askService: ({ services }) =>
    services.length > 0 ? `Which service would you like?\n${write.list(services)}` : 'Nothing can be booked here yet.',
  askProvider: ({ service, providers }) =>
    `Who would you like for ${service}?\n${write.list([...providers, 'Anyone'])}`,
  notOffered: ({ service, provider }) =>
    service ? `${provider} does not offer ${service}.` : `${provider} does not offer that service.`,
  onlyService: ({ service }) => `What can be booked here is ${service}.`,
  askTime: () => 'Which day and time suit you?',
  askName: ({ perhaps }) =>
    perhaps ? `What name shall I put it under? If it is ${perhaps}, type "yes".` : 'What name shall I put it under?',
  askContact: ({ perhaps }) =>
    perhaps
      ? `May I have a phone number or an e-mail address? If it is ${perhaps}, type "yes".`
      : 'May I have a phone number or an e-mail address?',
  askChange: () => 'What would you like to change: the service, the person, the day or the time?',
  full: () => 'Nothing is free at that time.',
  gone: () => 'Sorry, that time has just been taken.',
  nothingFree: () => 'Nothing is free on those days.',
  unavailable: () => 'Nobody offers that service at the moment.',
  dropped: () => 'All right, I leave it. Nothing was booked.',
  cancelled: () => 'Your appointment is cancelled.',
  withdrawn: ({ booking }) =>
    `Your appointment was cancelled: ${booking.service}, ${write.time(booking)}. To make another one, type "book".`,
  kept: () => 'All right, your appointment stands.',
  notCancelled: () => 'That appointment can no longer be cancelled here.',
  offer: ({ times }) =>
    times.length === 1
      ? `This time is free: ${write.time(times[0]!)}. Does it suit you?`
      : `These times are free. Which one would you like?\n${write.list(times.map(write.time))}`,
  which: ({ choices }) =>
    choices.length === 1
      ? `Do you mean ${write.choice(choices[0]!)}?`
      : `Which one do you mean?\n${write.list(choices.map(write.choice))}`,
  confirm: ({ request }) =>
    `${request.isMove ? 'I move your appointment to' : 'I book'}: ${request.service}, ${write.time(request)}, for ${request.name} (${[request.phone, request.email].filter(Boolean).join(', ')}). Is that right?`,
  booked: ({ booking }) => `You have an appointment: ${booking.service}, ${write.time(booking)}.`,
  confirmCancel: ({ booking }) => `Shall I cancel your appointment: ${booking.service}, ${write.time(booking)}?`,
  handedOver: () => 'I cannot put you through from here. Please contact us directly; to go on with me, type "book".',
  withHuman: () => 'Nobody of the team reads along here. Please contact us directly; to go on with me, type "book".',
  tryAgain: () =>
    'Something went wrong, and I do not know yet whether it was done. Write again in a moment, and I will check.',
};
