import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { DoorRows } from '../../store/repositories/door-rows.ts'
import { settingOf, type ExitForm, type ExitSecret, type ExitSetting } from './setting.ts'

/** The groups and webhooks an operator set up. */
export class ExitSettings {
  #rows: DoorRows
  #org: Id

  constructor(rows: DoorRows, org: Id) {
    this.#rows = rows
    this.#org = org
  }

  async list(): Promise<ExitSetting[]> {
    return (await this.#rows.list<ExitSetting>(this.#org, 'circle', 'exits')).flatMap((row) => row.value ?? [])
  }

  async add(id: Id, form: ExitForm): Promise<ExitSetting> {
    const { setting, secret } = settingOf(id, form)
    await this.#rows.put(this.#org, 'circle', 'exit-secrets', id, secret, { subject: this.#org })
    return this.keep(setting)
  }

  async remove(id: Id): Promise<void> {
    await this.#rows.remove(this.#org, 'circle', 'exits', id)
    await this.#rows.remove(this.#org, 'circle', 'exit-secrets', id)
  }

  async keep(setting: ExitSetting): Promise<ExitSetting> {
    await this.#rows.put(this.#org, 'circle', 'exits', setting.id, setting)
    return setting
  }

  /** @throws SP_NOT_FOUND */
  async get(id: Id): Promise<ExitSetting> {
    const row = await this.#rows.get<ExitSetting>(this.#org, 'circle', 'exits', id)
    if (row?.value === undefined) throw new SallyportError('SP_NOT_FOUND', 'There is no such exit.')
    return row.value
  }

  async secret(id: Id): Promise<ExitSecret | null> {
    return (await this.#rows.get<ExitSecret>(this.#org, 'circle', 'exit-secrets', id))?.value ?? null
  }
}
