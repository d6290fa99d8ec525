package bijlage

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"

	// S3, and what speaks its protocol, is found by the scheme of a URL; another driver of gocloud.dev/blob asks one line
	// here.
	_ "gocloud.dev/blob/s3blob"
)

const (
	// partLen is how long the parts are in which a file goes to S3, in bytes: the least that it takes. S3 takes 10,000,
	// so a file of up to 48 GiB.
	partLen = 5 << 20
	// partsAtOnce is how many parts are sent at a time; one more is filled meanwhile, and all are held in memory.
	partsAtOnce = 2
	// abortTime is how long giving up an upload may take after whoever asked for it is gone.
	abortTime = 30 * time.Second
)

// forS3 has a file go to S3 in few and small parts, and has the parts of an upload that broke off deleted: the driver
// sends that with the context that broke off, so that it never arrives. It does nothing where the bucket is no S3.
func (s *Store) forS3(as func(any) bool) {
	var m *transfermanager.Client
	client := s.s3()
	if client == nil || !as(&m) {
		return
	}
	*m = *transfermanager.New(client, func(o *transfermanager.Options) {
		o.PartSizeBytes, o.MultipartUploadThreshold, o.Concurrency = partLen, partLen, partsAtOnce
		o.FailTimeout = abortTime
		o.RequestChecksumCalculation = client.Options().RequestChecksumCalculation
	})
}

// readFromS3 asks for no checksums: what a file is shows by its tags and digest, and a server that has none would be
// warned of in the log at every reading.
func readFromS3(as func(any) bool) error {
	var options *[]func(*s3.Options)
	if as(&options) {
		*options = append(*options, func(o *s3.Options) {
			o.ResponseChecksumValidation = aws.ResponseChecksumValidationWhenRequired
		})
	}
	return nil
}

func (s *Store) s3() (client *s3.Client) {
	s.bucket.As(&client)
	return client
}

// ClearBroken gives up uploads that began before a moment and did not come to their end, of which S3 keeps parts that
// no listing of files shows: nobody was there any more to do so. In a folder a listing shows what is left of one. It
// returns how many there were.
func (s *Store) ClearBroken(ctx context.Context, before time.Time) (cleared int, err error) {
	client := s.s3()
	if client == nil {
		return 0, nil
	}
	in := &s3.ListMultipartUploadsInput{Bucket: &s.name, Prefix: &s.prefix}
	for {
		var page *s3.ListMultipartUploadsOutput
		err := s.step(ctx, func(ctx context.Context) (err error) {
			page, err = client.ListMultipartUploads(ctx, in)
			return err
		})
		if err != nil {
			return cleared, err
		}
		for _, u := range page.Uploads {
			if u.Key == nil || u.Initiated == nil || !u.Initiated.Before(before) {
				continue
			}
			if _, ours := parseKey(strings.TrimPrefix(*u.Key, s.prefix)); !ours {
				continue
			}
			err := s.step(ctx, func(ctx context.Context) error {
				_, err := client.AbortMultipartUpload(ctx,
					&s3.AbortMultipartUploadInput{Bucket: &s.name, Key: u.Key, UploadId: u.UploadId})
				return err
			})
			if err != nil && !hasCode(err, "NoSuchUpload") { // it came to its end meanwhile
				return cleared, err
			}
			cleared++
		}
		if page.IsTruncated == nil || !*page.IsTruncated {
			return cleared, nil
		}
		in.KeyMarker, in.UploadIdMarker = page.NextKeyMarker, page.NextUploadIdMarker
	}
}

// bucketGone reports whether S3 says that there is no such bucket, which the driver tells as it does a missing file.
func bucketGone(err error) bool { return hasCode(err, new(types.NoSuchBucket).ErrorCode()) }

func hasCode(err error, code string) bool {
	var a smithy.APIError
	return errors.As(err, &a) && a.ErrorCode() == code
}
