package io.photosync.subscription;

/** Stores client states in memory instead of Kafka; two reconcilers may share it, as two replicas do. */
final class InMemoryClientStates implements ClientStateStore {
    private volatile AcceptedClientStates states = AcceptedClientStates.NONE;

    @Override
    public AcceptedClientStates kept() {
        return states;
    }

    @Override
    public void keep(AcceptedClientStates fresh) {
        states = fresh;
    }
}
