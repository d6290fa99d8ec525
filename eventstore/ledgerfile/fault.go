package ledgerfile

// Step names one action whose effect outlives a crash.
type Step string

const (
	StepCommit   Step = "commit"
	StepTruncate Step = "empty the write-ahead log"
	StepPlace    Step = "put the copy in its place"
)

// Fault stands between a durable step and the code that asked for it. It is nil except in tests, which make each step
// fail twice: lost, and done but reported failed.
type Fault func(s Step, do func() error) error

// Run runs a step.
func (f Fault) Run(s Step, do func() error) error {
	if f == nil {
		return do()
	}
	return f(s, do)
}
