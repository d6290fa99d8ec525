package vault

// step names one action whose effect outlives a crash.
type step string

// The durable steps, in no order. A test makes each of them fail twice: lost, and done but reported failed.
const (
	stepRingTemp   step = "ring: write the new file beside the old"
	stepRingKeep   step = "ring: keep a name for the old file"
	stepRingRename step = "ring: put the new file in its place"
	stepRingSync   step = "ring: make the folder durable"
	stepRingWipe   step = "ring: wipe the old file"
	stepCommit     step = "vault: commit"
	stepTruncate   step = "vault: empty the write-ahead log"
	stepBackupMove step = "backup: put the copy in its place"
)

// steps lists them all, for tests.
var steps = []step{
	stepRingTemp, stepRingKeep, stepRingRename, stepRingSync, stepRingWipe,
	stepCommit, stepTruncate, stepBackupMove,
}

// fault stands between a durable step and the code that asked for it. It is nil except in tests.
type fault func(s step, do func() error) error

func (f fault) run(s step, do func() error) error {
	if f == nil {
		return do()
	}
	return f(s, do)
}
