package standin

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/gossip"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/serverfeatures"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/google/uuid"
)

type gossipService struct {
	gossip.UnimplementedGossipServer
	node *Node
}

// deadPort is one on which nothing listens: the kernel gives none below 1024 unasked.
const deadPort = 1

// Read serves Gossip.Read: the nodes, and what each is.
func (s *gossipService) Read(ctx context.Context, _ *shared.Empty) (*gossip.ClusterInfo, error) {
	_, fault, err := s.node.enter(ctx, Gossip, "")
	if err != nil {
		return nil, err
	}
	linger(ctx, fault)
	if err := s.node.answered(ctx, fault); err != nil {
		return nil, err
	}
	c := s.node.cluster
	c.mu.Lock()
	defer c.mu.Unlock()
	leader := s.node.leadsLocked()
	switch fault.Kind {
	case NoLeader:
		leader = -1
	case DeadNode:
		return &gossip.ClusterInfo{Members: []*gossip.MemberInfo{
			member(uuid.New(), gossip.MemberInfo_Leader, true, deadPort),
		}}, nil
	}
	info := &gossip.ClusterInfo{}
	for i, n := range c.nodes {
		state := gossip.MemberInfo_Follower
		switch {
		case leader < 0 && n.server != nil:
			state = gossip.MemberInfo_Unknown
		case i == leader:
			state = gossip.MemberInfo_Leader
		}
		apart := n != s.node && (n.deposed || s.node.deposed)
		info.Members = append(info.Members, member(n.id, state, n.server != nil && !apart, n.port))
	}
	return info, nil
}

func member(id uuid.UUID, state gossip.MemberInfo_VNodeState, alive bool, port int) *gossip.MemberInfo {
	return &gossip.MemberInfo{
		InstanceId:   structured(id),
		TimeStamp:    ticks(time.Now()),
		State:        state,
		IsAlive:      alive,
		HttpEndPoint: &gossip.EndPoint{Address: "127.0.0.1", Port: uint32(port)},
	}
}

type featuresService struct {
	serverfeatures.UnimplementedServerFeaturesServer
	node *Node
}

// GetSupportedMethods serves ServerFeatures: the version, and the methods of this package.
func (s *featuresService) GetSupportedMethods(ctx context.Context,
	_ *shared.Empty) (*serverfeatures.SupportedMethods, error) {
	_, fault, err := s.node.enter(ctx, Features, "")
	if err != nil {
		return nil, err
	}
	linger(ctx, fault)
	if err := s.node.answered(ctx, fault); err != nil {
		return nil, err
	}
	answer := &serverfeatures.SupportedMethods{EventStoreServerVersion: s.node.cluster.options.Version}
	for _, method := range []string{"read", "append", "delete", "tombstone"} {
		answer.Methods = append(answer.Methods, &serverfeatures.SupportedMethod{
			MethodName: method, ServiceName: "event_store.client.streams.streams",
		})
	}
	return answer, nil
}

// since says whether the version is this one or a later.
func (c *Cluster) since(major, minor int) bool {
	parts := strings.Split(c.options.Version, ".")
	numbers := [2]int{}
	for i := range min(len(parts), 2) {
		// A version that is no number is older than every one.
		numbers[i], _ = strconv.Atoi(parts[i])
	}
	return numbers[0] > major || (numbers[0] == major && numbers[1] >= minor)
}
