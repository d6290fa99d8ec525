package concept

// step names one action whose effect outlives a crash.
type step string

const (
	stepCommit     step = "commit"
	stepTruncate   step = "empty the write-ahead log"
	stepBackupMove step = "put the copy in its place"
)

// steps lists them all, for tests.
var steps = []step{stepCommit, stepTruncate, stepBackupMove}

// fault stands between a durable step and the code that asked for it. It is nil except in tests, which make each fail twice:
// lost, and done but reported failed.
type fault func(s step, do func() error) error

func (f fault) run(s step, do func() error) error {
	if f == nil {
		return do()
	}
	return f(s, do)
}
