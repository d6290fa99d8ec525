package main

import (
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/pflag"

	"dossierboek/api"
)

// paths says where each part of a ledger lies. README says what each is, and what its loss costs.
type paths struct {
	data, log, vault, ring, keeper, register, projections, tokenKey, drafts string

	store      string // connection string of a cluster that keeps the log; "" for the file
	storeLogin string // file with the login for it

	files    string // URL of the bucket or folder with the files of bijlagen
	ownFiles bool   // it is the folder in the data folder

	limits api.Grenzen // zero: the API's own

	contact contact

	clock func() time.Time // nil: now; the demo works through a week that is over
}

// flags say where everything lies, and under what names users of the API find its operator.
func (p *paths) flags(f *pflag.FlagSet) {
	f.StringVar(&p.data, "data", "data", "`map` met alle bestanden")
	f.StringVar(&p.log, "logboek", "", "`bestand` met het logboek (anders logboek.db in de datamap)")
	f.StringVar(&p.store, "store", "", "`verbinding` met het EventStoreDB-cluster dat het logboek bewaart: "+
		"esdb://host1:2113,host2:2113,host3:2113?… (anders DOSSIERBOEK_STORE, anders het bestand van --logboek)")
	f.StringVar(&p.storeLogin, "store-login", "",
		"`bestand` met gebruiker:wachtwoord voor het cluster, zodat het wachtwoord niet in "+
			"een opdracht staat (anders DOSSIERBOEK_STORE_LOGIN)")
	f.StringVar(&p.vault, "kluis", "", "`bestand` van de kluis met de sleutels (anders kluis.db in de datamap)")
	f.StringVar(&p.ring, "sleutelring", "",
		"`bestand` met de tijdvakken van de meestersleutel (anders sleutelring.json in de datamap)")
	f.StringVar(&p.keeper, "meestersleutel", "",
		"`URL` van de meestersleutel: file:///pad, hashivault://, awskms://, azurekeyvault://, "+
			"gcpkms:// (anders DOSSIERBOEK_MEESTERSLEUTEL, anders meester.sleutel in de datamap)")
	f.StringVar(&p.register, "register", "",
		"`bestand` met het vernietigingsregister (anders vernietigingsregister.jsonl in de datamap; "+
			"bewaar het elders)")
	f.StringVar(&p.projections, "projecties", "", "`map` met afgeleide gegevens (anders projecties in de datamap)")
	f.StringVar(&p.drafts, "concepten", "",
		"`bestand` met concepten, wat medewerkers aan het schrijven zijn (anders concepten.db in de datamap)")
	f.StringVar(&p.tokenKey, "tokensleutel", "",
		"`bestand` met de sleutel die tokens ondertekent (anders token.pem in de datamap)")
	f.StringVar(&p.files, "bijlagen", "",
		"`plaats` van de bestanden van bijlagen, een map of URL: file:///pad, s3://bucket?region=… "+
			"(anders DOSSIERBOEK_BIJLAGEN, anders bijlagen in de datamap)")
	f.StringVar(&p.contact.url, "contact-url", "https://voorbeeld.invalid/dossierboek",
		"`URL` waar gebruikers van de API terechtkunnen, in de OpenAPI-beschrijving")
	f.StringVar(&p.contact.email, "contact-email", "beheer@voorbeeld.invalid", "e-mail`adres` voor gebruikers van de API")
}

// now is the time for what works with these paths.
func (p *paths) now() time.Time {
	if p.clock != nil {
		return p.clock()
	}
	return now()
}

// fromEnvironment takes from the environment what no flag says. These are not the flags' defaults: --help shows those,
// and a password may stand in one.
func (p *paths) fromEnvironment() {
	for value, name := range map[*string]string{
		&p.store: "DOSSIERBOEK_STORE", &p.storeLogin: "DOSSIERBOEK_STORE_LOGIN", &p.keeper: "DOSSIERBOEK_MEESTERSLEUTEL",
		&p.files: "DOSSIERBOEK_BIJLAGEN",
	} {
		if *value == "" {
			*value = os.Getenv(name)
		}
	}
}

// complete fills in what was not given, and makes every path absolute.
func (p *paths) complete() error {
	data, err := filepath.Abs(p.data)
	if err != nil {
		return err
	}
	p.data = data
	for _, part := range []struct {
		path *string
		name string
	}{
		{&p.log, "logboek.db"}, {&p.vault, "kluis.db"}, {&p.ring, "sleutelring.json"},
		{&p.register, "vernietigingsregister.jsonl"}, {&p.projections, "projecties"}, {&p.tokenKey, "token.pem"},
		{&p.drafts, "concepten.db"},
	} {
		if *part.path == "" {
			*part.path = filepath.Join(p.data, part.name)
			continue
		}
		if *part.path, err = filepath.Abs(*part.path); err != nil {
			return err
		}
	}
	if p.files == "" {
		p.files, p.ownFiles = filepath.Join(p.data, "bijlagen"), true
	}
	if p.files, err = folderURL(p.files); err != nil {
		return err
	}
	if p.keeper == "" {
		p.keeper = (&url.URL{Scheme: "file", Path: p.keyFile()}).String()
	}
	return nil
}

// keyFile is where init makes the master key, unless it lies elsewhere by URL.
func (p *paths) keyFile() string { return filepath.Join(p.data, "meester.sleutel") }

// ownKeyFile reports whether the master key is the file that init makes.
func (p *paths) ownKeyFile() bool {
	u, err := url.Parse(p.keeper)
	return err == nil && u.Scheme == "file" && u.Path == p.keyFile()
}
