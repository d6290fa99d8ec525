package api

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"time"

	"dossierboek/domain"
)

// The parts of a body that brings a file: first what is said of it, then the file, then nothing.
const (
	deelMetadata = "metadata"
	deelBestand  = "bestand"
)

// errMeerDelen: something follows the file.
var errMeerDelen = errors.New("api: the body has more parts than it may")

// leesDelen reads what is said of a file, and leaves the file to be read as it comes. What is no such body at all is
// refused here; whoever may not send one hears that first where it is.
func (v *vraag) leesDelen(w http.ResponseWriter) error {
	soort, par, err := mime.ParseMediaType(v.r.Header.Get("Content-Type"))
	if err != nil || soort != "multipart/form-data" || par["boundary"] == "" {
		return domain.Weiger(codeMediaType,
			"Stuur multipart/form-data met eerst metadata (application/json) en dan bestand.")
	}
	v.regelaar = http.NewResponseController(w)
	// Boundaries and headers of parts take some space too; Go bounds a part's headers itself.
	max := v.s.Grenzen.MaxBijlage + v.s.Grenzen.MaxInhoud + maxDeelkoppen
	delen := multipart.NewReader(http.MaxBytesReader(w, io.NopCloser(opTijdLezen(v.r.Body, v.uitstel)), max),
		par["boundary"])
	meta, err := delen.NextRawPart()
	if err != nil || meta.FormName() != deelMetadata {
		v.fout(waarInhoud, "/"+deelMetadata, codeVorm, "Het eerste deel is metadata.")
		return nil
	}
	if ct := meta.Header.Get("Content-Type"); ct != "" && !isJSON(ct) {
		return domain.Weiger(codeMediaType, "Metadata is JSON in UTF-8: Content-Type: application/json.")
	}
	v.ruw, err = io.ReadAll(io.LimitReader(meta, v.s.Grenzen.MaxInhoud+1))
	switch {
	case err != nil:
		return domain.Weiger(codeTeTraag, "De inhoud kwam niet (op tijd) binnen.")
	case int64(len(v.ruw)) > v.s.Grenzen.MaxInhoud:
		return domain.Weiger(domain.CodeTeGroot, "De metadata zijn te groot.")
	}
	bestand, err := delen.NextRawPart()
	if err != nil || bestand.FormName() != deelBestand {
		v.fout(waarInhoud, "/"+deelBestand, codeVorm, "Het tweede deel is het bestand.")
		return nil
	}
	v.bestand = &laatsteDeel{deel: bestand, delen: delen}
	return nil
}

// maxDeelkoppen is what the boundaries and headers of two parts may take.
const maxDeelkoppen = 64 << 10

// laatsteDeel is the last part of a body: it ends well only where the body does, with its closing boundary.
type laatsteDeel struct {
	deel  io.Reader
	delen *multipart.Reader
	eind  error
}

func (l *laatsteDeel) Read(b []byte) (int, error) {
	if l.eind != nil {
		return 0, l.eind
	}
	n, err := l.deel.Read(b)
	if err == io.EOF {
		err = l.sluit()
	}
	l.eind = err
	return n, err
}

func (l *laatsteDeel) sluit() error {
	switch _, err := l.delen.NextRawPart(); err {
	case nil:
		return errMeerDelen
	case io.EOF: // as it is: one that is wrapped is of a body that broke off in its last boundary
		return io.EOF
	default:
		var teGroot *http.MaxBytesError
		if errors.As(err, &teGroot) {
			return teGroot
		}
		return io.ErrUnexpectedEOF // the error itself quotes what came
	}
}

// stiltetijd is how long nothing of a file may move before the connection is given up, where no limit says otherwise.
// The limits of other requests are on the whole, which is too short for a long file over a slow line.
const stiltetijd = 30 * time.Second

// uitstel moves the deadlines of the connection on, as long as bytes move. Where there is no connection (in tests)
// there are no deadlines.
func (v *vraag) uitstel() {
	if v.regelaar == nil {
		return
	}
	nu := time.Now()
	_ = v.regelaar.SetReadDeadline(nu.Add(v.s.Grenzen.Stiltetijd))
	// the answer comes after the last byte was stored
	_ = v.regelaar.SetWriteDeadline(nu.Add(v.s.Grenzen.Stiltetijd + ReadTimeout))
}

type lezerOpTijd struct {
	r       io.Reader
	uitstel func()
}

func opTijdLezen(r io.Reader, uitstel func()) io.Reader { return &lezerOpTijd{r, uitstel} }

func (l *lezerOpTijd) Read(b []byte) (int, error) {
	l.uitstel()
	return l.r.Read(b)
}

type schrijverOpTijd struct {
	w       io.Writer
	uitstel func()
}

func opTijd(w io.Writer, uitstel func()) io.Writer { return &schrijverOpTijd{w, uitstel} }

func (s *schrijverOpTijd) Write(b []byte) (int, error) {
	s.uitstel()
	return s.w.Write(b)
}
