package domain

// The closed lists that a caller chooses from. Each stands once here; checking, OpenAPI and tests range over it.
type (
	Rubriek        string // what part of the work a gegeven belongs to; open, since access is granted by it
	GegevenSoort   string // what a gegeven is
	Aard           string // the status of a statement (ZOB-6.5b2)
	BronSoort      string // where a statement came from (FAQ-bron-1, ZOB-6.5d)
	Hoedanigheid   string // what someone is in this dossier
	ContactSoort   string
	RelatieAard    string
	Fase           string
	Openingsgrond  string
	Wijze          string // how a correctie changes an onderdeel (ZOB-15b)
	CorrectieGrond string
	VerstrekGrond  string
	Toestemming    string
	WissingGrond   string
	Uitkomst       string // per onderdeel of a vernietiging
	Bevinding      string // per betrokkene at the end of an onderzoek
)

const (
	WijzeVerbeteren  Wijze = "verbeteren"
	WijzeAanvullen   Wijze = "aanvullen"
	WijzeVerwijderen Wijze = "verwijderen"
	WijzeAfschermen  Wijze = "afschermen"
	WijzeVrijgeven   Wijze = "vrijgeven" // ends an afscherming

	WijzeGeheimMaken    Wijze = "geheim-maken"    // of an onderdeel, in every wording
	WijzeGeheimOpheffen Wijze = "geheim-opheffen" // for its newest wording

	UitkomstVernietigen  Uitkomst = "vernietigen"
	UitkomstHerschrijven Uitkomst = "herschrijven"
	UitkomstBehouden     Uitkomst = "behouden"

	AardFeit Aard = "feit"

	HoedanigheidMelder    Hoedanigheid = "melder"
	HoedanigheidInformant Hoedanigheid = "informant"

	SoortGegevenDiagnose GegevenSoort = "diagnose"
	SoortGegevenVisie    GegevenSoort = "visie"

	BronBetrokkene BronSoort = "betrokkene"
	BronMelder     BronSoort = "melder"
	BronInformant  BronSoort = "informant"
	BronDeskundige BronSoort = "externe-deskundige"
	BronInstantie  BronSoort = "instantie"

	GrondOnvolledig  CorrectieGrond = "onvolledig"
	GrondNietTerZake CorrectieGrond = "niet-ter-zake"
	GrondInStrijd    CorrectieGrond = "in-strijd-met-wet"
	GrondSchrijffout CorrectieGrond = "schrijffout"
	GrondElders      CorrectieGrond = "elders-gewijzigd" // it came from another organisation, which has it otherwise by now

	GrondToestemming    VerstrekGrond = "toestemming"
	GrondWettelijkeTaak VerstrekGrond = "wettelijke-taak"
	ToestemmingGegeven  Toestemming   = "gegeven"

	// FaseEerste is the phase in which every dossier and every melding begins; FaseLaatste ends the involvement.
	FaseEerste     Fase = "veiligheidsbeoordeling"
	FaseOnderzoek  Fase = "onderzoek"
	FaseOverdracht Fase = "overdracht"
	FaseLaatste    Fase = "einde-bemoeienis"

	ContactAdres    ContactSoort = "adres"
	ContactVerblijf ContactSoort = "verblijfplaats"
	ContactTelefoon ContactSoort = "telefoon"
	ContactEmail    ContactSoort = "email"
)

var (
	// Rubrieken follow what a dossier holds (DRE-inhoud-1 to 4, ZOB-6.2, JB-dossier-2 and 3).
	Rubrieken = []Rubriek{"zorgen", "veiligheidsbeoordeling", "onderzoek", "stappen", "afspraken", "keuzes", "hulp",
		"gezin", RubriekWerkaantekening}
	// GegevenSoorten: visie is a directbetrokkene's own view (ZOB-6.5i); diagnose asks a competent source (ZOB-6.5c).
	GegevenSoorten = []GegevenSoort{"bevinding", "mededeling", SoortGegevenVisie, SoortGegevenDiagnose, "verslag",
		"contactmoment", "document"}
	Aarden = []Aard{AardFeit, "oordeel", "mening", "hypothese"}
	// BronSoorten: eigen-waarneming is the employee's own finding, kept apart from what was received (FAQ-bev-1).
	BronSoorten = []BronSoort{"eigen-waarneming", BronBetrokkene, BronMelder, BronInformant, BronDeskundige,
		BronInstantie}
	// Hoedanigheden: what someone is here (ZOB-1h to 1j, JB-dossier-3, DRE-bron-3).
	Hoedanigheden = []Hoedanigheid{"kind", "ouder", "verzorger", "partner", "ex-partner", "grootouder", "pleegouder",
		"broer-of-zus", "huisgenoot", "familielid", HoedanigheidMelder, HoedanigheidInformant, "ontvanger", "professional",
		"anders"}
	ContactSoorten = []ContactSoort{ContactAdres, ContactVerblijf, ContactTelefoon, ContactEmail}
	RelatieAarden  = []RelatieAard{"ouder-van", "kind-van", "partner-van", "ex-partner-van", "broer-of-zus-van",
		"grootouder-van", "pleegouder-van", "huisgenoot-van", "verzorger-van", "voogd-van", "anders"}
	Fasen  = []Fase{FaseEerste, FaseOnderzoek, "voorwaarden-en-vervolg", FaseOverdracht, "monitoring", FaseLaatste}
	Wijzen = []Wijze{WijzeVerbeteren, WijzeAanvullen, WijzeVerwijderen, WijzeAfschermen, WijzeVrijgeven, WijzeGeheimMaken,
		WijzeGeheimOpheffen}
	// CorrectieGronden: ZOB-15a and ZOB-15c; the others are the organisation's own.
	CorrectieGronden = []CorrectieGrond{"feitelijk-onjuist", GrondOnvolledig, GrondNietTerZake, GrondInStrijd,
		GrondSchrijffout, "gewijzigde-omstandigheid", GrondElders}
	// VerstrekGronden name the ground of a single verstrekking, not of an organisation (D7).
	VerstrekGronden = []VerstrekGrond{GrondToestemming, GrondWettelijkeTaak, "veiligheid", "ernstig-nadeel",
		"klacht-of-procedure", "toezicht", "recht-van-betrokkene"}
	Toestemmingen = []Toestemming{ToestemmingGegeven, "geweigerd", "niet-gevraagd"}
	// WissingGronden: Wmo 5.3.5 (ZOB-17), AVG 17 (ZOB-18.2a to e).
	WissingGronden = []WissingGrond{"verzoek-wmo-5.3.5", "melding-weerlegd", "niet-langer-nodig",
		"toestemming-ingetrokken", "bezwaar", "onrechtmatig", "wettelijke-verplichting"}
	Uitkomsten  = []Uitkomst{UitkomstVernietigen, UitkomstHerschrijven, UitkomstBehouden}
	Bevindingen = []Bevinding{"bevestigd", "niet-bevestigd", "weerlegd"}
	// Bevoegdheden are the registers that make somebody competent for a diagnose (ZOB-6.5c): Wet BIG art. 3 and 14, and
	// those of the professions in youth care that may diagnose.
	Bevoegdheden = []string{"BIG-register", "SKJ-register", "NIP-register", "NVO-register"}
	Geslachten   = []string{"m", "v", "x", "onbekend"}
)
