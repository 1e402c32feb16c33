import { fold } from '../../../../domain/fold.ts';
import { channelName } from '../../../../text/channels.ts';
import {
  askChannelText,
  chatLabel,
  noChatText,
  oneChatText,
  onlyOwnChannelText,
  preferPreview,
  preferredText,
  unknownChannelText,
  unlinkedText,
  unlinkPreview,
} from '../../../../text/links.ts';
import { lastAdministratorText } from '../../../../text/roles.ts';
import { shortened } from '../../../../text/shorten.ts';
import type { Link, OfficerView } from '../../../store.ts';
import type { Call, ChatCommand } from '../../command.ts';
import { exampleName, readOfficer } from '../../find.ts';
import { type Choice, form, type Read, type Slot } from '../../form.ts';
import { isLastAdministrator } from './duties.ts';
import { chatOf } from './invite.ts';
import { gone, officerOf, whoSlot } from './read-officer.ts';

type Slots = { who: number; link: number };

const choices = ({ links }: OfficerView): Choice[] =>
  links.map((link, index) => ({ label: chatLabel(chatOf(link), index), value: link.id }));

/** The channel by its name; asked for only where there are several. */
const linkSlot: Slot<number, Slots> = {
  labels: ['kênh'],
  ask: (call, { who }) => {
    const officer = officerOf(call, who!);
    const [only, another] = officer?.links ?? [];
    if (!officer || !only || !another) return { kind: 'assume', value: only?.id ?? 0 };
    return { kind: 'question', text: askChannelText(officer), choices: choices(officer) };
  },
  read: (call, typed, { who }): Read<number> => {
    const officer = officerOf(call, who!);
    if (!officer) return { kind: 'value', value: 0 };
    const named = officer.links.filter((link) => isNamed(link, typed));
    const [only] = named;
    if (only && named.length === 1) return { kind: 'value', value: only.id };
    const text =
      named.length > 1 ? askChannelText(officer) : unknownChannelText(shortened(typed), officer.links.map(chatOf));
    return { kind: 'again', text, choices: choices(officer) };
  },
};

const isNamed = ({ channel }: Link, typed: string): boolean =>
  [channel, channelName(channel)].some((name) => fold(name) === fold(typed).replace(/^kenh /, ''));

const linkOf = (officer: OfficerView | null, id: number): Link | undefined =>
  officer?.links.find((link) => link.id === id);

/** «ngắt liên kết Lan», «ngắt liên kết Lan; Zalo». */
export const unlink: ChatCommand = form<Slots>({
  name: 'unlink',
  heads: ['ngắt liên kết', 'ngắt kênh'],
  right: 'admin',
  certain: () => true,
  help: {
    does: 'ngắt kênh liên lạc của một cán bộ',
    usage: 'ngắt liên kết <tên>; <kênh>',
    examples: ['ngắt liên kết Lan', 'ngắt liên kết Lan; Telegram'],
  },
  slots: { who: whoSlot('Ngắt kênh của'), link: linkSlot },
  async preview(call, { who, link }) {
    const officer = officerOf(call, who);
    if (!officer) return gone();
    const chosen = linkOf(officer, link);
    if (!chosen) return { kind: 'refuse', text: noChatText(officer) };
    const left = officer.links.filter((each) => each.id !== link);
    const works = left.some((each) => each.state === 'active');
    if (chosen.state === 'active' && !works && isLastAdministrator(call, officer)) {
      return { kind: 'refuse', text: lastAdministratorText(officer, 'chat', exampleName(call, officer.id)) };
    }
    return { kind: 'ready', text: unlinkPreview(officer, chatOf(chosen), left.map(chatOf)) };
  },
  async save(call, { who, link }) {
    const officer = officerOf(call, who)!;
    return {
      effects: [{ kind: 'people', change: { act: 'unlink', officerId: who, linkId: link } }],
      text: unlinkedText(officer, chatOf(linkOf(officer, link)!)),
    };
  },
});

/** Without «kênh»: «ưu tiên Zalo». */
const SHORT = /^uu tien (?:zalo|telegram)\b/;

/** «ưu tiên kênh Zalo», «ưu tiên Zalo»; administrators also «ưu tiên kênh Zalo; Lan». */
const prefer = form<Slots>({
  name: 'prefer-channel',
  heads: ['ưu tiên kênh', 'kênh chính'],
  right: 'officer',
  certain: () => true,
  help: {
    does: 'chọn kênh nhận lời nhắc trước, khi có nhiều kênh',
    usage: 'ưu tiên kênh <kênh>',
    examples: ['ưu tiên kênh Zalo', 'ưu tiên Telegram'],
  },
  slots: {
    who: {
      labels: ['tên'],
      ask: (call) => ({ kind: 'assume', value: call.officer.id }),
      read: (call, typed) => {
        const read = readOfficer(call, typed);
        if (read.kind !== 'value' || read.value === call.officer.id || call.officer.isAdmin) return read;
        return { kind: 'again', text: onlyOwnChannelText(call.officer) };
      },
    },
    link: linkSlot,
  },
  split: ({ rest }: Call) => {
    const words = SHORT.test(fold(rest)) ? rest.trim().split(/\s+/).slice(2).join(' ') : rest;
    const [link, who] = words.split(';').map((part) => part.trim());
    return { ...(link ? { link } : {}), ...(who ? { who } : {}) };
  },
  async preview(call, { who, link }) {
    const officer = officerOf(call, who);
    if (!officer) return gone();
    const chosen = linkOf(officer, link);
    if (!chosen) return { kind: 'refuse', text: noChatText(officer) };
    if (officer.links.length === 1) return { kind: 'refuse', text: oneChatText(officer) };
    const order = [chosen, ...officer.links.filter((each) => each.id !== link)];
    return { kind: 'ready', text: preferPreview(officer, order.map(chatOf)) };
  },
  async save(call, { who, link }) {
    const officer = officerOf(call, who)!;
    return {
      effects: [{ kind: 'people', change: { act: 'prefer-link', officerId: who, linkId: link } }],
      text: preferredText(officer, chatOf(linkOf(officer, link)!)),
    };
  },
});

/** Without «kênh» only where a channel is named: «ưu tiên việc 3» is about a task. */
export const preferChannel: ChatCommand = { ...prefer, spots: (text) => SHORT.test(fold(text)) };
