package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"dossierboek/eventstore/bijlage"
)

// folderURL makes a URL of a folder's path; what is a URL stays one.
func folderURL(where string) (string, error) {
	if strings.Contains(where, "://") {
		return where, nil
	}
	path, err := filepath.Abs(where)
	if err != nil {
		return "", err
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String(), nil
}

// openFiles opens the place of the files. The folder of the data folder is made where it is missing, since a ledger of
// before there were bijlagen has none. One that an operator names must be there: it may be a disk that is not mounted.
func (p *paths) openFiles(ctx context.Context, create bool) (*bijlage.Store, error) {
	s, err := bijlage.Open(ctx, p.files, create || p.ownFiles)
	if err != nil {
		return nil, fmt.Errorf("de plaats van de bijlagen is niet te openen: %w", err)
	}
	return s, nil
}

// copyFiles copies the files that are lacking from one place to another, each a folder or a URL.
func copyFiles(ctx context.Context, from, to string, errs io.Writer) (copied int, err error) {
	if from, err = folderURL(from); err != nil {
		return 0, err
	}
	if to, err = folderURL(to); err != nil {
		return 0, err
	}
	source, err := bijlage.Open(ctx, from, false)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	target, err := bijlage.Open(ctx, to, true)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	bar := newProgress(errs, "bijlagen kopiëren", "bestanden", -1)
	defer bar.done()
	return bijlage.Copy(ctx, source, target, func(n int) { bar.at(int64(n)) })
}
