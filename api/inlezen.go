package api

import (
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Inlezer reads files of dossiers that were first recorded elsewhere (ZOB-9.1d): with the messages of the API, held
// against the same schemas, into the same opdrachten. Safe for concurrent use.
type Inlezer struct {
	schemas huma.Registry
	kop     *huma.Schema
	regel   *huma.Schema
	soorten map[string]inleessoort
}

// inleessoort is a kind of line: its message, and how that is read.
type inleessoort struct {
	schema *huma.Schema
	lees   func(r *regelIDs, l *lezer, ruw []byte) (domain.Opdracht, error)
}

// inleesmaak makes an opdracht of a message of type B.
type inleesmaak[B any] func(r *regelIDs, l *lezer, b *B) domain.Opdracht

func soortVan[B any](i *Inlezer, naam string, maak inleesmaak[B]) {
	t := reflect.TypeFor[B]()
	i.soorten[naam] = inleessoort{
		schema: i.schemas.Schema(t, true, t.Name()),
		lees: func(r *regelIDs, l *lezer, ruw []byte) (domain.Opdracht, error) {
			b := new(B)
			if err := json.Unmarshal(ruw, b); err != nil {
				return nil, err
			}
			return maak(r, l, b), nil
		},
	}
}

// NieuweInlezer makes an Inlezer.
func NieuweInlezer() *Inlezer {
	i := &Inlezer{schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer), soorten: map[string]inleessoort{}}
	soortVan(i, "dossier", func(r *regelIDs, l *lezer, b *bericht.NieuwDossier) domain.Opdracht {
		return l.openDossier(b, r.persoon, r.onderdeel(":contact"), func() id.Onderdeel { return r.welk(":melding") })
	})
	soortVan(i, "betrokkene", func(r *regelIDs, l *lezer, b *bericht.NieuweBetrokkene) domain.Opdracht {
		return l.voegBetrokkeneToe(b, r.persoon(r.id), func() id.Onderdeel { return r.volgende(":contact") })
	})
	soortVan(i, "contact", func(r *regelIDs, l *lezer, b *bericht.ContactVan) domain.Opdracht {
		return l.legContactVast(b.Contact, b.Betrokkene, r.welk(""))
	})
	soortVan(i, "relatie", func(r *regelIDs, l *lezer, b *bericht.NieuweRelatie) domain.Opdracht {
		return l.legRelatieVast(b, r.welk(""))
	})
	soortVan(i, "melding", func(r *regelIDs, l *lezer, b *bericht.NieuweMelding) domain.Opdracht {
		return domain.OntvangMelding{NieuweMelding: l.meldingErbij(nil, *b, r.welk(""))}
	})
	soortVan(i, "gegeven", func(r *regelIDs, l *lezer, b *bericht.NieuwGegeven) domain.Opdracht {
		return l.legGegevenVast(b, r.welk(""))
	})
	soortVan(i, "verslag", func(r *regelIDs, l *lezer, b *bericht.NieuwVerslag) domain.Opdracht {
		return l.legVerslagVast(b, r.onderdeel(":passage"))
	})
	soortVan(i, "verklaring", func(r *regelIDs, l *lezer, b *bericht.NieuweVerklaring) domain.Opdracht {
		return l.voegVerklaringToe(b, r.welk(""))
	})
	soortVan(i, "wederhoor", func(r *regelIDs, l *lezer, b *bericht.NieuwWederhoor) domain.Opdracht {
		return l.legWederhoorVast(b, r.welk(""))
	})
	soortVan(i, "verstrekking", func(r *regelIDs, l *lezer, b *bericht.NieuweVerstrekking) domain.Opdracht {
		return l.verstrek(b, r.welk(""))
	})
	soortVan(i, "fase", func(r *regelIDs, l *lezer, b *bericht.NieuweFase) domain.Opdracht {
		return l.wijzigFase(b, r.welk(""))
	})
	soortVan(i, "sluiting", func(r *regelIDs, l *lezer, b *bericht.NieuweSluiting) domain.Opdracht {
		return l.sluit(b, r.welk(""))
	})
	i.kop = i.schemas.Schema(reflect.TypeFor[bericht.Bestandskop](), true, "Bestandskop")
	i.regel = i.schemas.Schema(reflect.TypeFor[bericht.Bestandsregel](), true, "Bestandsregel")
	zetKeuzes(i.schemas)
	i.schemas.Map()["Bestandskop"].Properties["herkomst"].Enum = keuze([]domain.HerkomstSoort{domain.HerkomstOuderDossier, domain.HerkomstOverdracht})
	i.schemas.Map()["Bestandsregel"].Properties["soort"].Enum = keuze(i.Soorten())
	return i
}

// Soorten lists the kinds of lines.
func (i *Inlezer) Soorten() []string {
	uit := make([]string, 0, len(i.soorten))
	for s := range i.soorten {
		uit = append(uit, s)
	}
	slices.Sort(uit)
	return uit
}

// keurRegel reads a line as a message, with all that is wrong with its form; ok is false where nothing can be read
// further.
func (i *Inlezer) keurRegel(s *huma.Schema, b boom, uit any) (_ waarde.Fouten, ok bool) {
	k := keurder{schemas: i.schemas}
	over := k.keur(s, b, nil)
	if over == nil {
		return k.fouten, false
	}
	ruw, err := json.Marshal(over)
	if err == nil {
		err = json.Unmarshal(ruw, uit)
	}
	if err != nil {
		k.fout(nil, codeJSON, "De regel is niet te lezen.")
		return k.fouten, false
	}
	return k.fouten, true
}

// LeesKop reads the first line of a file.
func (i *Inlezer) LeesKop(ruw []byte) (*Bestand, waarde.Fouten) {
	b, fouten := ontleedJSON(ruw)
	if len(fouten) > 0 {
		return nil, fouten
	}
	var kop bericht.Bestandskop
	if fouten, _ := i.keurRegel(i.kop, b, &kop); len(fouten) > 0 {
		return nil, fouten
	}
	if !bronID.MatchString(kop.Bron) {
		return nil, waarde.Fouten{waarde.NieuweFout(codeVorm, tekstBronID).Onder("bron")}
	}
	if kop.Herkomst == "" {
		kop.Herkomst = domain.HerkomstOuderDossier
	}
	return &Bestand{inlezer: i, Bron: kop.Bron, Herkomst: kop.Herkomst, ruimte: uuid.NewSHA1(inleesruimte, []byte(kop.Bron))}, nil
}

// Bestand is a file of which the first line was read.
type Bestand struct {
	inlezer  *Inlezer
	ruimte   uuid.UUID // name space of the ids that come of it
	Bron     string
	Herkomst domain.HerkomstSoort
}

// inleesruimte is the name space of ids that come of files.
var inleesruimte = uuid.MustParse("0f4e0b0e-6a55-4d67-9a44-3b1f3f1d9c52")

// bronID is how a source says what it means: short, and nothing that needs reading.
var bronID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$`)

const tekstBronID = "Een aanduiding bestaat uit ten hoogste 64 letters, cijfers en . _ @ -, en begint met een letter of cijfer."

// Ingelezen is one line as it is to be recorded.
type Ingelezen struct {
	Sleutel    uuid.UUID // of the line, for all time
	Dossier    id.Dossier
	Soort      string
	Herkomst   domain.Herkomst
	Opdracht   domain.Opdracht
	VanDossier bool   // it opens the dossier
	Wezen      []byte // what makes the line what it is: its values, in whatever order they stood
}

// DossierVan is of which dossier a line is, as far as that shows; ok is false where it does not.
func (b *Bestand) DossierVan(ruw []byte) (_ id.Dossier, ok bool) {
	var r struct {
		Dossier string `json:"dossier"`
	}
	if err := json.Unmarshal(ruw, &r); err != nil || r.Dossier == "" {
		return id.Dossier{}, false
	}
	return b.dossier(r.Dossier), true
}

func (b *Bestand) dossier(verwijzing string) id.Dossier {
	return id.Van[id.Dossier](uuid.NewSHA1(b.ruimte, []byte("dossier:"+verwijzing)))
}

// Regel reads a further line, and gives everything that is wrong with it without the dossier. Its Opdracht is nil where that
// cannot be read; its other fields are as far as they could be. f are the facts of now.
func (b *Bestand) Regel(ruw []byte, f domain.Feiten) (Ingelezen, waarde.Fouten) {
	var uit Ingelezen
	wortel, fouten := ontleedJSON(ruw)
	if wortel == nil {
		if len(fouten) == 0 {
			fouten.Voeg(waarde.NieuweFout(codeVorm, "Hier hoort een object."))
		}
		return uit, fouten
	}
	var r bericht.Bestandsregel
	meer, ok := b.inlezer.keurRegel(b.inlezer.regel, wortel, &r)
	fouten = append(fouten, meer...)
	if !ok {
		return uit, fouten
	}
	for _, v := range []struct{ veld, waarde string }{{"id", r.ID}, {"dossier", r.Dossier}, {"medewerker", r.Medewerker}} {
		if v.waarde != "" && !bronID.MatchString(v.waarde) {
			fouten.Voeg(waarde.NieuweFout(codeVorm, tekstBronID), v.veld)
		}
	}
	if !r.VastgelegdOp.IsZero() && r.VastgelegdOp.After(f.Nu) {
		fouten.Voeg(waarde.NieuweFout("in-de-toekomst", "Dit moment ligt in de toekomst."), "vastgelegdOp")
	}
	wezen, err := json.Marshal(wortel)
	if err != nil {
		return uit, append(fouten, waarde.NieuweFout(codeJSON, "De regel is niet te lezen."))
	}
	uit = Ingelezen{
		Sleutel: b.onderdeel(r.ID).UUID(), Dossier: b.dossier(r.Dossier), Soort: r.Soort, VanDossier: r.Soort == "dossier", Wezen: wezen,
		Herkomst: domain.Herkomst{Soort: b.Herkomst, Op: r.VastgelegdOp.UTC().Truncate(time.Microsecond), Wie: r.Medewerker},
	}
	s, bekend := b.inlezer.soorten[r.Soort]
	inhoud, _ := zoekIn(wortel, []string{"inhoud"})
	if !bekend || r.ID == "" || inhoud == nil {
		return uit, fouten
	}
	ids := &regelIDs{bestand: b, dossier: uit.Dossier, id: r.ID}
	if r.VastgelegdOp.IsZero() || r.VastgelegdOp.After(f.Nu) {
		uit.Herkomst.Op = f.Nu // told already; the rest is looked at as of now
	}
	opdracht, meer := s.inhoud(b.inlezer, ids, inhoud, f.Toen(uit.Herkomst))
	fouten.VoegAlle(meer, "inhoud")
	uit.Opdracht = opdracht
	return uit, fouten
}

// inhoud reads the message of a line.
func (s inleessoort) inhoud(i *Inlezer, ids *regelIDs, b boom, f domain.Feiten) (domain.Opdracht, waarde.Fouten) {
	var fouten waarde.Fouten
	if s.schema.Ref != "#/components/schemas/NieuwDossier" { // whose persons have only their verwijzing
		b = ids.vertaal(b, nil, &fouten)
	}
	k := keurder{schemas: i.schemas}
	over := k.keur(s.schema, b, nil)
	voegNieuwe(&fouten, k.fouten)
	if over == nil {
		return nil, fouten
	}
	ruw, err := json.Marshal(over)
	if err != nil {
		return nil, append(fouten, waarde.NieuweFout(codeJSON, "De inhoud is niet te lezen."))
	}
	l := &lezer{}
	o, err := s.lees(ids, l, ruw)
	if err != nil {
		return nil, append(fouten, waarde.NieuweFout(codeVorm, "De inhoud is niet te lezen."))
	}
	voegNieuwe(&fouten, l.fouten)
	var regels waarde.Fouten
	for _, g := range o.Controleer(f) {
		g.Veld = naarInvoer(b, g.Veld)
		regels = append(regels, g)
	}
	voegNieuwe(&fouten, regels)
	return o, fouten
}

// voegNieuwe adds faults of fields that nothing was found wrong with before, each once.
func voegNieuwe(fouten *waarde.Fouten, meer waarde.Fouten) {
	eerder := slices.Clone(*fouten)
	for _, f := range meer {
		al := slices.ContainsFunc(eerder, func(e waarde.Fout) bool { return verwant(e.Veld, f.Veld) })
		if !al && !slices.Contains(*fouten, f) {
			*fouten = append(*fouten, f)
		}
	}
}

// regelIDs gives the ids that follow from a line: always the same.
type regelIDs struct {
	bestand *Bestand
	dossier id.Dossier
	id      string
	n       int
}

// persoon is the person whom the source calls so in this dossier.
func (r *regelIDs) persoon(verwijzing string) id.Betrokkene {
	return id.Van[id.Betrokkene](uuid.NewSHA1(r.dossier.UUID(), []byte("persoon:"+verwijzing)))
}

// welk is the onderdeel of this line, or something that came with it.
func (r *regelIDs) welk(achter string) id.Onderdeel { return r.bestand.onderdeel(r.id + achter) }

func (b *Bestand) onderdeel(verwijzing string) id.Onderdeel {
	return id.Van[id.Onderdeel](uuid.NewSHA1(b.ruimte, []byte("regel:"+verwijzing)))
}

// onderdeel gives the onderdeel of the line, then one after another that came with it, counted from 0.
func (r *regelIDs) onderdeel(achter string) func() id.Onderdeel {
	eerste := true
	return func() id.Onderdeel {
		if eerste {
			eerste = false
			return r.welk("")
		}
		return r.volgende(achter)
	}
}

func (r *regelIDs) volgende(achter string) id.Onderdeel {
	r.n++
	return r.welk(achter + ":" + strconv.Itoa(r.n-1))
}

// The fields in which a message names persons and onderdelen, and how the file does.
var (
	persoonVelden   = []string{"over", "wie", "melder", "persoon", "betrokkene", "gehoord", "herleidbaarTot"}
	onderdeelVelden = []string{"betwist", "onderdelen", "bevestigdGeheim", "melding", "onderdeel"}

	onderdeelVerwijzing = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}(:melding|:contact:[0-9]{1,4}|:passage:[0-9]{1,4})?$`)
	persoonOnderdeel    = regexp.MustCompile(`^persoon:([A-Za-z0-9][A-Za-z0-9._@-]{0,63})$`)
)

// vertaal puts ids in the place of verwijzingen, in a copy.
func (r *regelIDs) vertaal(b boom, p pad, fouten *waarde.Fouten) boom {
	switch b := b.(type) {
	case []any:
		uit := make([]any, len(b))
		for i, w := range b {
			uit[i] = r.vertaal(w, p.bij(strconv.Itoa(i)), fouten)
		}
		return uit
	case map[string]any:
		uit := make(map[string]any, len(b))
		for naam, w := range b {
			uit[naam] = r.vertaal(w, p.bij(naam), fouten)
		}
		return uit
	case string:
		return r.verwijzing(b, p, fouten)
	}
	return b
}

// verwijzing is what stands in a field: an id where it names somebody or something.
func (r *regelIDs) verwijzing(s string, p pad, fouten *waarde.Fouten) string {
	veld := ""
	for n := len(p) - 1; n >= max(0, len(p)-2) && veld == ""; n-- {
		if _, err := strconv.Atoi(p[n]); err != nil {
			veld = p[n]
		}
	}
	persoon := slices.Contains(persoonVelden, veld) || len(p) == 1 && (veld == "van" || veld == "naar")
	m := persoonOnderdeel.FindStringSubmatch(s)
	switch {
	case s == "" || !persoon && !slices.Contains(onderdeelVelden, veld):
		return s
	case persoon && bronID.MatchString(s):
		return r.persoon(s).String()
	case !persoon && m != nil:
		return r.persoon(m[1]).String()
	case !persoon && onderdeelVerwijzing.MatchString(s):
		return r.bestand.onderdeel(s).String()
	}
	fouten.Voeg(waarde.NieuweFout(codeID, "Dit is geen verwijzing."), p...)
	return s
}
