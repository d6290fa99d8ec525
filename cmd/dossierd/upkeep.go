package main

import (
	"context"
	"log/slog"
	"time"
)

const (
	// finishEvery is how often erasures that a fault left unfinished are tried again.
	finishEvery = time.Minute
	// upkeepEvery is how often the background work is done.
	upkeepEvery = time.Hour
	// epochLife is how long a master-key epoch wraps the vault. After an erasure the next upkeep begins a new one, so
	// that the copy of the vault from before it expires in time.
	epochLife = 7 * 24 * time.Hour
	// backupRetention is how long copies of the vault may be kept: an epoch that was superseded longer ago is destroyed,
	// and with it every copy from its time.
	backupRetention = 30 * 24 * time.Hour
	// sweepEvery is how often files that no event names are looked for.
	sweepEvery = 24 * time.Hour
)

// upkeep finishes erasures that a fault left unfinished, moves the vault's memory of the log along, turns the
// master-key epochs over, destroys those that expired, and sweeps files that no event names. What fails is tried again
// the next time.
func (o *parts) upkeep(ctx context.Context, log *slog.Logger) error {
	finish, tick := time.NewTicker(finishEvery), time.NewTicker(upkeepEvery)
	defer finish.Stop()
	defer tick.Stop()
	var swept time.Time
	for {
		if err := o.ledger.Herstel(ctx, nil); err != nil && ctx.Err() == nil {
			log.Error("vernietigingen zijn niet afgerond", "fout", err)
		}
		o.finish(ctx, log) // what a crash left between two dossiers is finished when the server starts, not a while later
		if err := o.turnEpochs(ctx, log); err != nil && ctx.Err() == nil {
			log.Error("tijdvakken van de meestersleutel zijn niet bijgewerkt", "fout", err)
		}
		if now().Sub(swept) > sweepEvery {
			swept = now()
			o.sweep(ctx, log)
		}
	waiting:
		for {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-finish.C:
				o.finish(ctx, log)
			case <-tick.C:
				break waiting
			}
		}
	}
}

// finish does what a fault or a crash left undone of erasures and overbrengingen, and of the drafts that went with an
// erasure.
func (o *parts) finish(ctx context.Context, log *slog.Logger) {
	if err := o.ledger.RondAf(ctx); err != nil && ctx.Err() == nil {
		log.Error("vernietigingen of overbrengingen zijn niet afgerond", "fout", err)
	}
	if err := o.ledger.RuimConceptenOp(ctx); err != nil && ctx.Err() == nil {
		log.Error("concepten zijn niet opgeruimd", "fout", err)
	}
}

// sweep deletes the files that uploads left which broke off at their end.
func (o *parts) sweep(ctx context.Context, log *slog.Logger) {
	n, err := o.ledger.VeegBijlagen(ctx)
	if err != nil && ctx.Err() == nil {
		log.Error("bestanden zonder bijlage zijn niet opgeruimd", "fout", err)
	}
	if n > 0 {
		log.Info("bestanden zonder bijlage opgeruimd", "aantal", n)
	}
}

func (o *parts) turnEpochs(ctx context.Context, log *slog.Logger) error {
	epochs := o.ring.Epochs()
	current := epochs[len(epochs)-1]
	erased, err := o.erasedSince(ctx, current.Made)
	if err != nil {
		return err
	}
	if now().Sub(current.Made) > epochLife || erased {
		if err := o.vault.Rotate(ctx, now(), nil); err != nil {
			return err
		}
		log.Info("nieuw tijdvak van de meestersleutel")
	}
	dropped, err := o.vault.DropExpired(ctx, now(), backupRetention)
	if len(dropped) > 0 {
		log.Info("verlopen tijdvakken van de meestersleutel vernietigd", "aantal", len(dropped))
	}
	return err
}

// erasedSince reports whether a key was destroyed since a moment.
func (o *parts) erasedSince(ctx context.Context, t time.Time) (bool, error) {
	for stone, err := range o.vault.Tombstones(ctx) {
		if err != nil {
			return false, err
		}
		if stone.At.After(t) {
			return true, nil
		}
	}
	return false, nil
}
