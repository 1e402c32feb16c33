import { fold } from '../../../../domain/fold.ts';
import {
  aliasAddedText,
  aliasPreview,
  askAliasText,
  askPositionNameText,
  askPositionText,
  newPositionPreview,
  positionAddedText,
  positionTakenText,
} from '../../../../text/positions.ts';
import type { PositionRef } from '../../../store.ts';
import type { ChatCommand, Desk } from '../../command.ts';
import { exampleName } from '../../find.ts';
import { form, type Read } from '../../form.ts';
import { readPosition } from './find-position.ts';
import { readPositionName } from './names.ts';

/** A name that no position goes by yet. */
async function readFreeName({ store }: Desk, typed: string): Promise<Read<string>> {
  const name = readPositionName(typed);
  if (name.kind === 'again') return name;
  const taken = await positionNamed({ store }, name.value);
  return taken === null ? name : { kind: 'again', text: positionTakenText(name.value, taken) };
}

async function positionNamed({ store }: Pick<Desk, 'store'>, name: string): Promise<string | null> {
  const alias = (await store.positionAliases()).find((each) => each.folded === fold(name));
  if (!alias) return null;
  return (await store.positions()).find((position) => position.id === alias.positionId)?.name ?? name;
}

type NewSlots = { name: string; aliases: string[] };

/** «chức danh thêm Công chức Địa chính». */
export function positionNew(desk: Desk): ChatCommand {
  return form<NewSlots>({
    name: 'position-new',
    heads: ['chức danh thêm', 'thêm chức danh'],
    right: 'admin',
    certain: () => true,
    help: {
      does: 'thêm một chức danh',
      usage: 'chức danh thêm <chức danh>; <tên gọi khác>',
      examples: ['chức danh thêm Công chức Địa chính', 'chức danh thêm Công chức Địa chính; Địa chính, Nông nghiệp'],
    },
    slots: {
      name: {
        labels: ['tên', 'chức danh'],
        free: true,
        ask: () => ({ kind: 'question', text: askPositionNameText() }),
        read: (_call, typed) => readFreeName(desk, typed),
      },
      aliases: {
        labels: ['tên gọi khác', 'tên khác'],
        ask: () => ({ kind: 'assume', value: [] }),
        async read(_call, typed) {
          const names: string[] = [];
          for (const part of typed.split(',').filter((each) => each.trim() !== '')) {
            const name = await readFreeName(desk, part);
            if (name.kind === 'again') return name;
            names.push(name.value);
          }
          return { kind: 'value', value: names };
        },
      },
    },
    async preview(_call, { name, aliases }) {
      for (const each of [name, ...aliases]) {
        const taken = await positionNamed(desk, each);
        if (taken !== null) return { kind: 'refuse', text: positionTakenText(each, taken), ask: 'name' };
      }
      return { kind: 'ready', text: newPositionPreview(name, aliases) };
    },
    async save(call, { name, aliases }) {
      return {
        effects: [{ kind: 'people', change: { act: 'add-position', name, aliases } }],
        text: positionAddedText(name, exampleName(call)),
      };
    },
  });
}

type AliasSlots = { position: PositionRef; alias: string };

/** «chức danh tên khác Công chức Địa chính; Địa chính». */
export function positionAlias(desk: Desk): ChatCommand {
  return form<AliasSlots>({
    name: 'position-alias',
    heads: ['chức danh tên khác', 'tên khác của chức danh'],
    right: 'admin',
    certain: () => true,
    help: {
      does: 'thêm tên gọi khác cho một chức danh',
      usage: 'chức danh tên khác <chức danh>; <tên gọi khác>',
      examples: ['chức danh tên khác Văn phòng UBND; Văn phòng Ủy ban'],
    },
    slots: {
      position: {
        labels: ['chức danh'],
        ask: () => ({ kind: 'question', text: askPositionText() }),
        read: (_call, typed) => readPosition(desk, typed, { mayBeNew: false }),
      },
      alias: {
        labels: ['tên khác', 'tên gọi khác', 'tên'],
        free: true,
        ask: (_call, { position }) => ({ kind: 'question', text: askAliasText(position?.name ?? '') }),
        read: (_call, typed) => readFreeName(desk, typed),
      },
    },
    async preview(_call, { position, alias }) {
      const taken = await positionNamed(desk, alias);
      if (taken !== null) return { kind: 'refuse', text: positionTakenText(alias, taken), ask: 'alias' };
      return { kind: 'ready', text: aliasPreview(position.name, alias) };
    },
    async save(_call, { position, alias }) {
      if (position.kind === 'new') throw new Error('a position that there is not got another name');
      return {
        effects: [{ kind: 'people', change: { act: 'add-alias', positionId: position.id, alias } }],
        text: aliasAddedText(position.name, alias),
      };
    },
  });
}
