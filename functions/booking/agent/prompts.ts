import type { Facts } from './facts';
import type { Choice, Reply, ShownBooking } from './replies';
import { showTime } from './slots';
import type { Booked, Option, State } from './state';

/** The booking that a state has, as it is shown. */
const shownBooking = ({ serviceId, slot }: Pick<Booked, 'serviceId' | 'slot'>, facts: Facts): ShownBooking => ({
  service: facts.services.find(({ id }) => id === serviceId)?.name ?? '',
  ...showTime(slot, facts),
});

/** What a state asks, also of somebody who comes back to it: a function of the state and of what is true. */
export function promptOf(state: State, facts: Facts): Reply[] {
  const { asked, draft, perhaps, shown, booking, withdrawn } = state;
  const serviceName = (id: string | undefined) => facts.services.find((service) => service.id === id)?.name ?? '';
  const providerName = (id: string) => facts.providers.find((provider) => provider.id === id)?.name ?? '';
  if (state.pending) return [{ kind: 'tryAgain' }];
  if (state.step === 'human') return [{ kind: 'withHuman' }];
  switch (asked.for) {
    case 'service':
      return [
        {
          kind: 'askService',
          services: asked.options.flatMap((one) => ('service' in one ? serviceName(one.service) : [])),
        },
      ];
    case 'provider': {
      if (asked.options.length === 0) return [{ kind: 'unavailable' }];
      const providers = asked.options.flatMap((one) => ('provider' in one ? providerName(one.provider) : []));
      return [{ kind: 'askProvider', service: serviceName(draft.serviceId), providers }];
    }
    case 'time':
      return [{ kind: 'askTime' }];
    case 'slot':
      return [
        { kind: 'offer', times: asked.options.flatMap((one) => ('slot' in one ? showTime(one.slot, facts) : [])) },
      ];
    case 'which':
      return [{ kind: 'which', choices: asked.options.map((option) => choiceOf(option, facts)) }];
    case 'name':
      return [{ kind: 'askName', ...(perhaps?.name && { perhaps: perhaps.name }) }];
    case 'contact':
      return [{ kind: 'askContact', ...(perhaps?.phone && { perhaps: perhaps.phone }) }];
    case 'change':
      return [{ kind: 'askChange' }];
    case 'confirm': {
      if (!shown) return [];
      const { name, phone, email, replaces } = shown;
      const contact = { name, ...(phone && { phone }), ...(email && { email }) };
      return [
        {
          kind: 'confirm',
          request: { ...shownBooking(shown, facts), ...contact, isMove: replaces !== undefined },
        },
      ];
    }
    case 'cancel':
      return booking ? [{ kind: 'confirmCancel', booking: shownBooking(booking, facts) }] : [];
    case 'nothing':
      if (booking) return [{ kind: 'booked', booking: shownBooking(booking, facts) }];
      return withdrawn ? [{ kind: 'withdrawn', booking: shownBooking(withdrawn, facts) }] : [{ kind: 'greet' }];
  }
}

function choiceOf(option: Option, facts: Facts): Choice {
  if ('days' in option) return { days: option.days };
  if ('hours' in option) return { hours: option.hours };
  if ('slot' in option) return { time: showTime(option.slot, facts) };
  const id = 'service' in option ? option.service : 'provider' in option ? option.provider : undefined;
  return { name: [...facts.services, ...facts.providers].find((one) => one.id === id)?.name ?? '' };
}
