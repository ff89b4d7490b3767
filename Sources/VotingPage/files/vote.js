// source/page/dom.js
function el(name, traits = {}, ...children) {
  return filled(document.createElement(name), traits, children);
}
var svg = (name, traits = {}, ...children) => filled(document.createElementNS("http://www.w3.org/2000/svg", name), traits, children);
function filled(element2, { on = {}, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true)
      element2.setAttribute(name, "");
    else if (value !== false && value !== void 0)
      element2.setAttribute(name, value);
  }
  for (const [event, listener] of Object.entries(on))
    element2.addEventListener(event, listener);
  element2.append(...children.flat(Infinity).filter((child) => child !== void 0 && child !== false));
  return element2;
}
var button = (id, label, click, look = "primary") => el("button", { id, type: "button", class: look, on: { click } }, label);
var working = false;
var worker = (id, label, work, look) => button(id, label, async ({ currentTarget }) => {
  if (working)
    return;
  working = currentTarget.disabled = true;
  try {
    await work(currentTarget);
  } finally {
    working = currentTarget.disabled = false;
  }
}, look);
function show(step, heading, ...content) {
  const main = document.querySelector("main");
  const title = el("h1", { tabindex: "-1" }, heading);
  main.dataset.step = step;
  main.replaceChildren(...[title, ...content].flat(Infinity).filter(Boolean));
  document.title = `${heading} · ${document.body.dataset.title ?? "Stembus"}`;
  window.scrollTo(0, 0);
  title.focus({ preventScroll: true });
}
function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 6e4);
}

// strings/en.json
var en_default = {
  "language.name": "English",
  "language.direction": "ltr",
  "language.locale": "en-GB",
  "language.choose": "Language",
  skip: "Skip to the content",
  "steps.label": "Steps",
  "steps.code": "Code",
  "steps.choose": "Choose",
  "steps.seal": "Seal",
  "steps.receipt": "Receipt",
  "steps.now": "Step {n} of {of}",
  version: "Version of this page: {version}",
  "version.matches": "the same as in the election's public log",
  "version.differs": "NOT the version in the election's public log. Do not vote here; warn the organisers.",
  notices: "News from the organisers",
  "code.title": "Vote for your neighbourhood",
  "code.intro": "You have a letter or a card with a voting code. Type the code here. Nobody can see what you choose.",
  "code.until": "You can vote until {time}.",
  "code.label": "Your voting code",
  "code.label.1": "The voting code in your first letter",
  "code.label.2": "The voting code in your second letter",
  "code.hint": "20 letters and numbers. Capitals and dashes don't matter.",
  "code.typo": "There is a typing mistake in this code. Look at your letter again, four characters at a time.",
  "code.stranger": "“{symbol}” is never in a code. Look at your letter again.",
  "code.short": { one: "One character is still missing.", other: "{n} characters are still missing." },
  "code.long": { one: "One character too many.", other: "{n} characters too many." },
  "code.good": "This code is typed correctly.",
  "code.continue": "Continue",
  "code.looking": "Looking up your district…",
  "code.unknown": "We don't know this code. Are you in the right election? Look at your letter, or ask for help at the desk named in it.",
  "code.voted": "A vote has been handed in with this code already. A code works once. Was it not you? Then go to the desk named in your letter.",
  "code.revoked": "This code has been withdrawn, for example because you got a new letter. Use the newest code.",
  "code.offline": "The ballot box can't be reached. Check your connection and try again.",
  "code.busy": "The ballot box is busy. One moment: we try again by ourselves.",
  "code.find": "Have you voted? Check that your vote is in the ballot box",
  "choose.title": "Choose your projects",
  "choose.intro.money": { one: "You may choose one project, for {money} at most.", other: "You may choose at most {n} projects, for {money} together." },
  "choose.intro.count": { one: "You may choose one project.", other: "You may choose at most {n} projects." },
  "choose.intro.budget": "You may choose projects for {money} together.",
  "choose.intro.free": "You may choose as many projects as you like.",
  "choose.order": "The order of the projects is different for everybody, so that the first has no advantage.",
  "choose.district": "Your district: {district}",
  "choose.search": "Search",
  "choose.theme": "Theme",
  "choose.theme.all": "All themes",
  "choose.sort": "Order",
  "choose.sort.shuffled": "Mixed",
  "choose.sort.name": "By name",
  "choose.sort.cheap": "Cheapest first",
  "choose.sort.dear": "Most expensive first",
  "choose.found": { one: "One project", other: "{n} projects" },
  "choose.none": "No project fits your search.",
  "choose.for": "For: {targets}",
  "choose.where": "Where: {neighborhood}",
  "choose.withdrawn": "This project has been withdrawn and can't be chosen.",
  "choose.obstacle.money": "Does not fit: {money} too much",
  "choose.obstacle.enough": { one: "You have chosen your one project", other: "You have chosen {n} projects already" },
  "choose.left": "{money} left",
  "choose.spent": "{money} chosen",
  "choose.chosen": "{n} of {max} projects",
  "choose.chosen.free": { one: "One project", other: "{n} projects" },
  "choose.review": "Go on",
  "choose.few": { one: "Choose at least one project, or none at all for a blank vote.", other: "Choose at least {n} projects, or none at all for a blank vote." },
  "choose.cheap": "Choose projects for at least {money}, or none at all for a blank vote.",
  "review.title": "Is this your choice?",
  "review.blank": "You have chosen nothing. That is a blank vote: it counts, but for no project.",
  "review.total": "Together",
  "review.change": "Change",
  "review.next": "Next we seal your vote: it is locked in a digital envelope on this device. After that nobody can read it, not even the organisers.",
  "review.seal": "Seal my vote",
  "review.sealing": "Sealing…",
  "sealed.title": "Your vote is sealed",
  "sealed.code": "Your tracking code",
  "sealed.keep": "Write this code down or take a picture. With it you can see later that your vote is in the ballot box. The code does not say what you chose.",
  "sealed.now": "Your vote is not handed in yet.",
  "sealed.unkept": "This browser can't keep your vote. Keep this tab open until you have your receipt.",
  "sealed.cast": "Hand in my vote",
  "sealed.check": "Check it first",
  "sealed.check.why": "Do you want to be sure that this device sealed what you chose? Open the envelope on another device. The opened vote is thrown away, and you seal a new one.",
  "sealed.change": "Change my choice",
  "sealed.kept.title": "You have a sealed vote here",
  "sealed.kept": "A vote was sealed on this device before, and it was not handed in. Is it yours? Hand it in now, or throw it away and start again. Is it somebody else's? Then leave it here.",
  "sealed.discard": "Throw away and start again",
  "sealed.other": "Leave it here and vote with another code",
  "sealed.gone.title": "This vote is not here any more",
  "sealed.gone": "In another tab this sealed vote was handed in, opened or thrown away. Use your tracking code to see whether it is in the ballot box. If it is not, start again.",
  "check.title": "Check this vote",
  "check.how.1": "Compare: your tracking code is the one that you saw just now.",
  "check.how.2": "Scan this picture with the camera of another phone, or open the link on another device.",
  "check.how.2.link": "Open the link below on another device. It is too long for a picture to scan.",
  "check.how.3": "That device says which tracking code and which projects are in the envelope. Both must be right.",
  "check.qr": "QR code with the link that opens this sealed vote",
  "check.link": "Link for the other device",
  "check.copy": "Copy the link",
  "check.copied": "Copied.",
  "check.gone": "This vote is open now, so it can't be handed in any more. Do not show the link to others if you want to keep your choice secret.",
  "check.again": "Seal a new vote",
  "casting.title": "Handing in your vote",
  "casting.wait": "One moment. Your vote is stored, and witnesses confirm that it is there.",
  "casting.retry": "No connection, or the ballot box is busy. Your sealed vote is safe on this device. We keep trying; you don't need to do anything.",
  "casting.retry.unkept": "No connection, or the ballot box is busy. Keep this tab open: this browser can't keep your vote. We keep trying; you don't need to do anything.",
  "casting.now": "Try now",
  "casting.not": "This vote is not handed in",
  "casting.closed": "Your vote came too late: the vote is closed.",
  "casting.voted": "Another vote has been handed in with this code already. This vote does not count.",
  "casting.revoked": "This code has been withdrawn. This vote is not handed in.",
  "casting.refused": "The ballot box refused this vote. Your code has not been used. Start again, or go to the desk named in your letter.",
  "casting.bad.title": "The receipt is not right",
  "casting.bad": "The ballot box gave a receipt that is not right. Keep the receipt and your tracking code, and warn the organisers or an observer.",
  "casting.save": "Save what the ballot box answered",
  "casting.restart": "Start again",
  "receipt.title": "Thank you, your vote is in the ballot box",
  "receipt.code": "Your tracking code",
  "receipt.place": "Your sealed vote is entry {index} of the public log. This device has checked that.",
  "receipt.unsigned": "This browser can't check digital signatures. Save the receipt and check it on another device.",
  "receipt.keep": "Keep this code. After the vote you find it in the public log, and everybody can check that your vote is counted. Nobody can see what you chose.",
  "receipt.qr": "QR code with a link to check your receipt",
  "receipt.download": "Save the receipt",
  "receipt.print": "Print",
  "receipt.finish": "Done",
  "receipt.finish.why": "Removes everything about your vote from this page.",
  "receipt.waiting": "You opened a link with a voting code. Choose Done to go on with that code.",
  "finished.title": "You are done",
  "finished.text": "This page keeps nothing about your vote any more. Did you open the link in your letter? Then your voting code may still be in your browser's history. That code has been used and no longer works. You can close this page.",
  "closed.before": "The vote has not started",
  "closed.before.text": "You can vote from {time}. Keep your letter.",
  "closed.soon": "The vote is not open yet",
  "closed.soon.text": "The vote is being prepared. Come back later, and keep your letter.",
  "closed.after": "The vote is closed",
  "closed.after.text": "Voting ended on {time}.",
  "closed.find": "Check that your vote is in the ballot box",
  "failed.title": "The ballot box can't be reached",
  "failed.text": "Check your connection. It may also be busy for a moment. We try again by ourselves.",
  "failed.again": "Try again",
  "insecure.title": "This page does not work here",
  "insecure.text": "You need a safe connection (https). Check the address.",
  "broken.title": "Something went wrong",
  "broken.text": "Try again. If that does not help, use another browser or another device, or ask for help at the desk named in your letter.",
  "checker.title": "Check a vote",
  "checker.intro": "On this page you check that a sealed vote holds what was chosen, or that your vote is in the ballot box.",
  "checker.working": "Checking…",
  "checker.opened": "This is in the sealed vote",
  "checker.compare": "Is this the tracking code that the other device showed before you chose to check?",
  "checker.choices": "And is this what you chose?",
  "checker.verdict": "If both are right, the other device sealed your vote honestly. If one is wrong: do not vote on that device, and warn the organisers.",
  "checker.history": "The link that you opened may stay in this browser's history. Clear it if others may not see your choice.",
  "checker.bad": "This vote is not right",
  "checker.bad.text": "The link does not open the sealed vote. The other device may be cheating, or the link is damaged. Do not vote on that device until you know more.",
  "checker.other": "This vote was sealed for another election.",
  "checker.detail": "Reason: {reason}",
  "checker.blank": "No project: a blank vote.",
  "checker.find": "Is my vote in the ballot box?",
  "checker.find.label": "Your tracking code",
  "checker.find.hint": "16 letters and numbers, from your receipt.",
  "checker.find.go": "Check",
  "checker.find.typo": "A tracking code has 16 letters and numbers. Look again.",
  "checker.find.unknown": "The ballot box has no vote with this tracking code. Did you type it correctly? If so, warn the organisers and show your receipt.",
  "checker.find.there": "Your vote is in the ballot box",
  "checker.find.place": "It is entry {index} of the public log, which had {size} entries when the receipt was made.",
  "checker.find.signed": "Checked on this device: the place in the log, the log's signature and those of its witnesses.",
  "checker.find.unsigned": "Checked on this device: the place in the log. This browser can't check digital signatures.",
  "checker.find.unproven": "The ballot box sent a receipt for this code that does not hold. Save it and warn the organisers.",
  "checker.offline": "The ballot box can't be reached. Check your connection and try again.",
  "checker.busy": "The ballot box is busy. Try again in a minute.",
  "checker.vote": "To the voting page"
};

// strings/nl.json
var nl_default = {
  "language.name": "Nederlands",
  "language.direction": "ltr",
  "language.locale": "nl-NL",
  "language.choose": "Taal",
  skip: "Naar de inhoud",
  "steps.label": "Stappen",
  "steps.code": "Code",
  "steps.choose": "Kiezen",
  "steps.seal": "Verzegelen",
  "steps.receipt": "Bewijs",
  "steps.now": "Stap {n} van {of}",
  version: "Versie van deze pagina: {version}",
  "version.matches": "gelijk aan die in het openbare logboek van de stemming",
  "version.differs": "NIET de versie in het openbare logboek van de stemming. Stem hier niet en waarschuw de organisatie.",
  notices: "Nieuws van de organisatie",
  "code.title": "Stem voor uw buurt",
  "code.intro": "U heeft een brief of kaartje met een stemcode. Typ de code hier. Niemand kan zien wat u kiest.",
  "code.until": "U kunt stemmen tot {time}.",
  "code.label": "Uw stemcode",
  "code.label.1": "De stemcode in uw eerste brief",
  "code.label.2": "De stemcode in uw tweede brief",
  "code.hint": "20 letters en cijfers. Hoofdletters en streepjes maken niet uit.",
  "code.typo": "Er zit een typfout in deze code. Kijk nog eens in uw brief, steeds vier tekens.",
  "code.stranger": "“{symbol}” komt nooit voor in een code. Kijk nog eens in uw brief.",
  "code.short": { one: "Er mist nog één teken.", other: "Er missen nog {n} tekens." },
  "code.long": { one: "Eén teken te veel.", other: "{n} tekens te veel." },
  "code.good": "Deze code is goed getypt.",
  "code.continue": "Verder",
  "code.looking": "We zoeken uw gebied op…",
  "code.unknown": "We kennen deze code niet. Is dit de goede stemming? Kijk in uw brief, of vraag hulp bij het loket dat daarin staat.",
  "code.voted": "Met deze code is al een stem ingeleverd. Een code werkt één keer. Was u dat niet? Ga dan naar het loket dat in uw brief staat.",
  "code.revoked": "Deze code is ingetrokken, bijvoorbeeld omdat u een nieuwe brief kreeg. Gebruik de nieuwste code.",
  "code.offline": "De stembus is niet te bereiken. Controleer uw verbinding en probeer het opnieuw.",
  "code.busy": "De stembus heeft het druk. Wacht even: we proberen het vanzelf opnieuw.",
  "code.find": "Heeft u al gestemd? Controleer of uw stem in de stembus zit",
  "choose.title": "Kies uw projecten",
  "choose.intro.money": { one: "U mag één project kiezen, voor hoogstens {money}.", other: "U mag hoogstens {n} projecten kiezen, samen voor hoogstens {money}." },
  "choose.intro.count": { one: "U mag één project kiezen.", other: "U mag hoogstens {n} projecten kiezen." },
  "choose.intro.budget": "U mag projecten kiezen voor samen {money}.",
  "choose.intro.free": "U mag zoveel projecten kiezen als u wilt.",
  "choose.order": "De volgorde van de projecten is voor iedereen anders. Zo heeft het eerste project geen voordeel.",
  "choose.district": "Uw gebied: {district}",
  "choose.search": "Zoeken",
  "choose.theme": "Thema",
  "choose.theme.all": "Alle thema’s",
  "choose.sort": "Volgorde",
  "choose.sort.shuffled": "Door elkaar",
  "choose.sort.name": "Op naam",
  "choose.sort.cheap": "Goedkoopste eerst",
  "choose.sort.dear": "Duurste eerst",
  "choose.found": { one: "Eén project", other: "{n} projecten" },
  "choose.none": "Geen project past bij wat u zoekt.",
  "choose.for": "Voor: {targets}",
  "choose.where": "Waar: {neighborhood}",
  "choose.withdrawn": "Dit project is teruggetrokken. U kunt het niet kiezen.",
  "choose.obstacle.money": "Past niet: {money} te veel",
  "choose.obstacle.enough": { one: "U heeft uw ene project gekozen", other: "U heeft al {n} projecten gekozen" },
  "choose.left": "Nog {money}",
  "choose.spent": "{money} gekozen",
  "choose.chosen": "{n} van {max} projecten",
  "choose.chosen.free": { one: "Eén project", other: "{n} projecten" },
  "choose.review": "Verder",
  "choose.few": { one: "Kies minstens één project, of niets: dan stemt u blanco.", other: "Kies minstens {n} projecten, of niets: dan stemt u blanco." },
  "choose.cheap": "Kies projecten voor minstens {money}, of niets: dan stemt u blanco.",
  "review.title": "Is dit uw keuze?",
  "review.blank": "U heeft niets gekozen. Dat is een blanco stem: die telt mee, maar voor geen project.",
  "review.total": "Samen",
  "review.change": "Veranderen",
  "review.next": "Hierna verzegelen we uw stem: die gaat op dit apparaat op slot in een digitale envelop. Daarna kan niemand hem lezen, ook de organisatie niet.",
  "review.seal": "Verzegel mijn stem",
  "review.sealing": "Bezig met verzegelen…",
  "sealed.title": "Uw stem is verzegeld",
  "sealed.code": "Uw volgcode",
  "sealed.keep": "Schrijf deze code op of maak er een foto van. Met de code ziet u later dat uw stem in de stembus zit. De code zegt niet wat u koos.",
  "sealed.now": "Uw stem is nog niet ingeleverd.",
  "sealed.unkept": "Deze browser kan uw stem niet bewaren. Laat dit tabblad open tot u uw bewijs heeft.",
  "sealed.cast": "Lever mijn stem in",
  "sealed.check": "Eerst controleren",
  "sealed.check.why": "Wilt u zeker weten dat dit apparaat verzegelt wat u koos? Maak de envelop open op een ander apparaat. De geopende stem gaat weg en u verzegelt een nieuwe.",
  "sealed.change": "Mijn keuze veranderen",
  "sealed.kept.title": "Hier ligt nog een verzegelde stem",
  "sealed.kept": "Op dit apparaat is eerder een stem verzegeld, en die is niet ingeleverd. Is hij van u? Lever hem nu in, of gooi hem weg en begin opnieuw. Is hij van iemand anders? Laat hem dan liggen.",
  "sealed.discard": "Weggooien en opnieuw beginnen",
  "sealed.other": "Laat deze liggen en stem met een andere code",
  "sealed.gone.title": "Deze stem ligt hier niet meer",
  "sealed.gone": "In een ander tabblad is deze verzegelde stem ingeleverd, opengemaakt of weggegooid. Kijk met uw volgcode of hij in de stembus zit. Zo niet, begin dan opnieuw.",
  "check.title": "Controleer deze stem",
  "check.how.1": "Vergelijk: uw volgcode is dezelfde die u net zag.",
  "check.how.2": "Scan dit plaatje met de camera van een andere telefoon, of open de link op een ander apparaat.",
  "check.how.2.link": "Open de link hieronder op een ander apparaat. Hij is te lang voor een plaatje om te scannen.",
  "check.how.3": "Dat apparaat zegt welke volgcode en welke projecten in de envelop zitten. Allebei moeten ze kloppen.",
  "check.qr": "QR-code met de link die deze verzegelde stem opent",
  "check.link": "Link voor het andere apparaat",
  "check.copy": "Kopieer de link",
  "check.copied": "Gekopieerd.",
  "check.gone": "Deze stem is nu open en kan niet meer worden ingeleverd. Laat de link niet aan anderen zien als u uw keuze geheim wilt houden.",
  "check.again": "Verzegel een nieuwe stem",
  "casting.title": "We leveren uw stem in",
  "casting.wait": "Een ogenblik. Uw stem wordt opgeslagen, en getuigen bevestigen dat hij er is.",
  "casting.retry": "Geen verbinding, of de stembus heeft het druk. Uw verzegelde stem ligt veilig op dit apparaat. We blijven het proberen; u hoeft niets te doen.",
  "casting.retry.unkept": "Geen verbinding, of de stembus heeft het druk. Laat dit tabblad open: deze browser kan uw stem niet bewaren. We blijven het proberen; u hoeft niets te doen.",
  "casting.now": "Probeer nu",
  "casting.not": "Deze stem is niet ingeleverd",
  "casting.closed": "Uw stem kwam te laat: de stemming is gesloten.",
  "casting.voted": "Met deze code is al een andere stem ingeleverd. Deze stem telt niet.",
  "casting.revoked": "Deze code is ingetrokken. Deze stem is niet ingeleverd.",
  "casting.refused": "De stembus weigert deze stem. Uw code is niet gebruikt. Begin opnieuw, of ga naar het loket dat in uw brief staat.",
  "casting.bad.title": "Het bewijs klopt niet",
  "casting.bad": "De stembus gaf een bewijs dat niet klopt. Bewaar het bewijs en uw volgcode, en waarschuw de organisatie of een waarnemer.",
  "casting.save": "Bewaar het antwoord van de stembus",
  "casting.restart": "Begin opnieuw",
  "receipt.title": "Dank u wel, uw stem zit in de stembus",
  "receipt.code": "Uw volgcode",
  "receipt.place": "Uw verzegelde stem is regel {index} van het openbare logboek. Dit apparaat heeft dat gecontroleerd.",
  "receipt.unsigned": "Deze browser kan digitale handtekeningen niet controleren. Bewaar het bewijs en controleer het op een ander apparaat.",
  "receipt.keep": "Bewaar deze code. Na de stemming vindt u hem terug in het openbare logboek, en kan iedereen nagaan dat uw stem is geteld. Niemand kan zien wat u koos.",
  "receipt.qr": "QR-code met een link om uw bewijs te controleren",
  "receipt.download": "Bewaar het bewijs",
  "receipt.print": "Afdrukken",
  "receipt.finish": "Klaar",
  "receipt.finish.why": "Wist op deze pagina alles over uw stem.",
  "receipt.waiting": "U opende een link met een stemcode. Kies Klaar om met die code verder te gaan.",
  "finished.title": "U bent klaar",
  "finished.text": "Deze pagina bewaart niets meer over uw stem. Opende u de link uit uw brief? Dan kan uw stemcode nog in de geschiedenis van uw browser staan. Die code is gebruikt en werkt niet meer. U kunt deze pagina sluiten.",
  "closed.before": "De stemming is nog niet begonnen",
  "closed.before.text": "U kunt stemmen vanaf {time}. Bewaar uw brief.",
  "closed.soon": "De stemming is nog niet open",
  "closed.soon.text": "De stemming wordt voorbereid. Kom later terug en bewaar uw brief.",
  "closed.after": "De stemming is gesloten",
  "closed.after.text": "Stemmen kon tot {time}.",
  "closed.find": "Controleer of uw stem in de stembus zit",
  "failed.title": "De stembus is niet te bereiken",
  "failed.text": "Controleer uw verbinding. Misschien is het ook even druk. We proberen het vanzelf opnieuw.",
  "failed.again": "Probeer opnieuw",
  "insecure.title": "Deze pagina werkt hier niet",
  "insecure.text": "U heeft een veilige verbinding (https) nodig. Controleer het adres.",
  "broken.title": "Er ging iets mis",
  "broken.text": "Probeer het opnieuw. Lukt het niet? Gebruik dan een andere browser of een ander apparaat, of vraag hulp bij het loket dat in uw brief staat.",
  "checker.title": "Controleer een stem",
  "checker.intro": "Op deze pagina controleert u of een verzegelde stem bevat wat is gekozen, of dat uw stem in de stembus zit.",
  "checker.working": "Bezig met controleren…",
  "checker.opened": "Dit zit in de verzegelde stem",
  "checker.compare": "Is dit de volgcode die het andere apparaat liet zien voordat u koos om te controleren?",
  "checker.choices": "En is dit wat u heeft gekozen?",
  "checker.verdict": "Klopt het allebei, dan heeft het andere apparaat uw stem eerlijk verzegeld. Klopt er iets niet: stem niet op dat apparaat en waarschuw de organisatie.",
  "checker.history": "De link die u opende, kan in de geschiedenis van deze browser blijven staan. Wis die als anderen uw keuze niet mogen zien.",
  "checker.bad": "Deze stem klopt niet",
  "checker.bad.text": "De link opent de verzegelde stem niet. Misschien speelt het andere apparaat vals, of is de link beschadigd. Stem niet op dat apparaat tot u meer weet.",
  "checker.other": "Deze stem is verzegeld voor een andere stemming.",
  "checker.detail": "Reden: {reason}",
  "checker.blank": "Geen project: een blanco stem.",
  "checker.find": "Zit mijn stem in de stembus?",
  "checker.find.label": "Uw volgcode",
  "checker.find.hint": "16 letters en cijfers, van uw bewijs.",
  "checker.find.go": "Controleer",
  "checker.find.typo": "Een volgcode heeft 16 letters en cijfers. Kijk nog eens.",
  "checker.find.unknown": "De stembus heeft geen stem met deze volgcode. Is de code goed getypt? Waarschuw dan de organisatie en laat uw bewijs zien.",
  "checker.find.there": "Uw stem zit in de stembus",
  "checker.find.place": "Hij is regel {index} van het openbare logboek, dat {size} regels had toen het bewijs werd gemaakt.",
  "checker.find.signed": "Op dit apparaat gecontroleerd: de plaats in het logboek, de handtekening van het logboek en die van de getuigen.",
  "checker.find.unsigned": "Op dit apparaat gecontroleerd: de plaats in het logboek. Deze browser kan digitale handtekeningen niet controleren.",
  "checker.find.unproven": "De stembus stuurde voor deze code een bewijs dat niet klopt. Bewaar het en waarschuw de organisatie.",
  "checker.offline": "De stembus is niet te bereiken. Controleer uw verbinding en probeer het opnieuw.",
  "checker.busy": "De stembus heeft het druk. Probeer het over een minuut opnieuw.",
  "checker.vote": "Naar de stempagina"
};

// source/page/storage.js
function storage(name) {
  const memory = /* @__PURE__ */ new Map();
  function set(key, value) {
    try {
      window[name].setItem(key, value);
      memory.delete(key);
      return true;
    } catch {
      remove(key);
      memory.set(key, value);
      return false;
    }
  }
  function get(key) {
    try {
      return memory.get(key) ?? window[name].getItem(key);
    } catch {
      return memory.get(key) ?? null;
    }
  }
  function remove(key) {
    memory.delete(key);
    try {
      window[name].removeItem(key);
    } catch {
    }
  }
  function keys() {
    try {
      return [...memory.keys(), ...Object.keys(window[name])];
    } catch {
      return [...memory.keys()];
    }
  }
  return { set, get, remove, keys };
}
var device = storage("localStorage");
var tab = storage("sessionStorage");

// source/page/language.js
var languages = { nl: nl_default, en: en_default };
var kept = "stembus:language";
var current = "nl";
var format = { currency: "EUR", scale: 1, timeZone: "UTC" };
var offered = (election3) => (election3?.languages ?? Object.keys(languages)).filter((language2) => language2 in languages);
var language = () => current;
var nameOf = (language2) => languages[language2]["language.name"];
function preferred(election3) {
  const wishes = [device.get(kept), ...navigator.languages.map((wish) => wish.split("-")[0])];
  return wishes.find((wish) => offered(election3).includes(wish)) ?? offered(election3)[0] ?? "en";
}
function speak(language2, election3) {
  current = language2;
  if (election3)
    format = { currency: election3.currency, scale: election3.scale, timeZone: election3.time_zone };
  document.documentElement.lang = language2;
  document.documentElement.dir = languages[language2]["language.direction"];
  if (election3)
    document.body.dataset.title = local(election3.title);
}
var remember = (language2) => device.set(kept, language2);
var locale = () => languages[current]["language.locale"];
function t(key, values = {}) {
  let text = languages[current][key];
  if (typeof text === "object")
    text = text[new Intl.PluralRules(current).select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
var local = (texts2) => texts2[current] ?? Object.values(texts2)[0];
function money(amount) {
  const digits = Math.round(Math.log10(format.scale));
  return new Intl.NumberFormat(locale(), {
    style: "currency",
    currency: format.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits
  }).format(amount / format.scale);
}
var moment = (time) => new Intl.DateTimeFormat(locale(), { dateStyle: "full", timeStyle: "short", timeZone: format.timeZone }).format(new Date(time));
var sorted = (items, name) => [...items].sort((left, right) => name(left).localeCompare(name(right), current));

// source/page/frame.js
var stages = { code: 1, choose: 2, review: 3, sealed: 3, kept: 3, check: 3, casting: 3, problem: 3, receipt: 4, finished: 4 };
var names = ["steps.code", "steps.choose", "steps.seal", "steps.receipt"];
var again = () => location.reload();
var redraw = () => again();
function frame(election3, draw, step) {
  again = draw;
  document.querySelector("#skip").textContent = t("skip");
  document.querySelector("#title").textContent = election3 ? local(election3.title) : "Stembus";
  document.querySelector("#languages").setAttribute("aria-label", t("language.choose"));
  document.querySelector("#languages").replaceChildren(...offered(election3).map((each) => choice(each, election3, draw)));
  document.querySelector("#steps").replaceChildren(...step in stages ? progress(stages[step]) : []);
  document.querySelector("#notices").replaceChildren(...election3 ? notices(election3) : []);
  document.querySelector("footer").replaceChildren(...election3 ? [version(election3)] : []);
}
function choice(each, election3, draw) {
  const choice2 = button(`language-${each}`, nameOf(each), () => {
    remember(each);
    speak(each, election3);
    draw();
    document.querySelector(`#language-${each}`).focus();
  }, "language");
  choice2.lang = each;
  choice2.setAttribute("aria-pressed", String(each === language()));
  return choice2;
}
var progress = (now) => [
  el("p", {}, t("steps.now", { n: now, of: names.length })),
  el("ol", { "aria-label": t("steps.label") }, names.map((name, i) => el(
    "li",
    { class: i + 1 < now ? "done" : i + 1 === now ? "now" : "", "aria-current": i + 1 === now && "step" },
    t(name)
  )))
];
var notices = (election3) => election3.notices.length === 0 ? [] : [
  el("h2", {}, t("notices")),
  el("ul", {}, [...election3.notices].reverse().map(({ time, text }) => el("li", {}, el("time", { datetime: time }, moment(time)), " ", local(text))))
];
function version(election3) {
  const script = document.querySelector("script[integrity]");
  const bytes = atob(script.getAttribute("integrity").replace(/^sha256-/, ""));
  const hash = Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  const path = new URL(script.src).pathname.slice(1);
  const same2 = election3.page.some((file) => file.path === path && file.sha256 === hash);
  return el(
    "p",
    { id: "version", class: same2 ? "" : "error" },
    t("version", { version: hash.slice(0, 16) }),
    " – ",
    t(same2 ? "version.matches" : "version.differs")
  );
}

// source/crypto/bytes.js
function join(...parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
var ascii = (text) => new TextEncoder().encode(text);
var equal = (a, b2) => a.length === b2.length && a.every((byte, i) => byte === b2[i]);
function unsigned(value, length2) {
  const bytes = new Uint8Array(length2);
  let left = BigInt(value);
  for (let i = length2 - 1; i >= 0; i--) {
    bytes[i] = Number(left & 0xffn);
    left >>= 8n;
  }
  if (left !== 0n)
    throw new RangeError(`a number takes more than ${length2} bytes`);
  return bytes;
}
var number = (bytes) => bytes.length ? BigInt("0x" + toHex(bytes)) : 0n;
var toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
function fromHex(text) {
  if (!/^([0-9a-f]{2})*$/.test(text))
    throw new Error("expected pairs of hexadecimal digits");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
function fromBase64(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (toBase64(bytes) !== text)
    throw new Error("expected base64 with padding");
  return bytes;
}
var toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
var toBase64URL = (bytes) => toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
function fromBase64URL(text) {
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  return fromBase64(standard + "=".repeat((4 - standard.length % 4) % 4));
}
var Reader = class {
  #bytes;
  #at = 0;
  constructor(bytes) {
    this.#bytes = bytes;
  }
  take(count) {
    if (count > this.#bytes.length - this.#at)
      throw new Error("fewer bytes than expected");
    this.#at += count;
    return this.#bytes.slice(this.#at - count, this.#at);
  }
  unsigned(length2) {
    return Number(number(this.take(length2)));
  }
  finish() {
    if (this.#at !== this.#bytes.length)
      throw new Error("more bytes than expected");
  }
};

// source/page/links.js
function decoded(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
function takeFragment() {
  const fragment = location.hash.slice(1);
  if (location.hash)
    history.replaceState(history.state, "", location.pathname + location.search);
  return decoded(fragment);
}
function onFragment(arrive2) {
  const take = () => {
    const fragment = takeFragment();
    if (fragment)
      arrive2(fragment);
  };
  window.addEventListener("hashchange", take);
  take();
}
function codeInLink(fragment) {
  const [, issuer, code2] = /^(?:([12])=)?([0-9a-z\s-]{8,40})$/i.exec(fragment) ?? [];
  return code2 && { issuer: Number(issuer ?? 1), code: code2 };
}
var version2 = 1;
var checkLink = ({ ballot, randomness }) => `${location.origin}/check#${toBase64URL(join([version2], unsigned(ballot.length, 4), ballot, ...randomness))}`;
var receiptLink = (code2) => `${location.origin}/check#${code2}`;

// source/crypto/p256.js
var p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
var n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
var b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
var G = {
  x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n
};
var reduced = (value) => (value % p + p) % p;
function inverse(value) {
  let [r0, r1, t0, t1] = [p, reduced(value), 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  if (r0 !== 1n)
    throw new RangeError("0 has no inverse");
  return reduced(t0);
}
function power(base, exponent) {
  let result = 1n;
  for (let square = base, left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n)
      result = result * square % p;
    square = square * square % p;
  }
  return result;
}
var rightSide = (x) => reduced(x * x * x - 3n * x + b);
function evenY(x) {
  const square = rightSide(x);
  const root = power(square, (p + 1n) / 4n);
  if (root * root % p !== square)
    return null;
  return root & 1n ? p - root : root;
}
var isOnCurve = ({ x, y }) => x < p && y < p && y * y % p === rightSide(x);
function add(left, right) {
  if (left === null)
    return right;
  if (right === null)
    return left;
  let slope;
  if (left.x !== right.x)
    slope = (right.y - left.y) * inverse(right.x - left.x);
  else if (left.y === right.y)
    slope = (3n * left.x * left.x - 3n) * inverse(2n * left.y);
  else
    return null;
  slope = reduced(slope);
  const x = reduced(slope * slope - left.x - right.x);
  return { x, y: reduced(slope * (left.x - x) - left.y) };
}
function doubled([X, Y, Z]) {
  const delta = Z * Z % p;
  const gamma = Y * Y % p;
  const beta = X * gamma % p;
  const alpha = reduced(3n * (X - delta) * (X + delta));
  const X3 = reduced(alpha * alpha - 8n * beta);
  return [X3, reduced(alpha * (4n * beta - X3) - 8n * gamma * gamma), reduced((Y + Z) * (Y + Z) - gamma - delta)];
}
function added([X1, Y1, Z1], { x, y }) {
  if (Z1 === 0n)
    return [x, y, 1n];
  const square = Z1 * Z1 % p;
  const H = reduced(x * square - X1);
  const R = reduced(y * Z1 * square - Y1);
  if (H === 0n)
    return R === 0n ? doubled([X1, Y1, Z1]) : [1n, 1n, 0n];
  const HH = H * H % p;
  const HHH = H * HH % p;
  const V = X1 * HH % p;
  const X3 = reduced(R * R - HHH - 2n * V);
  return [X3, reduced(R * (V - X3) - Y1 * HHH), Z1 * H % p];
}
function multiply(scalar2, point2) {
  let sum = [1n, 1n, 0n];
  if (point2 === null)
    return null;
  for (let bit = 255n; bit >= 0n; bit--) {
    sum = doubled(sum);
    if (scalar2 >> bit & 1n)
      sum = added(sum, point2);
  }
  if (sum[2] === 0n)
    return null;
  const z = inverse(sum[2]);
  const square = z * z % p;
  return { x: sum[0] * square % p, y: sum[1] * square * z % p };
}
var compressed = ({ x, y }) => join([y & 1n ? 3 : 2], unsigned(x, 32));
var uncompressed = ({ x, y }) => join([4], unsigned(x, 32), unsigned(y, 32));
function point(bytes) {
  if (bytes.length !== 33 || bytes[0] !== 2 && bytes[0] !== 3)
    throw new Error("expected a compressed point");
  const x = number(bytes.slice(1));
  const y = x < p ? evenY(x) : null;
  if (y === null)
    throw new Error("no point has this x-coordinate");
  return { x, y: bytes[0] === 3 ? p - y : y };
}

// source/crypto/hashing.js
var sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
var tag = ascii("stembus-v1-P256_XMD:SHA-256_scalar");
async function expanded(message) {
  const suffix = join(tag, [tag.length]);
  const b0 = await sha256(join(new Uint8Array(64), message, unsigned(48, 2), [0], suffix));
  const b1 = await sha256(join(b0, [1], suffix));
  const mixed = b0.map((byte, i) => byte ^ b1[i]);
  const b2 = await sha256(join(mixed, [2], suffix));
  return join(b1, b2).slice(0, 48);
}
var hashToScalar = async (message) => number(await expanded(message)) % n;
var Transcript = class {
  #state = new Uint8Array(0);
  constructor(proof, context) {
    this.put("protocol", ascii("stembus-v1"));
    this.put("proof", ascii(proof));
    this.put("ctx", context);
  }
  put(label, data) {
    this.#state = join(this.#state, [1, label.length], ascii(label), unsigned(data.length, 8), data);
  }
  async scalars(label, count) {
    this.#state = join(this.#state, [2, label.length], ascii(label), unsigned(count, 8));
    const digest2 = await sha256(this.#state);
    return Promise.all(Array.from({ length: count }, (_, i) => hashToScalar(join(digest2, unsigned(i, 8)))));
  }
  async scalar(label) {
    return (await this.scalars(label, 1))[0];
  }
};

// source/crypto/embedding.js
var capacity = 30;
var candidate = (element2, counter) => number(join([element2.length], element2, new Uint8Array(capacity - element2.length), [counter]));
var elements = (bytes) => Array.from({ length: Math.ceil(bytes.length / capacity) }, (_, i) => bytes.slice(i * capacity, (i + 1) * capacity));
function embedded(element2) {
  for (let counter = 0; counter < 256; counter++) {
    const x = candidate(element2, counter);
    const y = evenY(x);
    if (y !== null)
      return { x, y };
  }
  throw new Error("this element has no point");
}

// source/crypto/native.js
var ecdh = { name: "ECDH", namedCurve: "P-256" };
async function freshMultiple() {
  const { privateKey } = await crypto.subtle.generateKey(ecdh, true, ["deriveBits"]);
  const { d, x, y } = await crypto.subtle.exportKey("jwk", privateKey);
  const point2 = { x: number(fromBase64URL(x)), y: number(fromBase64URL(y)) };
  if (!isOnCurve(point2))
    throw new Error("the browser made a point that is not on the curve");
  return { scalar: number(fromBase64URL(d)), point: point2, privateKey };
}
async function sharedX(privateKey, point2) {
  const peer = await crypto.subtle.importKey("raw", uncompressed(point2), ecdh, false, []);
  return number(new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: peer }, privateKey, 256)));
}
async function multipleOf(base, { point: point2, privateKey }) {
  if (base.x === G.x)
    throw new Error("this key can't be used");
  const [x, sumX] = await Promise.all([sharedX(privateKey, base), sharedX(privateKey, add(base, G))]);
  const y = evenY(x);
  if (y === null)
    throw new Error("the browser made a point that is not on the curve");
  const fitting = [y, p - y].map((y2) => ({ x, y: y2 })).filter((candidate2) => add(candidate2, point2)?.x === sumX);
  if (fitting.length !== 1)
    throw new Error("the browser multiplied wrongly");
  return fitting[0];
}

// source/crypto/ballot.js
var version3 = 1;
async function challenge({ context, electionKey, head, commitments }) {
  const transcript = new Transcript("ballot-pok", context);
  transcript.put("pk", electionKey);
  transcript.put("head", head);
  transcript.put("T", join(...commitments));
  return transcript.scalar("c");
}
var headOf = ({ context, district, keys, ciphertexts }) => join([version3], context, unsigned(district, 4), [keys.length], ...keys, [ciphertexts.length / 2], ...ciphertexts);
async function seal({ context, electionKey, district, credentials, elements: elements2 }) {
  const receiver = point(electionKey);
  const randomness = await Promise.all(elements2.map(freshMultiple));
  const ciphertexts = [];
  for (const [i, r] of randomness.entries()) {
    const masked = add(embedded(elements2[i]), await multipleOf(receiver, r));
    if (masked === null)
      throw new Error("seal again");
    ciphertexts.push(compressed(r.point), compressed(masked));
  }
  const head = headOf({ context, district, keys: credentials.map(({ key }) => key), ciphertexts });
  const secrets = [...credentials.map(({ secret }) => secret), ...randomness.map((r) => r.scalar)];
  const nonces = await Promise.all(secrets.map(freshMultiple));
  const commitments = nonces.map((nonce) => compressed(nonce.point));
  const c = await challenge({ context, electionKey, head, commitments });
  const answers = secrets.map((secret, i) => unsigned((nonces[i].scalar + c * secret) % n, 32));
  return {
    ballot: join(head, ...commitments, ...answers),
    randomness: randomness.map((r) => unsigned(r.scalar, 32))
  };
}

// source/crypto/codes.js
var alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
var codeLength = 20;
var normalised = (typed) => typed.toUpperCase().replace(/[\s\-‐-―−]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
var stranger = (symbols) => [...symbols].find((symbol) => !alphabet.includes(symbol));
var grouped = (symbols) => symbols.match(/.{1,4}/gu)?.join("-") ?? "";
function isCode(symbols) {
  if (symbols.length !== codeLength || stranger(symbols))
    return false;
  let sum = 0;
  for (const symbol of [...symbols].reverse()) {
    sum = (sum ^ alphabet.indexOf(symbol)) << 1;
    if (sum >= 32)
      sum ^= 37;
  }
  return sum === 0;
}
function trackingCode(leaf) {
  let bits = "";
  for (const byte of leaf.slice(0, 10))
    bits += byte.toString(2).padStart(8, "0");
  return grouped(bits.match(/.{5}/g).map((five) => alphabet[parseInt(five, 2)]).join(""));
}

// source/crypto/tree.js
var leafHash = (entry) => sha256(join([0], entry));
var node = (left, right) => sha256(join([1], left, right));
async function provenRoot({ index, size, leaf, hashes }) {
  if (index >= size)
    throw new Error("the log is smaller than the ballot's place in it");
  let [first2, last, root] = [BigInt(index), BigInt(size) - 1n, leaf];
  for (const hash of hashes) {
    if (last === 0n)
      throw new Error("the proof has too many hashes");
    if (first2 & 1n || first2 === last) {
      root = await node(hash, root);
      while (first2 !== 0n && !(first2 & 1n))
        [first2, last] = [first2 >> 1n, last >> 1n];
    } else {
      root = await node(root, hash);
    }
    [first2, last] = [first2 >> 1n, last >> 1n];
  }
  if (last !== 0n)
    throw new Error("the proof has too few hashes");
  return root;
}

// source/election/selection.js
var length = (contest) => Math.ceil(contest.projects.length / 8);
function bitmap(contest, picks) {
  const bytes = new Uint8Array(length(contest));
  contest.projects.forEach(({ project_id }, i) => {
    if (picks.has(project_id))
      bytes[i >> 3] |= 128 >> (i & 7);
  });
  return bytes;
}
var elementsOf = (contests, picks) => contests.flatMap((contest) => elements(bitmap(contest, picks.get(contest.id))));
var cost = (contest, picks) => contest.projects.reduce((sum, { project_id, cost: cost2 }) => sum + (picks.has(project_id) ? cost2 : 0), 0);
var moneyLeft = (contest, picks) => (contest.max_sum_cost ?? Infinity) - cost(contest, picks);
var picksLeft = (contest, picks) => (contest.max_length ?? Infinity) - picks.size;
function obstacle(contest, picks, project) {
  if (picksLeft(contest, picks) <= 0)
    return { reason: "enough", by: contest.max_length };
  const missing = project.cost - moneyLeft(contest, picks);
  return missing > 0 ? { reason: "money", by: missing } : void 0;
}
function shortfall(contest, picks) {
  if (picks.size === 0)
    return void 0;
  if (picks.size < contest.min_length)
    return { reason: "few", by: contest.min_length };
  if (cost(contest, picks) < (contest.min_sum_cost ?? 0))
    return { reason: "cheap", by: contest.min_sum_cost };
  return void 0;
}

// source/page/kept.js
var election = ({ context }) => `stembus:${context}`;
var place = (described2, trackingCode3) => `${election(described2)}:${trackingCode3}`;
var mine = (described2) => `${election(described2)}:mine`;
function keepBallot(described2, { ballot, trackingCode: trackingCode3, casting: casting2 = false }) {
  tab.set(mine(described2), trackingCode3);
  return device.set(place(described2, trackingCode3), JSON.stringify({ ballot: toBase64URL(ballot), casting: casting2 }));
}
function ballotAt(described2, trackingCode3) {
  try {
    const { ballot, casting: casting2 } = JSON.parse(device.get(place(described2, trackingCode3)));
    return { ballot: fromBase64URL(ballot), trackingCode: trackingCode3, casting: casting2 };
  } catch {
    return void 0;
  }
}
function keptBallot(described2) {
  const ballots = device.keys().filter((key) => key.startsWith(place(described2, ""))).map((key) => ballotAt(described2, key.slice(place(described2, "").length))).filter(Boolean);
  return ballots.find(({ trackingCode: trackingCode3 }) => trackingCode3 === tab.get(mine(described2))) ?? ballots.find(({ casting: casting2 }) => casting2) ?? ballots[0];
}
async function alone(described2, work) {
  let begun = false;
  try {
    return await navigator.locks.request(election(described2), () => {
      begun = true;
      return work();
    });
  } catch (failure) {
    if (begun)
      throw failure;
    return work();
  }
}
var beginCasting = (described2, trackingCode3) => alone(described2, () => {
  const ballot = ballotAt(described2, trackingCode3);
  if (ballot)
    keepBallot(described2, { ...ballot, casting: true });
  return Boolean(ballot);
});
var giveUp = (described2, trackingCode3) => alone(described2, () => {
  const ballot = ballotAt(described2, trackingCode3);
  if (ballot?.casting)
    return "casting";
  forgetBallot(described2, trackingCode3);
  return ballot ? "given-up" : "gone";
});
function forgetBallot(described2, trackingCode3) {
  device.remove(place(described2, trackingCode3));
  tab.remove(mine(described2));
}
var keepReceipt = (described2, receipt2) => tab.set(election(described2), JSON.stringify(receipt2));
var keptReceipt = (described2) => JSON.parse(tab.get(election(described2)) ?? "null");
var forgetReceipt = (described2) => tab.remove(election(described2));

// source/page/session.js
function shuffled(items) {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const [random] = crypto.getRandomValues(new Uint32Array(1));
    const j = random % (i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}
var Session = class {
  codes = ["", ""];
  filters = { search: "", theme: "", sort: "shuffled" };
  /** Whether the browser keeps the sealed ballot when the tab is closed. */
  kept = true;
  constructor(election3) {
    this.election = election3;
    this.sealed = keptBallot(election3);
    this.receipt = keptReceipt(election3);
  }
  /** The codes were good: from here on the district's ballot is filled in, and the codes are gone. */
  enter(credentials, districtID) {
    const { districts, contests } = this.election;
    this.codes = ["", ""];
    this.credentials = credentials;
    this.district = districts.find(({ id }) => id === districtID);
    this.contests = this.district.contests.map((id) => contests.find((contest) => contest.id === id));
    this.picks = new Map(this.contests.map(({ id }) => [id, /* @__PURE__ */ new Set()]));
    this.shuffled = new Map(this.contests.map(({ id, projects }) => [id, shuffled(projects)]));
  }
  async seal() {
    const { election: election3, contests, credentials } = this;
    const { ballot, randomness } = await seal({
      context: fromHex(election3.context),
      electionKey: fromHex(election3.election_key),
      credentials,
      district: election3.districts.indexOf(this.district),
      elements: elementsOf(contests, this.picks)
    });
    this.sealed = { ballot, randomness, trackingCode: trackingCode(await leafHash(ballot)) };
    this.opened = void 0;
    this.kept = keepBallot(election3, this.sealed);
  }
  /** The sealed ballot will be cast: from here on nobody can open it. Returns the step that follows. */
  async commit() {
    const { ballot, trackingCode: trackingCode3 } = this.sealed;
    if (!await beginCasting(this.election, trackingCode3))
      return this.missing(trackingCode3);
    this.sealed = { ballot, trackingCode: trackingCode3, casting: true };
    this.leave();
    return "casting";
  }
  /** The sealed ballot will be checked: from here on it can't be cast. Returns the step that follows. */
  async open() {
    const given = this.sealed;
    const fate = await giveUp(this.election, given.trackingCode);
    if (fate === "casting")
      return this.commit();
    if (fate === "gone")
      return this.missing(given.trackingCode);
    this.opened = given;
    this.sealed = void 0;
    return "check";
  }
  /** The sealed ballot is thrown away. Returns the step that follows: `next`, unless another tab is casting it. */
  async discard(next) {
    if (await giveUp(this.election, this.sealed.trackingCode) === "casting")
      return this.commit();
    this.sealed = void 0;
    return next;
  }
  /** Another tab has opened the sealed ballot, thrown it away, or cast it to the end. */
  missing(trackingCode3) {
    this.sealed = void 0;
    this.problem = { title: "sealed.gone.title", text: "sealed.gone", trackingCode: trackingCode3 };
    return "problem";
  }
  /** The choice is no longer at hand. */
  leave() {
    this.credentials = void 0;
    this.picks = void 0;
  }
  /** The sealed ballot has been cast to its end, good or bad. */
  settle() {
    forgetBallot(this.election, this.sealed.trackingCode);
    this.sealed = void 0;
  }
  keep(receipt2) {
    this.receipt = receipt2;
    keepReceipt(this.election, receipt2);
    this.settle();
  }
  finish() {
    this.receipt = void 0;
    forgetReceipt(this.election);
  }
};

// source/steps/trouble.js
function unreachable(retry) {
  show(
    "failed",
    t("failed.title"),
    el("p", { id: "error", class: "lead", role: "alert" }, t("failed.text")),
    el("div", { class: "actions" }, button("retry", t("failed.again"), retry))
  );
}
function insecure() {
  show("insecure", t("insecure.title"), el("p", { id: "error", class: "error", role: "alert" }, t("insecure.text")));
}
function broken(reason, again2) {
  show(
    "broken",
    t("broken.title"),
    el("p", { id: "error", class: "lead", role: "alert" }, t("broken.text")),
    el("p", { class: "aside" }, t("checker.detail", { reason })),
    el("div", { class: "actions" }, button("again", t("failed.again"), again2))
  );
}

// source/page/box.js
var Refused = class extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
};
var NoAnswer = class extends Error {
  constructor({ busy = false, seconds } = {}) {
    super("no answer");
    this.busy = busy;
    this.seconds = seconds;
  }
};
var patience = 6e4;
var types = { json: "application/json", text: "text/plain", arrayBuffer: "application/octet-stream" };
var refusals = /* @__PURE__ */ new Set([
  "malformed",
  "not-proven",
  "unknown-code",
  "used-code",
  "revoked-code",
  "not-open",
  "too-large",
  "refused",
  "not-found"
]);
async function answer(path, as, body) {
  const octets = { "Content-Type": types.arrayBuffer };
  let response, refusal;
  try {
    response = await fetch(path, {
      method: body ? "POST" : "GET",
      body,
      headers: body ? octets : {},
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.timeout(patience)
    });
    const type = response.headers.get("Content-Type") ?? "";
    if (response.ok && type.startsWith(types[as]))
      return await response[as]();
    refusal = response.ok ? void 0 : await response.json().catch(() => void 0);
  } catch {
    throw new NoAnswer();
  }
  const busy = response.status === 429 || response.status === 503;
  const passing = response.status >= 500 || busy || response.status === 408;
  if (!passing && refusals.has(refusal?.error))
    throw new Refused(refusal.error, refusal.message);
  throw new NoAnswer({ busy, seconds: Number(response.headers.get("Retry-After")) || void 0 });
}
var election2 = () => answer("/v1/election", "json");
var eligibility = (keys) => answer("/v1/eligibility", "json", keys);
var cast = (ballot) => answer("/v1/ballots", "json", ballot);

// source/page/pause.js
function pause(seconds) {
  let wake;
  const over = new Promise((resolve) => {
    wake = () => {
      clearTimeout(timer);
      window.removeEventListener("online", wake);
      resolve();
    };
    const timer = setTimeout(wake, seconds * 1e3);
    window.addEventListener("online", wake);
  });
  return { over, wake };
}

// source/page/start.js
var pauseSeconds = 5;
async function described() {
  let waiting;
  const tell = () => {
    frame(void 0, tell);
    unreachable(() => waiting.wake());
  };
  for (; ; ) {
    try {
      return await election2();
    } catch (failure) {
      if (!(failure instanceof NoAnswer))
        throw failure;
      if (!waiting)
        tell();
      waiting = pause(failure.seconds ?? pauseSeconds);
      await waiting.over;
    }
  }
}
function skip(event) {
  event.preventDefault();
  const main = document.querySelector("main");
  main.focus();
  main.scrollIntoView();
}
function watch() {
  const tell = (error) => broken(error?.message ?? String(error), redraw);
  window.addEventListener("unhandledrejection", ({ reason }) => tell(reason));
  window.addEventListener("error", ({ error }) => error && tell(error));
}
async function start(open) {
  watch();
  document.querySelector("#skip").addEventListener("click", skip);
  speak(preferred());
  const election3 = await described();
  speak(preferred(election3), election3);
  if (crypto.subtle)
    return open(election3);
  const tell = () => {
    frame(election3, tell);
    insecure();
  };
  tell();
}

// source/page/way-back.js
var depths = { code: 0, closed: 0, finished: 0, choose: 1, review: 2, sealed: 3 };
var there = ["code", "choose", "review", "sealed"];
var depth = () => history.state?.depth;
var WayBack = class {
  #step;
  #depth = 0;
  #rewinding = false;
  /** `follow` is called with the step that the browser's buttons lead to. */
  constructor(follow) {
    this.#mark();
    window.addEventListener("popstate", () => {
      if (depth() === void 0)
        return;
      this.#depth = depth();
      if (this.#rewinding)
        return this.#move();
      const here = depths[this.#step];
      if (here !== void 0 && here !== this.#depth)
        follow(there[this.#depth]);
    });
  }
  /** Brings the history in line with the step that is shown. */
  at(step) {
    this.#step = step;
    this.#mark();
    if (!this.#rewinding)
      this.#move();
  }
  #mark() {
    if (depth() === void 0)
      history.replaceState({ depth: this.#depth }, "");
    this.#depth = depth();
  }
  /** Back one entry at a time, each when the last one is there, so that it never goes beyond what it looks for. */
  #move() {
    const wanted = depths[this.#step] ?? this.#depth;
    this.#rewinding = this.#depth > wanted;
    if (this.#rewinding)
      history.back();
    if (this.#depth < wanted)
      history.pushState({ depth: this.#depth = wanted }, "");
  }
};

// source/crypto/notes.js
var signatureType = 1;
var cosignatureType = 4;
var mostSignatures = 64;
var largest = 2 ** 20;
var order = 2n ** 252n + 27742317777372353535851937790883648493n;
var prime = 2n ** 255n - 19n;
var smallOrder = [
  1n,
  prime - 1n,
  0n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n
];
var littleEndian = (bytes) => number(bytes.slice().reverse());
function checkKey(name, bytes) {
  const y = littleEndian(bytes) & 2n ** 255n - 1n;
  if (y >= prime)
    throw new Error(`the key of ${name} is not canonical`);
  if (smallOrder.includes(y))
    throw new Error(`the key of ${name} is of small order`);
}
async function noteKey(text, type) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  if (!name)
    throw new Error("expected name+id+key");
  const typed = fromBase64(encoded);
  const digest2 = await sha256(join(ascii(name), ascii("\n"), typed));
  if (toHex(digest2.slice(0, 4)) !== id)
    throw new Error(`the key id of ${name} is not the key's`);
  if (typed[0] !== type || typed.length !== 33)
    throw new Error(`the key of ${name} is of another type`);
  checkKey(name, typed.slice(1));
  return { name, id: digest2.slice(0, 4), type, bytes: typed.slice(1) };
}
var signatureKey = (text) => noteKey(text, signatureType);
var cosignatureKey = (text) => noteKey(text, cosignatureType);
var isBySameKey = (left, right) => left.name === right.name && equal(left.id, right.id);
function parsedNote(note) {
  const end = note.lastIndexOf("\n\n");
  const isText = ascii(note).length <= largest && !/[\0-\x09\x0b-\x1f]/.test(note);
  if (!isText || end < 0 || !note.endsWith("\n"))
    throw new Error("expected a signed note");
  const lines = note.slice(end + 2, -1).split("\n").map((line) => {
    const [, name, encoded] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? [];
    if (!name)
      throw new Error("expected a signature line");
    const bytes = fromBase64(encoded);
    if (bytes.length < 5)
      throw new Error(`the signature of ${name} is too short`);
    return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
  });
  if (lines.length > mostSignatures)
    throw new Error(`expected at most ${mostSignatures} signatures`);
  lines.forEach((line, i) => {
    if (lines.slice(0, i).some((other) => isBySameKey(line, other)))
      throw new Error(`${line.name} signed twice`);
  });
  return { text: note.slice(0, end + 1), lines };
}
async function signs(key, signature, message) {
  if (signature.length !== 64 || littleEndian(signature.slice(32)) >= order)
    return false;
  const imported = await crypto.subtle.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
}
async function held(key, signature, text) {
  if (key.type === signatureType)
    return { holds: await signs(key, signature, ascii(text)) };
  if (signature.length !== 72)
    return { holds: false };
  const reader = new Reader(signature);
  const time = number(reader.take(8));
  return {
    holds: time < 2n ** 63n && await signs(key, reader.take(64), ascii(`cosignature/v1
time ${time}
${text}`)),
    time: Number(time)
  };
}
async function verifiedNote(note, keys) {
  const { text, lines } = parsedNote(note);
  const signers = /* @__PURE__ */ new Map();
  for (const line of lines) {
    const key = keys.find((key2) => isBySameKey(key2, line));
    if (!key)
      continue;
    const { holds, time } = await held(key, line.signature, text);
    if (!holds)
      throw new Error(`the signature of ${key.name} does not hold`);
    signers.set(key.name, time);
  }
  if (signers.size === 0)
    throw new Error("expected a signature of a known key, found none");
  return { text, signers };
}
async function checksSignatures() {
  try {
    await crypto.subtle.importKey("raw", new Uint8Array(32).fill(88, 0, 1).fill(102, 1), { name: "Ed25519" }, false, ["verify"]);
    return true;
  } catch {
    return false;
  }
}

// source/crypto/signers.js
async function keysOf({ log_key, witnesses }) {
  return { log: await signatureKey(log_key), witnesses: await Promise.all(witnesses.map(cosignatureKey)) };
}
async function cosigners(note, { log, witnesses }) {
  const { signers } = await verifiedNote(note, [log, ...witnesses]);
  if (!signers.has(log.name))
    throw new Error(`expected a signature of ${log.name}, found none`);
  return witnesses.filter(({ name }) => signers.has(name)).map(({ name }) => ({ name, time: signers.get(name) }));
}

// source/crypto/receipt.js
function digest(text) {
  const bytes = fromBase64(text);
  if (bytes.length !== 32)
    throw new Error("expected a hash of 32 bytes");
  return bytes;
}
function parsedReceipt(text) {
  const shape = /^c2sp\.org\/tlog-proof@v1\n(?:extra (\S*)\n)?index (0|[1-9]\d{0,14})\n((?:\S+\n){0,63})\n([^]+)$/;
  const [, extra, index, hashes, checkpoint] = shape.exec(text) ?? [];
  if (index === void 0)
    throw new Error("expected a receipt");
  if (extra !== void 0)
    fromBase64(extra);
  return { index: Number(index), hashes: hashes.split("\n").slice(0, -1).map(digest), checkpoint };
}
function treeHead(text) {
  const [origin, size, root, ...rest] = text.split("\n");
  if (!origin || !/^(0|[1-9]\d{0,14})$/.test(size) || rest.length !== 1 || rest[0] !== "") {
    throw new Error("expected a checkpoint of three lines");
  }
  return { origin, size: Number(size), root: digest(root) };
}
async function verifiedReceipt(text, leaf, election3) {
  const { index, hashes, checkpoint } = parsedReceipt(text);
  const signed = await checksSignatures();
  const head = treeHead(parsedNote(checkpoint).text);
  if (head.origin !== election3.origin)
    throw new Error("expected a checkpoint of this election");
  if (signed) {
    const cosigned = await cosigners(checkpoint, await keysOf(election3));
    if (cosigned.length < election3.witness_quorum)
      throw new Error("too few witnesses have signed the checkpoint");
  }
  const root = await provenRoot({ index, size: head.size, leaf, hashes });
  if (!equal(root, head.root))
    throw new Error("the ballot is not in the log that the receipt names");
  return { index, size: head.size, signed, trackingCode: trackingCode(leaf) };
}

// source/steps/sealed.js
var trackingCode2 = (label, code2) => el("p", { class: "ticket" }, el("span", {}, label), el("output", { id: "tracking-code", dir: "ltr" }, code2));
var unkept = (session) => !session.kept && el("p", { class: "warning" }, t("sealed.unkept"));
var cast2 = (session, go) => worker("cast", t("sealed.cast"), async () => go(await session.commit()));
function sealed(session, go) {
  const { trackingCode: code2 } = session.sealed;
  show(
    "sealed",
    t("sealed.title"),
    trackingCode2(t("sealed.code"), code2),
    el("p", {}, t("sealed.keep")),
    el("p", { class: "warning" }, t("sealed.now")),
    unkept(session),
    el("div", { class: "actions" }, cast2(session, go)),
    el("p", { class: "aside" }, t("sealed.check.why")),
    el(
      "div",
      { class: "actions" },
      worker("check", t("sealed.check"), async () => go(await session.open()), "secondary"),
      worker("change", t("sealed.change"), async () => go(await session.discard("choose")), "quiet")
    )
  );
}
function kept2(session, go) {
  show(
    "kept",
    t("sealed.kept.title"),
    el("p", {}, t("sealed.kept")),
    trackingCode2(t("sealed.code"), session.sealed.trackingCode),
    unkept(session),
    el(
      "div",
      { class: "actions" },
      cast2(session, go),
      worker("discard", t("sealed.discard"), async () => go(await session.discard("code"), { straight: true }), "secondary")
    ),
    el(
      "div",
      { class: "actions" },
      button("other", t("sealed.other"), () => {
        session.sealed = void 0;
        go("code", { straight: true });
      }, "quiet")
    )
  );
}

// source/steps/casting.js
var refusals2 = {
  "not-open": "casting.closed",
  "used-code": "casting.voted",
  "revoked-code": "casting.revoked"
};
var longestPause = 15;
function casting(session, go) {
  const { trackingCode: code2 } = session.sealed;
  const text = t(!session.troubled ? "casting.wait" : session.kept ? "casting.retry" : "casting.retry.unkept");
  show(
    "casting",
    t("casting.title"),
    el("div", { class: "spinner", "aria-hidden": "true" }),
    el("p", { class: "lead", role: "status" }, text),
    trackingCode2(t("sealed.code"), code2),
    session.troubled && el("div", { class: "actions" }, button("now", t("casting.now"), () => session.wake(), "secondary"))
  );
  session.attempts ??= attempts(session, go).finally(() => {
    session.attempts = void 0;
    session.troubled = false;
  });
}
async function attempts(session, go) {
  const { ballot } = session.sealed;
  for (let attempt = 0; ; attempt++) {
    try {
      const { receipt: receipt2 } = await cast(ballot);
      go(await accepted(session, receipt2));
      return;
    } catch (failure) {
      if (failure instanceof Refused) {
        const text = refusals2[failure.kind] ?? "casting.refused";
        session.problem = { title: "casting.not", text, trackingCode: session.sealed.trackingCode };
        session.settle();
        go("problem");
        return;
      }
      if (!(failure instanceof NoAnswer))
        throw failure;
      if (!session.troubled) {
        session.troubled = true;
        casting(session, go);
      }
      const { over, wake } = pause(failure.seconds ?? Math.min(2 ** attempt, longestPause));
      session.wake = wake;
      await over;
    }
  }
}
async function accepted(session, receipt2) {
  const { ballot, trackingCode: trackingCode3 } = session.sealed;
  try {
    const shown = await verifiedReceipt(receipt2, await leafHash(ballot), session.election);
    if (shown.trackingCode !== trackingCode3)
      throw new Error("the receipt is another ballot's");
    session.keep({ receipt: receipt2, trackingCode: trackingCode3, index: shown.index, signed: shown.signed });
    return "receipt";
  } catch (failure) {
    session.problem = { title: "casting.bad.title", text: "casting.bad", trackingCode: trackingCode3, receipt: receipt2, reason: failure.message };
    return "problem";
  }
}
function problem(session, go) {
  const { title, text, trackingCode: code2, receipt: receipt2, reason } = session.problem;
  const save = () => download(`${code2}.txt`, receipt2, "text/plain");
  show(
    "problem",
    t(title),
    el("p", { id: "error", class: "error", role: "alert" }, t(text)),
    reason && el("p", { class: "aside" }, t("checker.detail", { reason })),
    trackingCode2(t("sealed.code"), code2),
    el(
      "div",
      { class: "actions" },
      receipt2 ? button("download", t("casting.save"), save) : button("restart", t("casting.restart"), () => go("code"))
    ),
    el("p", { class: "aside" }, el("a", { href: `/check#${code2}` }, t("closed.find")))
  );
}

// source/page/qr.js
var blocks = {
  L: [
    [7, 1],
    [10, 1],
    [15, 1],
    [20, 1],
    [26, 1],
    [18, 2],
    [20, 2],
    [24, 2],
    [30, 2],
    [18, 4],
    [20, 4],
    [24, 4],
    [26, 4],
    [30, 4],
    [22, 6],
    [24, 6],
    [28, 6],
    [30, 6],
    [28, 7],
    [28, 8]
  ],
  M: [
    [10, 1],
    [16, 1],
    [26, 1],
    [18, 2],
    [24, 2],
    [16, 4],
    [18, 4],
    [22, 4],
    [22, 5],
    [26, 5],
    [30, 5],
    [22, 8],
    [22, 9],
    [24, 9],
    [24, 10],
    [28, 10],
    [28, 11],
    [26, 13],
    [26, 14],
    [26, 16]
  ]
};
var levelBits = { L: 1, M: 0 };
var sizeOf = (version4) => 17 + 4 * version4;
function alignments(version4) {
  if (version4 === 1)
    return [];
  const count = Math.floor(version4 / 7) + 2;
  const step = Math.ceil((sizeOf(version4) - 13) / (2 * count - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, i) => sizeOf(version4) - 7 - step * (count - 2 - i))];
}
function capacity2(version4) {
  const count = version4 === 1 ? 0 : Math.floor(version4 / 7) + 2;
  const aligned = count === 0 ? 0 : (25 * count - 10) * count - 55;
  return (16 * version4 + 128) * version4 + 64 - aligned - (version4 >= 7 ? 36 : 0);
}
var total = (version4) => capacity2(version4) >> 3;
var dataLength = (version4, level) => total(version4) - blocks[level][version4 - 1].reduce((a, b2) => a * b2);
function product(left, right) {
  let result = 0;
  for (let bit = 7; bit >= 0; bit--) {
    result = result << 1 ^ (result >> 7) * 285;
    if (right >> bit & 1)
      result ^= left;
  }
  return result;
}
function divisor(degree) {
  const result = [...new Array(degree - 1).fill(0), 1];
  for (let i = 0, root = 1; i < degree; i++, root = product(root, 2)) {
    for (let j = 0; j < degree; j++) {
      result[j] = product(result[j], root) ^ (result[j + 1] ?? 0);
    }
  }
  return result;
}
function remainder(data, divisor2) {
  const result = new Array(divisor2.length).fill(0);
  for (const byte of data) {
    const factor = byte ^ result.shift();
    result.push(0);
    divisor2.forEach((term, i) => result[i] ^= product(term, factor));
  }
  return result;
}
function padded(bytes, version4, level) {
  const bits = [];
  const put = (value, length2) => {
    for (let bit = length2 - 1; bit >= 0; bit--)
      bits.push(value >> bit & 1);
  };
  put(4, 4);
  put(bytes.length, version4 < 10 ? 8 : 16);
  for (const byte of bytes)
    put(byte, 8);
  const room = dataLength(version4, level) * 8;
  put(0, Math.min(4, room - bits.length));
  put(0, (8 - bits.length % 8) % 8);
  for (let filler = 236; bits.length < room; filler ^= 236 ^ 17)
    put(filler, 8);
  return Array.from({ length: room / 8 }, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8).join(""), 2));
}
function interleaved(data, version4, level) {
  const [correction, count] = blocks[level][version4 - 1];
  const short = Math.floor(total(version4) / count) - correction;
  const shorts = count - total(version4) % count;
  const generator = divisor(correction);
  let at = 0;
  const parts = Array.from({ length: count }, (_, i) => {
    const part = data.slice(at, at += short + (i < shorts ? 0 : 1));
    return { part, check: remainder(part, generator) };
  });
  const column = (key, length2) => Array.from({ length: length2 }, (_, i) => parts.map((block) => block[key][i])).flat().filter((byte) => byte !== void 0);
  return [...column("part", short + 1), ...column("check", correction)];
}
var masks = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => x * y % 2 + x * y % 3 === 0,
  (x, y) => (x * y % 2 + x * y % 3) % 2 === 0,
  (x, y) => ((x + y) % 2 + x * y % 3) % 2 === 0
];
function corrected(value, length2, generator) {
  let rest = value;
  for (let i = 0; i < length2; i++)
    rest = rest << 1 ^ (rest >> length2 - 1) * generator;
  return value << length2 | rest;
}
var Drawing = class {
  constructor(version4) {
    this.size = sizeOf(version4);
    this.dark = Array.from({ length: this.size }, () => new Array(this.size).fill(false));
    this.fixed = Array.from({ length: this.size }, () => new Array(this.size).fill(false));
    for (let i = 0; i < this.size; i++) {
      this.set(6, i, i % 2 === 0);
      this.set(i, 6, i % 2 === 0);
    }
    const far = this.size - 4;
    for (const [x, y] of [[3, 3], [far, 3], [3, far]])
      this.rings(x, y, 4, (d) => d !== 2 && d !== 4);
    const places = alignments(version4);
    const last = places.length - 1;
    places.forEach((x, i) => places.forEach((y, j) => {
      const corner = i === 0 && j === 0 || i === 0 && j === last || i === last && j === 0;
      if (!corner)
        this.rings(x, y, 2, (d) => d !== 1);
    }));
    this.format(0);
    if (version4 >= 7)
      this.version(version4);
  }
  set(x, y, dark) {
    this.dark[y][x] = dark;
    this.fixed[y][x] = true;
  }
  rings(cx, cy, radius, isDark) {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const [x, y] = [cx + dx, cy + dy];
        if (x >= 0 && y >= 0 && x < this.size && y < this.size) {
          this.set(x, y, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
        }
      }
    }
  }
  format(value) {
    const bits = corrected(value, 10, 1335) ^ 21522;
    const bit = (i) => Boolean(bits >> i & 1);
    for (let i = 0; i < 6; i++)
      this.set(8, i, bit(i));
    this.set(8, 7, bit(6));
    this.set(8, 8, bit(7));
    this.set(7, 8, bit(8));
    for (let i = 9; i < 15; i++)
      this.set(14 - i, 8, bit(i));
    for (let i = 0; i < 8; i++)
      this.set(this.size - 1 - i, 8, bit(i));
    for (let i = 8; i < 15; i++)
      this.set(8, this.size - 15 + i, bit(i));
    this.set(8, this.size - 8, true);
  }
  version(value) {
    const bits = corrected(value, 12, 7973);
    for (let i = 0; i < 18; i++) {
      const [far, near] = [this.size - 11 + i % 3, Math.floor(i / 3)];
      this.set(far, near, Boolean(bits >> i & 1));
      this.set(near, far, Boolean(bits >> i & 1));
    }
  }
  /** Upwards and downwards by turns, in columns of two from the right, past the timing column. */
  fill(bytes) {
    let bit = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6)
        right = 5;
      const upward = (right + 1 & 2) === 0;
      for (let step = 0; step < this.size; step++) {
        const y = upward ? this.size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (this.fixed[y][x] || bit >= bytes.length * 8)
            continue;
          this.dark[y][x] = Boolean(bytes[bit >> 3] >> 7 - (bit & 7) & 1);
          bit++;
        }
      }
    }
  }
  mask(rule) {
    for (let y = 0; y < this.size; y++) {
      for (let x = 0; x < this.size; x++)
        if (!this.fixed[y][x] && rule(x, y))
          this.dark[y][x] = !this.dark[y][x];
    }
  }
  /** How hard a camera would find it: runs, blocks, false finder patterns, more dark than light. */
  get penalty() {
    const rows = this.dark.map((row) => row.map(Number).join(""));
    const columns = rows.map((_, x) => rows.map((row) => row[x]).join(""));
    let sum = 0;
    for (const line of [...rows, ...columns]) {
      for (const [run] of line.matchAll(/0{5,}|1{5,}/g))
        sum += run.length - 2;
      sum += 40 * [...line.matchAll(/(?=00001011101|10111010000)/g)].length;
    }
    for (let y = 1; y < this.size; y++) {
      for (let x = 1; x < this.size; x++) {
        const square = rows[y - 1].slice(x - 1, x + 1) + rows[y].slice(x - 1, x + 1);
        if (square === "0000" || square === "1111")
          sum += 3;
      }
    }
    const share = rows.join("").replaceAll("0", "").length * 20 / this.size ** 2;
    return sum + 10 * Math.max(0, Math.ceil(Math.abs(share - 10)) - 1);
  }
};
function modules(text, level) {
  const bytes = ascii(text);
  const versions = Array.from({ length: 20 }, (_, i) => i + 1);
  const version4 = versions.find((version5) => bytes.length + (version5 < 10 ? 2 : 3) <= dataLength(version5, level));
  if (!version4)
    throw new RangeError("too long for a QR code");
  const drawing = new Drawing(version4);
  drawing.fill(interleaved(padded(bytes, version4, level), version4, level));
  const choices = masks.map((rule, i) => {
    drawing.format(levelBits[level] << 3 | i);
    drawing.mask(rule);
    const { penalty } = drawing;
    drawing.mask(rule);
    return { rule, i, penalty };
  });
  const best = choices.reduce((left, right) => right.penalty < left.penalty ? right : left);
  drawing.format(levelBits[level] << 3 | best.i);
  drawing.mask(best.rule);
  return drawing.dark;
}
function picture(text, label, level = "M") {
  const rows = modules(text, level);
  const size = rows.length + 8;
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => dark ? `M${x + 4} ${y + 4}h1v1h-1z` : [])).join("");
  return svg(
    "svg",
    { class: "qr", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label },
    svg("rect", { width: size, height: size, fill: "#fff" }),
    svg("path", { d: path, fill: "#000" })
  );
}

// source/steps/check.js
var longestInPicture = 800;
function check(session, go) {
  const link = checkLink(session.opened);
  const pictured = link.length <= longestInPicture;
  const how = [t("check.how.1"), t(pictured ? "check.how.2" : "check.how.2.link"), t("check.how.3")];
  const copied = el("span", { role: "status" });
  const field2 = el("input", { id: "check-link", type: "text", readonly: true, dir: "ltr", value: link });
  const copy = button("copy", t("check.copy"), async () => {
    field2.select();
    await navigator.clipboard?.writeText(link).then(() => copied.textContent = t("check.copied"), () => {
    });
  }, "secondary");
  const again2 = worker("again", t("check.again"), async () => {
    await session.seal();
    go("sealed");
  });
  show(
    "check",
    t("check.title"),
    trackingCode2(t("sealed.code"), session.opened.trackingCode),
    el("ol", { class: "how" }, how.map((text) => el("li", {}, text))),
    pictured && picture(link, t("check.qr"), "L"),
    el("div", { class: "field" }, el("label", { for: "check-link" }, t("check.link")), field2, copy, copied),
    el("p", { class: "warning" }, t("check.gone")),
    el("div", { class: "actions" }, again2)
  );
}

// source/steps/choose.js
var introductions = {
  money: "choose.intro.money",
  count: "choose.intro.count",
  budget: "choose.intro.budget",
  free: "choose.intro.free"
};
var obstacles = { money: "choose.obstacle.money", enough: "choose.obstacle.enough" };
var shortfalls = { few: "choose.few", cheap: "choose.cheap" };
var sorts = {
  shuffled: "choose.sort.shuffled",
  name: "choose.sort.name",
  cheap: "choose.sort.cheap",
  dear: "choose.sort.dear"
};
function introduction(contest) {
  const values = { n: contest.max_length, money: money(contest.max_sum_cost ?? 0) };
  const [count, spending] = [contest.max_length !== null, contest.max_sum_cost !== null];
  const kind = count && spending ? "money" : count ? "count" : spending ? "budget" : "free";
  return t(introductions[kind], values);
}
var words = (project) => [project.name, project.description, project.neighborhood, ...project.category, ...project.target, project.project_id].filter(Boolean).join(" ").toLocaleLowerCase();
var orders = {
  shuffled: (projects) => projects,
  name: (projects) => sorted(projects, ({ name }) => name),
  cheap: (projects) => [...projects].sort((left, right) => left.cost - right.cost),
  dear: (projects) => [...projects].sort((left, right) => right.cost - left.cost)
};
function card(contest, project, { picks, withdrawn, changed }) {
  const id = `project-${project.project_id}`;
  const why = el("p", { id: `${id}-why`, class: "why" });
  const box = el("input", {
    id,
    type: "checkbox",
    "data-project": project.project_id,
    "aria-describedby": `${id}-about ${id}-why`,
    on: { change: () => change() }
  });
  const about = [
    project.neighborhood && t("choose.where", { neighborhood: project.neighborhood }),
    project.target.length > 0 && t("choose.for", { targets: project.target.join(", ") })
  ].filter(Boolean);
  const whole = el(
    "li",
    { class: "project" },
    el(
      "label",
      { for: id },
      box,
      el("span", { class: "name" }, project.name),
      el("span", { class: "cost" }, money(project.cost))
    ),
    el(
      "div",
      { id: `${id}-about`, class: "about" },
      project.description && el("p", { class: "description" }, project.description),
      el("p", { class: "tags" }, project.category.map((theme) => el("span", { class: "tag" }, theme))),
      about.length > 0 && el("p", {}, about.join(" · "))
    ),
    why
  );
  function blocked() {
    if (withdrawn)
      return t("choose.withdrawn");
    const found = !picks.has(project.project_id) && obstacle(contest, picks, project);
    return found && t(obstacles[found.reason], { n: found.by, money: money(found.by) });
  }
  function change() {
    if (box.checked && blocked()) {
      box.checked = false;
      changed(`${project.name}: ${blocked()}`);
      return;
    }
    if (box.checked)
      picks.add(project.project_id);
    else
      picks.delete(project.project_id);
    changed("");
  }
  function heed() {
    const reason = blocked() || "";
    box.checked = picks.has(project.project_id);
    box.setAttribute("aria-disabled", String(Boolean(reason)));
    whole.classList.toggle("picked", box.checked);
    whole.classList.toggle("blocked", Boolean(reason));
    why.textContent = reason;
  }
  return { project, whole, heed, words: words(project) };
}
function purse(contest, picks, named) {
  const fill = el("div", { class: "fill" });
  const text = el("p", { class: "left", role: "status" });
  const whole = el("div", { class: "purse" }, el("div", { class: "meter", "aria-hidden": "true" }, fill), text);
  function heed() {
    const spent = cost(contest, picks);
    const left = moneyLeft(contest, picks);
    const limited = Number.isFinite(left);
    const share = limited ? spent / Math.max(contest.max_sum_cost, 1) : picks.size / (contest.max_length ?? Infinity);
    fill.style.inlineSize = `${Math.min(100, 100 * share)}%`;
    const count = contest.max_length === null ? t("choose.chosen.free", { n: picks.size }) : t("choose.chosen", { n: picks.size, max: contest.max_length });
    const amount = limited ? t("choose.left", { money: money(left) }) : t("choose.spent", { money: money(spent) });
    const name = named ? `${local(contest.title)}: ` : "";
    text.replaceChildren(name, el("strong", {}, amount), ` · ${count}`);
  }
  return { whole, heed };
}
function ballotPart(session, contest, named, changed) {
  const picks = session.picks.get(contest.id);
  const withdrawn = new Set(session.election.withdrawn[contest.id] ?? []);
  const shuffled2 = session.shuffled.get(contest.id);
  const cards = shuffled2.map((project) => card(contest, project, { picks, withdrawn: withdrawn.has(project.project_id), changed }));
  const list = el("ul", { class: "projects" });
  const found = el("p", { class: "found", role: "status" });
  const heading = named && el("h2", {}, local(contest.title));
  function filter({ search, theme, sort }) {
    const wanted = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const fitting = cards.filter(({ project, words: words2 }) => wanted.every((word) => words2.includes(word)) && (!theme || project.category.includes(theme)));
    const order2 = new Map(orders[sort](fitting.map(({ project }) => project)).map((project, i) => [project, i]));
    fitting.sort((left, right) => order2.get(left.project) - order2.get(right.project));
    list.replaceChildren(...fitting.map(({ whole }) => whole));
    found.textContent = fitting.length ? t("choose.found", { n: fitting.length }) : t("choose.none");
  }
  return {
    whole: el("section", {}, heading, el("p", { class: "lead" }, introduction(contest)), found, list),
    filter,
    heed: () => cards.forEach((card2) => card2.heed())
  };
}
function select(id, label, choices, value, change) {
  const options = choices.map(([name, text]) => el("option", { value: name, selected: name === value }, text));
  return el("div", { class: "field" }, el("label", { for: id }, label), el("select", { id, on: { change } }, options));
}
function choose(session, go) {
  const { contests, filters } = session;
  const named = contests.length > 1;
  const error = el("p", { id: "error", class: "error", role: "alert" });
  const purses = contests.map((contest) => purse(contest, session.picks.get(contest.id), named));
  const parts = contests.map((contest) => ballotPart(session, contest, named, heed));
  const themes = sorted(new Set(contests.flatMap(({ projects }) => projects.flatMap(({ category }) => category))), String);
  function heed(reason = "") {
    for (const part of [...parts, ...purses])
      part.heed();
    error.textContent = reason;
  }
  const refilter = (name) => (event) => {
    filters[name] = event.target.value;
    for (const part of parts)
      part.filter(filters);
  };
  const tools = el(
    "search",
    { class: "tools" },
    el(
      "div",
      { class: "field" },
      el("label", { for: "search" }, t("choose.search")),
      el("input", { id: "search", type: "search", value: filters.search, on: { input: refilter("search") } })
    ),
    select(
      "theme",
      t("choose.theme"),
      [["", t("choose.theme.all")], ...themes.map((theme) => [theme, theme])],
      filters.theme,
      refilter("theme")
    ),
    select(
      "sort",
      t("choose.sort"),
      Object.entries(sorts).map(([order2, text]) => [order2, t(text)]),
      filters.sort,
      refilter("sort")
    )
  );
  function proceed() {
    for (const contest of contests) {
      const short = shortfall(contest, session.picks.get(contest.id));
      if (short) {
        error.textContent = t(shortfalls[short.reason], { n: short.by, money: money(short.by) });
        return;
      }
    }
    go("review");
  }
  if (named)
    parts.forEach(({ whole }, i) => whole.append(el("div", { class: "bar" }, purses[i].whole)));
  for (const part of parts)
    part.filter(filters);
  heed();
  show(
    "choose",
    t("choose.title"),
    el("p", { class: "district" }, t("choose.district", { district: local(session.district.name) })),
    tools,
    parts.map(({ whole }) => whole),
    el("p", { class: "aside" }, t("choose.order")),
    el(
      "div",
      { class: named ? "bar still" : "bar" },
      error,
      !named && purses.map(({ whole }) => whole),
      button("review", t("choose.review"), proceed)
    )
  );
}

// source/steps/closed.js
var texts = {
  before: ["closed.before", "closed.before.text"],
  soon: ["closed.soon", "closed.soon.text"],
  after: ["closed.after", "closed.after.text"]
};
function closure({ phase, window: { opens, closes }, now }) {
  if (phase === "closed" || phase === "done" || now >= closes)
    return "after";
  if (phase === "voting")
    return now < opens ? "before" : void 0;
  return now < opens ? "before" : "soon";
}
function closed({ election: election3 }) {
  const why = closure(election3);
  const [title, text] = texts[why];
  const time = moment(election3.window[why === "after" ? "closes" : "opens"]);
  show(
    "closed",
    t(title),
    el("p", { class: "lead" }, t(text, { time })),
    el("p", {}, el("a", { href: "/check" }, t("closed.find")))
  );
}

// source/crypto/credential.js
async function credential(symbols, origin, issuer) {
  const salt = await sha256(join(ascii(`stembus-v1/credential\0${origin}\0`), [issuer]));
  const code2 = await crypto.subtle.importKey("raw", ascii(symbols), "PBKDF2", false, ["deriveBits"]);
  const seed = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: 2048 },
    code2,
    256
  );
  const secret = await hashToScalar(join(ascii("stembus-v1/credential-key\0"), new Uint8Array(seed)));
  if (secret === 0n)
    throw new Error("the code makes no key");
  return { secret, key: compressed(multiply(secret, G)) };
}

// source/page/typing.js
function codeField(traits, heed = () => {
}) {
  const typed = () => {
    group(input);
    heed();
  };
  const input = el("input", {
    class: "code",
    type: "text",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    maxlength: "40",
    dir: "ltr",
    ...traits,
    on: { input: ({ isComposing }) => isComposing || typed(), compositionend: typed }
  });
  group(input);
  return input;
}
function group(input) {
  const before = normalised(input.value.slice(0, input.selectionStart)).length;
  const text = grouped(normalised(input.value));
  if (text === input.value)
    return;
  input.value = text;
  const caret = before + Math.floor(Math.max(before - 1, 0) / 4);
  if (document.activeElement === input)
    input.setSelectionRange(caret, caret);
}

// source/steps/code.js
var labels = ["code.label.1", "code.label.2"];
var standings = { voted: "code.voted", revoked: "code.revoked" };
var pauseSeconds2 = 5;
function mistake(symbols) {
  const symbol = stranger(symbols);
  if (symbol)
    return t("code.stranger", { symbol });
  if (symbols.length < codeLength)
    return t("code.short", { n: codeLength - symbols.length });
  if (symbols.length > codeLength)
    return t("code.long", { n: symbols.length - codeLength });
  return isCode(symbols) ? void 0 : t("code.typo");
}
function field(session, issuer) {
  const several = session.election.issuers > 1;
  const id = issuer === 1 ? "code" : `code-${issuer}`;
  const note = el("p", { id: `${id}-note`, class: "note", "aria-live": "polite" });
  const input = codeField({
    id,
    "aria-describedby": `${id}-hint ${id}-note`,
    placeholder: "0000-0000-0000-0000-0000",
    value: session.codes[issuer - 1]
  }, heed);
  function heed() {
    const symbols = normalised(input.value);
    session.codes[issuer - 1] = input.value;
    const telling = symbols.length >= codeLength || stranger(symbols);
    const wrong = mistake(symbols);
    const good = symbols.length >= codeLength && !wrong;
    note.className = good ? "note good" : "note bad";
    note.textContent = good ? t("code.good") : telling ? wrong : "";
    input.setAttribute("aria-invalid", String(Boolean(telling && wrong)));
  }
  const label = t(several ? labels[issuer - 1] : "code.label");
  const whole = el(
    "div",
    { class: "field" },
    el("label", { for: id }, label),
    el("p", { id: `${id}-hint`, class: "hint" }, t("code.hint")),
    input,
    note
  );
  if (input.value)
    heed();
  return { input, whole };
}
function code(session, go, { straight = false } = {}) {
  const { election: election3 } = session;
  const fields = Array.from({ length: election3.issuers }, (_, i) => field(session, i + 1));
  const error = el("p", { id: "error", class: "error", role: "alert" });
  const next = button("continue", t("code.continue"), () => proceed());
  const form = el(
    "form",
    { novalidate: true, on: { submit: (event) => {
      event.preventDefault();
      proceed();
    } } },
    fields.map(({ whole }) => whole),
    error,
    el("div", { class: "actions" }, next)
  );
  show(
    "code",
    t("code.title"),
    el("p", { class: "lead" }, t("code.intro")),
    el("p", {}, t("code.until", { time: moment(election3.window.closes) })),
    form,
    el("p", { class: "aside" }, el("a", { href: "/check" }, t("code.find")))
  );
  async function proceed() {
    if (next.disabled)
      return;
    const symbols = fields.map(({ input }) => normalised(input.value));
    const wrong = symbols.findIndex((symbols2) => mistake(symbols2));
    error.textContent = wrong < 0 ? "" : mistake(symbols[wrong]);
    if (wrong >= 0)
      return fields[wrong].input.focus();
    next.disabled = true;
    next.textContent = t("code.looking");
    try {
      error.textContent = await enter(symbols) ?? "";
    } finally {
      next.disabled = false;
      next.textContent = t("code.continue");
    }
  }
  async function enter(symbols) {
    const credentials = await Promise.all(symbols.map((code2, i) => credential(code2, election3.origin, i + 1)));
    while (form.isConnected) {
      try {
        const { district, standing } = await eligibility(join(...credentials.map(({ key }) => key)));
        if (!form.isConnected)
          return;
        if (standing !== "unused")
          return t(standings[standing]);
        session.enter(credentials, district);
        return go("choose");
      } catch (failure) {
        if (failure.kind === "unknown-code")
          return t("code.unknown");
        if (!(failure instanceof NoAnswer))
          throw failure;
        if (!failure.busy)
          return t("code.offline");
        error.textContent = t("code.busy");
        await pause(failure.seconds ?? pauseSeconds2).over;
      }
    }
  }
  if (straight && fields.every(({ input }) => isCode(normalised(input.value))))
    proceed();
}

// source/steps/receipt.js
function receipt(session, go) {
  const { receipt: receipt2, trackingCode: trackingCode3, index, signed } = session.receipt;
  const waiting = session.codes.some(Boolean);
  show(
    "receipt",
    t("receipt.title"),
    el(
      "p",
      { class: "ticket" },
      el("span", {}, t("receipt.code")),
      el("output", { id: "receipt-code", dir: "ltr" }, trackingCode3)
    ),
    el("p", {}, t("receipt.place", { index })),
    !signed && el("p", { class: "warning" }, t("receipt.unsigned")),
    el("p", {}, t("receipt.keep")),
    picture(receiptLink(trackingCode3), t("receipt.qr")),
    el(
      "div",
      { class: "actions" },
      button("download", t("receipt.download"), () => download(`${trackingCode3}.txt`, receipt2, "text/plain")),
      button("print", t("receipt.print"), () => window.print(), "secondary")
    ),
    el("p", { class: "aside" }, t("receipt.finish.why")),
    waiting && el("p", { class: "warning" }, t("receipt.waiting")),
    el("div", { class: "actions" }, button("finish", t("receipt.finish"), () => {
      session.finish();
      go(waiting ? "code" : "finished", { straight: true });
    }, "secondary"))
  );
}
var finished = () => show("finished", t("finished.title"), el("p", { class: "lead" }, t("finished.text")));

// source/steps/review.js
function chosen(contest, projects, named) {
  const rows = projects.map((project) => el(
    "li",
    { "data-chosen": project.project_id },
    el("span", { class: "name" }, project.name),
    el("span", { class: "cost" }, money(project.cost))
  ));
  const total2 = cost(contest, new Set(projects.map(({ project_id }) => project_id)));
  return [
    named && el("h2", {}, local(contest.title)),
    projects.length === 0 && el("p", { class: "lead" }, t("review.blank")),
    projects.length > 0 && el(
      "ul",
      { class: "chosen" },
      rows,
      el("li", { class: "total" }, el("span", {}, t("review.total")), el("span", { class: "cost" }, money(total2)))
    )
  ];
}
function review(session, go) {
  const named = session.contests.length > 1;
  const sealing = worker("seal", t("review.seal"), async (button2) => {
    button2.textContent = t("review.sealing");
    await session.seal();
    go("sealed");
  });
  show(
    "review",
    t("review.title"),
    session.contests.map((contest) => chosen(contest, contest.projects.filter(({ project_id }) => session.picks.get(contest.id).has(project_id)), named)),
    el("p", {}, t("review.next")),
    el("div", { class: "actions" }, sealing, button("change", t("review.change"), () => go("choose"), "secondary"))
  );
}

// source/vote.js
var steps = { code, choose, review, sealed, kept: kept2, check, casting, problem, receipt, finished, closed };
var letters = [];
var arrive = () => {
};
onFragment((fragment) => {
  const letter = codeInLink(fragment);
  if (letter)
    letters.push(letter);
  arrive();
});
function first({ election: election3, sealed: sealed2, receipt: receipt2 }) {
  if (receipt2)
    return "receipt";
  if (sealed2)
    return sealed2.casting ? "casting" : closure(election3) ? "closed" : "kept";
  return closure(election3) ? "closed" : "code";
}
start((election3) => {
  const session = new Session(election3);
  let current2;
  function go(step, options) {
    current2 = step;
    wayBack.at(step);
    frame(election3, () => go(step), step);
    steps[step](session, go, options);
  }
  const wayBack = new WayBack(async (step) => {
    if (step !== "code" && !session.picks || step === "sealed")
      return;
    go(current2 === "sealed" ? await session.discard(step) : step);
  });
  arrive = () => {
    if (letters.length === 0 && current2)
      return wayBack.at(current2);
    for (const { issuer, code: code2 } of letters.splice(0))
      session.codes[issuer - 1] = code2;
    if (current2)
      session.leave();
    go(first(session), { straight: true });
  };
  arrive();
});
