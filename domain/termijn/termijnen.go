package termijn

import "dossierboek/domain/waarde"

// The terms of the law, in the unit in which the law gives them.
const (
	BesluitWerkdagen = 5 // to decide on a melding (Uitvoeringsbesluit Wmo 2015 art. 4.1.7(1))
	// to finish an onderzoek (the norm that every Veilig Thuis reports on; its article was not found)
	OnderzoekWeken  = 10
	InformerenWeken = 4 // to tell betrokkenen that data were recorded (Wmo 2015 art. 5.3.1, DRE-inform-1)
	// the most by which that is extended each time, with a reason (Wmo 2015 art. 5.3.1, DRE-inform-2)
	VerlengInformerenWeken = 2
)

// Besluit is the last day to decide what follows on a melding that was received on a day.
func Besluit(ontvangen waarde.Datum) waarde.Datum { return NaWerkdagen(ontvangen, BesluitWerkdagen) }

// Onderzoek is the last day of an onderzoek that began on a day.
func Onderzoek(begonnen waarde.Datum) waarde.Datum { return weken(begonnen, OnderzoekWeken) }

// Informeren is the last day to tell betrokkenen of data that were recorded on a day. The law counts from the
// recording, the folder for betrokkenen from the receipt of the melding (D6): the law's term is the one that binds.
func Informeren(vastgelegd waarde.Datum) waarde.Datum { return weken(vastgelegd, InformerenWeken) }

// InformerenVerlengd is the last day after one more extension of a term that ends on a day. It may be extended again.
func InformerenVerlengd(uiterlijk waarde.Datum) waarde.Datum {
	return weken(uiterlijk, VerlengInformerenWeken)
}

func weken(d waarde.Datum, n int) waarde.Datum { return Verlengd(d.PlusDagen(7 * n)) }
