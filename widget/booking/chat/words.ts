import type { Language } from '../../../api/booking/schema.types';

/** What the widget says itself. What the agent answers is as the API says it. */
export interface Words {
  /** The button's name, and the dialog's while the business is not known. */
  readonly chat: string;
  readonly close: string;
  readonly conversation: string;
  readonly you: string;
  readonly agent: string;
  readonly hello: string;
  readonly message: string;
  readonly send: string;
  readonly unsent: string;
  /** Another message is not sent yet. */
  readonly busy: string;
  readonly tooLong: (length: number, longest: number) => string;
  readonly unavailable: string;
  readonly again: string;
  readonly booking: string;
  readonly cancel: string;
  readonly sure: string;
  readonly yes: string;
  readonly no: string;
  readonly cancelled: string;
  /** By the business, while the chat is closed. */
  readonly withdrawn: string;
  readonly begun: string;
  readonly failed: string;
}

const es: Words = {
  chat: 'Reservar por chat',
  close: 'Cerrar el chat',
  conversation: 'Conversación',
  you: 'Tú:',
  agent: 'Respuesta:',
  hello: '¿Qué quieres reservar? Escríbelo con tus palabras.',
  message: 'Tu mensaje',
  send: 'Enviar',
  unsent: 'Todavía no se ha enviado. Se enviará en cuanto se pueda.',
  busy: 'El mensaje anterior todavía no se ha enviado. Espera a que llegue la respuesta.',
  tooLong: (length, longest) => `El mensaje tiene ${length} caracteres; caben ${longest}. Acórtalo, por favor.`,
  unavailable: 'El chat no está disponible en este momento.',
  again: 'Probar otra vez',
  booking: 'Tu cita',
  cancel: 'Cancelar la cita',
  sure: '¿Seguro que quieres cancelarla?',
  yes: 'Sí, cancelarla',
  no: 'No, mantenerla',
  cancelled: 'Cancelada',
  withdrawn: 'Tu cita se ha cancelado. Abre el chat para ver cuál.',
  begun: 'La cita ya ha empezado: no se puede cancelar por aquí.',
  failed: 'No se ha podido cancelar. Prueba otra vez.',
};

const en: Words = {
  chat: 'Book by chat',
  close: 'Close the chat',
  conversation: 'Conversation',
  you: 'You:',
  agent: 'Answer:',
  hello: 'What would you like to book? Say it in your own words.',
  message: 'Your message',
  send: 'Send',
  unsent: 'Not sent yet. It will be sent as soon as possible.',
  busy: 'The message before is not sent yet. Please wait for its answer.',
  tooLong: (length, longest) => `The message has ${length} characters; ${longest} are allowed. Please shorten it.`,
  unavailable: 'The chat is not available at the moment.',
  again: 'Try again',
  booking: 'Your booking',
  cancel: 'Cancel the booking',
  sure: 'Do you really want to cancel it?',
  yes: 'Yes, cancel it',
  no: 'No, keep it',
  cancelled: 'Cancelled',
  withdrawn: 'Your booking was cancelled. Open the chat to see which.',
  begun: 'The booking has begun: it cannot be cancelled here.',
  failed: 'It could not be cancelled. Try again.',
};

const pt: Words = {
  chat: 'Agendar pelo chat',
  close: 'Fechar o chat',
  conversation: 'Conversa',
  you: 'Você:',
  agent: 'Resposta:',
  hello: 'O que você quer agendar? Escreva com suas palavras.',
  message: 'Sua mensagem',
  send: 'Enviar',
  unsent: 'Ainda não foi enviada. Será enviada assim que possível.',
  busy: 'A mensagem anterior ainda não foi enviada. Aguarde a resposta.',
  tooLong: (length, longest) => `A mensagem tem ${length} caracteres; cabem ${longest}. Encurte-a, por favor.`,
  unavailable: 'O chat não está disponível no momento.',
  again: 'Tentar de novo',
  booking: 'Seu agendamento',
  cancel: 'Cancelar o agendamento',
  sure: 'Quer mesmo cancelar?',
  yes: 'Sim, cancelar',
  no: 'Não, manter',
  cancelled: 'Cancelado',
  withdrawn: 'Seu agendamento foi cancelado. Abra o chat para ver qual.',
  begun: 'O horário já começou: não é possível cancelar por aqui.',
  failed: 'Não foi possível cancelar. Tente de novo.',
};

export const WORDS: Readonly<Record<Language, Words>> = { es, en, pt };
