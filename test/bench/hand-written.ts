import Sqlite from 'better-sqlite3';

/** So many are claimed, sent and settled at a time: as many as a crash may leave in doubt. */
const AT_ONCE = 30;

interface Digest {
  readonly id: number;
  readonly claim: number;
  readonly officer_id: number;
  readonly name: string;
  readonly chat_id: string;
  readonly title: string;
  readonly target_day: string;
  readonly code: number;
}

/**
 * What somebody would write who needs nothing but this: the same rows of the same tables claimed, settled and logged, with
 * better-sqlite3 alone. One transaction claims, a message is made of each row and sent, one transaction settles.
 */
export function handWritten(path: string, send: (chatId: string, text: string) => Promise<string>) {
  const db = new Sqlite(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  const due = db.prepare<[number, number], Digest>(`
    select d.id, d.claim, d.officer_id, o.name, l.chat_id, t.title, oc.target_day, c.code
    from (select id, claim, officer_id, due_at from deliveries
          where state = 'pending' and priority = 2 and due_at <= ? order by due_at, id limit ?) d
    join officers o on o.id = d.officer_id
    join links l on l.officer_id = d.officer_id and l.state = 'active'
    join delivery_items i on i.delivery_id = d.id
    join occurrences oc on oc.id = i.occurrence_id and oc.state = 'open'
    join tasks t on t.id = oc.task_id
    join codes c on c.officer_id = d.officer_id and c.occurrence_id = oc.id
    order by d.due_at, d.id`);
  const claim = db.prepare(
    "update deliveries set state = 'sending', lease_at = ?, claim = claim + 1, tries = tries + 1 where id = ? and state = 'pending'",
  );
  const settle = db.prepare(
    "update deliveries set state = 'sent', reason = null, lease_at = null, settled_at = ?, channel = 'bench', account = 'bench', chat_id = ?, external_id = ? where id = ? and claim = ? and state = 'sending'",
  );
  const log = db.prepare(
    'insert into event_log (logged_at, kind, officer_id, delivery_id, data) values (?, ?, ?, ?, ?)',
  );
  const logged = (now: number, kind: string, row: Digest) =>
    log.run(now, kind, row.officer_id, row.id, JSON.stringify({ attempt: row.claim + 1 }));

  const claimSome = db.transaction((now: number) => {
    const rows = due.all(now, AT_ONCE);
    for (const row of rows) {
      claim.run(now + 120_000, row.id);
      logged(now, 'delivery-sending', row);
    }
    return rows;
  });
  const settleSome = db.transaction((now: number, rows: readonly Digest[], externalIds: readonly string[]) => {
    rows.forEach((row, index) => {
      settle.run(now, row.chat_id, externalIds[index], row.id, row.claim + 1);
      logged(now, 'delivery-sent', row);
    });
  });

  return {
    async drain(now: number): Promise<number> {
      for (let sent = 0; ; ) {
        const rows = claimSome.immediate(now);
        if (rows.length === 0) return sent;
        const externalIds = await Promise.all(
          rows.map((row) => send(row.chat_id, `Chào ${row.name}. #${row.code} ${row.title}: hạn ${row.target_day}`)),
        );
        settleSome.immediate(now, rows, externalIds);
        sent += rows.length;
      }
    },
    close: () => db.close(),
  };
}
