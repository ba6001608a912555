import type { Language } from '../../../api/booking/schema.types';
import type { ShownBooking } from './api';
import type { Chat } from './chat';
import { button, element } from './elements';
import { when } from './when';
import type { Words } from './words';

export interface Card {
  readonly element: HTMLElement;
  /** Shows how the booking stands now. @param status undefined: it is not the conversation's any more */
  stands(status: ShownBooking['status'] | undefined): void;
}

/** A booking, and the way to cancel it: what is asked for is asked once more. */
export function createCard(
  booking: ShownBooking,
  { language, words, cancel }: { language: Language; words: Words; cancel: Chat['cancel'] },
): Card {
  const { id, serviceName, providerName, startsAt, timeZone } = booking;
  const { timeZone: visitorZone } = Intl.DateTimeFormat().resolvedOptions();
  const said = element('p');
  const actions = element('div');
  const card = element(
    'section',
    { class: 'card', 'aria-label': words.booking },
    element('p', {}, `${serviceName} · ${providerName}`),
    element('p', { class: 'when' }, when(startsAt, timeZone, language, visitorZone)),
    said,
    actions,
  );
  const offer = (): void => {
    said.textContent = '';
    actions.replaceChildren(button({}, words.cancel, ask));
  };
  const ask = (): void => {
    said.textContent = words.sure;
    const no = button({}, words.no, () => {
      offer();
      focusFirst();
    });
    actions.replaceChildren(
      no,
      button({}, words.yes, () => void confirm()),
    );
    no.focus();
  };
  const focusFirst = (): void => actions.querySelector('button')?.focus();
  const confirm = async (): Promise<void> => {
    for (const one of actions.querySelectorAll('button')) one.disabled = true;
    const outcome = await cancel(id);
    if (outcome === 'cancelled') return stands('CANCELLED');
    offer();
    said.textContent = words[outcome];
    focusFirst();
  };
  const stands: Card['stands'] = (status) => {
    if (status === 'CONFIRMED') return;
    const hadFocus = actions.contains((actions.getRootNode() as ShadowRoot).activeElement);
    if (status === 'CANCELLED') {
      card.classList.add('cancelled');
      said.textContent = words.cancelled;
    }
    actions.replaceChildren();
    if (hadFocus) card.closest<HTMLElement>('[role=log]')?.focus();
  };
  offer();
  stands(booking.status);
  return { element: card, stands };
}
