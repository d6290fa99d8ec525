package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"dossierboek/api"
	"dossierboek/cmd/dutch"
)

// serveOptions are the flags of serve.
type serveOptions struct {
	listen    string
	meters    string
	cert, key string
	proxied   bool
	demo      bool
	maxFile   int64 // MiB
}

func serveCommand(p *paths) *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use:   "serve [opties]",
		Short: "Start de server",
		Args:  dutch.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return serve(cmd, p, o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.listen, "listen", "127.0.0.1:8080", "`adres` om op te luisteren")
	f.StringVar(&o.meters, "meters", "",
		"`adres` voor /metrics alleen, zonder TLS (anders staat /metrics bij de API, zolang die alleen op loopback "+
			"luistert)")
	f.StringVar(&o.cert, "tls-certificaat", "", "`certificaat` (PEM); wordt opnieuw gelezen als het wijzigt")
	f.StringVar(&o.key, "tls-sleutel", "", "`sleutel` bij het certificaat (PEM)")
	f.BoolVar(&o.proxied, "achter-proxy", false,
		"een proxy voor deze server verzorgt TLS; alleen dan mag HTTP buiten loopback")
	f.Int64Var(&o.maxFile, "max-bijlage", 1024, "hoeveel `MiB` een bijlage ten hoogste telt")
	f.BoolVar(&o.demo, "demo", false, "maak een demo-organisatie met twee fictieve gezinnen als er nog geen logboek "+
		"is, en druk voorbeelden af")
	return cmd
}

// errPlainHTTP: dossiers do not cross a network in the clear (DRE-sec-2).
var errPlainHTTP = errors.New("zonder TLS luistert dossierd alleen op loopback: geef --tls-certificaat en " +
	"--tls-sleutel, of --achter-proxy als een proxy de TLS verzorgt")

// shutdownTime is how long requests under way may take to finish.
const shutdownTime = 20 * time.Second

func serve(cmd *cobra.Command, p *paths, so serveOptions) (err error) {
	if so.maxFile < 1 || so.maxFile > 1<<20 {
		return errors.New("--max-bijlage is een aantal MiB, van 1 tot 1048576")
	}
	p.limits.MaxBijlage = so.maxFile << 20
	ctx := cmd.Context()
	log := slog.New(slog.NewJSONHandler(cmd.ErrOrStderr(), nil))
	tlsConfig, err := so.tls()
	if err != nil {
		return err
	}
	if so.demo {
		if err := demoUnlessThere(cmd, p); err != nil {
			return err
		}
	}
	listener, err := net.Listen("tcp", so.listen)
	if err != nil {
		return err
	}
	o, err := openParts(ctx, p, log, cmd.ErrOrStderr())
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	handler, err := o.handler(p, log, so.meters != "" || !loopback(so.listen))
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	stopMeters, err := so.serveMeters(handler, log)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer stopMeters()
	server := &http.Server{
		Handler: handler, TLSConfig: tlsConfig, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: api.ReadHeaderTimeout, ReadTimeout: api.ReadTimeout, WriteTimeout: api.WriteTimeout,
		IdleTimeout: api.IdleTimeout, MaxHeaderBytes: api.MaxHeaderBytes,
	}
	if so.demo {
		if err := o.printTour(ctx, cmd.OutOrStdout(), p, "http://"+listener.Addr().String()); err != nil {
			return errors.Join(err, listener.Close())
		}
	}
	log.Info("luistert", "adres", listener.Addr().String(), "tls", tlsConfig != nil)
	return o.runUntilStopped(ctx, log, handler, server, listener)
}

// serveMeters serves the metrics on an address of their own, where one was given.
func (o serveOptions) serveMeters(handler *api.Server, log *slog.Logger) (stop func(), err error) {
	if o.meters == "" {
		return func() {}, nil
	}
	listener, err := net.Listen("tcp", o.meters)
	if err != nil {
		return nil, fmt.Errorf("--meters: %w", err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", handler.Meters())
	server := &http.Server{
		Handler: mux, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: api.ReadHeaderTimeout, ReadTimeout: api.ReadTimeout, WriteTimeout: api.ReadTimeout,
		IdleTimeout: api.IdleTimeout, MaxHeaderBytes: api.MaxHeaderBytes,
	}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("metrics worden niet meer geleverd", "fout", err)
		}
	}()
	log.Info("metrics", "adres", listener.Addr().String())
	return func() { _ = server.Close() }, nil // what Prometheus was reading it asks again
}

func demoUnlessThere(cmd *cobra.Command, p *paths) error {
	there, err := p.there(cmd.Context())
	if err != nil || there {
		return err
	}
	fmt.Fprintln(cmd.OutOrStdout(), "Nog geen logboek: een demo-organisatie met twee fictieve gezinnen wordt gemaakt.")
	return makeDemo(cmd.Context(), p, cmd.ErrOrStderr())
}

// runUntilStopped serves and keeps the background work going, until ctx ends or one of them fails.
func (o *parts) runUntilStopped(ctx context.Context, log *slog.Logger, handler *api.Server, server *http.Server,
	listener net.Listener) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return ignoreStop(ctx, o.projections.Run(ctx)) })
	g.Go(func() error { return ignoreStop(ctx, o.upkeep(ctx, log)) })
	g.Go(func() error {
		var err error
		if server.TLSConfig != nil {
			err = server.ServeTLS(listener, "", "")
		} else {
			err = server.Serve(listener)
		}
		if errors.Is(err, http.ErrServerClosed) {
			return nil
		}
		return err
	})
	g.Go(func() error {
		<-ctx.Done()
		log.Info("stopt")
		handler.Gereed(false)
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
		defer cancel()
		return server.Shutdown(stop)
	})
	return g.Wait()
}

// ignoreStop takes the error of work that was told to stop for none.
func ignoreStop(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// loopback reports whether an address is of this machine alone.
func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
