package esdb

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"regexp"
	"strconv"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/gossip"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// opinion is what one node says: the leader's address, or why it does not say.
type opinion struct {
	leader string
	err    error
}

// opinions asks all seeds at once who leads, and gives their answers as they come, one for each. A node that does not
// answer takes the gossip timeout; the others are not waited with.
func (t target) opinions(ctx context.Context) <-chan opinion {
	seeds := t.shuffled()
	answers := make(chan opinion, len(seeds))
	for _, seed := range seeds {
		go func() {
			leader, err := t.ask(ctx, seed)
			answers <- opinion{leader, err}
		}()
	}
	return answers
}

// ask asks a node who leads.
func (t target) ask(whole context.Context, seed string) (leader string, err error) {
	ctx, cancel := context.WithTimeout(whole, t.gossipTimeout())
	defer cancel()
	conn, err := grpc.NewClient(seed, grpc.WithTransportCredentials(t.transport()))
	if err != nil {
		return "", fmt.Errorf("%w: %s is not an address", ErrURL, seed)
	}
	defer conn.Close()
	answer, err := gossip.NewGossipClient(conn).Read(ctx, &shared.Empty{})
	if over := ended(whole); over != nil {
		return "", over
	}
	switch status.Code(err) {
	case codes.OK:
		return t.leader(seed, answer.GetMembers())
	case codes.Unimplemented:
		return "", fmt.Errorf("%w: %s answers, but knows no gossip", ErrForeign, seed)
	case codes.PermissionDenied:
		return "", fmt.Errorf("%w: gossip of %s", ErrRights, seed)
	case codes.Unauthenticated:
		return "", fmt.Errorf("%w: gossip of %s", ErrLogin, seed)
	default:
		return "", t.diagnose(seed)
	}
}

// leader finds the leader among the members that a node knows of. A node that is alone is spoken to at the address by
// which it was found: what it calls itself may mean nothing outside of its own network.
func (t target) leader(seed string, members []*gossip.MemberInfo) (string, error) {
	for _, m := range members {
		if m.GetState() != gossip.MemberInfo_Leader || !m.GetIsAlive() {
			continue
		}
		if t.single && len(members) == 1 {
			return seed, nil
		}
		return address(m.GetHttpEndPoint())
	}
	return "", fmt.Errorf("%w: %s knows of %d nodes", ErrNoLeader, seed, len(members))
}

var hostName = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

// address is taken from gossip only where it reads as one: on another the client panics in a goroutine of its own.
func address(e *gossip.EndPoint) (string, error) {
	ip, err := netip.ParseAddr(e.GetAddress())
	if !hostName.MatchString(e.GetAddress()) && (err != nil || ip.Zone() != "") || e.GetPort() < 1 ||
		e.GetPort() > 65535 {
		return "", fmt.Errorf("%w: gossip names a leader without an address", ErrNoLeader)
	}
	return net.JoinHostPort(e.GetAddress(), strconv.Itoa(int(e.GetPort()))), nil
}

// connect finds the leader and connects to it. Gossip may name one that is gone: then the other nodes' opinions count.
// The error is that of the node which came furthest. One that passes no check is not taken.
func (t target) connect(whole context.Context, retired func(*generation, error),
	check func(context.Context, *generation) error) (*generation, error) {
	ctx, cancel := context.WithCancel(whole)
	defer cancel() // who has not answered by then need not
	opinions := t.opinions(ctx)
	tried := map[string]bool{}
	var failed error
	for range t.seeds {
		var o opinion
		select {
		case o = <-opinions:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if o.err == nil && tried[o.leader] {
			continue
		}
		if o.err == nil {
			tried[o.leader] = true
			var g *generation
			if g, o.err = t.join(ctx, o.leader, retired, check); o.err == nil {
				return g, nil
			}
		}
		failed = further(failed, o.err)
	}
	if over := ended(whole); over != nil {
		return nil, over
	}
	return nil, failed
}

// join connects to a leader and checks it, its version first.
func (t target) join(whole context.Context, leader string, retired func(*generation, error),
	check func(context.Context, *generation) error) (*generation, error) {
	ctx, cancel := context.WithTimeout(whole, t.gossipTimeout())
	defer cancel()
	g, version, err := newGeneration(ctx, t, leader, retired)
	if err != nil {
		return nil, t.why(whole, leader, read(err))
	}
	if err = recent(version); err == nil {
		err = check(ctx, g)
	}
	if err != nil {
		g.retire(err)
		return nil, t.why(whole, leader, err)
	}
	return g, nil
}

// why tells what is the matter with a leader that could not be joined.
func (t target) why(whole context.Context, leader string, err error) error {
	if over := ended(whole); over != nil {
		return over
	}
	f, ok := passes(err)
	switch {
	case !ok:
		return err
	case f.kind == FaultNotLeader:
		return fmt.Errorf("%w: %s leads no more", ErrNoLeader, leader)
	}
	return t.diagnose(leader)
}

// further keeps the error that says more: an answer says more than silence.
func further(a, b error) error {
	if a == nil || errors.Is(a, ErrUnreachable) {
		return b
	}
	return a
}
