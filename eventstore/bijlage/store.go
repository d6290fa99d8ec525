package bijlage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	"gocloud.dev/gcerrors"

	"dossierboek/domain/id"
)

// Match these with errors.Is; else the bucket's own errors come as they are.
var (
	// ErrNotFound: there is no such file.
	ErrNotFound = errors.New("bijlage: no such file")
	// ErrExists: a file with this name is there already, and stays.
	ErrExists = errors.New("bijlage: the file exists already")
	// ErrUnavailable: the bucket did not do what was asked. Whether it did it all the same is not known.
	ErrUnavailable = errors.New("bijlage: the bucket does not answer")
)

// Name is how a file is known: its dossier's id and its own.
type Name struct {
	Dossier id.Dossier
	Bestand id.Bestand
}

func (n Name) key() string { return n.Dossier.String() + "/" + n.Bestand.String() }

// String is safe to log: both ids are random.
func (n Name) String() string { return n.key() }

// Store is a bucket of sealed files. Safe for concurrent use.
type Store struct {
	bucket       *blob.Bucket
	name, prefix string        // of a bucket that is no folder: what it is called, and what its keys begin with
	patience     time.Duration // how long one step of the bucket may take
	count        counters
}

// counters are what Stats tells.
type counters struct {
	written, read, deleted, bytesIn, bytesOut, failed atomic.Int64
}

// Stats says what was done since the store was opened: files and bytes of their sealed form. Failed counts what the
// bucket did not do.
type Stats struct{ Written, Read, Deleted, BytesIn, BytesOut, Failed int64 }

// Stats counts what was done.
func (s *Store) Stats() Stats {
	c := &s.count
	return Stats{c.written.Load(), c.read.Load(), c.deleted.Load(), c.bytesIn.Load(), c.bytesOut.Load(), c.failed.Load()}
}

// Open opens a bucket by URL: file:///a/folder, or what a driver of gocloud.dev that is linked in knows
// (s3://bucket?…). A folder that is not there is made only where create is set: one that is missing is an error. So is
// a bucket that is not there, or that may not be listed. One that does not answer opens all the same, and is
// ErrUnavailable until it does.
func Open(ctx context.Context, where string, create bool) (*Store, error) {
	u, err := url.Parse(where)
	if err != nil {
		return nil, errors.New("bijlage: the place of the files is no URL") // a URL may hold a secret, so it is not quoted
	}
	if u.Scheme == "file" {
		return openFolder(filepath.FromSlash(u.Path), create)
	}
	b, err := blob.OpenBucket(ctx, where)
	if err != nil {
		// Its text has the URL, which may hold a secret.
		return nil, errors.New("bijlage: " + strings.ReplaceAll(err.Error(), where, u.Scheme+"://…"))
	}
	s := &Store{bucket: b, name: u.Host, prefix: u.Query().Get("prefix"), patience: patience}
	if err := s.mayBeUsed(ctx); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return s, nil
}

// mayBeUsed finds a mistake in the name of a bucket, or in its rights, before anybody is kept waiting by it.
func (s *Store) mayBeUsed(ctx context.Context) error {
	there := true
	err := s.step(ctx, func(ctx context.Context) (err error) {
		there, err = s.bucket.IsAccessible(ctx)
		return err
	})
	switch {
	case !there && err == nil:
		return errors.New("bijlage: there is no such bucket")
	case gcerrors.Code(err) == gcerrors.PermissionDenied:
		return fmt.Errorf("bijlage: the bucket may not be listed: %w", err)
	}
	return ctx.Err()
}

func openFolder(dir string, create bool) (*Store, error) {
	if create {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, err
		}
	}
	b, err := fileblob.OpenBucket(dir, &fileblob.Options{NoTempDir: true, Metadata: fileblob.MetadataDontWrite,
		DirFileMode: 0o700})
	if err != nil {
		return nil, err
	}
	return &Store{bucket: b, patience: patience}, nil
}

// Close closes the bucket.
func (s *Store) Close() error { return s.bucket.Close() }

// Put stores what write writes, durably when it returns. Where write fails nothing is stored, and its error is
// returned as it came; where the bucket fails ErrUnavailable is matched.
func (s *Store) Put(ctx context.Context, n Name, write func(io.Writer) error) error {
	asked := ctx
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	still := newWatch(s.patience, cancel)
	var file *os.File // of a folder
	w, err := s.bucket.NewWriter(ctx, n.key(), &blob.WriterOptions{
		ContentType: "application/octet-stream", IfNotExist: true,
		BeforeWrite: func(as func(any) bool) error { as(&file); s.forS3(as); return nil },
	})
	if err != nil {
		return s.failed(asked, err)
	}
	to := &counter{w: w, still: still}
	if err := write(to); err != nil {
		cancel() // before closing: it is not stored
		return errors.Join(s.writeError(asked, err, to.err), ignore(w.Close(), context.Canceled))
	}
	if file != nil {
		if err := file.Sync(); err != nil {
			cancel()
			return errors.Join(s.failed(asked, err), ignore(w.Close(), context.Canceled))
		}
	}
	still.during(func() { err = w.Close() })
	if err != nil {
		return s.failed(asked, err)
	}
	if file != nil {
		if err := syncFolders(file.Name()); err != nil {
			return s.failed(asked, err)
		}
	}
	s.count.written.Add(1)
	s.count.bytesIn.Add(to.n)
	return nil
}

// writeError tells an error of the bucket from one of who wrote.
func (s *Store) writeError(asked context.Context, err, ofBucket error) error {
	if ofBucket != nil && errors.Is(err, ofBucket) {
		return s.failed(asked, err)
	}
	return err
}

// counter counts what goes to the bucket, and remembers how that failed.
type counter struct {
	w     io.Writer
	still *watch
	n     int64
	err   error
}

func (c *counter) Write(b []byte) (n int, err error) {
	c.still.during(func() { n, err = c.w.Write(b) })
	c.n += int64(n)
	if err != nil {
		c.err = err
	}
	return n, err
}

// syncFolders makes the name of a file durable: its folder's, and that folder's in the bucket.
func syncFolders(file string) error {
	for _, dir := range []string{filepath.Dir(file), filepath.Dir(filepath.Dir(file))} {
		d, err := os.Open(dir)
		if err != nil {
			return err
		}
		if err := errors.Join(d.Sync(), d.Close()); err != nil {
			return err
		}
	}
	return nil
}

// Has reports whether a file is there. Errors: ErrUnavailable.
func (s *Store) Has(ctx context.Context, n Name) (there bool, err error) {
	err = s.step(ctx, func(ctx context.Context) (err error) {
		there, err = s.bucket.Exists(ctx, n.key())
		return err
	})
	return there, err
}

// Get opens a file to read; the caller closes it. Errors: ErrNotFound, ErrUnavailable.
func (s *Store) Get(ctx context.Context, n Name) (io.ReadCloser, error) {
	return s.GetRange(ctx, n, 0, -1)
}

// GetRange opens length bytes of a file from offset on, or all from there where length is negative. A file that ends
// before gives what it has. Errors: as of Get.
func (s *Store) GetRange(ctx context.Context, n Name, offset, length int64) (io.ReadCloser, error) {
	r := &reader{s: s, asked: ctx}
	ctx, r.cancel = context.WithCancel(ctx)
	r.still = newWatch(s.patience, r.cancel)
	var err error
	r.still.during(func() { r.r, err = s.bucket.NewRangeReader(ctx, n.key(), offset, length, readOptions) })
	if err != nil {
		r.cancel()
		return nil, s.failed(r.asked, err)
	}
	s.count.read.Add(1)
	return r, nil
}

var readOptions = &blob.ReaderOptions{BeforeRead: readFromS3}

type reader struct {
	s      *Store
	r      io.ReadCloser
	still  *watch
	asked  context.Context // of who asked: a fault after it ended is not the bucket's
	cancel context.CancelFunc
}

func (r *reader) Read(b []byte) (n int, err error) {
	r.still.during(func() { n, err = r.r.Read(b) })
	r.s.count.bytesOut.Add(int64(n))
	if err != nil && err != io.EOF {
		err = r.s.failed(r.asked, err)
	}
	return n, err
}

func (r *reader) Close() error {
	r.cancel()
	return r.r.Close()
}

// Delete deletes a file. That it is not there is no error: deleting may be repeated.
func (s *Store) Delete(ctx context.Context, n Name) error { return s.delete(ctx, n.key()) }

func (s *Store) delete(ctx context.Context, key string) error {
	switch err := s.step(ctx, func(ctx context.Context) error { return s.bucket.Delete(ctx, key) }); {
	case errors.Is(err, ErrNotFound):
		return nil
	case err != nil:
		return err
	}
	s.count.deleted.Add(1)
	return nil
}

// failed gives an error of the bucket the name that callers know it by. asked is the context of who asked: that it
// ended is no fault of the bucket.
func (s *Store) failed(asked context.Context, err error) error {
	switch code := gcerrors.Code(err); {
	case err == nil:
		return nil
	case code == gcerrors.NotFound && !bucketGone(err):
		return ErrNotFound
	case code == gcerrors.FailedPrecondition, code == gcerrors.AlreadyExists:
		return fmt.Errorf("%w: %w", ErrExists, err)
	case asked.Err() != nil:
		return errors.Join(asked.Err(), err)
	}
	s.count.failed.Add(1)
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}

func ignore(err, known error) error {
	if errors.Is(err, known) || gcerrors.Code(err) == gcerrors.Canceled {
		return nil
	}
	return err
}
