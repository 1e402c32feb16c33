import { hasJustPassed, readPeriod } from '../../../../domain/chat-day.ts';
import type { Day } from '../../../../domain/civil-day.ts';
import { fold } from '../../../../domain/fold.ts';
import { type LeaveLine, nameIn, namesDays, splitLeave } from '../../../../domain/leave-line.ts';
import { nextOpening } from '../../../../domain/office-hours.ts';
import {
  daysNotUnderstoodText,
  impossibleDaysText,
  type LeavePreview,
  leaveEnteredNotice,
  leaveOverText,
  leavePassedText,
  leavePreviewText,
  leaveSavedText,
  leaveTooFarText,
  leaveTooLongText,
  onlyOwnLeaveText,
  overlappingLeaveText,
  ownStandInText,
  standInOnLeaveText,
  standInWithoutChatText,
  whichDaysText,
  whoStandsInText,
} from '../../../../text/leaves.ts';
import { shortened } from '../../../../text/shorten.ts';
import { canBeReached } from '../../../deciders.ts';
import { namesOf } from '../../../render.ts';
import type { Effect, LeaveView, OfficerView } from '../../../store.ts';
import { type Call, type ChatCommand, type Desk, over } from '../../command.ts';
import { meansSelf, officersMeant, readOfficer } from '../../find.ts';
import { form, type Preview, type Read } from '../../form.ts';
import { answer } from '../../talk.ts';
import { asking } from './decide.ts';

/** Longer ones are slips of the thumb; half a year of maternity leave fits. */
const LONGEST_DAYS = 200;
const FURTHEST_DAYS = 366;

type Values = {
  readonly who: number;
  readonly days: { readonly from: Day; readonly to: Day };
  readonly standIn: number | null;
};

/** «vắng» with words behind it; also as people say it: «em xin phép nghỉ mai». */
const HEADS = ['', 'em ', 'tôi ', 'mình '].flatMap((who) =>
  ['vắng', 'đi vắng', 'nghỉ phép']
    .flatMap((verb) => [`${who}${verb}`, `${who}xin ${verb}`])
    .concat([`${who}báo vắng`, `${who}xin nghỉ`, `${who}xin phép nghỉ`, `${who}xin phép vắng`]),
);

/** «mai em đi công tác», «hôm nay em bị ốm xin nghỉ ạ», «em nghỉ thai sản từ 1/4 đến 1/7»: told without a command. */
const AWAY =
  'nghi(?: om| phep| thai san| viec rieng| cuoi| tang)?|vang(?: mat)?|di (?:cong tac|hoc|tap huan|vang)|cong tac';
const SELF = '(?:da,? )?(?:em|toi|minh|e)';
const TOLD = [
  new RegExp(`^${SELF} (?:bi om )?(?:xin )?(?:phep )?(?:${AWAY}),? (?:tu |ngay |hom |mai|thu |\\d)`),
  new RegExp(
    `^(?:hom nay|ngay mai|mai|mot|thu [\\w]+|ngay [\\d/]+|tuan sau),? ${SELF} (?:bi om )?(?:xin )?(?:phep )?(?:${AWAY})(?: (?:a|nhe|nha|nho .+|vi .+))?[.]?$`,
  ),
];

const NOBODY = /^(?:khong(?: nho)?(?: ai)?(?: ca)?|ko|k|khong can|khong co)$/;

/** «vắng 20/3–25/3 nhờ Minh»: the stand-in is asked, and hears only after consenting. */
export function leaveCommand(desk: Desk): ChatCommand {
  const { store, office } = desk;

  function line(call: Call): LeaveLine {
    const split = splitLeave(call.rest, call.today, (words) => namesAnother(call, words));
    // «vắng chị Lan»: the days are still to be asked for.
    const { days, ...others } = split;
    const isName =
      days !== undefined &&
      split.who === undefined &&
      readPeriod(days, call.today).kind === 'none' &&
      officersMeant(call.directory.officers, days).length > 0;
    return isName ? { who: days, ...others } : split;
  }

  /** «minh» from an administrator is Minh where there is one; from anybody else it is «mình» unless written as a name. */
  function namesAnother({ directory, officer }: Call, words: string): boolean {
    const writtenAsName = words !== words.toLowerCase() && words !== words.toUpperCase();
    if (!officer.isAdmin && !writtenAsName) return false;
    return !meansSelf(words) && officersMeant(directory.officers, words).length > 0;
  }

  function readDays(call: Call, typed: string): Read<Values['days']> {
    const { days: words = typed, standIn } = splitLeave(typed, call.today);
    const reading = readPeriod(words, call.today);
    if (reading.kind === 'none') return { kind: 'again', text: daysNotUnderstoodText(shortened(typed)) };
    if (reading.kind === 'impossible')
      return { kind: 'again', text: impossibleDaysText(shortened(words)), heard: true };
    const { from, to } = reading;
    const text =
      to < call.today
        ? leaveOverText()
        : hasJustPassed(words, call.today)
          ? leavePassedText(shortened(words), from)
          : to - from + 1 > LONGEST_DAYS
            ? leaveTooLongText(LONGEST_DAYS, from, to)
            : from > call.today + FURTHEST_DAYS
              ? leaveTooFarText()
              : null;
    if (text !== null) return { kind: 'again', text, heard: true };
    return { kind: 'value', value: { from, to }, ...(standIn === undefined ? {} : { more: { standIn } }) };
  }

  async function readStandIn(call: Call, typed: string, filled: Partial<Values>): Promise<Read<number | null>> {
    if (NOBODY.test(fold(typed).replace(/[.,]?(?: ạ| a)?$/, ''))) return { kind: 'value', value: null };
    const read = readOfficer(call, nameIn(typed));
    if (read.kind === 'again') return read;
    const { who = call.officer.id, days } = filled;
    const refused = days ? await standInRefused(call, { who, days, standIn: read.value }) : null;
    return refused === null ? read : { kind: 'again', text: refused };
  }

  /** Why that person cannot stand in; null where they can. */
  async function standInRefused(call: Call, { who, days, standIn }: Values): Promise<string | null> {
    const { directory, today } = call;
    const person = standIn === null ? undefined : directory.officer(standIn);
    if (!person) return null;
    if (person.id === who) return ownStandInText(person);
    const away = (await leavesWithin(days)).find((leave) => leave.officerId === person.id);
    if (away) return standInOnLeaveText(person, away, today);
    return canBeReached(person) || person.id === call.officer.id ? null : standInWithoutChatText(person);
  }

  async function leavesWithin({ from, to }: Values['days']): Promise<LeaveView[]> {
    return (await store.leaves({ from })).filter((leave) => leave.from <= to);
  }

  async function described(call: Call, { who, days, standIn }: Values): Promise<LeavePreview> {
    const { directory, officer } = call;
    const away = directory.officer(who);
    if (!away) throw new Error(`no officer ${who}`);
    const open = await store.occurrences({ states: ['open'], targetTo: days.to });
    const due = open.flatMap((occurrence) => {
      const day = occurrence.remindBy ?? occurrence.target;
      const leads = directory.leads(occurrence, Math.max(days.from, call.today)).some(({ id }) => id === who);
      return leads && day >= days.from && day <= days.to ? [{ ...namesOf(occurrence), day }] : [];
    });
    const standsInFor = (await leavesWithin(days)).filter((leave) => leave.standInId === who);
    return {
      officer: away,
      own: who === officer.id,
      ...days,
      workingDays: office.calendar.workingDaysBetween(days.from - 1, days.to),
      due: due.sort((a, b) => a.day - b.day),
      standIn: standIn === null ? null : (directory.officer(standIn) ?? null),
      agreed: standIn === officer.id,
      standsInFor: directory.people(standsInFor.map((leave) => leave.officerId)),
    };
  }

  async function preview(call: Call, values: Values): Promise<Preview> {
    const { officer, today } = call;
    const leave = await described(call, values);
    const other = (await leavesWithin(values.days)).find((each) => each.officerId === values.who);
    if (other) {
      const text = overlappingLeaveText(leave.officer, values.who === officer.id, other, today);
      return { kind: 'refuse', text, ask: 'days' };
    }
    const refused = await standInRefused(call, values);
    if (refused !== null) return { kind: 'refuse', text: refused, ask: 'standIn' };
    return { kind: 'ready', text: leavePreviewText(leave, today) };
  }

  function entered(call: Call, leave: LeavePreview & { officer: OfficerView }): Effect[] {
    if (leave.own) return [];
    const notice = {
      key: `leave:${call.inboundId}:${leave.officer.id}`,
      officerId: leave.officer.id,
      message: { text: leaveEnteredNotice(leave.officer, call.officer, leave, call.today) },
      dueAt: nextOpening(office, call.now),
    };
    return [{ kind: 'notice', notice }];
  }

  const command = form<Values>({
    name: 'leave',
    heads: HEADS,
    right: 'officer',
    help: {
      does: 'báo ngày nghỉ và nhờ người nhận việc thay; người thay đồng ý thì em mới nhắc người đó',
      usage: 'vắng <ngày đầu> đến <ngày cuối> nhờ <tên>',
      examples: ['vắng mai', 'vắng 20/12 đến 25/12', 'nghỉ phép'],
    },
    slots: {
      who: {
        labels: [],
        ask: (call) => ({ kind: 'assume', value: call.officer.id }),
        read: (call, typed) => readOfficer(call, typed),
      },
      days: {
        labels: ['ngày', 'thời gian', 'từ'],
        ask: (call) => ({ kind: 'question', text: whichDaysText(call.officer) }),
        read: readDays,
      },
      standIn: {
        labels: ['người thay', 'thay', 'nhờ'],
        ask: (call) => ({ kind: 'question', text: whoStandsInText(call.officer) }),
        read: readStandIn,
      },
    },
    split(call) {
      const { who, days, standIn } = line(call);
      return {
        ...(who === undefined ? {} : { who }),
        ...(days === undefined ? {} : { days }),
        // One whole line without «nhờ» says that nobody stands in; the preview shows how to change that.
        ...(days === undefined && standIn === undefined ? {} : { standIn: standIn ?? 'không' }),
      };
    },
    preview,
    async save(call, values) {
      const { today } = call;
      const leave = await described(call, values);
      const officer = call.directory.officer(values.who);
      const person = values.standIn === null ? undefined : call.directory.officer(values.standIn);
      if (!officer) throw new Error(`no officer ${values.who}`);
      const asked = { kind: 'stand-in', away: officer, ...values.days } as const;
      const standIn = person && {
        officerId: person.id,
        agreed: leave.agreed,
        ask: leave.agreed ? [] : asking(desk, call, [person], asked),
      };
      const change = { act: 'add-leave', officerId: officer.id, ...values.days, standIn: standIn ?? null } as const;
      return {
        effects: [{ kind: 'request', change }, ...entered(call, { ...leave, officer })],
        text: leaveSavedText(leave, today),
      };
    },
  });

  return {
    ...command,
    spots: (text) =>
      TOLD.some((pattern) => pattern.test(fold(text))) && !/[#;]|vi[eê]c \d/i.test(text) && namesDays(text),
    // «nghỉ phép nên chưa làm được» is about a task.
    certain: (rest) => rest === '' || namesDays(rest),
    async begin(call) {
      const { who } = line(call);
      const meant = who === undefined || call.officer.isAdmin ? null : readOfficer(call, who);
      if (meant !== null && !(meant.kind === 'value' && meant.value === call.officer.id)) {
        const note = { kind: 'note', what: 'no-right', data: { command: 'leave' } } as const;
        return over(answer('no-right', onlyOwnLeaveText(call.officer), [note]));
      }
      return command.begin(call);
    },
  };
}
