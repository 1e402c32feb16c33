/** What administrators set about the bot itself, and what it has to remember about the office. */
export type SettingName = 'self-check' | 'self-check-told' | 'restored' | 'clock';

export interface SettingChange {
  readonly name: SettingName;
  readonly value: string;
}

export interface SettingStore {
  /** Null where it was never set. */
  setting(name: SettingName): Promise<string | null>;
}
