package esdb

import (
	"errors"
	"fmt"

	"dossierboek/eventstore"
)

// What Open may find wrong, one line each. Those that may pass by themselves also match eventstore.ErrUnavailable, and
// are what a running store answers while they last.
var (
	// ErrURL: the connection string, or the file with the login, cannot be used. It never repeats them: they hold the
	// password.
	ErrURL = errors.New("esdb: the connection string cannot be used")
	// ErrTooOld: the server is older than MinVersion, or does not say its version.
	ErrTooOld = errors.New("esdb: the server is older than EventStoreDB " + MinVersion)
	// ErrForeign: something answers there, but it is not an EventStoreDB.
	ErrForeign = errors.New("esdb: the server is not an EventStoreDB")

	// ErrTLS: the TLS of the URL and that of the server do not fit: not TLS, or a certificate that is not trusted.
	ErrTLS = fmt.Errorf("%w: esdb: TLS fails", eventstore.ErrUnavailable)
	// ErrLogin: the server does not know the login, or wants one and the URL has none.
	ErrLogin = fmt.Errorf("%w: esdb: the server refuses the login", eventstore.ErrUnavailable)
	// ErrRights: the login may not do what a ledger needs.
	ErrRights = fmt.Errorf("%w: esdb: the login lacks rights", eventstore.ErrUnavailable)
	// ErrNoLeader: the cluster answers but has no leader: no quorum, or an election is going on.
	ErrNoLeader = fmt.Errorf("%w: esdb: the cluster has no leader", eventstore.ErrUnavailable)
	// ErrUnreachable: nothing answers at the address.
	ErrUnreachable = fmt.Errorf("%w: esdb: no node of the cluster can be reached", eventstore.ErrUnavailable)
)

// broken says that what was read cannot be right. where names a stream and revision or a position, never content.
func broken(where string, args ...any) error {
	return fmt.Errorf("%w: %s", eventstore.ErrBroken, fmt.Sprintf(where, args...))
}
