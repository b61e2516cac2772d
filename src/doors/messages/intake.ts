/** File names the messages door takes without looking inside. */
const named = /\.(?:eml|msg|mbox|ics)$/i

const mailHeader =
  /^(?:received|from|to|subject|date|message-id|return-path|mime-version|delivered-to|dkim-signature|authentication-results|x-[\w-]+):/gim

/**
 * Whether a received file is a message: by its name, by the marks of a mail or calendar file, by a compound file that
 * names itself .msg. Pasted text and screenshots are messages only when the door is named, because every door has text.
 *
 * @param name file name as received
 * @param head first bytes
 */
export function isMessage(name: string, head: Uint8Array): boolean {
  if (named.test(name) || /^(?:paste|message|report|screenshot)[\w .-]*\.(?:txt|png|jpe?g)$/i.test(name)) return true
  if (/\.(?:pdf|docx?|odt|rtf|json|tgz|gz|zip|js|ts)$/i.test(name)) return false
  const text = new TextDecoder('latin1').decode(head)
  return (
    /^\uFEFF?BEGIN:VCALENDAR/.test(text) ||
    (/^(?:From \S+ |[\w-]+:)/.test(text) && (text.match(mailHeader) ?? []).length >= 3)
  )
}
