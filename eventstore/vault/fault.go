package vault

import "dossierboek/eventstore/ledgerfile"

type (
	step  = ledgerfile.Step
	fault = ledgerfile.Fault
)

// The durable steps of the ring, in no order; those of the vault's own file are package ledgerfile's. A test makes
// each of them fail twice: lost, and done but reported failed.
const (
	stepRingTemp   step = "ring: write the new file beside the old"
	stepRingKeep   step = "ring: keep a name for the old file"
	stepRingRename step = "ring: put the new file in its place"
	stepRingSync   step = "ring: make the folder durable"
	stepRingWipe   step = "ring: wipe the old file"
)

// steps lists them all, for tests.
var steps = []step{
	stepRingTemp, stepRingKeep, stepRingRename, stepRingSync, stepRingWipe,
	ledgerfile.StepCommit, ledgerfile.StepTruncate, ledgerfile.StepPlace,
}
