package ledger

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

func proefRegel() Regel {
	d := nieuwD()
	return Regel{
		Op: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Dossier: d, Vernietiging: nieuwV(), Revisie: 7,
		Gebeurtenis: id.Van[id.Gebeurtenis](uuid.New()),
		Doelen: []domain.Doel{{Houder: id.HouderVan(d), Geheel: true},
			{Houder: id.HouderVan(nieuwB()), Van: 3, Tot: 5}},
	}
}

func nieuwProefregister(t *testing.T, regels int) (*Register, string) {
	t.Helper()
	pad := filepath.Join(t.TempDir(), bestandRegister)
	r, err := MaakRegister(pad, uuid.New())
	goed(t, err)
	for range regels {
		goed(t, r.Voeg(proefRegel()))
	}
	return r, pad
}

func zelfdeRegels(t *testing.T, pad string, wil []Regel) {
	t.Helper()
	r, err := OpenRegister(pad)
	goed(t, err)
	if d := cmp.Diff(wil, r.Regels(), cmp.Comparer(func(a, b id.Houder) bool { return a == b }),
		cmp.Comparer(func(a, b id.Dossier) bool {
			return a == b
		}), cmp.Comparer(func(a, b id.Vernietiging) bool {
			return a == b
		}), cmp.Comparer(func(a, b id.Gebeurtenis) bool { return a == b })); d != "" {
		t.Errorf("the register reads otherwise (-want +got):\n%s", d)
	}
}

func TestRegister(t *testing.T) {
	r, pad := nieuwProefregister(t, 3)
	zelfdeRegels(t, pad, r.Regels())
	g := r.Regels()[1]
	goed(t, r.Voeg(g)) // again: nothing
	zelfdeRegels(t, pad, r.Regels())
	if len(r.Regels()) != 3 || !r.Heeft(g.Vernietiging) || r.Heeft(nieuwV()) {
		t.Error("the register does not know its lines")
	}
	if _, err := MaakRegister(pad, uuid.New()); !errors.Is(err, ErrRegisterBestaat) {
		t.Errorf("making one over another: %v", err)
	}
	if info, err := os.Stat(pad); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v, %v", info.Mode(), err)
	}
}

// However much of the last line a crash left, it was never acted upon: it is dropped and the next takes its place.
func TestRegisterMetAfgebrokenRegel(t *testing.T) {
	r, pad := nieuwProefregister(t, 2)
	heel, err := os.ReadFile(pad)
	goed(t, err)
	begin := bytes.LastIndexByte(heel[:len(heel)-1], '\n') + 1
	for tot := begin; tot < len(heel); tot += 7 {
		goed(t, os.WriteFile(pad, heel[:tot], 0o600))
		zelfdeRegels(t, pad, r.Regels()[:1])
		nu, err := OpenRegister(pad)
		goed(t, err)
		goed(t, nu.Voeg(proefRegel()))
		zelfdeRegels(t, pad, nu.Regels())
	}
	// A write that failed half-way, in this process.
	goed(t, os.WriteFile(pad, append(bytes.Clone(heel), `{"nummer":3,"op`...), 0o600))
	nu, err := OpenRegister(pad)
	goed(t, err)
	goed(t, nu.Voeg(proefRegel()))
	zelfdeRegels(t, pad, nu.Regels())
}

func TestRegisterBeschadigd(t *testing.T) {
	_, pad := nieuwProefregister(t, 3)
	heel, err := os.ReadFile(pad)
	goed(t, err)
	regels := strings.SplitAfter(string(heel), "\n")
	for naam, inhoud := range map[string]string{
		"leeg":                 "",
		"geen kop":             strings.Join(regels[1:], ""),
		"halve kop":            regels[0][:10],
		"andere versie":        strings.Replace(string(heel), `"vernietigingsregister":1`, `"vernietigingsregister":2`, 1),
		"nul-ledger":           `{"vernietigingsregister":1,"ledger":"00000000-0000-0000-0000-000000000000"}` + "\n",
		"een regel weg":        regels[0] + regels[2] + regels[3],
		"twee verwisseld":      regels[0] + regels[2] + regels[1] + regels[3],
		"een regel dubbel":     regels[0] + regels[1] + regels[1] + regels[2],
		"geen JSON":            regels[0] + "x\n" + regels[2],
		"lege regel":           regels[0] + "\n" + regels[1],
		"onbekend veld":        strings.Replace(string(heel), `"revisie":7`, `"revisie":7,"meer":1`, 1),
		"iets achter de regel": regels[0] + strings.TrimSuffix(regels[1], "\n") + "{}\n",
		"doel achterstevoren":  strings.Replace(string(heel), `"van":3,"tot":5`, `"van":5,"tot":3`, 1),
		"doel te ver":          strings.Replace(string(heel), `"van":3,"tot":5`, `"van":3,"tot":16777216`, 1),
	} {
		goed(t, os.WriteFile(pad, []byte(inhoud), 0o600))
		if _, err := OpenRegister(pad); !errors.Is(err, ErrRegisterBeschadigd) || !strings.Contains(err.Error(), pad) {
			t.Errorf("%s: %v", naam, err)
		}
	}
}

// A file that was taken away, replaced or cut short while the server ran is not written to: it is somebody else's.
func TestRegisterVervangen(t *testing.T) {
	for naam, doe := range map[string]func(t *testing.T, pad string){
		"weg":        func(t *testing.T, pad string) { goed(t, os.Remove(pad)) },
		"verplaatst": func(t *testing.T, pad string) { goed(t, os.Rename(pad, pad+".oud")) },
		"vervangen": func(t *testing.T, pad string) {
			b, err := os.ReadFile(pad)
			goed(t, err)
			goed(t, os.WriteFile(pad+".nieuw", b, 0o600))
			goed(t, os.Rename(pad+".nieuw", pad))
		},
		"ingekort": func(t *testing.T, pad string) { goed(t, os.Truncate(pad, 10)) },
	} {
		t.Run(naam, func(t *testing.T) {
			r, pad := nieuwProefregister(t, 2)
			doe(t, pad)
			voor, _ := os.ReadFile(pad)
			g := proefRegel()
			if err := r.Voeg(g); !errors.Is(err, ErrRegisterVervangen) {
				t.Errorf("%v", err)
			}
			if na, _ := os.ReadFile(pad); !bytes.Equal(voor, na) {
				t.Error("it was written to")
			}
			if r.Heeft(g.Vernietiging) {
				t.Error("the register says that it has what it could not write")
			}
		})
	}
}

// A register that vanished while the server ran stops an erasure before any key goes; when it is back it is finished.
func TestVernietigenZonderRegister(t *testing.T) {
	o := stelOp(t)
	w := o.besluitTotWissing()
	goed(t, os.Rename(o.pad(bestandRegister), o.pad("weg")))
	if _, err := o.keurt(w); !errors.Is(err, ErrNogUitTeVoeren) || !errors.Is(err, ErrRegisterVervangen) {
		t.Fatalf("%v", err)
	}
	if n := len(o.dozen(id.HouderVan(w.moeder))); n == 0 {
		t.Error("the key is gone though the register does not know")
	}
	if got := o.ziet(teamleider, w.dossier, Momenten{}).leest(w.weg); got != "<vernietigd>" {
		t.Errorf("what was approved to go reads %q", got)
	}
	if err := o.RondAf(t.Context()); !errors.Is(err, ErrRegisterVervangen) {
		t.Errorf("%v", err)
	}
	goed(t, os.Rename(o.pad("weg"), o.pad(bestandRegister)))
	goed(t, o.RondAf(t.Context()))
	o.gewist(w)
}

func FuzzRegister(f *testing.F) {
	dir := f.TempDir()
	r, err := MaakRegister(filepath.Join(dir, "zaad"), uuid.New())
	goed(f, err)
	f.Add([]byte(nil))
	for range 3 {
		b, err := os.ReadFile(filepath.Join(dir, "zaad"))
		goed(f, err)
		f.Add(b)
		f.Add(b[:len(b)-3])
		goed(f, r.Voeg(proefRegel()))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		r := nieuwRegister("")
		if err := r.lees(bytes.NewReader(b)); err != nil {
			if !errors.Is(err, ErrRegisterBeschadigd) {
				t.Fatal(err)
			}
			return
		}
		if r.eind > int64(len(b)) || r.eind == 0 || b[r.eind-1] != '\n' {
			t.Fatalf("%d of %d bytes are whole lines", r.eind, len(b))
		}
		// What was taken reads the same from those lines alone.
		weer := nieuwRegister("")
		if err := weer.lees(bytes.NewReader(b[:r.eind])); err != nil || len(weer.regels) != len(r.regels) ||
			weer.ledger != r.ledger {
			t.Fatalf("read again: %v", err)
		}
	})
}
