package domain

import "dossierboek/domain/id"

// Omvang is what a vernietiging is of: exactly one person, one onderdeel, the whole dossier, or what an overbrenging
// took to another dossier.
type Omvang struct {
	Betrokkene id.Betrokkene `json:"betrokkene,omitzero"`
	Onderdeel  id.Onderdeel  `json:"onderdeel,omitzero"`
	Dossier    bool          `json:"dossier,omitempty"`

	Overbrenging id.Overbrenging `json:"overbrenging,omitzero"` // never asked for: the end of one that is done
}

// VernietigingBesloten gives each onderdeel concerned an outcome. Nothing is destroyed yet.
type VernietigingBesloten struct {
	Vernietiging id.Vernietiging `json:"vernietiging"`
	Omvang       Omvang          `json:"omvang"`
	Uitkomsten   []UitkomstPer   `json:"uitkomsten,omitempty"`
}

// UitkomstPer is the outcome for one onderdeel. Belang is whose interest keeps it, for behouden.
type UitkomstPer struct {
	Onderdeel id.Onderdeel  `json:"onderdeel"`
	Uitkomst  Uitkomst      `json:"uitkomst"`
	Belang    id.Betrokkene `json:"belang,omitzero"`
}

// OnderdeelHerschreven holds the new wording that takes an onderdeel's place once its vernietiging is approved.
type OnderdeelHerschreven struct {
	Vernietiging id.Vernietiging `json:"vernietiging"`
	Onderdeel    id.Onderdeel    `json:"onderdeel"`
	Over         []id.Betrokkene `json:"over,omitempty"`
}

// VernietigingGoedgekeurd is the approval by another person, after which destroying follows, at the latest at the next
// start-up. Doelen is all that dies, so that carrying it out needs no other event.
type VernietigingGoedgekeurd struct {
	Vernietiging id.Vernietiging `json:"vernietiging"`
	Doelen       []Doel          `json:"doelen"`
}

// Doel is what dies of one holder: everything, or all parts of the events Van to Tot (inclusive).
type Doel struct {
	Houder id.Houder `json:"houder"`
	Geheel bool      `json:"geheel,omitempty"`
	Van    uint64    `json:"van,omitempty"`
	Tot    uint64    `json:"tot,omitempty"`
}

// VernietigingIngetrokken ends a vernietiging that was not approved.
type VernietigingIngetrokken struct {
	Vernietiging id.Vernietiging `json:"vernietiging"`
}

// VernietigingUitgevoerd says that the keys, index rows and files are gone.
type VernietigingUitgevoerd struct {
	Vernietiging id.Vernietiging `json:"vernietiging"`
}
