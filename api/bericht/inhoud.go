package bericht

import (
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Naam is what someone is called.
type Naam struct {
	Voornamen     string `json:"voornamen,omitempty" maxLength:"200" doc:"Alle voornamen." example:"Susanna Maria"`
	Roepnaam      string `json:"roepnaam,omitempty" maxLength:"200" doc:"Roepnaam." example:"Sanne"`
	Tussenvoegsel string `json:"tussenvoegsel,omitempty" maxLength:"200" doc:"Tussenvoegsel." example:"de"`
	Achternaam    string `json:"achternaam,omitempty" maxLength:"200" doc:"Achternaam zonder tussenvoegsel." example:"Verzonnen"`
	Onbekend      bool   `json:"onbekend,omitempty" doc:"De naam is niet bekend (NN)." example:"false"`
}

// Identiteit is who someone is, and what someone is in this dossier.
type Identiteit struct {
	Naam          Naam                `json:"naam" doc:"De naam, of dat die onbekend is." example:"{\"roepnaam\":\"Sanne\",\"achternaam\":\"Verzonnen\"}"`
	Geboortedatum string              `json:"geboortedatum,omitempty" maxLength:"10" doc:"Zover bekend: jjjj, jjjj-mm of jjjj-mm-dd." example:"1990-04"`
	Geslacht      string              `json:"geslacht,omitempty" doc:"m, v, x of onbekend." example:"v"`
	BSN           string              `json:"bsn,omitempty" maxLength:"17" doc:"Burgerservicenummer: negen cijfers die de elfproef doorstaan. Laat weg wat niet klopt." example:"999990019"`
	Geboorteland  string              `json:"geboorteland,omitempty" maxLength:"200" doc:"Geboorteland." example:"Nederland"`
	Nationaliteit string              `json:"nationaliteit,omitempty" maxLength:"200" doc:"Nationaliteit." example:"Nederlandse"`
	Hoedanigheid  domain.Hoedanigheid `json:"hoedanigheid" doc:"Wat iemand in dit dossier is." example:"ouder"`
}

// Adres is where someone lives or can be reached.
type Adres struct {
	Straat     string `json:"straat,omitempty" maxLength:"200" doc:"Straat." example:"Dorpsstraat"`
	Huisnummer string `json:"huisnummer,omitempty" maxLength:"200" doc:"Huisnummer; in Nederland een getal." example:"12"`
	Toevoeging string `json:"toevoeging,omitempty" maxLength:"200" doc:"Wat achter het huisnummer staat." example:"a"`
	Postcode   string `json:"postcode,omitempty" maxLength:"200" doc:"Postcode." example:"1234 AB"`
	Plaats     string `json:"plaats,omitempty" maxLength:"200" doc:"Plaats." example:"Ons Dorp"`
	Land       string `json:"land,omitempty" maxLength:"200" doc:"Land; leeg is Nederland." example:"België"`
}

// Tijdvak is when something holds in the world: from Van up to, not including, Tot.
type Tijdvak struct {
	Van string `json:"van,omitempty" format:"date" doc:"Eerste dag; leeg: geen begin bekend." example:"2024-09-01"`
	Tot string `json:"tot,omitempty" format:"date" doc:"Dag waarop het niet meer geldt; leeg: geldt nog." example:"2025-03-15"`
}

// Contact is where someone can be reached or stays.
type Contact struct {
	Soort    domain.ContactSoort `json:"soort" doc:"Waar het om gaat." example:"adres"`
	Adres    *Adres              `json:"adres,omitempty" doc:"Bij soort adres en verblijfplaats." example:"{\"straat\":\"Dorpsstraat\",\"huisnummer\":\"12\",\"postcode\":\"1234 AB\",\"plaats\":\"Ons Dorp\"}"`
	Telefoon string              `json:"telefoon,omitempty" maxLength:"40" doc:"Bij soort telefoon." example:"06-12345678"`
	Email    string              `json:"email,omitempty" maxLength:"254" doc:"Bij soort email." example:"sanne@voorbeeld.nl"`
	Geldig   *Tijdvak            `json:"geldig,omitempty" doc:"Wanneer dit geldt." example:"{\"van\":\"2024-09-01\"}"`
	Geheim   bool                `json:"geheim,omitempty" doc:"Niemand mag dit te weten komen die het niet nodig heeft: alleen aangewezen rollen zien het. Opheffen kan alleen met een correctie geheim-opheffen." example:"false"`
	Veilig   *VeiligContact      `json:"veiligContact,omitempty" doc:"Hoe iemand zonder gevaar te bereiken is." example:"{\"bellen\":\"alleen zijzelf\",\"geenVoicemail\":true}"`
}

// VeiligContact is how someone can be reached without danger.
type VeiligContact struct {
	Bellen        string `json:"bellen,omitempty" maxLength:"200" doc:"Wie gebeld mag worden." example:"alleen zijzelf"`
	Wanneer       string `json:"wanneer,omitempty" maxLength:"200" doc:"Wanneer." example:"op werkdagen voor 15 uur"`
	GeenPost      bool   `json:"geenPost,omitempty" doc:"Stuur geen brieven." example:"true"`
	GeenVoicemail bool   `json:"geenVoicemail,omitempty" doc:"Spreek geen voicemail in." example:"true"`
	Toelichting   string `json:"toelichting,omitempty" maxLength:"200" doc:"Wat verder van belang is." example:"Hang op als een ander opneemt."`
}

// Relatie is what one betrokkene is of another.
type Relatie struct {
	Aard   domain.RelatieAard `json:"aard" doc:"Wat van is van naar." example:"ouder-van"`
	Gezag  *bool              `json:"gezag,omitempty" doc:"Of van het gezag heeft over naar; leeg: niet bekend." example:"true"`
	Geldig *Tijdvak           `json:"geldig,omitempty" doc:"Wanneer dit geldt." example:"{\"van\":\"2019-05-17\"}"`
}

// Melding is what was reported and by whom.
type Melding struct {
	Melder       string        `json:"melder,omitempty" maxLength:"36" doc:"De melder, waar die als betrokkene is vastgelegd." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Hoedanigheid string        `json:"hoedanigheid,omitempty" maxLength:"200" doc:"In welke hoedanigheid is gemeld; los van wat de melder in het gezin is." example:"leerkracht"`
	Informanten  []Informant   `json:"informanten,omitempty" maxItems:"100" doc:"Wie bij deze melding informeerden, en in welke hoedanigheid." example:"[{\"wie\":\"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02\",\"hoedanigheid\":\"huisarts\"}]"`
	Kanaal       domain.Kanaal `json:"kanaal,omitempty" doc:"Hoe de melding binnenkwam." example:"telefoon"`
	Tekst        *Tekst        `json:"tekst,omitempty" doc:"Wat is gemeld. Zonder tekst, of zonder wie meldde of in welke hoedanigheid, is de melding onvolledig: dat komt op de agenda." example:"{\"tekst\":\"Op school vallen blauwe plekken op.\"}"`
	GebeurdOp    string        `json:"gebeurdOp,omitempty" maxLength:"10" doc:"Wanneer het gebeurde, zover bekend: jjjj, jjjj-mm of jjjj-mm-dd." example:"2026-02"`
}

// Informant is who informed about a melding.
type Informant struct {
	Wie          string `json:"wie" minLength:"1" maxLength:"36" doc:"De betrokkene (id), of bij het openen van een dossier diens verwijzing." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Hoedanigheid string `json:"hoedanigheid,omitempty" maxLength:"200" doc:"In welke hoedanigheid bij deze melding." example:"huisarts"`
}

// Bron says from whom a statement came.
type Bron struct {
	Soort       domain.BronSoort `json:"soort" doc:"Wat voor bron." example:"informant"`
	Wie         string           `json:"wie,omitempty" maxLength:"36" doc:"De betrokkene van wie het komt, waar die is vastgelegd." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Instantie   string           `json:"instantie,omitempty" maxLength:"200" doc:"De instantie; verplicht bij een externe deskundige of instantie." example:"Basisschool De Verzinsels"`
	Datum       string           `json:"datum,omitempty" format:"date" doc:"Datum van het externe stuk." example:"2026-02-12"`
	Beroep      string           `json:"beroep,omitempty" maxLength:"200" doc:"Het beroep van de deskundige; verplicht bij een diagnose." example:"kinderarts"`
	Bevoegdheid string           `json:"bevoegdheid,omitempty" maxLength:"200" doc:"Het register dat de deskundige bevoegd maakt een diagnose te stellen; verplicht bij een diagnose, en dan een van: BIG-register, SKJ-register, NIP-register, NVO-register." example:"BIG-register"`
}

// Gegeven is a recorded statement.
type Gegeven struct {
	Soort       domain.GegevenSoort `json:"soort" doc:"Wat het is." example:"mededeling"`
	Aard        domain.Aard         `json:"aard" doc:"Feit, oordeel, mening of hypothese." example:"mening"`
	Bron        Bron                `json:"bron" doc:"Van wie het komt." example:"{\"soort\":\"eigen-waarneming\"}"`
	Tekst       Tekst               `json:"tekst" doc:"Wat is vastgelegd." example:"{\"tekst\":\"Het kind speelt rustig.\"}"`
	GebeurdOp   string              `json:"gebeurdOp,omitempty" maxLength:"10" doc:"Wanneer het gebeurde, zover bekend." example:"2026-02-14"`
	NietActueel bool                `json:"nietActueel,omitempty" doc:"Het berust niet op actueel contact met het cliëntsysteem." example:"false"`
}

// Accordering is a step in the approval by an informant of what was recorded of their words.
type Accordering struct {
	Stand      domain.AccorderingStand `json:"stand" doc:"gevraagd, gegeven of geweigerd." example:"gegeven"`
	Wie        string                  `json:"wie,omitempty" maxLength:"36" doc:"De informant, waar die als betrokkene is vastgelegd." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Naam       string                  `json:"naam,omitempty" maxLength:"200" doc:"Anders wie het was: een naam of functie." example:"intern begeleider"`
	Op         string                  `json:"op" format:"date" doc:"Wanneer het is gevraagd, gegeven of geweigerd." example:"2026-02-20"`
	Correcties *Tekst                  `json:"correcties,omitempty" doc:"Wat de informant gecorrigeerd wil zien." example:"{\"tekst\":\"Het was op dinsdag.\"}"`
}

// Wederhoor is who was heard and what they said, or why somebody was not.
type Wederhoor struct {
	Gehoord     []id.Betrokkene `json:"gehoord,omitempty" maxItems:"100" doc:"Wie is gehoord." example:"[\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\"]"`
	Gezegd      *Tekst          `json:"gezegd,omitempty" doc:"Wat zij zeiden." example:"{\"tekst\":\"Zij herkent de zorgen niet.\"}"`
	NietGehoord *Tekst          `json:"nietGehoord,omitempty" doc:"Waarom iemand niet is gehoord; verplicht als niemand is gehoord." example:"{\"tekst\":\"Horen brengt het kind in gevaar.\"}"`
}

// Mededeling is that a betrokkene was told that data were recorded, or why not.
type Mededeling struct {
	Uitkomst          domain.MededelingUitkomst `json:"uitkomst" doc:"gedaan; al-bekend: wie zelf meldde of de gegevens gaf; uitgesteld; of achterwege." example:"gedaan"`
	Wijze             domain.MededelingWijze    `json:"wijze,omitempty" doc:"Bij gedaan: hoe." example:"gesprek"`
	Op                string                    `json:"op,omitempty" format:"date" doc:"Bij gedaan: wanneer." example:"2026-02-27"`
	Door              string                    `json:"door,omitempty" maxLength:"200" doc:"Bij gedaan, als een ander het deed: wie." example:"Lokaal team De Verzinsels"`
	Vertegenwoordiger string                    `json:"vertegenwoordiger,omitempty" maxLength:"36" doc:"Bij gedaan: wie in de plaats van de betrokkene is geïnformeerd; verplicht voor een kind onder de twaalf." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Grond             domain.MededelingGrond    `json:"grond,omitempty" doc:"Bij uitgesteld en achterwege: op welke grond." example:"veiligheid-betrokkenen"`
	Opnieuw           string                    `json:"opnieuw,omitempty" format:"date" doc:"Bij uitgesteld: tot wanneer, telkens ten hoogste twee weken verder. Bij achterwege: wanneer het opnieuw wordt bekeken; leeg alleen als het onmogelijk is." example:"2026-04-13"`
	Toelichting       *Tekst                    `json:"toelichting,omitempty" doc:"Wat is gezegd, hoe de betrokkene het al wist, of waarom het niet gebeurt; alleen bij gedaan mag het leeg zijn." example:"{\"tekst\":\"Zij schrok, en wil meewerken.\"}"`
}

// Verklaring is a betrokkene's own statement.
type Verklaring struct {
	Tekst Tekst `json:"tekst" doc:"De verklaring in de eigen woorden van de betrokkene." example:"{\"tekst\":\"Dit is niet wat ik heb gezegd.\"}"`
}

// Verstrekking is to whom, on what ground and why data were given.
type Verstrekking struct {
	Ontvanger   string               `json:"ontvanger,omitempty" maxLength:"200" doc:"De organisatie, of de functie daarbinnen." example:"Raad voor de Kinderbescherming"`
	Persoon     string               `json:"persoon,omitempty" maxLength:"36" doc:"De ontvanger, waar die als betrokkene is vastgelegd." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Grond       domain.VerstrekGrond `json:"grond" doc:"De grond van deze ene verstrekking." example:"wettelijke-taak"`
	Toestemming domain.Toestemming   `json:"toestemming" doc:"Of toestemming is gegeven." example:"niet-gevraagd"`
	Doel        Tekst                `json:"doel" doc:"Waarom het nodig was en wie dat zo beoordeelde." example:"{\"tekst\":\"Verzoek tot onderzoek door de Raad.\"}"`
	Op          *time.Time           `json:"op,omitempty" format:"date-time" doc:"Wanneer verstrekt is, als dat eerder was." example:"2026-03-01T10:00:00+01:00"`
}

// Bevinding is what an onderzoek found about one betrokkene.
type Bevinding struct {
	Betrokkene id.Betrokkene    `json:"betrokkene" doc:"Over wie." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Bevinding  domain.Bevinding `json:"bevinding" doc:"Wat is gevonden." example:"niet-bevestigd"`
}

// Besluit is a choice with its reasons.
type Besluit struct {
	Motivering    Tekst                 `json:"motivering" doc:"Waarom zo is besloten." example:"{\"tekst\":\"Er is geen sprake van acuut gevaar.\"}"`
	Keuze         *Tekst                `json:"keuze,omitempty" doc:"Wat is besloten, voor zover de handeling zelf dat niet zegt." example:"{\"tekst\":\"Het wijkteam neemt de begeleiding over.\"}"`
	Beslisser     domain.Medewerker     `json:"beslisser,omitempty" maxLength:"64" doc:"Welke medewerker besloot; leeg: wie het vastlegt, of voor wie dat gebeurt." example:"m-2001"`
	Alternatieven []Tekst               `json:"alternatieven,omitempty" maxItems:"50" doc:"Welke andere mogelijkheden zijn afgewogen en waarom die niet." example:"[{\"tekst\":\"Zelf onderzoeken: daar is geen aanleiding voor.\"}]"`
	Aan           string                `json:"aan,omitempty" maxLength:"200" doc:"Bij een overdracht: aan welke organisatie." example:"Wijkteam Ons Dorp"`
	Beperking     domain.BeperkingGrond `json:"beperking,omitempty" doc:"Bij het instellen van een beperking: op welke grond (AVG art. 18 lid 1)." example:"juistheid-betwist"`
	Bevindingen   []Bevinding           `json:"bevindingen,omitempty" maxItems:"200" doc:"Wat het onderzoek vond, per betrokkene." example:"[{\"betrokkene\":\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\",\"bevinding\":\"niet-bevestigd\"}]"`
}

// Opening is on what ground a dossier was opened.
type Opening struct {
	Grond                domain.Openingsgrond `json:"grond" doc:"Waarop het dossier is geopend." example:"overname"`
	Organisatie          string               `json:"organisatie,omitempty" maxLength:"200" doc:"Van welke organisatie het dossier is overgenomen, of wie de opdracht gaf." example:"Veilig Thuis Elders"`
	MogelijkBekendGezien []id.Dossier         `json:"mogelijkBekendGezien,omitempty" maxItems:"200" doc:"Dossiers waarin personen misschien al stonden: gezien, en het is een ander gezin." example:"[\"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060\"]"`
}

// NieuweInhoud is a new wording: exactly one of the fields, of the same kind as the onderdeel.
type NieuweInhoud struct {
	Opening      *Opening      `json:"opening,omitempty" doc:"Opening."`
	Bijlage      *Bijlage      `json:"bijlage,omitempty" doc:"Bijlage, zonder haar bestand: dat heeft een eigen adres."`
	Identiteit   *Identiteit   `json:"identiteit,omitempty" doc:"Identiteit."`
	Contact      *Contact      `json:"contact,omitempty" doc:"Contactgegeven."`
	Relatie      *Relatie      `json:"relatie,omitempty" doc:"Relatie."`
	Melding      *Melding      `json:"melding,omitempty" doc:"Melding."`
	Gegeven      *Gegeven      `json:"gegeven,omitempty" doc:"Gegeven."`
	Verslag      *Verslag      `json:"verslag,omitempty" doc:"Verslag."`
	Passage      *Passage      `json:"passage,omitempty" doc:"Passage van een verslag."`
	Verklaring   *Verklaring   `json:"verklaring,omitempty" doc:"Eigen verklaring."`
	Verstrekking *Verstrekking `json:"verstrekking,omitempty" doc:"Verstrekking."`
	Besluit      *Besluit      `json:"besluit,omitempty" doc:"Besluit."`
	Accordering  *Accordering  `json:"accordering,omitempty" doc:"Accordering door een informant."`
	Wederhoor    *Wederhoor    `json:"wederhoor,omitempty" doc:"Hoor en wederhoor."`

	Informatieverzoek  *Informatieverzoek  `json:"informatieverzoek,omitempty" doc:"Informatieverzoek."`
	Informatieantwoord *Informatieantwoord `json:"informatieantwoord,omitempty" doc:"Antwoord op een informatieverzoek."`

	Mededeling *Mededeling `json:"mededeling,omitempty" doc:"Dat een betrokkene is geïnformeerd, of waarom niet."`

	Telling *Telling `json:"telling,omitempty" doc:"Wat van een melding wordt geteld."`
}

// Inhoud is content that is shown: exactly one of the fields.
type Inhoud struct {
	NieuweInhoud
	Correctie     *Correctie     `json:"correctie,omitempty" doc:"Correctie, op de tijdlijn."`
	Vernietiging  *Vernietiging  `json:"vernietiging,omitempty" doc:"Besluit tot vernietiging, op de tijdlijn."`
	Herschrijving *Herschrijving `json:"herschrijving,omitempty" doc:"Herschrijving bij een vernietiging, op de tijdlijn."`

	Herstel *Herstel `json:"herstel,omitempty" doc:"Herstel van een eigen schrijffout, op de tijdlijn."`
}

// Correctie is why an onderdeel was changed, and the new wording where there is one.
type Correctie struct {
	Grond      domain.CorrectieGrond `json:"grond" doc:"Grond van de correctie." example:"feitelijk-onjuist"`
	Motivering *Tekst                `json:"motivering,omitempty" doc:"Toelichting." example:"{\"tekst\":\"Het adres was van de buren.\"}"`
	Nieuw      *NieuweInhoud         `json:"nieuw,omitempty" doc:"De nieuwe inhoud, bij verbeteren en aanvullen."`
}

// Vernietiging is on what ground data are destroyed, and why some are kept.
type Vernietiging struct {
	Grond      domain.WissingGrond `json:"grond" doc:"Grond van de vernietiging." example:"verzoek-wmo-5.3.5"`
	Motivering Tekst               `json:"motivering" doc:"Waarom zo is besloten." example:"{\"tekst\":\"Op schriftelijk verzoek.\"}"`
	Behoud     []Behoud            `json:"behoud,omitempty" doc:"Wat behouden blijft, voor wie en waarom."`
}

// Behoud is why one onderdeel is kept.
type Behoud struct {
	Onderdeel id.Onderdeel  `json:"onderdeel" doc:"Het onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Belang    id.Betrokkene `json:"belang" doc:"Wiens aanmerkelijk belang." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Waarom    Tekst         `json:"waarom" doc:"Waarom." example:"{\"tekst\":\"Nodig voor de veiligheid van het kind.\"}"`
}

// Herschrijving is a new wording without the person who is erased.
type Herschrijving struct {
	Nieuw NieuweInhoud `json:"nieuw" doc:"De nieuwe inhoud."`
}

// Herstel is a wording without a typing error.
type Herstel struct {
	Nieuw NieuweInhoud `json:"nieuw" doc:"De hele inhoud zonder de schrijffout." example:"{\"gegeven\":{\"soort\":\"mededeling\",\"aard\":\"feit\",\"bron\":{\"soort\":\"eigen-waarneming\"},\"tekst\":{\"tekst\":\"Het kind speelt rustig.\"}}}"`
}
