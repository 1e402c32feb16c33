import { type Basis, readBasis } from './bases.ts';
import type { Read } from './numbers.ts';
import { at, type Token } from './tokens.ts';

/** «ngay sau khi …»; `merely` where «ngay» is missing. */
export interface RightAfter {
  readonly kind: 'right-after';
  readonly grace: 'same-day' | 'next-working-day';
  readonly basis: Basis;
  readonly merely: boolean;
}

/** «ngay sau khi có kết quả»; a mere «sau khi có kết quả» too, which does not say how soon. */
export function readRightAfter(tokens: readonly Token[], index: number): Read<RightAfter> | null {
  const { sign, text } = at(tokens, index);
  if (
    sign === 'within' &&
    /^ngay(?: lam viec)?$/.test(at(tokens, index + 1).text) &&
    /^[.,;)\n]?$/.test(at(tokens, index + 2).text)
  ) {
    return {
      value: { kind: 'right-after', grace: 'same-day', basis: { kind: 'unnamed' }, merely: true },
      next: index + 2,
    };
  }
  const nextDay = readNextWorkingDay(tokens, index);
  if (nextDay !== null) return nextDay;
  if (sign === 'sameDay') {
    const start = at(tokens, index + 1).sign === 'since' ? index + 2 : index + 1;
    const basis = at(tokens, index + 1).sign === 'and' ? null : readBasis(tokens, start);
    return {
      value: { kind: 'right-after', grace: 'same-day', basis: basis?.value ?? { kind: 'unnamed' }, merely: false },
      next: basis?.next ?? index + 1,
    };
  }
  if (sign !== 'rightAfter' && !(sign === 'since' && text === 'sau khi')) return null;
  const since = at(tokens, index + 1).sign === 'since' || at(tokens, index + 1).text === 'khi' ? index + 2 : index + 1;
  const basis = readBasis(tokens, since);
  if (basis === null && sign === 'since') return null;
  return {
    value: {
      ...{ kind: 'right-after', grace: 'same-day', merely: sign === 'since' },
      basis: basis?.value ?? { kind: 'unnamed' },
    },
    next: basis?.next ?? index + 1,
  };
}

/** «ngày làm việc sau khi có kết quả», «ngày làm việc tiếp theo kể từ khi tiếp nhận» */
function readNextWorkingDay(tokens: readonly Token[], index: number): Read<RightAfter> | null {
  if (at(tokens, index).sign !== 'workingDay') return null;
  const since = at(tokens, index + 1).sign === 'next' ? index + 2 : index + 1;
  if (at(tokens, since).sign !== 'since') return null;
  const basis = readBasis(tokens, since + 1);
  if (basis?.value.kind !== 'event') return null;
  return {
    value: { kind: 'right-after', grace: 'next-working-day', basis: basis.value, merely: false },
    next: basis.next,
  };
}
