import { fold } from '../../../domain/fold.ts';
import { clockConfirmedText, clockNotice, clockWellText } from '../../../text/clock.ts';
import { clockHold } from '../../watch-clock.ts';
import { type ChatCommand, type Desk, over, say } from '../command.ts';

/** «đồng hồ»: what the machine's clock shows and whether it is believed; «đồng hồ đúng» believes it. */
export function clockCommand({ store, office: { zone } }: Desk): ChatCommand {
  const shown = (at: number) => ({ day: zone.dayOf(at), minute: zone.minuteOf(at) });
  return {
    name: 'clock',
    heads: ['đồng hồ'],
    right: 'admin',
    help: {
      does: 'xem giờ của máy em đang chạy; khi em ngờ giờ sai mà giờ đúng thì báo cho em',
      usage: 'đồng hồ [đúng]',
      examples: ['đồng hồ', 'đồng hồ đúng'],
    },
    fits: (rest) => rest === '' || fold(rest) === 'dung',
    async begin({ now, rest, officer }) {
      const hold = await clockHold(store);
      if (hold === null || hold.confirmed) return say('clock-shown', clockWellText(shown(now)));
      if (rest === '') return say('clock-shown', clockNotice(officer, hold.doubt, shown(now), shown(hold.believedAt)));
      const value = JSON.stringify({ ...hold, confirmed: true });
      return over({
        intent: 'clock-confirmed',
        effects: [{ kind: 'setting', change: { name: 'clock', value } }],
        text: clockConfirmedText(shown(now)),
      });
    },
  };
}
