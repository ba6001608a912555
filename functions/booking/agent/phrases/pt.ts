import { writer, type Phrases } from './phrases';

const write = writer({
  locale: 'pt-BR',
  time: (hour, minute) => `${hour}h${minute === '00' ? '' : minute}`,
  at: (date, time) => `${date} às ${time}`,
  range: (from, to) => `de ${from} a ${to}`,
  from: (time) => `a partir das ${time}`,
  until: (time) => `antes das ${time}`,
  parts: { morning: 'de manhã', afternoon: 'à tarde', evening: 'à noite' },
  withPerson: 'com',
});

export const pt: Phrases = {
  greet: () => 'Olá! Posso marcar um horário para você.',
  notUnderstood: () => 'Desculpe, não entendi.',
  offerHuman: () => 'Se preferir, escreva "falar com uma pessoa" e alguém da equipe responde.',
  tooLong: () => 'Essa mensagem é longa demais. Diga em poucas palavras, por favor.',
  stale: () => 'Enquanto você escrevia, a conversa continuou em outra janela. Agora está assim:',
  past: () => 'Essa data já passou.',
  tooFar: () => 'Ainda não é possível marcar para essa data.',
  notADay: () => 'Não reconheço essa data.',
  askService: ({ services }) =>
    services.length > 0 ? `Qual serviço você quer?\n${write.list(services)}` : 'Ainda não se pode marcar nada aqui.',
  askProvider: ({ service, providers }) => `Com quem você quer ${service}?\n${write.list([...providers, 'Tanto faz'])}`,
  notOffered: ({ service, provider }) =>
    service ? `${provider} não faz ${service}.` : `${provider} não faz esse serviço.`,
  onlyService: ({ service }) => `Aqui se marca ${service}.`,
  askTime: () => 'Que dia e horário são bons para você?',
  askName: ({ perhaps }) => (perhaps ? `Em nome de quem? Se for ${perhaps}, escreva "sim".` : 'Em nome de quem?'),
  askContact: ({ perhaps }) =>
    perhaps
      ? `Pode me dar um telefone ou e-mail? Se for ${perhaps}, escreva "sim".`
      : 'Pode me dar um telefone ou e-mail?',
  askChange: () => 'O que você quer mudar: o serviço, a pessoa, o dia ou o horário?',
  full: () => 'Nesse horário não há vaga.',
  gone: () => 'Desculpe, esse horário acabou de ser ocupado.',
  nothingFree: () => 'Não há vaga nesses dias.',
  unavailable: () => 'No momento ninguém faz esse serviço.',
  dropped: () => 'Tudo bem, deixamos assim. Nada foi marcado.',
  cancelled: () => 'Seu horário foi cancelado.',
  withdrawn: ({ booking }) =>
    `Seu horário foi cancelado: ${booking.service}, ${write.time(booking)}. Para marcar outro, escreva "marcar".`,
  kept: () => 'Tudo bem, seu horário continua marcado.',
  notCancelled: () => 'Esse horário não pode mais ser cancelado por aqui.',
  offer: ({ times }) =>
    times.length === 1
      ? `Este horário está livre: ${write.time(times[0]!)}. Serve para você?`
      : `Estes horários estão livres. Qual você prefere?\n${write.list(times.map(write.time))}`,
  which: ({ choices }) =>
    choices.length === 1
      ? `Você quer dizer ${write.choice(choices[0]!)}?`
      : `Qual deles?\n${write.list(choices.map(write.choice))}`,
  confirm: ({ request }) =>
    `${request.isMove ? 'Mudo seu horário para' : 'Marco'}: ${request.service}, ${write.time(request)}, em nome de ${request.name} (${[request.phone, request.email].filter(Boolean).join(', ')}). Está certo?`,
  booked: ({ booking }) => `Você tem horário marcado: ${booking.service}, ${write.time(booking)}.`,
  confirmCancel: ({ booking }) => `Cancelo seu horário de ${booking.service}, ${write.time(booking)}?`,
  handedOver: () =>
    'Daqui não consigo passar para ninguém. Entre em contato conosco diretamente; para continuar comigo, escreva "marcar".',
  withHuman: () =>
    'Ninguém da equipe lê por aqui. Entre em contato conosco diretamente; para continuar comigo, escreva "marcar".',
  tryAgain: () => 'Algo deu errado e ainda não sei se ficou feito. Escreva de novo daqui a pouco, e eu verifico.',
};
