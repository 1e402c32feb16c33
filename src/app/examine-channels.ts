import type { Day } from '../domain/civil-day.ts';
import type { Finding } from './doctor.ts';
import type { OfficerView, Store } from './store.ts';

const MOST_NAMED = 10;

/** What a person does about a channel that does not work. */
const MEND: Readonly<Record<string, string>> = {
  telegram: 'check TELEGRAM_BOT_TOKEN with @BotFather',
  zalo: 'log in with `npm run -s nv -- zalo login`, or write «đăng nhập zalo» in another channel',
};

/**
 * The channels that the settings ask for, as the running service saw them last, and who can be reached through each.
 * `configured`: their names.
 */
export async function examineChannels(store: Store, configured: readonly string[], today: Day): Promise<Finding[]> {
  const findings: Finding[] = [];
  const say = (level: Finding['level'], message: string) => findings.push({ level, area: 'channels', message });
  const states = new Map((await store.channelStates()).map((each) => [each.channel, each]));
  const officers = await store.officers(today);
  const works = (name: string) => {
    const seen = states.get(name);
    return !seen || (seen.state !== 'stopped' && seen.account !== '');
  };
  // With every channel away nobody is reminded at all.
  const bad = configured.some(works) ? 'warning' : 'problem';
  for (const name of configured) {
    const seen = states.get(name);
    const mend = MEND[name] ?? 'see the log';
    if (!seen) say('warning', `${name}: the service has not run with it yet; start it`);
    else if (seen.account === '') say(bad, `${name}: not logged in; ${mend}`);
    else if (seen.state === 'stopped') {
      say(bad, `${name}: stopped since ${new Date(seen.since).toISOString()}${why(seen.problem)}; ${mend}`);
    } else if (seen.problem !== null || seen.state === 'starting') {
      say('warning', `${name}: ${seen.state}${why(seen.problem)}`);
    } else say('ok', `${name}: running`);
    if (officers.length > 0) say('ok', reached(name, officers));
    const old = linked(officers, name, (link) => link.reason === 'account-changed');
    if (old.length > 0) {
      say('warning', `${name}: linked to an account that is no longer used: ${listed(old)}; run \`invite\` for each`);
    }
    const broken = linked(officers, name, (link) => link.state === 'broken' && link.reason !== 'account-changed');
    if (broken.length > 0) {
      const how = 'they write to the bot there, or run `invite` for each';
      say('warning', `${name}: refuses messages to ${listed(broken)}; ${how}`);
    }
  }
  const others = new Set(officers.flatMap(({ links }) => links.map((link) => link.channel)));
  for (const name of others) {
    if (configured.includes(name)) continue;
    const stranded = linked(officers, name, (link) => link.state === 'active');
    if (stranded.length > 0)
      say('warning', `${name}: not configured, and ${stranded.length} officers are linked there`);
  }
  return findings;
}

const why = (problem: string | null): string => (problem === null ? '' : `: ${problem}`);

function linked(
  officers: readonly OfficerView[],
  channel: string,
  which: (link: OfficerView['links'][number]) => boolean,
): OfficerView[] {
  return officers.filter(({ links }) => links.some((link) => link.channel === channel && which(link)));
}

function reached(channel: string, officers: readonly OfficerView[]): string {
  const there = linked(officers, channel, (link) => link.state === 'active');
  const missing = officers.filter((officer) => !there.includes(officer));
  const without = missing.length === 0 ? '' : `; without a chat there: ${listed(missing)}`;
  return `${channel}: ${there.length} of ${officers.length} officers linked${without}`;
}

function listed(officers: readonly OfficerView[]): string {
  const more = officers.length - MOST_NAMED;
  const names = officers.slice(0, MOST_NAMED).map((officer) => officer.name);
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
