package api

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Ingelezen is one line as it is to be recorded.
type Ingelezen struct {
	Sleutel    uuid.UUID // of the line, for all time
	Dossier    id.Dossier
	Soort      string
	Herkomst   domain.Herkomst
	Opdracht   domain.Opdracht
	VanDossier bool // it opens the dossier
	wortel     boom
}

// Wezen is as Bestand.Wezen gives it.
func (i Ingelezen) Wezen() []byte { return wezen(i.wortel) }

// wezen is stored in a digest with what is recorded, so it is the same for ever. Names in objects are sorted.
func wezen(wortel boom) []byte {
	ruw, err := json.Marshal(wortel)
	if err != nil {
		panic(err) // it was read as JSON
	}
	return ruw
}

// keurRegel reads a line as a message, with all that is wrong with its form; ok is false where nothing can be read
// further.
func (i *Inlezer) keurRegel(s *huma.Schema, b boom, uit any) (_ waarde.Fouten, ok bool) {
	k := keurder{schemas: i.schemas}
	over := k.keur(s, b, nil)
	if over == nil {
		return k.fouten, false
	}
	if regel, ok := over.(map[string]any); ok {
		delete(regel, "inhoud") // which is read by itself
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

// Regel reads a further line, and gives everything that is wrong with it without the dossier. Its Opdracht is nil
// where that cannot be read; its other fields are as far as they could be. f are the facts of now.
func (b *Bestand) Regel(ruw []byte, f domain.Feiten) (Ingelezen, waarde.Fouten) {
	uit, fouten := b.regel(ruw, f)
	for i, g := range fouten {
		fouten[i].Veld = zonderNamen(g.Veld)
	}
	return uit, fouten
}

// zonderNamen leaves out of the path to a field what may be anything: a name that somebody else made up.
func zonderNamen(veld string) string {
	delen := strings.Split(veld, "/")
	for i, d := range delen {
		if _, err := strconv.Atoi(d); d != "" && !veilig.MatchString(d) && (err != nil || len(d) > len("9999")) {
			delen[i] = "…"
		}
	}
	return strings.Join(delen, "/")
}

func (b *Bestand) regel(ruw []byte, f domain.Feiten) (Ingelezen, waarde.Fouten) {
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
	for _, v := range []struct{ veld, waarde string }{
		{"id", r.ID}, {"dossier", r.Dossier}, {"medewerker", r.Medewerker},
	} {
		if v.waarde != "" && !bronID.MatchString(v.waarde) {
			fouten.Voeg(waarde.NieuweFout(codeVorm, tekstBronID), v.veld)
		}
	}
	if !r.VastgelegdOp.IsZero() && r.VastgelegdOp.After(f.Nu) {
		fouten.Voeg(waarde.NieuweFout("in-de-toekomst", "Dit moment ligt in de toekomst."), "vastgelegdOp")
	}
	uit = Ingelezen{
		Sleutel: b.onderdeel(r.ID).UUID(), Dossier: b.dossier(r.Dossier),
		Soort: r.Soort, VanDossier: r.Soort == "dossier", wortel: wortel,
		Herkomst: domain.Herkomst{
			Soort: b.Herkomst, Op: r.VastgelegdOp.UTC().Truncate(time.Microsecond), Wie: r.Medewerker,
		},
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
