package projections

// step names one action whose effect outlives a crash.
type step string

// The durable steps. A test makes each of them fail twice: lost, and done but reported failed.
const (
	stepBatch    step = "commit a batch"
	stepForget   step = "commit a forgetting"
	stepTruncate step = "empty the -wal file"
	stepPointer  step = "name the file in use"
	stepKey      step = "destroy the key of a file"
	stepRemove   step = "remove a file"
)

var steps = []step{stepBatch, stepForget, stepTruncate, stepPointer, stepKey, stepRemove}

// fault stands between a durable step and the code that asked for it. It is nil except in tests.
type fault func(s step, do func() error) error

func (f fault) run(s step, do func() error) error {
	if f == nil {
		return do()
	}
	return f(s, do)
}
