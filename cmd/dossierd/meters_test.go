package main

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"testing"
	"time"
)

// TestMetersApart: with an address of their own the metrics are there and nothing else is, and they are not with the
// API.
func TestMetersApart(t *testing.T) {
	p := newPaths(t)
	must(t, initialise(t.Context(), p, "Veilig Thuis Voorbeeld"))
	api, meters := freeAddress(t), freeAddress(t)
	cmd := exec.Command("dossierd", "serve", "--data", p.data, "--listen", api, "--meters", meters)
	cmd.Stderr = t.Output()
	must(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	for ctx.Err() == nil && status("http://"+api+"/gereed") != http.StatusOK {
		time.Sleep(20 * time.Millisecond)
	}
	for url, want := range map[string]int{
		"http://" + meters + "/metrics": http.StatusOK, "http://" + meters + "/gezondheid": http.StatusNotFound,
		"http://" + api + "/metrics": http.StatusNotFound, "http://" + api + "/v1/openapi.json": http.StatusOK,
	} {
		if got := status(url); got != want {
			t.Errorf("%s: %d, want %d", url, got, want)
		}
	}
	must(t, cmd.Process.Signal(os.Interrupt))
	must(t, cmd.Wait())
}
