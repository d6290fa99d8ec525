package ledger

import (
	"errors"

	"dossierboek/eventstore"
	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/vault"
)

// uitleggen say to an operator, for each reason not to start, what is wrong and what to do. The first that matches
// counts.
var uitleggen = []struct {
	fout  error
	tekst string
}{
	{ErrRegisterOntbreekt, "Het vernietigingsregister ontbreekt. Zonder het register is niet zeker dat wat vernietigd " +
		"is, vernietigd blijft. Zet de nieuwste kopie terug op zijn plaats."},
	{ErrRegisterBeschadigd, "Het vernietigingsregister is beschadigd. Zet een gave kopie terug; wat daarin nog " +
		"ontbreekt wordt bij het starten uit logboek en kluis aangevuld."},
	{ErrRegisterBestaat, "Er is al een vernietigingsregister. Kies een andere plaats, of gebruik wat er staat."},
	{ErrRegisterVervangen, "Het vernietigingsregister is tijdens het werk verplaatst of vervangen. Zet het eigen " +
		"register terug en start opnieuw."},
	{eventstore.ErrMissing, "Het logboek ontbreekt. Staat de schijf aangekoppeld en klopt het pad? Zet anders een " +
		"reservekopie terug."},
	{eventstore.ErrLocked, "Een ander proces heeft het logboek open. Stop dat eerst."},
	{eventstore.ErrReadOnly, "Het logboek kan niet worden beschreven. Kijk naar de rechten op het bestand en naar de " +
		"schijf."},
	{eventstore.ErrFull, "De schijf van het logboek is vol. Maak ruimte."},
	{eventstore.ErrBroken, "Het logboek is beschadigd. Zet een reservekopie terug; dossierd verify wijst de plaats aan."},
	{vault.ErrWrongMasterKey, "De meestersleutel of de sleutelring past niet op deze kluis. Gebruik de meestersleutel " +
		"en de sleutelring waarmee de kluis is gemaakt."},
	{vault.ErrEpochGone, "De kluis is een kopie van voor een sleutelwisseling waarvan de sleutels zijn vernietigd, of " +
		"de sleutelring is een oude kopie. Zet een nieuwere kluis terug, met de nieuwste sleutelring."},
	{vault.ErrForeign, "De kluis of de sleutelring is van een ander logboek. Zet de kluis en de sleutelring terug die " +
		"bij dit logboek horen."},
	{vault.ErrNewer, "De kluis of de sleutelring is door een nieuwere versie van het programma geschreven. Gebruik die " +
		"versie."},
	{vault.ErrMissing, "De kluis, de sleutelring of de meestersleutel ontbreekt. Zonder deze gaat niets open. Zet het " +
		"bestand terug op zijn plaats."},
	{vault.ErrPermissions,
		"De sleutelring of de meestersleutel is voor anderen leesbaar. Geef het bestand rechten 0600."},
	{vault.ErrLocked, "Een ander proces heeft de kluis open. Stop dat eerst."},
	{vault.ErrRemnants, "De kluis kon niet worden leeggeschreven omdat een ander programma haar leest. Stop dat en " +
		"start opnieuw."},
	{vault.ErrReadOnly, "De kluis kan niet worden beschreven. Kijk naar de rechten op het bestand en naar de schijf."},
	{vault.ErrFull, "De schijf van de kluis is vol. Maak ruimte."},
	{vault.ErrDamaged, "De kluis is beschadigd. Zet een reservekopie van de kluis terug."},
	{concept.ErrMissing, "De concepten ontbreken op deze plaats."},
	{concept.ErrForeign, "De concepten zijn van een ander logboek. Zet de concepten terug die bij dit logboek horen, " +
		"of verplaats het bestand: dan begint een leeg."},
	{concept.ErrNewer, "De concepten zijn door een nieuwere versie van het programma geschreven. Gebruik die versie."},
	{concept.ErrRemnants, "De concepten konden niet worden leeggeschreven omdat een ander programma ze leest. Stop dat " +
		"en start opnieuw."},
	{concept.ErrReadOnly, "De concepten kunnen niet worden beschreven. Kijk naar de rechten op het bestand en naar de " +
		"schijf."},
	{concept.ErrFull, "De schijf van de concepten is vol. Maak ruimte."},
	{concept.ErrDamaged, "De concepten zijn beschadigd. Zet een reservekopie terug, of verplaats het bestand: dan " +
		"begint een leeg."},
}

// zonderKopie is the way on where the copy that the gate asks for does not exist (AanvaardVerlies).
const zonderKopie = "Bestaat die kopie niet meer, dan kan het verlies worden aanvaard: dossierd restore " +
	"--aanvaard-verlies."

// Uitleg tells an operator in Dutch why the ledger does not start, and what to do: for errors of opening the store,
// the ring, the vault and the register, and of the gate itself. Who shows it shows the error too, which names the
// file. An error that it does not know gives "".
func Uitleg(err error) string {
	for _, poort := range []error{ErrAndereLedger, ErrLogAchter, ErrKluisAchter, ErrVreemdDoel, ErrGeenLedger} {
		if !errors.Is(err, poort) {
			continue
		}
		if poort == ErrLogAchter || poort == ErrKluisAchter {
			return err.Error() + ". " + zonderKopie
		}
		return err.Error() + "."
	}
	for _, u := range uitleggen {
		if errors.Is(err, u.fout) {
			return u.tekst
		}
	}
	return ""
}
