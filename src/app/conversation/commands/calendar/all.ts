import { civilDate, dayOf } from '../../../../domain/civil-day.ts';
import { yearHintText, yearText } from '../../../../text/calendar.ts';
import { daysOfYear, exampleDay } from '../../../calendar-days.ts';
import { type ChatCommand, type Desk, say } from '../../command.ts';
import { forgetDays } from './forget-days.ts';
import { setDaysOff, setWorkedDays } from './set-days.ts';
import { yearCommands, yearTyped } from './year.ts';

/** Days off and worked Saturdays: looked at by everybody, changed by administrators. */
export function calendarCommands(desk: Desk): ChatCommand[] {
  return [listCommand(desk), setDaysOff(desk), setWorkedDays(desk), forgetDays(desk), ...yearCommands(desk)];
}

function listCommand({ office }: Desk): ChatCommand {
  return {
    name: 'calendar',
    heads: ['nghỉ lễ', 'ngày nghỉ'],
    right: 'officer',
    help: {
      does: 'xem các ngày nghỉ và ngày làm bù trong năm',
      usage: 'nghỉ lễ [năm]',
      examples: ['nghỉ lễ', 'nghỉ lễ năm sau'],
    },
    certain: () => true,
    fits: (typed) => typed === '' || yearTyped(typed, 2000) !== null,
    async begin(call) {
      const thisYear = civilDate(call.today).year;
      const year = yearTyped(call.rest, thisYear) ?? thisYear;
      const { calendar } = office;
      const announced = calendar.certainty(dayOf(year, 1, 1), dayOf(year, 1, 1)) === 'official';
      const days = daysOfYear(calendar, year);
      const text = yearText(call.officer, year, announced, days);
      if (!call.officer.isAdmin || year < thisYear) return say('calendar', text);
      const entered = days.find(({ day }) => day >= call.today)?.day ?? null;
      const awaited = !announced && year <= thisYear + 1;
      return say('calendar', `${text}\n${yearHintText(year, awaited, exampleDay(calendar, call.today), entered)}`);
    },
  };
}
