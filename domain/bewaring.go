package domain

// bewaring says of each kind whether the retention term of a dossier runs anew from it: whether an employee changed
// what is recorded of people (DRE-bewaar-2, ZOB-9.1b, Wmo art. 5.3.4(2)). Destroying is no change that anything is
// kept longer for, and neither is how that is decided. Reading is no event of a dossier, so it never counts. A test
// holds every kind to it.
var bewaring = map[Soort]bool{
	SoortDossierGeopend:          true,
	SoortBetrokkeneToegevoegd:    true,
	SoortBijlageToegevoegd:       true,
	SoortContactVastgelegd:       true,
	SoortRelatieVastgelegd:       true,
	SoortMeldingOntvangen:        true,
	SoortMeldingGekwalificeerd:   true,
	SoortGegevenVastgelegd:       true,
	SoortVerslagVastgelegd:       true,
	SoortVerslagAangevuld:        true,
	SoortPassageVastgelegd:       true,
	SoortPassageGemarkeerd:       true,
	SoortCorrectieToegepast:      true,
	SoortVerklaringToegevoegd:    true,
	SoortVerstrekkingGedaan:      true,
	SoortFaseGewijzigd:           true,
	SoortDossierGesloten:         true,
	SoortDossierHeropend:         true,
	SoortAccorderingVastgelegd:   true,
	SoortWederhoorVastgelegd:     true,
	SoortGegevenIngedeeld:        true,
	SoortBetrokkeneGekoppeld:     true,
	SoortBetrokkeneOntkoppeld:    true,
	SoortToewijzingBegonnen:      false,
	SoortToewijzingOvergedragen:  false,
	SoortToewijzingBeeindigd:     false,
	SoortVernietigingBesloten:    false,
	SoortOnderdeelHerschreven:    false,
	SoortVernietigingGoedgekeurd: false,
	SoortVernietigingIngetrokken: false,
	SoortVernietigingUitgevoerd:  false,

	// What is still to be done about it changes nothing that is recorded of people.
	SoortPuntGeopend:  false,
	SoortPuntAfgedaan: false,

	SoortInformatieGevraagd:   true,
	SoortInformatieBeantwoord: true,
	SoortBeperkingIngesteld:   false,
	SoortBeperkingOpgeheven:   false,
	SoortOverbrengingBesloten: false,
	SoortOnderdeelOvergenomen: false,
	SoortOverbrengingVoltooid: false,

	SoortMededelingVastgelegd: true,
	SoortOnderdeelHersteld:    true,
	// What is counted of a melding says nothing new of anybody.
	SoortTellingVastgelegd:       false,
	SoortBetrokkenenSamengevoegd: true,
	SoortBetrokkenenGescheiden:   true,
}
