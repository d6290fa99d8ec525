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
	bucket *blob.Bucket
	count  counters
}

// counters are what Stats tells.
type counters struct {
	written, read, deleted, bytesIn, bytesOut, failed atomic.Int64
}

// Stats says what was done since the store was opened: files and bytes of their sealed form. Failed counts what the bucket
// did not do.
type Stats struct{ Written, Read, Deleted, BytesIn, BytesOut, Failed int64 }

// Stats counts what was done.
func (s *Store) Stats() Stats {
	c := &s.count
	return Stats{c.written.Load(), c.read.Load(), c.deleted.Load(), c.bytesIn.Load(), c.bytesOut.Load(), c.failed.Load()}
}

// Open opens a bucket by URL: file:///a/folder, or what a driver of gocloud.dev that is linked in knows (s3://bucket?…). A
// folder that is not there is made only where create is set: one that is missing is an error.
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
	return &Store{bucket: b}, nil
}

func openFolder(dir string, create bool) (*Store, error) {
	if create {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, err
		}
	}
	b, err := fileblob.OpenBucket(dir, &fileblob.Options{NoTempDir: true, Metadata: fileblob.MetadataDontWrite, DirFileMode: 0o700})
	if err != nil {
		return nil, err
	}
	return &Store{bucket: b}, nil
}

// Close closes the bucket.
func (s *Store) Close() error { return s.bucket.Close() }

// Put stores what write writes, durably when it returns. Where write fails nothing is stored, and its error is returned as it
// came; where the bucket fails ErrUnavailable is matched.
func (s *Store) Put(ctx context.Context, n Name, write func(io.Writer) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var file *os.File // of a folder
	w, err := s.bucket.NewWriter(ctx, n.key(), &blob.WriterOptions{
		ContentType: "application/octet-stream", IfNotExist: true,
		BeforeWrite: func(as func(any) bool) error { as(&file); return nil },
	})
	if err != nil {
		return s.failed(err)
	}
	to := &counter{w: w}
	if err := write(to); err != nil {
		cancel() // before closing: it is not stored
		return errors.Join(s.writeError(err, to.err), ignore(w.Close(), context.Canceled))
	}
	if file != nil {
		if err := file.Sync(); err != nil {
			cancel()
			return errors.Join(s.failed(err), ignore(w.Close(), context.Canceled))
		}
	}
	if err := w.Close(); err != nil {
		return s.failed(err)
	}
	if file != nil {
		if err := syncFolders(file.Name()); err != nil {
			return s.failed(err)
		}
	}
	s.count.written.Add(1)
	s.count.bytesIn.Add(to.n)
	return nil
}

// writeError tells an error of the bucket from one of who wrote.
func (s *Store) writeError(err, ofBucket error) error {
	if ofBucket != nil && errors.Is(err, ofBucket) {
		return s.failed(err)
	}
	return err
}

// counter counts what goes to the bucket, and remembers how that failed.
type counter struct {
	w   io.Writer
	n   int64
	err error
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
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

// Get opens a file to read; the caller closes it. Errors: ErrNotFound, ErrUnavailable.
func (s *Store) Get(ctx context.Context, n Name) (io.ReadCloser, error) {
	r, err := s.bucket.NewReader(ctx, n.key(), nil)
	if err != nil {
		return nil, s.failed(err)
	}
	s.count.read.Add(1)
	return &reader{r, s}, nil
}

type reader struct {
	io.ReadCloser
	s *Store
}

func (r *reader) Read(b []byte) (int, error) {
	n, err := r.ReadCloser.Read(b)
	r.s.count.bytesOut.Add(int64(n))
	if err != nil && err != io.EOF {
		err = r.s.failed(err)
	}
	return n, err
}

// Delete deletes a file. That it is not there is no error: deleting may be repeated.
func (s *Store) Delete(ctx context.Context, n Name) error { return s.delete(ctx, n.key()) }

func (s *Store) delete(ctx context.Context, key string) error {
	switch err := s.failed(s.bucket.Delete(ctx, key)); {
	case errors.Is(err, ErrNotFound):
		return nil
	case err != nil:
		return err
	}
	s.count.deleted.Add(1)
	return nil
}

// failed gives an error of the bucket the name that callers know it by.
func (s *Store) failed(err error) error {
	switch {
	case err == nil:
		return nil
	case gcerrors.Code(err) == gcerrors.NotFound:
		return ErrNotFound
	case gcerrors.Code(err) == gcerrors.FailedPrecondition, gcerrors.Code(err) == gcerrors.AlreadyExists:
		return fmt.Errorf("%w: %w", ErrExists, err)
	case gcerrors.Code(err) == gcerrors.Canceled, gcerrors.Code(err) == gcerrors.DeadlineExceeded:
		return err // of who asked, not of the bucket
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
