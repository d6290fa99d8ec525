package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"syscall"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/cmd/dutch"
)

// explain says in Dutch why something was not done. A problem of the server is shown whole, with all its faults; of
// other errors only what is known to hold no personal data.
func explain(err error) string {
	var refused *client.Fout
	if errors.As(err, &refused) {
		return explainProblem(&refused.Probleem)
	}
	return "dossierctl: " + explainOther(err) + "\n"
}

// explainProblem shows a problem document. The server's words go through the same sieve as what comes from a dossier.
func explainProblem(p *bericht.Probleem) string {
	var b strings.Builder
	page := &page{out: &b, width: widthElsewhere}
	page.hang(0, 2, text(fmt.Sprintf("dossierctl: %s (%d, %s)", p.Title, p.Status, p.Code)))
	if p.Detail != "" && p.Detail != p.Title {
		page.line(2, text(p.Detail))
	}
	for _, f := range p.Fouten {
		page.hang(2, 4, text(fmt.Sprintf("- %s: %s", fieldLabel(strings.TrimPrefix(f.Veld, "/")), f.Tekst)))
	}
	if len(p.Onderdelen) > 0 {
		ids := make([]string, len(p.Onderdelen))
		for i, o := range p.Onderdelen {
			ids[i] = o.String()
		}
		page.hang(2, 4, text("onderdelen: "+strings.Join(ids, ", ")))
	}
	if len(p.Regels) > 0 {
		page.hang(2, 4, text("regels: "+strings.Join(p.Regels, ", ")))
	}
	if p.Verzoek != "" {
		page.line(2, text("verzoek: "+p.Verzoek))
	}
	return b.String()
}

// advice is what to say of errors that are no problem of the server. The first that matches counts.
var advice = []struct {
	is   error
	says string
}{
	{context.Canceled, "afgebroken"},
	{context.DeadlineExceeded, "de server antwoordde niet op tijd"},
	{syscall.ECONNREFUSED, "er luistert geen server op dit adres. Draait dossierd, en klopt --server of " + envServer +
		"?"},
	{syscall.EPIPE, "wie meelas hield op met lezen"},
	{syscall.ENOSPC, "de schijf is vol"},
	{fs.ErrPermission, "geen toegang tot dit bestand of deze map"},
	{fs.ErrNotExist, "deze map of dit bestand bestaat niet"},
	{fs.ErrExist, "op deze plaats staat al een bestand of een map"},
	{syscall.ENOTDIR, "een deel van dit pad is een bestand en geen map"},
	{syscall.EISDIR, "dit is een map en geen bestand"},
	{syscall.EROFS, "hier kan niet worden geschreven"},
	{io.EOF, "de server verbrak de verbinding zonder te antwoorden"},
	{io.ErrUnexpectedEOF, "de server verbrak de verbinding voor het antwoord heel was"},
	{syscall.ECONNRESET, "de server verbrak de verbinding"},
	{client.ErrAntwoord, "dit antwoord komt niet heel of niet van een server van Dossierboek. Klopt --server of " +
		envServer + "?"},
}

func explainOther(err error) string {
	var usage *dutch.UsageError
	if errors.As(err, &usage) {
		return usage.Error()
	}
	if errors.Is(err, errIncomplete) {
		return errIncomplete.Error()
	}
	for _, a := range advice {
		if errors.Is(err, a.is) {
			return a.says
		}
	}
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return "deze servernaam is niet te vinden. Klopt --server of " + envServer + "?"
	}
	var untrusted *tls.CertificateVerificationError
	if errors.As(err, &untrusted) {
		return "het certificaat van de server is niet te vertrouwen. Geef een eigen CA op met SSL_CERT_FILE"
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return "de server antwoordde niet op tijd"
	}
	var plain tls.RecordHeaderError
	if errors.As(err, &plain) || errors.Is(err, http.ErrSchemeMismatch) {
		return "deze server spreekt geen TLS. Klopt het adres van --server of " + envServer + "?"
	}
	return "dat ging niet: " + err.Error()
}
