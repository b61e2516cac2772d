/** Honest asks about the same things, by deed. None of them makes its message a lure. */
export const errandAsks: Readonly<Record<string, readonly string[]>> = {
  room: [
    'Here is the Zoom link: {zoom}', 'please join our Teams meeting: {teams}', 'Google Meet: {meet}', 'send me your link, any tool is fine.', 'I can send an invite or use yours, as you like.', 'Join Zoom Meeting\n{zoom}\nPasscode: 88120\nDial-in available', 'Join Microsoft Teams Meeting\n{teams}\nMeeting ID: 221 884 119', 'we have our own Jitsi, {jitsi} , it runs in the browser without an account.', 'our BigBlueButton: {bbb} , nothing to install', 'whereby: https://whereby.com/{slug}', 'pick a time here https://calendly.com/{slug}/30min', 'my calendar: https://cal.com/{slug}', 'let us just talk by phone.', 'Would you rather meet in person, our office is at the river?', 'same link as always', 'location updated: room 4.12, or {meet} for remote people', 'the invite comes from our domain, please check the sender', "your link works for us, thanks", 'I cannot use Meet at work, could you send Teams or a phone number?',
  ],
  install: [
    'Zoom will be updated automatically tonight, nothing to do for you.', 'It runs in the browser, nothing to install.', 'get it from the App Store if you like, the browser is fine too.', 'IT installs the client through Jamf.', 'the new version is in the self service portal', 'You can update inside the app under Check for updates.', 'npm install {project}-sdk, docs at https://docs.{own}', 'brew install {project} should be enough', 'never install anything that somebody sends you in a call', 'the game is on Steam, wishlist it :)', 'Our app is in the Play Store, beta via TestFlight invitation.', 'please update Chrome if the site looks odd', 'if the extension breaks Meet, turn it off', 'No plugin is needed for the recording, Chrome is enough.', 'support article: https://support.zoom.com/hc/en/article?id={digits}',
  ],
  paste: [
    'run `git pull && npm ci` and try again.', 'curl -s https://api.{own}/health gives ok', 'nobody of us will ever ask you to paste a command', 'paste the stack trace into the ticket please', 'the command is in the runbook, kubectl rollout restart deploy/api', 'copy the error message and send it to the help desk', 'click the lock in the address bar, allow the microphone, reload', 'reboot helped me', 'refresh the page and check that the right microphone is chosen',
  ],
  code: [
    'The exercise is at {repo} . Take up to two weeks; running it in a container is recommended.', 'Interview is in CoderPad, in your browser: https://app.coderpad.io/{slug}', 'please review {repo}/pull/12 when you have time', 'there is no take-home, only two conversations', 'You find the sources at {repo}, no need to run anything, we talk about the design.', 'the repo has a devcontainer, Codespaces is fine', 'HackerRank link follows by mail, 90 minutes, until Sunday', 'clone the repo, make test should be green, no rush', 'Paid trial, 900 EUR, start whenever it suits you, use the laptop we send or a cloud workspace.', 'good first issues are labelled in {repo}', 'when VS Code asks about trust, choose restricted mode', 'CI is green, merge when you like', 'you may bring an own project instead of the exercise', 'your PR breaks start on node 22, trace is in the issue {repo}/issues/8',
  ],
  secret: [
    'never tell a code to anybody, not to us either.', 'log in through Okta as usual.', 'you will be asked to enrol a new key at the next login', 'your token expires in 7 days, renew it at https://www.npmjs.com/settings/{slug}/tokens', 'the document is in our SharePoint: https://acme.sharepoint.com/s/{slug}', 'password rotation is in the vault, ticket OPS-{digits}', 'Your code is {digits}. Do not share it.', 'access is granted through the ticket, ask IT', 'please sign in Workday as usual', 'the shared test account is in 1Password', 'we will never ask for your recovery phrase',
  ],
  identity: [
    'Background check by Checkr starts after you have signed, you get a mail from them.', 'bring your passport on the first day for the right-to-work check', 'KYC of the company is done in our portal after the contract, your account manager guides you.', 'the laptop is sent from our office at our cost', 'the contract comes through Deel', 'could you check my linkedin text?', 'I got a new flat and host people from Thursday', 'ID is needed at the reception, as always', 'we hire through an EOR in your country, payroll is monthly',
  ],
  remote: [
    'remote control is switched off in our Zoom by default.', 'share your screen if you like, slides only', 'IT comes to your desk at two', 'I drive the demo, you just watch', 'we fixed it on the phone', 'open a ticket and the help desk will connect through Intune with your consent',
  ],
  wallet: [
    'use a fresh wallet on sepolia for the test, faucet is in the docs.', 'test wallets are in 1Password', 'read only by address, no connection necessary: https://{own}/demo', 'wallet connect modal flickers on Safari, see {repo}/issues/3', 'the drop is over, claims were on the site until May', 'rewards arrive automatically in your spot account', 'MetaMask has a new release, changelog is nice',
  ],
  money: [
    'Invoice is attached, 30 days net.', 'payment run is on Thursday, two signatures as usual', 'we reimburse travel, send the receipts', 'there is no fee for candidates at any stage', 'the grant is paid by bank transfer after both signed', 'Listing is only through the form https://www.gate.com/listing and we never ask for deposits in chats.', 'the bounty is paid through Immunefi', 'I pay you back for lunch tomorrow',
  ],
  pay: [
    'The band is {sum} and we are open about it; top of market.', 'They pay roughly a third more than others.', 'Total compensation is {sum} in New York, which may be twice of what exchanges pay. Apply here: https://boards.greenhouse.io/{slug}/jobs/{digits}', 'JD: https://jobs.lever.co/{slug}/{digits}', 'you can reach me here or at {mail}, whatever you prefer; my number is on our site', 'happy to chat here or on Telegram, as you like', 'salary is public: https://{own}/careers', 'comp is {sum} base plus bonus, visa support included', 'if you are not interested maybe you know somebody, referral bonus is 5k',
  ],
  locked: [
    'deck: https://docsend.com/view/{slug}', 'slides: https://docs.google.com/presentation/d/{slug}/edit', 'the PDF is attached, not protected', 'DocuSign will send you the term sheet', 'I share the folder in Drive with your work address: https://drive.google.com/drive/folders/{slug}', 'our one-pager is on https://{own}/about', 'minutes are in Confluence', 'could you send it as PDF please? keynote does not open here', 'redline v4 attached, track changes on', 'your payslip is attached, password is your personnel number',
  ],
  inside: [
    'who is the right person for API questions?', 'who should be in the kick-off from your side?', 'please upload the user list in Vanta, item 14, until the end of the month', 'our security team would like to talk to yours first', 'feel free to loop in your compliance', 'you can call me back through our switchboard to check that it is me',
  ],
}
