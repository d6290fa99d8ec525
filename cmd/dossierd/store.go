package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"dossierboek/eventstore"
	"dossierboek/eventstore/esdb"
	"dossierboek/eventstore/ledger"
	"dossierboek/eventstore/sqlite"
)

// onCluster reports whether the log is kept on an EventStoreDB cluster, and not in a file of its own.
func (p *paths) onCluster() bool { return p.store != "" }

// logName is how messages call the log. A connection string may hold a password and is never repeated.
func (p *paths) logName() string {
	if p.onCluster() {
		return "op het cluster"
	}
	return p.log
}

// openStore opens the log for writing: the file, or the cluster that --store names. Only a file is made, and only if
// asked.
func (p *paths) openStore(ctx context.Context, log *slog.Logger, create bool) (eventstore.Store, error) {
	if p.onCluster() {
		return p.openCluster(ctx, log)
	}
	s, err := sqlite.Open(ctx, p.log, sqlite.Options{Create: create, Logger: log})
	if err != nil {
		return nil, err // and no Store that holds a nil
	}
	return s, nil
}

// lookAtStore opens the log for reading, beside a server that may be running.
func (p *paths) lookAtStore(ctx context.Context) (eventstore.Store, error) {
	if p.onCluster() {
		return p.openCluster(ctx, slog.New(slog.DiscardHandler))
	}
	s, err := sqlite.Open(ctx, p.log, sqlite.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	return s, nil
}

func (p *paths) openCluster(ctx context.Context, log *slog.Logger) (eventstore.Store, error) {
	s, err := esdb.Open(ctx, p.store, esdb.Options{Logger: log, LoginFile: p.storeLogin})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// there reports whether a ledger was made here.
func (p *paths) there(ctx context.Context) (_ bool, err error) {
	if !p.onCluster() {
		_, err := os.Lstat(p.log)
		return err == nil, nil
	}
	s, err := p.lookAtStore(ctx)
	if err != nil {
		return false, p.noLog(err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	switch _, err := ledger.LeesInrichting(ctx, s); {
	case errors.Is(err, ledger.ErrGeenLedger):
		return false, nil
	case err != nil:
		return false, p.noLog(err)
	}
	return true, nil
}

// noLog says of which log an error is, and whether it is that there is none yet.
func (p *paths) noLog(err error) error {
	none := errors.Is(err, eventstore.ErrMissing) || errors.Is(err, fs.ErrNotExist)
	if p.onCluster() {
		none = errors.Is(err, ledger.ErrGeenLedger)
	}
	if none {
		return fmt.Errorf("%w: %s", errNoLedger, p.logName())
	}
	return fmt.Errorf("logboek %s: %w", p.logName(), err)
}

// errClusterCopy: copies of a cluster's log are made with the cluster's own means.
var errClusterCopy = errors.New("het logboek staat op een cluster; maak en herstel kopieën daarvan met de middelen " +
	"van EventStoreDB (README, \"On a cluster\")")
