package vault

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"gocloud.dev/secrets"
	"gocloud.dev/secrets/localsecrets"

	"dossierboek/eventstore/disk"
)

// FileScheme is the scheme of a keeper whose master key lies in a file: file:///abs/path/meester.sleutel.
const FileScheme = "file"

// maxKeyFile bounds what is read of a key file, in bytes: 44 of base64, and white space.
const maxKeyFile = 256

// NewKeyFile makes a master key of 32 random bytes in a new file that its owner alone may read, as base64 and a
// newline. It is durable when NewKeyFile returns. A file that stands there already is never touched: ErrExists.
func NewKeyFile(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w: %s", ErrExists, path)
	}
	if err != nil {
		return fmt.Errorf("vault: make key file: %w", err)
	}
	key := make([]byte, 32)
	rand.Read(key)
	_, err = io.WriteString(f, base64.StdEncoding.EncodeToString(key)+"\n")
	clear(key)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = disk.Sync(filepath.Dir(path))
	}
	if err != nil {
		return fmt.Errorf("vault: make key file: %w", errors.Join(err, os.Remove(path)))
	}
	return nil
}

// OpenKeeper opens the keeper of the master key. file:///abs/path names a key file, as NewKeyFile makes; every other
// URL goes to the gocloud.dev driver of its scheme, which the program must have linked in. The scheme base64key is
// refused: a key in a URL stands in process lists and shell histories. The caller closes the keeper.
//
// Errors: ErrMissing, ErrPermissions, ErrInvalid, none of which quotes the URL; and the driver's own, which may.
func OpenKeeper(ctx context.Context, keeperURL string) (*secrets.Keeper, error) {
	u, err := url.Parse(keeperURL)
	if err != nil {
		return nil, fmt.Errorf("%w: the keeper's URL does not parse", ErrInvalid)
	}
	switch strings.ToLower(u.Scheme) {
	case FileScheme:
		if u.Host != "" || u.RawQuery != "" || u.Fragment != "" || !filepath.IsAbs(u.Path) {
			return nil, fmt.Errorf("%w: a keeper in a file is named file:///absolute/path", ErrInvalid)
		}
		return openKeyFile(u.Path)
	case localsecrets.Scheme:
		return nil, fmt.Errorf("%w: a keeper's URL may not hold the key itself", ErrInvalid)
	}
	if !secrets.DefaultURLMux().ValidKeeperScheme(u.Scheme) {
		return nil, fmt.Errorf("%w: no keeper for URLs with scheme %q is linked in", ErrInvalid, u.Scheme)
	}
	k, err := secrets.OpenKeeper(ctx, keeperURL)
	if err != nil {
		return nil, fmt.Errorf("vault: open keeper with scheme %q: %w", u.Scheme, err)
	}
	return k, nil
}

func openKeyFile(path string) (*secrets.Keeper, error) {
	text, err := readPrivate(path, maxKeyFile)
	if err != nil {
		return nil, fmt.Errorf("vault: master key: %w", err)
	}
	defer clear(text)
	key, err := parseKeyFile(text)
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, path)
	}
	defer clear(key[:])
	return localsecrets.NewKeeper(key), nil
}

// parseKeyFile reads the text of a key file.
func parseKeyFile(text []byte) (key [32]byte, err error) {
	raw, err := base64.StdEncoding.Strict().DecodeString(strings.TrimSpace(string(text)))
	defer clear(raw)
	if err != nil || len(raw) != len(key) {
		return key, fmt.Errorf("%w: a key file holds 32 bytes in base64", ErrInvalid)
	}
	copy(key[:], raw)
	return key, nil
}
