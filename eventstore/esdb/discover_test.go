package esdb

import (
	"errors"
	"strings"
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/gossip"
)

func member(state gossip.MemberInfo_VNodeState, alive bool, host string, port uint32) *gossip.MemberInfo {
	return &gossip.MemberInfo{State: state, IsAlive: alive, HttpEndPoint: &gossip.EndPoint{Address: host, Port: port}}
}

// TestLeaderFromGossip: only a leader that lives counts, and only an address that is one. Trap: at an address that
// does not parse the client panics in a goroutine of its own.
func TestLeaderFromGossip(t *testing.T) {
	const seed = "seed:1"
	leader, follower := gossip.MemberInfo_Leader, gossip.MemberInfo_Follower
	for what, c := range map[string]struct {
		single  bool
		members []*gossip.MemberInfo
		want    string
	}{
		"the leader of three": {false, []*gossip.MemberInfo{
			member(follower, true, "a", 1), member(leader, false, "b", 2), member(leader, true, "c.example", 3),
		}, "c.example:3"},
		"alone, by the name it was found by": {true, []*gossip.MemberInfo{member(leader, true, "10.0.0.1", 2)}, seed},
		"one seed of many": {true,
			[]*gossip.MemberInfo{member(follower, true, "a", 1), member(leader, true, "b", 2)}, "b:2"},
		"a cluster by name, with one node so far": {false, []*gossip.MemberInfo{member(leader, true, "b", 2)}, "b:2"},
		"IPv6": {false, []*gossip.MemberInfo{member(leader, true, "2001:db8::1", 1)},
			"[2001:db8::1]:1"},
		"IPv6 of one machine's network card": {false, []*gossip.MemberInfo{member(leader, true, "fe80::1%eth0", 1)}, ""},
		"followers only": {false,
			[]*gossip.MemberInfo{member(follower, true, "a", 1), member(follower, true, "b", 2)}, ""},
		"alone and starting":         {true, []*gossip.MemberInfo{member(gossip.MemberInfo_Initializing, true, "a", 1)}, ""},
		"nobody":                     {false, nil, ""},
		"no address":                 {false, []*gossip.MemberInfo{{State: leader, IsAlive: true}}, ""},
		"a name that does not parse": {false, []*gossip.MemberInfo{member(leader, true, "%zz", 1)}, ""},
		"a name with a path":         {false, []*gossip.MemberInfo{member(leader, true, "a/b", 1)}, ""},
		"port 0":                     {false, []*gossip.MemberInfo{member(leader, true, "a", 0)}, ""},
		"a port too large":           {false, []*gossip.MemberInfo{member(leader, true, "a", 65536)}, ""},
	} {
		got, err := target{single: c.single}.leader(seed, c.members)
		if got != c.want || (err == nil) != (c.want != "") || err != nil && !errors.Is(err, ErrNoLeader) {
			t.Errorf("%s: %q, %v", what, got, err)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %q", what, err)
		}
	}
}

// TestFurther: of several nodes' errors the one that says more is told.
func TestFurther(t *testing.T) {
	for _, c := range []struct{ a, b, want error }{
		{nil, ErrUnreachable, ErrUnreachable},
		{ErrUnreachable, ErrNoLeader, ErrNoLeader},
		{ErrNoLeader, ErrUnreachable, ErrNoLeader},
		{ErrTLS, ErrUnreachable, ErrTLS},
	} {
		if got := further(c.a, c.b); !errors.Is(got, c.want) {
			t.Errorf("of %v and %v: %v", c.a, c.b, got)
		}
	}
}
