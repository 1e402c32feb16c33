import { beforeAll, describe, expect, test } from 'vitest';
import { applyPlan } from '../../src/app/apply-plan.ts';
import { makePlan } from '../../src/app/plan.ts';
import { type SimulatedMessage, simulate } from '../../src/app/simulate.ts';
import type { OccurrenceView, Store } from '../../src/app/store.ts';
import { dayFromIso, isoDate } from '../../src/domain/civil-day.ts';
import { steppedClock } from '../../src/runtime/clock.ts';
import { loadPlan, SHIPPED_PLAN } from '../../src/runtime/data.ts';
import { openSqlite } from '../../src/store/open.ts';
import { shippedOffice } from '../domain/shipped.ts';

/*
 * The tables were worked out by hand on the official calendars of days off. Each row: the period, the last timely day, the
 * day to aim at, the last day by law, then the mornings on which the officer in charge is reminded: 5, 2 and 1 working
 * days before, and the five working days after the last day by law. «–» is a morning before the office began. On the day
 * to aim at the officer is reminded in the morning and at 14:00; and where a counted term ends later by law than it does
 * by the count, on that last day by law as well.
 */

const DEADLINES_2024 = {
  // Day 5 of each month.
  'III.1.6': `
    1/2024  | 5/1  | 5/1  | 5/1  | –     | 3/1  | 4/1  | 8/1 9/1 10/1 11/1 12/1
    2/2024  | 5/2  | 5/2  | 5/2  | 29/1  | 1/2  | 2/2  | 6/2 7/2 15/2 16/2 19/2
    3/2024  | 5/3  | 5/3  | 5/3  | 27/2  | 1/3  | 4/3  | 6/3 7/3 8/3 11/3 12/3
    4/2024  | 5/4  | 5/4  | 5/4  | 29/3  | 3/4  | 4/4  | 8/4 9/4 10/4 11/4 12/4
    5/2024  | 5/5  | 4/5  | 5/5  | 24/4  | 2/5  | 3/5  | 6/5 7/5 8/5 9/5 10/5
    6/2024  | 5/6  | 5/6  | 5/6  | 29/5  | 3/6  | 4/6  | 6/6 7/6 10/6 11/6 12/6
    7/2024  | 5/7  | 5/7  | 5/7  | 28/6  | 3/7  | 4/7  | 8/7 9/7 10/7 11/7 12/7
    8/2024  | 5/8  | 5/8  | 5/8  | 29/7  | 1/8  | 2/8  | 6/8 7/8 8/8 9/8 12/8
    9/2024  | 5/9  | 5/9  | 5/9  | 27/8  | 30/8 | 4/9  | 6/9 9/9 10/9 11/9 12/9
    10/2024 | 5/10 | 4/10 | 5/10 | 27/9  | 2/10 | 3/10 | 7/10 8/10 9/10 10/10 11/10
    11/2024 | 5/11 | 5/11 | 5/11 | 29/10 | 1/11 | 4/11 | 6/11 7/11 8/11 11/11 12/11
    12/2024 | 5/12 | 5/12 | 5/12 | 28/11 | 3/12 | 4/12 | 6/12 9/12 10/12 11/12 12/12`,
  // Day 17 of the quarter's last month.
  'X.1.1': `
    I/2024   | 17/3  | 15/3  | 17/3  | 8/3   | 13/3  | 14/3  | 18/3 19/3 20/3 21/3 22/3
    II/2024  | 17/6  | 17/6  | 17/6  | 10/6  | 13/6  | 14/6  | 18/6 19/6 20/6 21/6 24/6
    III/2024 | 17/9  | 17/9  | 17/9  | 10/9  | 13/9  | 16/9  | 18/9 19/9 20/9 23/9 24/9
    IV/2024  | 17/12 | 17/12 | 17/12 | 10/12 | 13/12 | 16/12 | 18/12 19/12 20/12 23/12 24/12`,
  'X.1.2': `
    I/2024   | 17/3  | 15/3  | 17/3  | 8/3   | 13/3  | 14/3  | 18/3 19/3 20/3 21/3 22/3
    II/2024  | 17/6  | 17/6  | 17/6  | 10/6  | 13/6  | 14/6  | 18/6 19/6 20/6 21/6 24/6
    III/2024 | 17/9  | 17/9  | 17/9  | 10/9  | 13/9  | 16/9  | 18/9 19/9 20/9 23/9 24/9
    IV/2024  | 17/12 | 17/12 | 17/12 | 10/12 | 13/12 | 16/12 | 18/12 19/12 20/12 23/12 24/12`,
  // Day 20 of each month.
  'V.2.4': `
    1/2024  | 20/1  | 19/1  | 20/1  | 12/1  | 17/1  | 18/1  | 22/1 23/1 24/1 25/1 26/1
    2/2024  | 20/2  | 20/2  | 20/2  | 6/2   | 16/2  | 19/2  | 21/2 22/2 23/2 26/2 27/2
    3/2024  | 20/3  | 20/3  | 20/3  | 13/3  | 18/3  | 19/3  | 21/3 22/3 25/3 26/3 27/3
    4/2024  | 20/4  | 19/4  | 20/4  | 11/4  | 16/4  | 17/4  | 22/4 23/4 24/4 25/4 26/4
    5/2024  | 20/5  | 20/5  | 20/5  | 13/5  | 16/5  | 17/5  | 21/5 22/5 23/5 24/5 27/5
    6/2024  | 20/6  | 20/6  | 20/6  | 13/6  | 18/6  | 19/6  | 21/6 24/6 25/6 26/6 27/6
    7/2024  | 20/7  | 19/7  | 20/7  | 12/7  | 17/7  | 18/7  | 22/7 23/7 24/7 25/7 26/7
    8/2024  | 20/8  | 20/8  | 20/8  | 13/8  | 16/8  | 19/8  | 21/8 22/8 23/8 26/8 27/8
    9/2024  | 20/9  | 20/9  | 20/9  | 13/9  | 18/9  | 19/9  | 23/9 24/9 25/9 26/9 27/9
    10/2024 | 20/10 | 18/10 | 20/10 | 11/10 | 16/10 | 17/10 | 21/10 22/10 23/10 24/10 25/10
    11/2024 | 20/11 | 20/11 | 20/11 | 13/11 | 18/11 | 19/11 | 21/11 22/11 25/11 26/11 27/11
    12/2024 | 20/12 | 20/12 | 20/12 | 13/12 | 18/12 | 19/12 | 23/12 24/12 25/12 26/12 27/12`,
  // Before day 23 of each month.
  'X.1.3': `
    1/2024  | 22/1  | 22/1  | 22/1  | 15/1  | 18/1  | 19/1  | 23/1 24/1 25/1 26/1 29/1
    2/2024  | 22/2  | 22/2  | 22/2  | 15/2  | 20/2  | 21/2  | 23/2 26/2 27/2 28/2 29/2
    3/2024  | 22/3  | 22/3  | 22/3  | 15/3  | 20/3  | 21/3  | 25/3 26/3 27/3 28/3 29/3
    4/2024  | 22/4  | 22/4  | 22/4  | 12/4  | 17/4  | 19/4  | 23/4 24/4 25/4 26/4 2/5
    5/2024  | 22/5  | 22/5  | 22/5  | 15/5  | 20/5  | 21/5  | 23/5 24/5 27/5 28/5 29/5
    6/2024  | 22/6  | 21/6  | 22/6  | 14/6  | 19/6  | 20/6  | 24/6 25/6 26/6 27/6 28/6
    7/2024  | 22/7  | 22/7  | 22/7  | 15/7  | 18/7  | 19/7  | 23/7 24/7 25/7 26/7 29/7
    8/2024  | 22/8  | 22/8  | 22/8  | 15/8  | 20/8  | 21/8  | 23/8 26/8 27/8 28/8 29/8
    9/2024  | 22/9  | 20/9  | 22/9  | 13/9  | 18/9  | 19/9  | 23/9 24/9 25/9 26/9 27/9
    10/2024 | 22/10 | 22/10 | 22/10 | 15/10 | 18/10 | 21/10 | 23/10 24/10 25/10 28/10 29/10
    11/2024 | 22/11 | 22/11 | 22/11 | 15/11 | 20/11 | 21/11 | 25/11 26/11 27/11 28/11 29/11
    12/2024 | 22/12 | 20/12 | 22/12 | 13/12 | 18/12 | 19/12 | 23/12 24/12 25/12 26/12 27/12`,
  // 10 days after a petition was received; the period is the day on which it was, and it is recorded that morning. What
  // had passed by then is told that morning: of 25 April the step of the 24th.
  'VI.3': `
    9/1/2024   | 19/1  | 19/1  | 19/1  | 12/1  | 17/1  | 18/1  | 22/1 23/1 24/1 25/1 26/1
    31/1/2024  | 10/2  | 7/2   | 15/2  | 31/1  | 5/2   | 6/2   | 16/2 19/2 20/2 21/2 22/2
    19/2/2024  | 29/2  | 29/2  | 29/2  | 22/2  | 27/2  | 28/2  | 1/3 4/3 5/3 6/3 7/3
    1/3/2024   | 11/3  | 11/3  | 11/3  | 4/3   | 7/3   | 8/3   | 12/3 13/3 14/3 15/3 18/3
    17/4/2024  | 27/4  | 26/4  | 2/5   | 19/4  | 24/4  | 25/4  | 3/5 4/5 6/5 7/5 8/5
    25/4/2024  | 5/5   | 4/5   | 6/5   | 25/4  | 2/5   | 3/5   | 7/5 8/5 9/5 10/5 13/5
    14/5/2024  | 24/5  | 24/5  | 24/5  | 17/5  | 22/5  | 23/5  | 27/5 28/5 29/5 30/5 31/5
    5/6/2024   | 15/6  | 14/6  | 17/6  | 7/6   | 12/6  | 13/6  | 18/6 19/6 20/6 21/6 24/6
    11/7/2024  | 21/7  | 19/7  | 22/7  | 12/7  | 17/7  | 18/7  | 23/7 24/7 25/7 26/7 29/7
    23/8/2024  | 2/9   | 30/8  | 4/9   | 23/8  | 28/8  | 29/8  | 5/9 6/9 9/9 10/9 11/9
    16/9/2024  | 26/9  | 26/9  | 26/9  | 19/9  | 24/9  | 25/9  | 27/9 30/9 1/10 2/10 3/10
    1/10/2024  | 11/10 | 11/10 | 11/10 | 4/10  | 9/10  | 10/10 | 14/10 15/10 16/10 17/10 18/10
    10/11/2024 | 20/11 | 20/11 | 20/11 | 13/11 | 18/11 | 19/11 | 21/11 22/11 25/11 26/11 27/11
    21/12/2024 | 31/12 | 31/12 | 31/12 | 24/12 | 27/12 | 30/12 | 2/1/2025 3/1/2025 6/1/2025 7/1/2025 8/1/2025`,
};

const DEADLINES_2026: typeof DEADLINES_2024 = {
  'III.1.6': `
    1/2026  | 5/1  | 5/1  | 5/1  | –     | –    | –    | 6/1 7/1 8/1 9/1 10/1
    2/2026  | 5/2  | 5/2  | 5/2  | 29/1  | 3/2  | 4/2  | 6/2 9/2 10/2 11/2 12/2
    3/2026  | 5/3  | 5/3  | 5/3  | 26/2  | 3/3  | 4/3  | 6/3 9/3 10/3 11/3 12/3
    4/2026  | 5/4  | 3/4  | 5/4  | 27/3  | 1/4  | 2/4  | 6/4 7/4 8/4 9/4 10/4
    5/2026  | 5/5  | 5/5  | 5/5  | 23/4  | 29/4 | 4/5  | 6/5 7/5 8/5 11/5 12/5
    6/2026  | 5/6  | 5/6  | 5/6  | 29/5  | 3/6  | 4/6  | 8/6 9/6 10/6 11/6 12/6
    7/2026  | 5/7  | 3/7  | 5/7  | 26/6  | 1/7  | 2/7  | 6/7 7/7 8/7 9/7 10/7
    8/2026  | 5/8  | 5/8  | 5/8  | 29/7  | 3/8  | 4/8  | 6/8 7/8 10/8 11/8 12/8
    9/2026  | 5/9  | 4/9  | 5/9  | 25/8  | 28/8 | 3/9  | 7/9 8/9 9/9 10/9 11/9
    10/2026 | 5/10 | 5/10 | 5/10 | 28/9  | 1/10 | 2/10 | 6/10 7/10 8/10 9/10 12/10
    11/2026 | 5/11 | 5/11 | 5/11 | 29/10 | 3/11 | 4/11 | 6/11 9/11 10/11 11/11 12/11
    12/2026 | 5/12 | 4/12 | 5/12 | 27/11 | 2/12 | 3/12 | 7/12 8/12 9/12 10/12 11/12`,
  'X.1.1': `
    I/2026   | 17/3  | 17/3  | 17/3  | 10/3  | 13/3  | 16/3  | 18/3 19/3 20/3 23/3 24/3
    II/2026  | 17/6  | 17/6  | 17/6  | 10/6  | 15/6  | 16/6  | 18/6 19/6 22/6 23/6 24/6
    III/2026 | 17/9  | 17/9  | 17/9  | 10/9  | 15/9  | 16/9  | 18/9 21/9 22/9 23/9 24/9
    IV/2026  | 17/12 | 17/12 | 17/12 | 10/12 | 15/12 | 16/12 | 18/12 21/12 22/12 23/12 24/12`,
  'X.1.2': `
    I/2026   | 17/3  | 17/3  | 17/3  | 10/3  | 13/3  | 16/3  | 18/3 19/3 20/3 23/3 24/3
    II/2026  | 17/6  | 17/6  | 17/6  | 10/6  | 15/6  | 16/6  | 18/6 19/6 22/6 23/6 24/6
    III/2026 | 17/9  | 17/9  | 17/9  | 10/9  | 15/9  | 16/9  | 18/9 21/9 22/9 23/9 24/9
    IV/2026  | 17/12 | 17/12 | 17/12 | 10/12 | 15/12 | 16/12 | 18/12 21/12 22/12 23/12 24/12`,
  'V.2.4': `
    1/2026  | 20/1  | 20/1  | 20/1  | 13/1  | 16/1  | 19/1  | 21/1 22/1 23/1 26/1 27/1
    2/2026  | 20/2  | 13/2  | 20/2  | 6/2   | 11/2  | 12/2  | 23/2 24/2 25/2 26/2 27/2
    3/2026  | 20/3  | 20/3  | 20/3  | 13/3  | 18/3  | 19/3  | 23/3 24/3 25/3 26/3 27/3
    4/2026  | 20/4  | 20/4  | 20/4  | 13/4  | 16/4  | 17/4  | 21/4 22/4 23/4 24/4 28/4
    5/2026  | 20/5  | 20/5  | 20/5  | 13/5  | 18/5  | 19/5  | 21/5 22/5 25/5 26/5 27/5
    6/2026  | 20/6  | 19/6  | 20/6  | 12/6  | 17/6  | 18/6  | 22/6 23/6 24/6 25/6 26/6
    7/2026  | 20/7  | 20/7  | 20/7  | 13/7  | 16/7  | 17/7  | 21/7 22/7 23/7 24/7 27/7
    8/2026  | 20/8  | 20/8  | 20/8  | 13/8  | 18/8  | 19/8  | 21/8 22/8 24/8 25/8 26/8
    9/2026  | 20/9  | 18/9  | 20/9  | 11/9  | 16/9  | 17/9  | 21/9 22/9 23/9 24/9 25/9
    10/2026 | 20/10 | 20/10 | 20/10 | 13/10 | 16/10 | 19/10 | 21/10 22/10 23/10 26/10 27/10
    11/2026 | 20/11 | 20/11 | 20/11 | 13/11 | 18/11 | 19/11 | 23/11 25/11 26/11 27/11 30/11
    12/2026 | 20/12 | 18/12 | 20/12 | 11/12 | 16/12 | 17/12 | 21/12 22/12 23/12 24/12 25/12`,
  'X.1.3': `
    1/2026  | 22/1  | 22/1  | 22/1  | 15/1  | 20/1  | 21/1  | 23/1 26/1 27/1 28/1 29/1
    2/2026  | 22/2  | 13/2  | 22/2  | 6/2   | 11/2  | 12/2  | 23/2 24/2 25/2 26/2 27/2
    3/2026  | 22/3  | 20/3  | 22/3  | 13/3  | 18/3  | 19/3  | 23/3 24/3 25/3 26/3 27/3
    4/2026  | 22/4  | 22/4  | 22/4  | 15/4  | 20/4  | 21/4  | 23/4 24/4 28/4 29/4 4/5
    5/2026  | 22/5  | 22/5  | 22/5  | 15/5  | 20/5  | 21/5  | 25/5 26/5 27/5 28/5 29/5
    6/2026  | 22/6  | 22/6  | 22/6  | 15/6  | 18/6  | 19/6  | 23/6 24/6 25/6 26/6 29/6
    7/2026  | 22/7  | 22/7  | 22/7  | 15/7  | 20/7  | 21/7  | 23/7 24/7 27/7 28/7 29/7
    8/2026  | 22/8  | 22/8  | 22/8  | 17/8  | 20/8  | 21/8  | 24/8 25/8 26/8 27/8 28/8
    9/2026  | 22/9  | 22/9  | 22/9  | 15/9  | 18/9  | 21/9  | 23/9 24/9 25/9 28/9 29/9
    10/2026 | 22/10 | 22/10 | 22/10 | 15/10 | 20/10 | 21/10 | 23/10 26/10 27/10 28/10 29/10
    11/2026 | 22/11 | 20/11 | 22/11 | 13/11 | 18/11 | 19/11 | 23/11 25/11 26/11 27/11 30/11
    12/2026 | 22/12 | 22/12 | 22/12 | 15/12 | 18/12 | 21/12 | 23/12 24/12 25/12 28/12 29/12`,
  // Of 13 February the steps of the 9th and the 12th had passed, and that of the 13th itself says all that they said.
  'VI.3': `
    5/1/2026   | 15/1  | 15/1  | 15/1  | 9/1   | 13/1  | 14/1  | 16/1 19/1 20/1 21/1 22/1
    6/2/2026   | 16/2  | 13/2  | 23/2  | 6/2   | 11/2  | 12/2  | 24/2 25/2 26/2 27/2 2/3
    13/2/2026  | 23/2  | 23/2  | 23/2  | –     | –     | 13/2  | 24/2 25/2 26/2 27/2 2/3
    4/3/2026   | 14/3  | 13/3  | 16/3  | 6/3   | 11/3  | 12/3  | 17/3 18/3 19/3 20/3 23/3
    17/4/2026  | 27/4  | 24/4  | 28/4  | 17/4  | 22/4  | 23/4  | 29/4 4/5 5/5 6/5 7/5
    20/4/2026  | 30/4  | 29/4  | 4/5   | 21/4  | 24/4  | 28/4  | 5/5 6/5 7/5 8/5 11/5
    5/5/2026   | 15/5  | 15/5  | 15/5  | 8/5   | 13/5  | 14/5  | 18/5 19/5 20/5 21/5 22/5
    9/6/2026   | 19/6  | 19/6  | 19/6  | 12/6  | 17/6  | 18/6  | 22/6 23/6 24/6 25/6 26/6
    1/7/2026   | 11/7  | 10/7  | 13/7  | 3/7   | 8/7   | 9/7   | 14/7 15/7 16/7 17/7 20/7
    12/8/2026  | 22/8  | 22/8  | 22/8  | 17/8  | 20/8  | 21/8  | 24/8 25/8 26/8 27/8 28/8
    3/9/2026   | 13/9  | 11/9  | 14/9  | 4/9   | 9/9   | 10/9  | 15/9 16/9 17/9 18/9 21/9
    12/10/2026 | 22/10 | 22/10 | 22/10 | 15/10 | 20/10 | 21/10 | 23/10 26/10 27/10 28/10 29/10
    14/11/2026 | 24/11 | 23/11 | 25/11 | 16/11 | 19/11 | 20/11 | 26/11 27/11 30/11 1/12 2/12
    15/12/2026 | 25/12 | 25/12 | 25/12 | 18/12 | 23/12 | 24/12 | 28/12 29/12 30/12 31/12 4/1/2027`,
};

type Ref = keyof typeof DEADLINES_2024;

const IN_CHARGE: Record<Ref, { name: string; label: string; what: string }> = {
  'III.1.6': { name: 'Lan', label: 'tháng ', what: 'the list of the 5th of each month' },
  'X.1.1': { name: 'Minh', label: 'quý ', what: 'the quarterly report of the 17th' },
  'X.1.2': { name: 'Hoa', label: 'quý ', what: 'the other quarterly report of the 17th' },
  'V.2.4': { name: 'Minh', label: 'tháng ', what: 'the publication of the 20th of each month' },
  'X.1.3': { name: 'Hoa', label: 'tháng ', what: 'the monthly report that is due before the 23rd' },
  'VI.3': { name: 'Tuấn', label: 'tính từ ngày ', what: 'a petition, ten days after it was received' },
};

const POSITIONS: Record<string, string> = {
  Lan: 'Công chức Văn hóa – Xã hội',
  Minh: 'Công chức đầu mối kiểm soát TTHC',
  Hoa: 'Văn phòng UBND',
  Tuấn: 'Công chức Tư pháp',
};

interface Row {
  readonly period: string;
  /** Last timely day, target, last day by law. */
  readonly days: string;
  /** `2024-03-05T07:30 due`, in order. */
  readonly reminders: readonly string[];
}

/** `5/3` of the table's year, or `5/3/2025`, as ISO. */
function isoOf(typed: string, year: number): string {
  const [day = '', month = '', own = String(year)] = typed.split('/');
  return `${own}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function rowsOf(ref: Ref, table: string, year: number): Row[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [period = '', last = '', target = '', law = '', five = '', two = '', one = '', late = ''] = line
        .split('|')
        .map((cell) => cell.trim());
      const days = [last, target, law].map((day) => isoOf(day, year));
      const said: [day: string, time: string, step: string][] = [
        [five, '07:30', 'before-5'],
        [two, '07:30', 'before-2'],
        [one, '07:30', 'before-1'],
        [target, '07:30', 'due'],
        [target, '14:00', 'due-again'],
      ];
      if (ref === 'VI.3' && law !== last) said.push([law, '07:30', 'legal']);
      late.split(' ').forEach((day, index) => {
        said.push([day, '07:30', `overdue-${index + 1}`]);
      });
      return {
        period: IN_CHARGE[ref].label + period,
        days: days.join(' '),
        reminders: said
          .filter(([day]) => day !== '–')
          .map(([day, time, step]) => `${isoOf(day, year)}T${time} ${step}`),
      };
    });
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const localOf = (instant: number): string => new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16);

/** The year in an office that has the four officers in charge, with the petitions of the table. */
async function yearOf(year: number, petitions: readonly string[], to: string) {
  const store = await openSqlite({ path: ':memory:', log: silent, durable: false });
  try {
    const office = shippedOffice('UBND xã Phú Tân');
    const { zone } = office;
    const from = dayFromIso(`${year}-01-01`);
    const now = zone.instant(from, 0);
    const plan = makePlan({ store, office, log: silent });
    await applyPlan({ store, office, plan }, { file: loadPlan(SHIPPED_PLAN), year, from, now });
    for (const [name, position] of Object.entries(POSITIONS)) {
      const roles = { isAdmin: false, isLeader: false, supervisorId: null };
      await store.addOfficer({ name, address: null, ...roles, positions: [position], from, at: now });
    }
    const clock = steppedClock(0);
    const coming = petitions.map(dayFromIso);
    const withPetitions: Store = {
      ...store,
      // Planning begins each day; what came in that day is recorded by then.
      tasksToPlan: async (query) => {
        while (coming[0] !== undefined && zone.instant(coming[0], 0) <= clock.now()) {
          const day = coming.shift()!;
          await store.recordEvent({ name: 'tiếp nhận phản ánh, kiến nghị', day, note: '', at: clock.now() });
        }
        return store.tasksToPlan(query);
      },
    };
    const messages = await simulate(
      { store: withPetitions, office, clock, log: silent },
      { from, to: dayFromIso(to), now },
    );
    return { messages, occurrences: await store.occurrences({ states: ['open'] }) };
  } finally {
    await store.close();
  }
}

const remindersOf = (messages: readonly SimulatedMessage[], ref: Ref, period: string): string[] =>
  messages
    .filter(({ to }) => to === IN_CHARGE[ref].name)
    .flatMap(({ at, items }) =>
      items.filter((item) => item.ref === ref && item.period === period).map(({ step }) => `${localOf(at)} ${step}`),
    );

const isMonday = (reminder: string): boolean => reminder.includes(' monday-');

/** Every period of the deadline whose own day lies in the year, in order of time, with its three days. */
const datesOf = (occurrences: readonly OccurrenceView[], ref: Ref, year: number): string[] =>
  occurrences
    .filter(({ task, nominal, label }) => {
      // The yearly report of the same row has a deadline of its own.
      return task.ref === ref && isoDate(nominal).startsWith(`${year}-`) && !label.startsWith('năm ');
    })
    .toSorted((a, b) => a.nominal - b.nominal)
    .map(
      ({ label, lastDay, target, legalLastDay }) =>
        `${label}: ${[lastDay, target, legalLastDay].map(isoDate).join(' ')}`,
    );

describe.each([
  [2024, DEADLINES_2024, '2025-01-10'],
  [2026, DEADLINES_2026, '2027-01-08'],
] as const)('the five deadlines of %i', (year, tables, to) => {
  let messages: readonly SimulatedMessage[] = [];
  let occurrences: readonly OccurrenceView[] = [];
  beforeAll(async () => {
    const received = rowsOf('VI.3', tables['VI.3'], year).map(({ period }) =>
      isoOf(period.slice(IN_CHARGE['VI.3'].label.length), year),
    );
    ({ messages, occurrences } = await yearOf(year, received, to));
  }, 60_000);

  describe.each(Object.keys(IN_CHARGE) as Ref[])('%s', (ref) => {
    const rows = rowsOf(ref, tables[ref], year);

    test(`${IN_CHARGE[ref].what}, has these days and no others`, () => {
      expect(datesOf(occurrences, ref, year)).toEqual(rows.map(({ period, days }) => `${period}: ${days}`));
    });

    test.each(rows)('the officer in charge is reminded of $period on exactly these days', ({ period, reminders }) => {
      expect(remindersOf(messages, ref, period).filter((reminder) => !isMonday(reminder))).toEqual(reminders);
    });
  });
});

describe('what stays open after five days', () => {
  test('is told on Mondays, and on Wednesday 4 September 2024 for the Monday of National Day', async () => {
    const { messages } = await yearOf(2024, [], '2024-10-14');
    const told = remindersOf(messages, 'III.1.6', 'tháng 8/2024').filter(isMonday);
    expect(told).toEqual([
      '2024-08-19T07:30 monday-2024-08-19',
      '2024-08-26T07:30 monday-2024-08-26',
      '2024-09-04T07:30 monday-2024-09-02',
      '2024-09-09T07:30 monday-2024-09-09',
      '2024-09-16T07:30 monday-2024-09-16',
      '2024-09-23T07:30 monday-2024-09-23',
      '2024-09-30T07:30 monday-2024-09-30',
      '2024-10-07T07:30 monday-2024-10-07',
      '2024-10-14T07:30 monday-2024-10-14',
    ]);
  });

  test('is told once on the Monday after Tết 2026, and on Thursday 3 September for the Monday before it', async () => {
    const { messages } = await yearOf(2026, [], '2026-09-07');
    const ofJanuary = remindersOf(messages, 'V.2.4', 'tháng 1/2026').filter(isMonday);
    expect(ofJanuary.slice(0, 4)).toEqual([
      '2026-02-02T07:30 monday-2026-02-02',
      '2026-02-09T07:30 monday-2026-02-09',
      '2026-02-23T07:30 monday-2026-02-23',
      '2026-03-02T07:30 monday-2026-03-02',
    ]);
    const ofJuly = remindersOf(messages, 'V.2.4', 'tháng 7/2026').filter(isMonday);
    expect(ofJuly).toEqual([
      '2026-08-03T07:30 monday-2026-08-03',
      '2026-08-10T07:30 monday-2026-08-10',
      '2026-08-17T07:30 monday-2026-08-17',
      '2026-08-24T07:30 monday-2026-08-24',
      '2026-09-03T07:30 monday-2026-08-31',
      '2026-09-07T07:30 monday-2026-09-07',
    ]);
  });
});
