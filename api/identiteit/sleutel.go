package identiteit

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

var (
	// ErrSleutelBestaat: there is a file already where a key was to be made.
	ErrSleutelBestaat = errors.New("identiteit: there is a key file already")
	// ErrSleutelOntbreekt: there is no key file.
	ErrSleutelOntbreekt = errors.New("identiteit: the key file is missing")
	// ErrSleutelRechten: others than the owner may read the key file.
	ErrSleutelRechten = errors.New("identiteit: the key file may be read by others; set its mode to 0600")
	// ErrSleutelVorm: the file holds no Ed25519 key in PEM.
	ErrSleutelVorm = errors.New("identiteit: not an Ed25519 key in PEM")
)

const (
	pemPrive    = "PRIVATE KEY" // PKCS #8
	maxSleutel  = 4096          // bytes read of a key file
	sleutelMode = 0o600
)

// MaakSleutel makes a new signing key in a new file that its owner alone may read (PEM, PKCS #8), durable when it
// returns. A file that stands there is never touched.
func MaakSleutel(pad string) (ed25519.PrivateKey, error) {
	_, k, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(pad, os.O_WRONLY|os.O_CREATE|os.O_EXCL, sleutelMode)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%w: %s", ErrSleutelBestaat, pad)
	}
	if err != nil {
		return nil, fmt.Errorf("identiteit: make key file: %w", err)
	}
	err = pem.Encode(f, &pem.Block{Type: pemPrive, Bytes: der})
	clear(der)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = syncMap(filepath.Dir(pad))
	}
	if err != nil {
		return nil, fmt.Errorf("identiteit: make key file: %w", errors.Join(err, os.Remove(pad)))
	}
	return k, nil
}

// syncMap makes a new name in a folder durable.
func syncMap(pad string) error {
	d, err := os.Open(pad)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// LeesSleutel reads a signing key. It refuses a file that others may read.
func LeesSleutel(pad string) (ed25519.PrivateKey, error) {
	info, err := os.Stat(pad)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrSleutelOntbreekt, pad)
	}
	if err != nil {
		return nil, fmt.Errorf("identiteit: read key file: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%w: %s", ErrSleutelRechten, pad)
	}
	der, err := leesPEM(pad)
	if err != nil {
		return nil, err
	}
	defer clear(der)
	k, err := x509.ParsePKCS8PrivateKey(der)
	ed, ok := k.(ed25519.PrivateKey)
	if err != nil || !ok {
		return nil, fmt.Errorf("%w: %s", ErrSleutelVorm, pad)
	}
	return ed, nil
}

func leesPEM(pad string) ([]byte, error) {
	info, err := os.Stat(pad)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrSleutelOntbreekt, pad)
	}
	if err != nil {
		return nil, fmt.Errorf("identiteit: read key file: %w", err)
	}
	if info.Size() > maxSleutel || !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: %s", ErrSleutelVorm, pad)
	}
	ruw, err := os.ReadFile(pad)
	if err != nil {
		return nil, fmt.Errorf("identiteit: read key file: %w", err)
	}
	b, rest := pem.Decode(ruw)
	if b == nil || b.Type != pemPrive || len(rest) > 0 {
		return nil, fmt.Errorf("%w: %s", ErrSleutelVorm, pad)
	}
	return b.Bytes, nil
}

// Kenmerk is how tokens name the key that signed them (kid): the first half of the SHA-256 of the public key, in hex.
func Kenmerk(k ed25519.PublicKey) string {
	h := sha256.Sum256(k)
	return hex.EncodeToString(h[:16])
}
