package io.photosync.subscription;

/** Keeps in memory what the service keeps in Kafka; two keepers may share it, as two replicas do. */
final class MemoryBook implements ClientStateStore {
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
