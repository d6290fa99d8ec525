package esdb

import (
	"fmt"
	"os"
	"testing"

	"dossierboek/eventstore"
	"dossierboek/eventstore/esdb/standin"
	"dossierboek/eventstore/storetest"
)

// serverEnv names a real server for the contract: a connection string.
const serverEnv = "DOSSIERBOEK_TEST_ESDB"

// TestContract runs the suite over the stand-in: one node, and three of which one leads.
func TestContract(t *testing.T) {
	for _, nodes := range []int{1, 3} {
		t.Run(fmt.Sprint("nodes=", nodes), func(t *testing.T) {
			storetest.Run(t, func(t *testing.T) storetest.Fixture {
				c := cluster(t, standin.Options{Nodes: nodes})
				return storetest.Fixture{
					Open: func(t *testing.T) eventstore.Store { return open(t, c.URL(), Options{}) },
					Break: func(t *testing.T, stream string, revision uint64) {
						if err := c.Remove(stream, revision); err != nil {
							t.Fatal(err)
						}
					},
				}
			})
		})
	}
}

// TestContractOnServer runs the suite over a real server, which it leaves fuller than it was.
func TestContractOnServer(t *testing.T) {
	url := os.Getenv(serverEnv)
	if url == "" {
		t.Skipf("%s names no server", serverEnv)
	}
	storetest.Run(t, func(t *testing.T) storetest.Fixture {
		return storetest.Fixture{Open: func(t *testing.T) eventstore.Store { return open(t, url, Options{}) }}
	})
}
