import { dayOf } from '../../src/domain/civil-day.ts';
import type { Received, World } from '../scenario/world.ts';
import type { Entry } from './exchange.ts';
import { PEOPLE } from './office.ts';

/** Codes are another one each time; the guides show this one. */
const SHOWN_CODE = 'K7MP-3QXA';
const CODE = /\b[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}\b/g;

export interface Replay {
  play(entries: readonly Entry[]): Promise<Entry[]>;
  /** What nobody looked at is not the guide's matter. */
  end(): void;
}

/** Plays exchanges in an office, one after the other, and gives them back with what the bot really says. */
export function replayIn(world: World, firstCode: string | null = null): Replay {
  let code = firstCode ?? SHOWN_CODE;
  /** What nobody has looked at yet, with the line of the guide after which it came. */
  const waiting = new Map<string, { received: Received; after: number }[]>();
  let line = 0;
  const shown = new Map<string, Received>();

  /** By given name; somebody new by any name. */
  const phoneOf = (who: string) => world.phone(PEOPLE.find((each) => each.name.endsWith(` ${who}`))?.name ?? who);

  function collect(): void {
    for (const who of [...PEOPLE.map((each) => each.name.split(' ').at(-1)!), ...waiting.keys()]) {
      const fresh = phoneOf(who)
        .takeAll()
        .map((received) => ({ received, after: line }));
      waiting.set(who, [...(waiting.get(who) ?? []), ...fresh]);
    }
  }

  function text(received: Received): string {
    code = received.text.match(CODE)?.[0] ?? code;
    return received.text.replaceAll(CODE, SHOWN_CODE);
  }

  async function passTo({ day, month, clock }: Extract<Entry, { kind: 'time' }>): Promise<void> {
    const [hours = 0, minutes = 0] = clock.split(':').map(Number);
    const { zone } = world.office;
    const years = [2026, 2027].map((year) => zone.instant(dayOf(year, month, day), hours * 60 + minutes));
    const instant = years.find((each) => each >= world.clock.now());
    if (instant === undefined) throw new Error(`already past: ${day}/${month} ${clock}`);
    await world.advance(new Date(instant).toISOString());
    collect();
    // What came on the way is not what the guide shows.
    for (const [who, messages] of waiting) {
      const now = messages.filter(({ received }) => received.at >= instant);
      waiting.set(who, now);
    }
  }

  /** The message that begins as the guide says, where there are several; otherwise the first after the line before. */
  function heard(who: string, expected: string): Received | undefined {
    collect();
    const messages = waiting.get(who) ?? [];
    const first = expected.split('\n')[0];
    const newest = Math.max(...messages.map(({ after }) => after));
    const found =
      messages.find(({ received }) => received.text.split('\n')[0] === first) ??
      messages.find(({ after }) => after === newest);
    waiting.set(
      who,
      messages.filter((each) => each !== found),
    );
    if (found) shown.set(who, found.received);
    return found?.received;
  }

  async function saidInGroup(who: string, typed: string): Promise<string> {
    const group = world.group('Văn phòng UBND');
    await group.says(PEOPLE.find((each) => each.name.endsWith(` ${who}`))?.name ?? who, typed);
    return group.receives(/./).text;
  }

  async function play(entry: Entry): Promise<Entry> {
    if (entry.kind === 'time') {
      line += 1;
      await passTo(entry);
      return entry;
    }
    const { who } = entry;
    if (entry.kind === 'hears') {
      const received = heard(who, entry.answer);
      if (!received) throw new Error(`${who} got nothing`);
      return { ...entry, answer: text(received) };
    }
    collect();
    line += 1;
    const phone = phoneOf(who);
    if (entry.kind === 'group')
      return { ...entry, answer: await saidInGroup(who, entry.text.replaceAll(SHOWN_CODE, code)) };
    const last = shown.get(who);
    const typed = entry.text.replaceAll(SHOWN_CODE, code);
    if (entry.kind === 'says') await phone.replies(typed);
    else if (!last) throw new Error(`${who} has no message yet: ${entry.line}`);
    else if (entry.kind === 'quotes') await phone.replies(typed, last);
    else if (entry.kind === 'presses') await phone.presses(last, typed);
    else await phone.reacts(last, typed);
    await world.engine.idle();
    const answers = phone.takeAll();
    // The answer comes first; whatever else there is can be shown after it.
    const answer = answers.shift();
    const others = answers.map((received) => ({ received, after: line }));
    waiting.set(who, [...(waiting.get(who) ?? []), ...others]);
    if (answer) shown.set(who, answer);
    return { ...entry, answer: answer ? text(answer) : '' };
  }

  return {
    async play(entries) {
      const played: Entry[] = [];
      for (const entry of entries) played.push(await play(entry));
      return played;
    },
    end: collect,
  };
}
