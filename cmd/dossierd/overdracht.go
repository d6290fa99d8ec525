package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"filippo.io/age"
	"github.com/spf13/cobra"

	"dossierboek/api/bericht"
	"dossierboek/cmd/dutch"
	"dossierboek/domain"
)

// A dossier comes from another organisation as a file that is sealed to a key of ours: the lines of an import inside
// an age file. It is opened as it is read, each time again; nothing of it is written open.

func transferKeyCommand(*paths) *cobra.Command {
	return &cobra.Command{
		Use:   "overdrachtsleutel BESTAND",
		Short: "Maakt een sleutel waarvoor andere organisaties een dossier kunnen verzegelen",
		Long: `Maakt een sleutel voor overdrachten (age, X25519) in een nieuw bestand, alleen leesbaar voor u, en toont de openbare
sleutel. Geef die aan wie een dossier overdraagt; zorg dat die hem echt van u heeft. Het bestand blijft hier: wie het heeft,
kan elke overdracht lezen die ervoor is verzegeld. 'age-keygen' maakt dezelfde sleutels.`,
		Args: dutch.OneArg("een bestand"),
		RunE: func(cmd *cobra.Command, args []string) error {
			public, err := makeTransferKey(args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), public)
			return err
		},
	}
}

// makeTransferKey writes a new key, durable before its public side is told.
func makeTransferKey(path string) (public string, err error) {
	i, err := age.GenerateX25519Identity()
	if err != nil {
		return "", err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return "", errors.New("er is al een bestand met deze naam; kies een andere")
	}
	if err != nil {
		return "", err
	}
	_, err = fmt.Fprintf(f, "# openbare sleutel: %s\n%s\n", i.Recipient(), i)
	if err = errors.Join(err, f.Sync(), f.Close(), syncDir(filepath.Dir(path))); err != nil {
		return "", err
	}
	return i.Recipient().String(), nil
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

var (
	errSealed     = errors.New("het bestand is verzegeld; noem met --identiteit het bestand met uw overdrachtsleutel")
	errNotSealed  = errors.New("het bestand is niet met age verzegeld, of niet heel; er is niets ingelezen")
	errNotForUs   = errors.New("het bestand is voor een andere sleutel verzegeld, of veranderd; er is niets ingelezen")
	errSealBroken = errors.New("het bestand is afgebroken of veranderd sinds het is verzegeld")
	errIdentity   = errors.New("hierin staat geen overdrachtsleutel (AGE-SECRET-KEY-1…)")
)

// ageMagic is how every age file begins.
const ageMagic = "age-encryption.org/v1\n"

// importSource gives how a file is opened: as it stands, or through the keys that open it. A sealed file asks a key,
// and a key a sealed file, so that nobody takes an open one for one of which the sender is known to have meant it for
// us.
func importSource(path string, identityFiles []string) (func() (io.ReadCloser, error), error) {
	identities, err := readIdentities(identityFiles)
	if err != nil {
		return nil, err
	}
	return func() (io.ReadCloser, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		r, err := unseal(f, identities)
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		return struct {
			io.Reader
			io.Closer
		}{r, f}, nil
	}, nil
}

func readIdentities(paths []string) ([]age.Identity, error) {
	var all []age.Identity
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			return nil, err
		}
		some, err := age.ParseIdentities(f)
		if closing := f.Close(); err != nil || closing != nil {
			return nil, fmt.Errorf("%s: %w", p, errIdentity) // what age says of it may quote a key
		}
		all = append(all, some...)
	}
	return all, nil
}

// unseal reads a file open, if it is sealed.
func unseal(f io.ReadSeeker, identities []age.Identity) (io.Reader, error) {
	begin := make([]byte, len(ageMagic))
	n, err := io.ReadFull(f, begin)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	sealed := bytes.Equal(begin[:n], []byte(ageMagic))
	switch {
	case !sealed && len(identities) == 0:
		return f, nil
	case !sealed:
		return nil, errNotSealed
	case len(identities) == 0:
		return nil, errSealed
	}
	r, err := age.Decrypt(f, identities...)
	var other *age.NoIdentityMatchError
	switch {
	case errors.As(err, &other):
		return nil, errNotForUs
	case err != nil:
		return nil, errNotSealed
	}
	return &unsealed{r}, nil
}

// unsealed says in our words that a sealed file does not go on as it began: every piece of it is authenticated, its
// last one as the last.
type unsealed struct{ r io.Reader }

func (u *unsealed) Read(b []byte) (int, error) {
	n, err := u.r.Read(b)
	if err != nil && err != io.EOF {
		err = errSealBroken
	}
	return n, err
}

// closing says what did not come along, by the word of whoever sent it.
func closing(out io.Writer, s *bericht.Slot) error {
	if s == nil {
		return nil
	}
	var kinds []domain.InhoudSoort
	for k := range s.Achtergebleven {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	var stayed []string
	for _, k := range kinds {
		word := string(k)
		if strings.ContainsFunc(word, func(r rune) bool { return (r < 'a' || r > 'z') && r != '-' }) {
			word = strconv.Quote(word) // not ours
		}
		stayed = append(stayed, fmt.Sprintf("%d %s", s.Achtergebleven[k], word))
	}
	if len(stayed) == 0 {
		stayed = []string{"niets"}
	}
	ground := ""
	if slices.Contains(domain.Openingsgronden, s.Grond) {
		ground = fmt.Sprintf("; geopend op grond van %s", s.Grond)
	}
	_, err := fmt.Fprintf(out, "bij de afzender bleef achter: %s; %d plaatsen in teksten lezen […]%s\n",
		strings.Join(stayed, ", "), s.Gemaskeerd, ground)
	return err
}
