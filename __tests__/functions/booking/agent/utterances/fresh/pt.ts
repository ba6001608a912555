import { asked, type Utterance } from '../utterance';

export const portuguese: readonly Utterance[] = [
  {
    in: 'garage',
    says: 'Bom dia! Vocês têm horário pra alinhamento na próxima quarta?',
    intents: ['greet'],
    service: 'alinhamento',
    days: '2026-06-17',
  },
  { in: 'garage', says: 'pode ser segunda às oito e meia', days: '2026-06-15', hours: '08:30' },
  { in: 'garage', says: 'preciso trocar o óleo ainda essa semana', service: 'oleo', days: '2026-06-10..2026-06-14' },
  { in: 'garage', says: 'lá pelas 3 da tarde', hours: '15:00' },
  { in: 'garage', says: 'dia 1º de julho', days: '2026-07-01' },
  { in: 'garage', says: 'daqui a uma semana, de manhã', days: '2026-06-17', hours: 'morning' },
  { in: 'garage', says: 'sábado que vem não dá, só no domingo', days: '2026-06-14' },
  { in: 'garage', says: 'entre meio-dia e duas da tarde', hours: '12:00-14:00' },
  { in: 'garage', says: 'aqui é o Paulo Reis', name: 'Paulo Reis' },
  { in: 'garage', says: 'meu zap é 21 99876-5432', asked: asked.contact, phone: '21998765432' },
  { in: 'garage', says: 'tá certo', asked: asked.confirm, answer: 'yes' },
  { in: 'garage', says: 'não é isso', asked: asked.confirm, answer: 'no' },
  { in: 'garage', says: 'a opção dois', asked: asked.slot, choice: 2 },
  { in: 'garage', says: 'qualquer um serve', asked: asked.provider, intents: ['any'] },
  { in: 'garage', says: 'quero desistir do agendamento', intents: ['cancel'] },
  { in: 'garage', says: 'revizão nos freio amnhã 9hs', service: 'freios', days: '2026-06-11', hours: '09:00' },
];
