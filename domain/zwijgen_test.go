package domain

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"
	"time"

	"dossierboek/domain/waarde"
)

// geheim is planted in every string of what must not be printed.
const geheim = "Geheimstraat"

// plant puts the secret wherever a value can hold one.
func plant(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() && v.CanSet() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		plant(v.Elem())
	case reflect.Interface:
		if v.Type() == reflect.TypeFor[Inhoud]() {
			g := gegeven(schrijf(geheim))
			v.Set(reflect.ValueOf(&g))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		plant(v.Index(0))
	case reflect.String:
		v.SetString(geheim)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Tekst]() {
			v.Set(reflect.ValueOf(schrijf(geheim)))
			return
		}
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				plant(f)
			}
		}
	}
}

// opdrachten are all commands, by a zero value of each; TestOpdrachtenZijnGenoemd holds the list.
var opdrachten = []Opdracht{OpenDossier{}, VoegBetrokkeneToe{}, LegContactVast{}, LegRelatieVast{}, OntvangMelding{},
	LegGegevenVast{}, LegVerslagVast{}, VulVerslagAan{}, MarkeerPassage{},
	Corrigeer{}, VoegVerklaringToe{}, Koppel{}, Ontkoppel{}, Herkoppel{}, Verstrek{}, DraagDossierOver{}, LeesLater{},
	KwalificeerMelding{},
	WijsToe{}, DraagOver{}, EindigToewijzing{}, WijzigFase{}, Sluit{}, Heropen{}, StelBeperkingIn{}, HefBeperkingOp{},
	BesluitVernietiging{}, KeurVernietigingGoed{}, TrekVernietigingIn{}, MeldUitgevoerd{}, VraagInformatie{},
	LegAntwoordVast{}, OpenPunt{}, DoePuntAf{}, LegAccorderingVast{}, LegWederhoorVast{},
	VoegBijlageToe{}, BrengOver{}, NeemOver{}, VoltooiOverbrenging{},

	HerstelOnderdeel{}, LegTellingVast{}, LegMededelingVast{}, VoegSamen{}, Scheid{}}

func TestNietsLektInLogs(t *testing.T) {
	stille := []any{VeiligContact{}, Keuze{}, NieuweBetrokkene{}, NieuwContact{}, NieuweMelding{}, Bron{}, Behoud{},
		BevindingOver{}, Informant{}, NieuwePassage{}, PassageMarkering{}, Aanwezige{}, Opname{}, ToestemmingVoor{}}
	for _, o := range opdrachten {
		stille = append(stille, o)
	}
	for _, info := range inhouden {
		stille = append(stille, reflect.ValueOf(info.leeg()).Elem().Interface())
	}
	for _, s := range stille {
		p := reflect.New(reflect.TypeOf(s))
		plant(p)
		w := p.Elem().Interface()
		om := struct {
			In  any
			Per map[string]any
			Rij []any
		}{w, map[string]any{"x": w}, []any{w}}
		for _, v := range []any{w, p.Interface(), om} {
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
				stil(t, fmt.Sprintf("%T %s", s, verb), fmt.Sprintf(verb, v))
			}
			stil(t, fmt.Sprintf("%T error", s), fmt.Errorf("mislukt: %v", v).Error())
		}
		for _, v := range []any{w, p.Interface()} {
			var b bytes.Buffer
			slog.New(slog.NewJSONHandler(&b, nil)).Info("x", "v", v, slog.Group("g", "v", v))
			slog.New(slog.NewTextHandler(&b, nil)).Info("x", "v", v)
			stil(t, fmt.Sprintf("%T slog", s), b.String())
		}
	}
}

// stil fails without quoting more than what leaked where.
func stil(t *testing.T, waar, s string) {
	t.Helper()
	if strings.Contains(s, geheim) || strings.Contains(s, fmt.Sprintf("%x", geheim)) {
		t.Errorf("%s shows what it holds", waar)
	}
}

func TestPrivateZwijgt(t *testing.T) {
	p := Besloten(geheim)
	if v, ok := p.Value(); !ok || v != geheim || p.Gat() != nil {
		t.Error("known content is not known")
	}
	leeg := Ontbreekt[string](Gat{Reden: GatAfgeschermd})
	if v, ok := leeg.Value(); ok || v != "" || leeg.Gat() == nil || leeg.Gat().Reden != GatAfgeschermd {
		t.Error("a gap is not a gap")
	}
	if v, ok := (Private[string]{}).Value(); ok || v != "" || (Private[string]{}).Gat() == nil {
		t.Error("the zero value is known")
	}
	in := struct{ verborgen Private[string] }{p} // fmt cannot call the methods of what is unexported
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, v := range []any{p, &p, in, []any{p}} {
			stil(t, verb, fmt.Sprintf(verb, v))
		}
	}
	_, jsonErr := json.Marshal(p)
	_, jsonIn := json.Marshal(struct{ P Private[string] }{p})
	_, sleutelErr := json.Marshal(map[string]any{"x": &p})
	_, xmlErr := xml.Marshal(struct{ P Private[string] }{p})
	_, tekstErr := p.MarshalText()
	for _, err := range []error{jsonErr, jsonIn, sleutelErr, xmlErr, tekstErr,
		gob.NewEncoder(&bytes.Buffer{}).Encode(p)} {
		if err == nil {
			t.Error("private content marshals")
		}
	}
	var b bytes.Buffer
	slog.New(slog.NewJSONHandler(&b, nil)).Info("x", "v", p)
	stil(t, "slog", b.String())
}

// A text is sealed as its template, and one that was read is not sealed at all: it holds what a reader saw.
func TestGelezenTekstWordtNietBewaard(t *testing.T) {
	g := gegeven(schrijf(vermeld{persoon(1), geheim, false}, " belde."))
	b, err := Codeer(nil, &g)
	if err != nil {
		t.Fatal(err)
	}
	stil(t, "stored content", string(b))
	i, err := Decodeer(b)
	if err != nil {
		t.Fatal(err)
	}
	if err := i.Teksten()[0].Lees(nil); err != nil {
		t.Fatal(err)
	}
	if _, err := Codeer(nil, i); err == nil {
		t.Error("content that was read is sealed again")
	}
	c := NieuweCorrectie("schrijffout", i)
	if _, err := Codeer(nil, &c); err == nil {
		t.Error("content that was read is sealed again inside a correctie")
	}
}

func TestWeigeringHeeftGeenGegevens(t *testing.T) {
	for _, o := range opdrachten {
		p := reflect.New(reflect.TypeOf(o))
		plant(p)
		f := Feiten{Nu: time.Now(), Vandaag: waarde.DatumVan(time.Now()), Wie: "m-1"}
		for _, fout := range p.Elem().Interface().(Opdracht).Controleer(f) {
			stil(t, fmt.Sprintf("%T", o), fout.Error())
		}
	}
}
